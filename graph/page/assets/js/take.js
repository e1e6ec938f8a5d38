// Taking away: the picture as PNG, the facts shown as CSV.
function save(name, blob) {
  const address = URL.createObjectURL(blob);
  const anchor = make("a", { href: address, download: name });
  document.body.append(anchor);
  anchor.click();
  anchor.remove();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

const fileName = (ending) => `${folded(view.title).replace(/[^\p{L}\p{N}]+/gu, "-") || "graph"}.${ending}`;

function savePng() {
  const drawn = byId("drawn");
  const copy = make("canvas", { width: drawn.width, height: drawn.height });
  const ctx = copy.getContext("2d");
  ctx.fillStyle = palette.stage;
  ctx.fillRect(0, 0, copy.width, copy.height);
  ctx.drawImage(drawn, 0, 0);
  copy.toBlob((blob) => save(fileName("png"), blob), "image/png");
}

// Spreadsheets run cells that begin with these signs; an apostrophe keeps them text.
function csvCell(value) {
  const text = String(value ?? "");
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

function csvText() {
  const lines = [
    COLUMNS.map((column) => column.name),
    ...tableFacts().map((fact) => COLUMNS.map((column) => shownIn(column, fact))),
  ];
  return lines.map((cells) => cells.map(csvCell).join(",")).join("\r\n") + "\r\n";
}

// The whole drawing, not only what is in sight.
function saveSvg() {
  save(fileName("svg"), new Blob([svgOfScene()], { type: "image/svg+xml" }));
}

function copyText(text, button, done) {
  const copied = () => {
    button.textContent = "Copied";
    announce(done);
  };
  const failed = () => prompt("Copy this", text);
  navigator.clipboard ? navigator.clipboard.writeText(text).then(copied, failed) : failed();
}

// A citation as readers put it into a note: the words, where they stand, and the fact's own name.
function citationText(claim, fact) {
  const paper = papers.get(claim.paper) ?? { title: claim.paper };
  const cited = papers.get(claim.cited);
  const source = [paper.title, paper.publisher, paper.issued].filter(Boolean).join(", ");
  const from = cited ? ` Citing ${[cited.title, cited.publisher, cited.issued, cited.address].filter(Boolean).join(", ")}.` : "";
  return `“${wordsOf(claim)}” ${source}${claim.place ? `, ${claim.place}` : ""}.${isWeb(paper.address) ? ` ${paper.address}` : ""}${from} [${fact.key}]`;
}

function startTaking() {
  byId("save-png").addEventListener("click", savePng);
  byId("save-svg").addEventListener("click", saveSvg);
  byId("save-data").addEventListener("click", () =>
    save(fileName("jsonld"), new Blob([byId("linked-data").textContent], { type: "application/ld+json" })),
  );
  const menu = byId("save");
  menu.addEventListener("click", (event) => {
    if (event.target.closest("button")) menu.open = false;
  });
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    menu.open = false;
    menu.querySelector("summary").focus();
  });
  document.addEventListener("pointerdown", (event) => {
    if (!menu.contains(event.target)) menu.open = false;
  });
  startQuery();
  byId("save-csv").addEventListener("click", () =>
    save(fileName("csv"), new Blob(["\ufeff", csvText()], { type: "text/csv" })),
  );
}

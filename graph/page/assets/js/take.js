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
  const drawn = byId("canvas").querySelector("canvas");
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

function startTaking() {
  byId("save-png").addEventListener("click", savePng);
  byId("save-csv").addEventListener("click", () =>
    save(fileName("csv"), new Blob(["\ufeff", csvText()], { type: "text/csv" })),
  );
}

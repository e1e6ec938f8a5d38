// Every fact as a row: the whole page for those who do not use the canvas.
const objectOf = (fact) => (fact.target ? labelOf(fact.target) : (fact.text ?? ""));
const sourceOf = (fact) => [...papersOf(fact)].map(labelOf).join("; ");
const COLUMNS = [
  { name: "From", value: (fact) => labelOf(fact.source) },
  { name: "Relation", value: (fact) => relations.get(fact.relation).words },
  { name: "To", value: objectOf },
  { name: "Figure", value: (fact) => fact.value, shown: (fact) => fact.figure ?? "", number: true },
  { name: "When", value: (fact) => fact.start ?? "", shown: (fact) => fact.dates ?? "" },
  {
    name: "Sure",
    value: sureness,
    shown: (fact) => (fact.confidence === undefined ? "rule" : percent(fact.confidence)),
    number: true,
  },
  { name: "Status", value: (fact) => (fact.derived ? "derived" : fact.status) },
  { name: "Quotation", value: (fact) => (claimsOf(fact)[0] ? wordsOf(claimsOf(fact)[0]) : "") },
  { name: "Source", value: sourceOf },
];
const PAGE = 300;
const sorting = { column: -1, down: false, rows: PAGE };
const shownIn = (column, fact) => (column.shown ?? column.value)(fact);

function compare(a, b) {
  if (a === b) return 0;
  if (a === undefined || a === "") return 1;
  if (b === undefined || b === "") return -1;
  const order = typeof a === "number" ? a - b : inOrder(a, b);
  return sorting.down ? -order : order;
}

function tableFacts() {
  const wanted = folded(byId("table-filter").value).split(/\s+/).filter(Boolean);
  const found = shownFacts().filter((fact) => {
    const text = wanted.length ? folded(COLUMNS.map((column) => shownIn(column, fact)).join(" ")) : "";
    return wanted.every((word) => text.includes(word));
  });
  if (sorting.column < 0) return found;
  const value = COLUMNS[sorting.column].value;
  return found.sort((a, b) => compare(value(a), value(b)));
}

function sortBy(index) {
  sorting.down = sorting.column === index && !sorting.down;
  sorting.column = index;
  announce(`Sorted by ${COLUMNS[index].name}, ${sorting.down ? "descending" : "ascending"}`);
  showTable();
  byId("table").querySelectorAll("th button")[index].focus();
}

function showTable(all = false) {
  const found = tableFacts();
  const limit = all ? found.length : sorting.rows;
  const more =
    found.length > limit
      ? button(
          `Show all ${counted(found.length, "row")}`,
          () => {
            sorting.rows = Infinity;
            showTable();
          },
          { class: "rest" },
        )
      : "";
  byId("table-count").textContent = counted(found.length, "fact");
  const table = make(
    "table",
    {},
    make("thead", {}, make("tr", {}, COLUMNS.map(headCell))),
    make("tbody", {}, found.slice(0, limit).map(row)),
  );
  byId("table").querySelector(".table-scroll").replaceChildren(table, more);
}

function headCell(column, index) {
  const order = sorting.column === index ? (sorting.down ? "descending" : "ascending") : "none";
  return make(
    "th",
    { scope: "col", "aria-sort": order },
    button(column.name, () => sortBy(index)),
  );
}

function row(fact) {
  const open = () => go({ fact: fact.key, node: "" });
  const cells = COLUMNS.map((column, index) => {
    const text = shownIn(column, fact);
    if (index === 0) return make("td", { class: "open" }, button(text, open));
    if (column.name === "Relation")
      return make(
        "td",
        {},
        make(
          "span",
          { class: "verb", style: { "--family": `var(--family-${relations.get(fact.relation).family})` } },
          text,
        ),
      );
    if (column.name === "Quotation") return make("td", { class: "quote" }, make("div", {}, text));
    return make("td", column.number ? { class: "number" } : {}, text);
  });
  return make(
    "tr",
    { class: fact.key === state.fact ? "chosen" : false, "data-fact": fact.key, on: { click: open } },
    cells,
  );
}

function markRow() {
  for (const found of byId("table").querySelectorAll("tbody tr"))
    found.classList.toggle("chosen", found.dataset.fact === state.fact);
}

function startTable() {
  byId("table-filter").addEventListener("input", () => showTable());
}

// Facets: which facts are shown, and how many each choice would show.
const off = { relations: new Set(), types: new Set(), layers: new Set(), statuses: new Set(), papers: new Set(), changes: new Set() };
let least = 0;
const onFilter = [];
const NO_LAYER = "";

const FACETS = {
  relations: (fact) => [fact.relation],
  types: (fact) => [fact.source, fact.target].map((key) => things.get(key)?.type).filter(Boolean),
  layers: (fact) => layersOf(fact),
  statuses: (fact) => [fact.derived ? "derived" : fact.status],
  papers: (fact) => [...papersOf(fact)],
  changes: (fact) => [fact.change ?? "same"],
};
// A fact with several of these stays while one of them is on; of the others it needs all.
const ANY_OF = new Set(["papers", "layers"]);

function layersOf(fact) {
  const found = [fact.source, fact.target].map((key) => things.get(key)?.layer).filter(Boolean);
  return found.length ? [...new Set(found)] : [NO_LAYER];
}

function allows(fact, except = "") {
  if (sureness(fact) < least || !isKnown(fact)) return false;
  return Object.entries(FACETS).every(([facet, valuesOf]) => {
    if (facet === except || !off[facet].size) return true;
    const values = valuesOf(fact);
    if (ANY_OF.has(facet)) return !values.length || values.some((value) => !off[facet].has(value));
    return values.every((value) => !off[facet].has(value));
  });
}

let passing = new Set(view.facts);
const passes = (fact) => passing.has(fact);
const shownFacts = () => view.facts.filter(passes);

function tally(facet) {
  const counts = new Map();
  for (const fact of view.facts) {
    const there = allows(fact, facet);
    for (const value of new Set(FACETS[facet](fact))) counts.set(value, (counts.get(value) ?? 0) + (there ? 1 : 0));
  }
  return counts;
}

function choice(facet, value, text, mark) {
  const box = make("input", { type: "checkbox", checked: true, on: { change: () => turn(facet, value, box.checked) } });
  const only = button("only", () => keepOnly(facet, value), { class: "only quiet", "aria-label": `Only ${text}` });
  const row = make(
    "div",
    { class: "choice" },
    make("label", { title: text }, box, mark, make("span", {}, text)),
    only,
    make("span", { class: "count" }),
  );
  rows.push({ facet, value, box, row });
  return row;
}

const rows = [];

function turn(facet, value, on) {
  off[facet][on ? "delete" : "add"](value);
  filtered();
}

function keepOnly(facet, value) {
  for (const row of rows) if (row.facet === facet) off[facet][row.value === value ? "delete" : "add"](row.value);
  filtered();
}

function filtered() {
  passing = new Set(view.facts.filter((fact) => allows(fact)));
  const counts = Object.fromEntries(Object.keys(FACETS).map((facet) => [facet, tally(facet)]));
  for (const { facet, value, box, row } of rows) {
    const count = counts[facet].get(value) ?? 0;
    box.checked = !off[facet].has(value);
    row.lastChild.textContent = count.toLocaleString("en");
    row.classList.toggle("nothing", !count);
  }
  byId("confidence-shown").textContent = percent(least);
  byId("filter-confidence").value = Math.round(least * 100);
  const shown = shownFacts().length;
  byId("shown").textContent = `${shown.toLocaleString("en")} of ${counted(view.facts.length, "fact")} shown`;
  announce(byId("shown").textContent);
  for (const act of onFilter) act();
}

const byCount = (counts) => [...counts].sort((a, b) => b[1] - a[1] || inOrder(a[0], b[0])).map(([value]) => value);
const swatch = (colour) => make("i", { style: { background: colour } });

function fillFilters() {
  fillRelations(byCount(tally("relations")));
  for (const type of byCount(tally("types"))) {
    const group = view.things.find((thing) => thing.type === type).group;
    byId("filter-types").append(choice("types", type, inWords(type), swatch(`var(--${group})`)));
  }
  fillLayers();
  fillChanges();
  for (const status of byCount(tally("statuses"))) byId("filter-statuses").append(choice("statuses", status, status));
  for (const key of byCount(tally("papers"))) byId("filter-papers").append(choice("papers", key, labelOf(key)));
  byId("filter-confidence").addEventListener("input", (event) => {
    least = event.target.value / 100;
    filtered();
  });
  byId("reset").addEventListener("click", resetFilters);
}

function fillLayers() {
  const layers = byCount(tally("layers"));
  byId("layers").hidden = layers.length < 2;
  for (const key of layers)
    byId("filter-layers").append(choice("layers", key, key === NO_LAYER ? "no layer" : labelOf(key)));
}

function fillChanges() {
  const changes = byCount(tally("changes"));
  byId("changes").hidden = changes.length < 2 && changes[0] !== "added";
  for (const change of changes) byId("filter-changes").append(choice("changes", change, change));
}

function fillRelations(names) {
  view.families.forEach((family, index) => {
    const own = names.filter((relation) => relations.get(relation).family === index);
    if (!own.length) return;
    byId("filter-relations").append(make("div", { class: "family" }, swatch(`var(--family-${index})`), family.name));
    byId("filter-relations").append(
      ...own.map((relation) => choice("relations", relation, relations.get(relation).words)),
    );
  });
}

function resetFilters() {
  for (const facet of Object.values(off)) facet.clear();
  least = 0;
  if (state.known) go({ known: "" });
  else filtered();
}

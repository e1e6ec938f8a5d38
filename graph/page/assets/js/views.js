// Which things stand where in each view.
const PLACES = {
  chain: () => mappedAt("chain"),
  network: () => mappedAt("network"),
  focus: () => focusPlaces(state.node || busiest()),
  table: () => new Map(),
};
let captions = [];

// A thing stays on the map while a shown line reaches it, or when it is the one selected.
function mappedAt(name) {
  captions = [];
  const reached = new Set([state.node]);
  for (const edge of drawing.edges) {
    if (isMapped(edge.from) && isMapped(edge.to) && edgeFacts(edge).length) reached.add(edge.from).add(edge.to);
  }
  return new Map(
    [...things.values()]
      .filter((thing) => thing[name] && reached.has(thing.key))
      .map((thing) => [thing.key, thing[name]]),
  );
}

const busiest = () => [...factsOf].sort((a, b) => b[1].length - a[1].length)[0]?.[0];
const SIDES = {
  above: { text: "Money", names: ["Money"] },
  below: { text: "Funds & listings", names: ["Funds & listings"] },
};

// Money above, funds below; else what points to it left and what it points to right.
function sideOf(edge, centre) {
  const family = familyOf(edge.relation).name;
  for (const [side, { names }] of Object.entries(SIDES)) if (names.includes(family)) return side;
  return edge.to === centre && !view.relations[edge.relation].bothWays ? "left" : "right";
}

const otherEnd = (edge, centre) => (edge.from === centre ? edge.to : edge.from);

// The lines of one thing, like ones together; documents are listed in the panel.
function edgesOf(centre) {
  const own = drawing.edges.filter((edge) => (edge.from === centre || edge.to === centre) && edgeFacts(edge).length);
  const kept = own.filter((edge) => things.get(otherEnd(edge, centre)).type !== "Document");
  const rank = (edge) =>
    [view.relations[edge.relation].family, edge.relation, labelOf(otherEnd(edge, centre))].join(" ");
  return kept.sort((a, b) => rank(a).localeCompare(rank(b)));
}

function focusPlaces(centre) {
  const sides = { left: [], right: [], above: [], below: [] };
  const seen = new Set([centre]);
  for (const edge of edgesOf(centre)) {
    const other = otherEnd(edge, centre);
    if (!seen.has(other)) sides[sideOf(edge, centre)].push(other);
    seen.add(other);
  }
  return arranged(centre, sides);
}

function arranged(centre, sides) {
  const points = new Map([[centre, [0, 0]]]);
  const half = (keys) => Math.min(keys.length, 9) * 36;
  const tall = Math.max(half(sides.left), half(sides.right), 40);
  captions = [];
  [
    ["left", -1, "Points to it"],
    ["right", 1, "It points to"],
  ].forEach(([side, sign, text]) => {
    sides[side].forEach((key, index) => {
      const rank = index % 9,
        column = Math.floor(index / 9);
      const inColumn = Math.min(9, sides[side].length - column * 9);
      points.set(key, [sign * (330 + column * 180), (rank - (inColumn - 1) / 2) * 72]);
    });
    if (sides[side].length) captions.push({ text, x: sign * 330, y: -tall - 22 });
  });
  [
    ["above", -1],
    ["below", 1],
  ].forEach(([side, sign]) => {
    sides[side].forEach((key, index) => {
      const row = Math.floor(index / 5),
        inRow = Math.min(5, sides[side].length - row * 5);
      points.set(key, [((index % 5) - (inRow - 1) / 2) * 190, sign * (tall + 110 + row * 74)]);
    });
    const rows = Math.ceil(sides[side].length / 5);
    if (rows) captions.push({ text: SIDES[side].text, x: 0, y: sign * (tall + 160 + (rows - 1) * 74) });
  });
  return points;
}

function showView(changed) {
  const table = state.view === "table";
  byId("stage").classList.toggle("table-shown", table);
  byId("table").hidden = !table;
  for (const tab of document.querySelectorAll("[data-view]"))
    tab.setAttribute("aria-pressed", String(tab.dataset.view === state.view));
  if (table) {
    showTable();
    return;
  }
  place(PLACES[state.view]());
  restyle();
  byId("empty").hidden = placed.size > 1;
  byId("empty").textContent = placed.size
    ? "No line of this thing is shown: its facts are in the panel."
    : "Nothing to draw: the filters hide every fact.";
  if (changed) fit();
}

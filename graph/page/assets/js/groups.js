// Collapse by layer: the things of one column and layer as one box that opens on a click.
const isGroup = (key) => key.startsWith("~");
const groupOf = (key) => `~${things.get(key).column}~${things.get(key).layer ?? ""}`;
const openGroups = () => new Set(state.open ? state.open.split("|") : []);

function groupName(group) {
  const [, column, layer] = group.split("~");
  return layer ? labelOf(layer) : `${column}, no layer`;
}

function groupPlace(group) {
  const [, column, layer] = group.split("~");
  return `${column} · ${layer ? labelOf(layer) : "no layer"}`;
}

// The key under which each mapped thing is drawn: its own, or its group's.
function foldedKeys(keys) {
  const open = openGroups();
  const sizes = new Map();
  for (const key of keys) sizes.set(groupOf(key), (sizes.get(groupOf(key)) ?? 0) + 1);
  const own = (key) => open.has(groupOf(key)) || sizes.get(groupOf(key)) === 1;
  return new Map([...keys].map((key) => [key, own(key) ? key : groupOf(key)]));
}

function membersOf(group) {
  return view.things.filter((thing) => thing.chain && groupOf(thing.key) === group);
}

// Lines between groups: one for each family of relations, with how many facts it stands for.
function foldedEdges(keys) {
  const found = new Map();
  for (const edge of drawing.edges) {
    const [from, to] = [keys.get(edge.from), keys.get(edge.to)];
    const shown = edge.facts.filter((key) => passes(facts.get(key)));
    if (!from || !to || from === to || !shown.length) continue;
    const name = `${from} ${to} ${relations.get(edge.relation).family}`;
    if (!found.has(name)) found.set(name, { id: edge.id, from, to, relation: edge.relation, facts: [], count: 0 });
    found.get(name).facts.push(...shown);
    found.get(name).count += shown.length;
  }
  return [...found.values()];
}

const FOLDED = { rows: 24, pitch: 80, width: BOX.width + 24, margin: 26 };

// Columns as narrow as what stands in them; an opened group of many things takes several rows of boxes.
function foldedPlaces(reached) {
  const keys = foldedKeys(reached);
  const drawn = [...new Set(keys.values())];
  const points = new Map();
  const columns = [];
  let left = 0;
  for (const { name } of view.columns) {
    const own = drawn.filter((key) => (isGroup(key) ? key.split("~")[1] : things.get(key).column) === name);
    if (!own.length) continue;
    const rank = (key) => `${isGroup(key) ? key : groupOf(key)} ${isGroup(key) ? "" : labelOf(key)}`;
    own.sort((a, b) => inOrder(rank(a), rank(b)));
    const parts = Math.ceil(own.length / FOLDED.rows);
    const tall = Math.ceil(own.length / parts);
    own.forEach((key, index) => {
      const x = left + FOLDED.margin / 2 + (Math.floor(index / tall) + 0.5) * FOLDED.width;
      points.set(key, [x, ((index % tall) - (tall - 1) / 2) * FOLDED.pitch]);
    });
    const right = left + FOLDED.margin + parts * FOLDED.width;
    columns.push({ name, x: [left, right] });
    left = right;
  }
  return { points, keys, columns };
}

function groupMark(key, [x, y]) {
  const count = membersOf(key).length;
  const { lines, width, height } = boxOf(groupName(key), 130, 2);
  const note = `${count} ${count === 1 ? "thing" : "things"}`;
  return {
    key, kind: "group", x, y, width: Math.max(width + 16, 96), height: height + BOX.line, lines: [...lines, note], note: lines.length,
    fill: "sunken", stroke: "strong-line", ink: "ink", dash: [], stacked: true,
  };
}

function openGroup(group) {
  const open = openGroups();
  open.add(group);
  go({ open: [...open].join("|") });
}

function toggleFold() {
  go({ fold: state.fold ? "" : "1", open: "", all: "", view: state.view === "chain" || state.fold ? state.view : "chain" });
}

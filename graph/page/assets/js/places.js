// Which things stand where on the maps: the whole, or one thing with what is around it.

// A thing stays on the map while a shown line reaches it, or when it is the one selected.
function reachedThings() {
  const reached = new Set([state.node, state.to].filter(isMapped));
  for (const edge of drawing.edges)
    if (isMapped(edge.from) && isMapped(edge.to) && edgeFacts(edge).length) reached.add(edge.from).add(edge.to);
  return reached;
}

const mappedAt = (name) => new Map([...reachedThings()].map((key) => [key, things.get(key)[name]]));
const busiest = () => [...factsOf].sort((a, b) => b[1].length - a[1].length)[0]?.[0] ?? "";

const GIVES = new Set(["suppliesTo", "supplies", "produces", "investsIn", "acquires", "providedBy", "holds", "suppliedThrough"]);
const TAKES = new Set(["buys", "dependsOn", "spendsOn"]);
const TITLES = { above: "Money", below: "Funds, listings & estimates", left: "Suppliers & inputs", right: "Customers & uses" };

// Suppliers left and customers right, money above, funds below; what has no direction goes where there is room.
function sideOf(edge, centre) {
  const family = familyOf(edge.relation).name;
  if (family === "Money") return "above";
  if (family === "Funds & listings" || family === "Estimates") return "below";
  const outward = edge.from === centre;
  if (relations.get(edge.relation).bothWays) return "rivals";
  if (TAKES.has(edge.relation)) return outward ? "left" : "right";
  return outward ? "right" : "left";
}

const otherEnd = (edge, centre) => (edge.from === centre ? edge.to : edge.from);

// The lines of one thing, like ones together; documents are listed in the panel.
function edgesOf(centre) {
  const own = drawing.edges.filter((edge) => (edge.from === centre || edge.to === centre) && edgeFacts(edge).length);
  const kept = own.filter((edge) => things.get(otherEnd(edge, centre)).type !== "Document");
  const rank = (edge) =>
    [relations.get(edge.relation).family, edge.relation, labelOf(otherEnd(edge, centre))].join(" ");
  return kept.sort((a, b) => inOrder(rank(a), rank(b)));
}

// A path is a row from one end to the other.
function trailPlaces() {
  const points = new Map([[state.node, [0, 0]]]);
  for (const id of trail) for (const key of [edges.get(id).from, edges.get(id).to])
    if (!points.has(key)) points.set(key, [points.size * 250, points.size % 2 ? 46 : 0]);
  return points;
}

function focusPlaces(centre) {
  if (trail.size) return trailPlaces();
  const sides = { left: [], right: [], above: [], below: [], rivals: [] };
  const seen = new Set([centre]);
  for (const edge of edgesOf(centre)) {
    const other = otherEnd(edge, centre);
    if (!seen.has(other)) sides[sideOf(edge, centre)].push(other);
    seen.add(other);
  }
  return arranged(centre, sides);
}

const ROWS = 11;

// On a narrow screen the sides come nearer, so that they are in sight.
const isNarrow = () => camera.width > 0 && camera.width < 600;

function arranged(centre, sides) {
  const [near, step] = isNarrow() ? [204, 152] : [310, 176];
  const points = new Map([[centre, [0, 0]]]);
  const half = (keys) => (Math.min(keys.length, ROWS) * 66) / 2;
  const tall = Math.max(...["left", "right"].map((side) => half(sides[side])), 40);
  const columns = (keys) => Math.ceil(keys.length / ROWS);
  const block = (side, sign, start, text) => {
    sides[side].forEach((key, index) => {
      const column = Math.floor(index / ROWS);
      const inColumn = Math.min(ROWS, sides[side].length - column * ROWS);
      points.set(key, [sign * (start + column * step), ((index % ROWS) - (inColumn - 1) / 2) * 66]);
    });
    const middle = start + ((columns(sides[side]) - 1) * step) / 2;
    if (sides[side].length) scene.captions.push({ text, x: sign * middle, y: -tall - 26 });
  };
  block("left", -1, near, TITLES.left);
  block("right", 1, near, TITLES.right);
  inRows(points, sides.above, -1, tall + 120, TITLES.above);
  const end = inRows(points, sides.rivals, 1, tall + 120, "Partners & rivals");
  inRows(points, sides.below, 1, end, TITLES.below);
  return points;
}

// Rows of things above or below the middle; returns where the next block may begin.
function inRows(points, keys, sign, start, text) {
  const wide = isNarrow() ? 3 : 7;
  keys.forEach((key, index) => {
    const row = Math.floor(index / wide), perRow = Math.min(wide, keys.length - row * wide);
    points.set(key, [((index % wide) - (perRow - 1) / 2) * 166, sign * (start + row * 72)]);
  });
  const count = Math.ceil(keys.length / wide);
  if (!count) return start;
  // Above, the heading stands over the last row; below, beside the first.
  if (sign < 0) scene.captions.push({ text, x: 0, y: -(start + (count - 1) * 72 + 50) });
  else scene.captions.push({ text, x: 0, y: start + (count - 1) * 72 + 46 });
  return start + count * 72 + 56;
}

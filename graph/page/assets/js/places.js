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

// On a narrow screen the sides come nearer, so that they are in sight.
const isNarrow = () => camera.width > 0 && camera.width < 600;
const SIDE = { rows: 9, gap: 14, column: BOX.width + 22 };
const ROW = { width: BOX.width + 20, gap: 16, heading: 34, most: 8 };

function arranged(centre, sides) {
  const points = new Map([[centre, [0, 0]]]);
  const near = isNarrow() ? BOX.width + 48 : BOX.width + 162;
  const tall = Math.max(sideBlock(points, sides.left, -1, near, TITLES.left), sideBlock(points, sides.right, 1, near, TITLES.right), 46);
  rowBlocks(points, [[sides.above, TITLES.above]], -1, tall + 62);
  rowBlocks(points, [[sides.rivals, "Partners & rivals"], [sides.below, TITLES.below]], 1, tall + 62);
  return points;
}

// Columns of boxes beside the middle, as high as their boxes; returns half the height.
function sideBlock(points, keys, sign, near, text) {
  if (!keys.length) return 0;
  const columns = Math.ceil(keys.length / SIDE.rows), rows = Math.ceil(keys.length / columns);
  let half = 0;
  for (let column = 0; column < columns; column += 1) {
    const own = keys.slice(column * rows, (column + 1) * rows);
    const total = own.reduce((sum, key) => sum + sizeOf(key).height + SIDE.gap, -SIDE.gap);
    let y = -total / 2;
    for (const key of own) {
      points.set(key, [sign * (near + column * SIDE.column), y + sizeOf(key).height / 2]);
      y += sizeOf(key).height + SIDE.gap;
    }
    half = Math.max(half, total / 2);
  }
  scene.captions.push({ text, x: sign * (near + ((columns - 1) * SIDE.column) / 2), y: -half - 24 });
  return half + 34;
}

// Blocks of rows above or below the middle, each under its heading.
function rowBlocks(points, blocks, sign, start) {
  let at = start;
  for (const [keys, text] of blocks) {
    const wide = isNarrow() ? 3 : Math.min(ROW.most, Math.max(5, Math.ceil(keys.length / 3)));
    const rows = Array.from({ length: Math.ceil(keys.length / wide) }, (_, row) => keys.slice(row * wide, (row + 1) * wide));
    if (rows.length && sign > 0) scene.captions.push({ text, x: 0, y: (at += 4) });
    if (sign > 0) at += 22;
    for (const row of rows) {
      const height = Math.max(...row.map((key) => sizeOf(key).height));
      row.forEach((key, index) => points.set(key, [(index - (row.length - 1) / 2) * ROW.width, sign * (at + height / 2)]));
      at += height + ROW.gap;
    }
    if (rows.length && sign < 0) scene.captions.push({ text, x: 0, y: -at - 8 });
    if (rows.length) at += ROW.heading;
  }
}

// What there is to draw, in the drawing's own units: grounds, lines and marks. The picture, the SVG and the pointer read it.
const scene = { grounds: [], captions: [], lines: [], marks: new Map(), touched: new Set(), extent: { left: 0, right: 1, top: 0, bottom: 1 } };
const GROUND = { above: 50, below: 30 };

function clearScene() {
  Object.assign(scene, { grounds: [], captions: [], lines: [], marks: new Map(), touched: new Set() });
}

function thingMark(key, [x, y], near) {
  const thing = things.get(key);
  const { lines, width, height } = sizeOf(key);
  const dim = Boolean(near) && !near.has(key);
  const solid = thing.group === "layer" && !dim;
  return {
    key, kind: "thing", x, y, width, height, lines, dim,
    fill: thing.group === "layer" && dim ? "band" : `${thing.group}-soft`,
    stroke: thing.group,
    ink: solid ? "on-layer" : "ink",
    dash: thing.unknown ? [4, 3] : [],
    selected: key === state.node || key === state.to,
  };
}

// What is near the selection; nothing where all is shown alike.
function nearby(lines) {
  if (trail.size) return new Set(trailThings());
  if (state.view === "focus" || (!state.node && !edgeOfFact.has(state.fact))) return undefined;
  const near = new Set([state.node]);
  for (const { edge } of lines) if (isNear(edge).chosen) near.add(edge.from).add(edge.to);
  return near;
}

const markOf = (key, point, near) =>
  isGroup(key) ? groupMark(key, point) : isMore(key) ? moreMark(key, point) : isDots() ? dotMark(key, point, near) : thingMark(key, point, near);

// Boxes at their places and the lines between them.
function mapScene(points, lineEdges) {
  const drawn = lineEdges
    .filter((edge) => points.has(edge.from) && points.has(edge.to))
    .map((edge) => ({ edge, shown: edge.facts.map((key) => facts.get(key)).filter(passes) }))
    .filter(({ edge, shown }) => shown.length && isAtHome(edge));
  const near = nearby(drawn);
  const kept = (key) => !state.hide || !near || near.has(key) || isMore(key);
  for (const [key, point] of points)
    if (kept(key)) scene.marks.set(key, markOf(key, point, near));
  const lines = drawn.filter(({ edge }) => scene.marks.has(edge.from) && scene.marks.has(edge.to));
  const crowd = lines.filter(({ edge }) => isNear(edge).chosen || state.view === "focus").length;
  const ports = isDots() ? new Map() : portsOf(lines.map(({ edge }) => edge));
  scene.lines = lines.map(({ edge, shown }) => ({
    edge, shown, ...styleOf(edge, shown, crowd), path: pathOf(edge, bend.get(edge.id) ?? 0, ports),
  }));
  scene.touched = new Set(lines.flatMap(({ edge }) => [edge.from, edge.to]));
  // Chosen lines lie above the others, thin ones above wide ones.
  scene.lines.sort((a, b) => Number(a.chosen) - Number(b.chosen) || b.width - a.width);
}

const isAtHome = (edge) =>
  state.view !== "focus" || (trail.size ? trail.has(edge.id) : edge.from === state.node || edge.to === state.node);

// The sides at which a line leaves and enters: left and right, or above and below where it is steep in the focus view.
function sidesOf(edge) {
  const from = scene.marks.get(edge.from), to = scene.marks.get(edge.to);
  const dx = to.x - from.x, dy = to.y - from.y;
  if (state.view === "focus" && Math.abs(dx) < Math.abs(dy)) return dy > 0 ? ["bottom", "top"] : ["top", "bottom"];
  if (Math.abs(dx) < (from.width + to.width) / 2 + 8) return ["right", "right"];
  return dx > 0 ? ["right", "left"] : ["left", "right"];
}

// Lines that share a side of a box are spread along it, in the order of where they go.
function portsOf(lineEdges) {
  const sides = new Map();
  const put = (key, side, edge, other) => {
    const name = `${side} ${key}`;
    if (!sides.has(name)) sides.set(name, []);
    sides.get(name).push({ id: `${edge.id} ${key}`, at: side === "top" || side === "bottom" ? other.x : other.y });
  };
  for (const edge of lineEdges) {
    const [out, into] = sidesOf(edge);
    put(edge.from, out, edge, scene.marks.get(edge.to));
    put(edge.to, into, edge, scene.marks.get(edge.from));
  }
  const ports = new Map();
  for (const [name, list] of sides) {
    const mark = scene.marks.get(name.slice(name.indexOf(" ") + 1));
    const length = /^(top|bottom)/.test(name) ? mark.width - 24 : mark.height - 12;
    const gap = Math.min(9, length / Math.max(1, list.length - 1));
    list.sort((a, b) => a.at - b.at).forEach(({ id }, index) => ports.set(id, (index - (list.length - 1) / 2) * gap));
  }
  return ports;
}

function anchor(mark, side, shift) {
  if (side === "left" || side === "right") return [mark.x + (side === "right" ? mark.width : -mark.width) / 2, mark.y + shift];
  return [mark.x + shift, mark.y + (side === "bottom" ? mark.height : -mark.height) / 2];
}

// A cubic curve as eight numbers: start, two controls, end.
function pathOf(edge, index, ports) {
  const from = scene.marks.get(edge.from), to = scene.marks.get(edge.to);
  if (isDots()) return dotPath(from, to, index);
  const [out, into] = sidesOf(edge);
  const [x1, y1] = anchor(from, out, ports.get(`${edge.id} ${edge.from}`) ?? 0);
  const [x2, y2] = anchor(to, into, ports.get(`${edge.id} ${edge.to}`) ?? 0);
  if (out === "top" || out === "bottom") {
    const reach = (y2 - y1) * 0.5;
    return [x1, y1, x1, y1 + reach, x2, y2 - reach, x2, y2];
  }
  if (out === into) {
    const reach = Math.min(120, 26 + Math.abs(y2 - y1) * 0.14) + 10 * index;
    return [x1, y1, x1 + reach, y1, x2 + reach, y2, x2, y2];
  }
  const ahead = out === "right" ? 1 : -1;
  const reach = ahead * Math.max(28, Math.abs(x2 - x1) * (0.45 + 0.1 * index));
  return [x1, y1, x1 + reach, y1, x2 - reach, y2, x2, y2];
}

function setExtent(margin = 24) {
  const extent = { left: Infinity, right: -Infinity, top: Infinity, bottom: -Infinity };
  const grow = (x, y, width, height) => {
    extent.left = Math.min(extent.left, x - width / 2);
    extent.right = Math.max(extent.right, x + width / 2);
    extent.top = Math.min(extent.top, y - height / 2);
    extent.bottom = Math.max(extent.bottom, y + height / 2);
  };
  for (const mark of scene.marks.values()) grow(mark.x, mark.y, mark.dot ? 1.3 * mark.wide : mark.width, mark.dot ? 120 : mark.height);
  // Lines that bulge out of the columns count too.
  if (scene.lines.length < 1500) for (const { path } of scene.lines) for (const t of [0.25, 0.5, 0.75]) grow(...pointOn(path, t), 30, 20);
  for (const caption of scene.captions) grow(caption.x, caption.y, 120, 24);
  for (const { x, y, width, height } of scene.grounds) grow(x + width / 2, y + height / 2, width, height);
  if (extent.left === Infinity) Object.assign(extent, { left: 0, right: 1, top: 0, bottom: 1 });
  scene.extent = {
    left: extent.left - margin, right: extent.right + margin, top: extent.top - margin, bottom: extent.bottom + margin,
  };
}

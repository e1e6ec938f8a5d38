// The drawing itself: vis-network with positions that were computed beforehand.
const network = { drawn: null, nodes: null, edges: null };
let placed = new Map();
const isPlaced = (key) => placed.has(key);

function startCanvas() {
  network.nodes = new vis.DataSet(
    drawing.nodes.map((node) => ({ id: node.id, shape: "custom", ctxRenderer: drawThing, hidden: true, x: 0, y: 0 })),
  );
  network.edges = new vis.DataSet(
    drawing.edges.map((edge) => ({ id: edge.id, from: edge.from, to: edge.to, hidden: true })),
  );
  network.drawn = new vis.Network(
    byId("canvas"),
    { nodes: network.nodes, edges: network.edges },
    JSON.parse(drawing.options),
  );
  network.drawn.on("beforeDrawing", drawGround);
  network.drawn.on("click", ({ nodes, edges: lines }) => {
    if (nodes.length) go({ node: nodes[0], fact: "" });
    else if (lines.length) go({ fact: firstFact(edges.get(lines[0])), node: state.view === "focus" ? state.node : "" });
    else if (state.view !== "focus") go({ node: "", fact: "" });
  });
  network.drawn.on("doubleClick", ({ nodes }) => {
    if (nodes.length) go({ view: "focus", node: nodes[0] });
  });
  byId("canvas").querySelector("canvas").setAttribute("aria-hidden", "true");
  new ResizeObserver(() => requestAnimationFrame(fit)).observe(byId("stage"));
}

const firstFact = (edge) => edgeFacts(edge)[0].key;

function restyle() {
  if (!network.drawn) return;
  fade();
  countCrowd();
  network.edges.update(drawing.edges.map((edge) => styleOf(edge, bend.get(edge.id))));
  network.drawn.redraw();
}

function fade() {
  faded.clear();
  if (state.view === "focus" || (!state.node && !edgeOfFact.has(state.fact))) return;
  const near = new Set([state.node]);
  for (const edge of drawing.edges) {
    if (isNear(edge).chosen && edgeFacts(edge).length) near.add(edge.from).add(edge.to);
  }
  for (const key of things.keys()) if (!near.has(key)) faded.add(key);
}

function place(points) {
  placed = points;
  network.nodes.update(
    drawing.nodes.map(({ id }) => {
      const point = points.get(id);
      return point ? { id, hidden: false, x: point[0], y: point[1] } : { id, hidden: true };
    }),
  );
}

// Fits the width and keeps names readable: what does not fit is reached by dragging.
function fit() {
  if (!network.drawn || !placed.size || byId("stage").classList.contains("table-shown")) return;
  const { clientWidth: width, clientHeight: height } = byId("canvas");
  if (!width || !height) return;
  const box = extent();
  const whole = Math.min(width / (box.right - box.left), height / (box.bottom - box.top));
  const readable = width < 600 ? 0.7 : state.view === "network" ? 0.4 : 0.5;
  const scale = Math.min(Math.max(whole, readable), 1.25);
  const wanted =
    (whole < scale && placed.get(state.node || facts.get(state.fact)?.ends?.[0])) ||
    (state.view === "chain" ? [box.left, box.top] : [(box.left + box.right) / 2, (box.top + box.bottom) / 2]);
  const position = {
    x: within(wanted[0], box.left, box.right, width / scale),
    y: within(wanted[1], box.top, box.bottom, height / scale),
  };
  network.drawn.moveTo({ scale, position });
}

// The middle of a window of some size that shows a wished spot and nothing beyond the drawing.
function within(wished, low, high, size) {
  return size >= high - low ? (low + high) / 2 : Math.min(Math.max(wished, low + size / 2), high - size / 2);
}

function extent() {
  const points = [...placed.values(), ...captions.map(({ x, y }) => [x, y])];
  const xs = points.map(([x]) => x),
    ys = points.map(([, y]) => y);
  const box = {
    left: Math.min(...xs) - 95,
    right: Math.max(...xs) + 95,
    top: Math.min(...ys) - 45,
    bottom: Math.max(...ys) + 45,
  };
  if (state.view !== "chain") return box;
  const spans = view.columns.flatMap((column) => column.x);
  return {
    left: Math.min(...spans),
    right: Math.max(...spans),
    top: -GROUND.above - 8,
    bottom: view.height + GROUND.below + 8,
  };
}

function zoom(factor) {
  network.drawn.moveTo({ scale: Math.min(3, Math.max(0.1, network.drawn.getScale() * factor)) });
}

// Brings a box into sight when a link or a key selects one outside.
function reveal(key) {
  const point = placed.get(key);
  if (!point) return;
  const spot = network.drawn.canvasToDOM({ x: point[0], y: point[1] });
  const { clientWidth: width, clientHeight: height } = byId("canvas");
  if (spot.x < 60 || spot.y < 60 || spot.x > width - 60 || spot.y > height - 60) {
    const box = extent(),
      scale = network.drawn.getScale();
    network.drawn.moveTo({
      position: {
        x: within(point[0], box.left, box.right, width / scale),
        y: within(point[1], box.top, box.bottom, height / scale),
      },
    });
  }
}

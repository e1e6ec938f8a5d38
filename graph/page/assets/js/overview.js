// The first map of a large graph: its main things, and at the foot of each column a box for the others.
const isMore = (key) => key.startsWith("+");
const isMain = (key) => Boolean(things.get(key)?.main);
const mappedThings = view.things.filter((thing) => thing.chain);

// What is selected is in sight: a thing or a line beyond the main ones shows the whole.
function isOverview() {
  if (!view.main || state.all || state.fold) return false;
  const wanted = [state.node, state.to, ...(edgeOfFact.has(state.fact) ? facts.get(state.fact).ends : []), ...trailThings()];
  return wanted.filter(isMapped).every(isMain);
}

function overviewScene() {
  const reached = [...reachedThings()];
  const points = new Map(reached.filter(isMain).map((key) => [key, things.get(key).main]));
  const foot = view.main.height + 30;
  const left = new Map();
  for (const key of reached) if (!isMain(key)) left.set(things.get(key).column, (left.get(things.get(key).column) ?? 0) + 1);
  for (const { name, x } of view.main.columns) if (left.has(name)) points.set(`+${name}`, [(x[0] + x[1]) / 2, foot]);
  rest.clear();
  for (const [name, count] of left) rest.set(`+${name}`, count);
  mapScene(points, drawing.edges);
  return view.main;
}

// How many things each such box stands for.
const rest = new Map();

function moreMark(key, [x, y]) {
  const lines = [`+ ${rest.get(key).toLocaleString("en")} more`];
  const linked = state.node ? linkedMore(key.slice(1)) : 0;
  if (linked) lines.push(`${linked} linked`);
  ruler.font = FONT;
  const width = Math.max(...lines.map((line) => ruler.measureText(line).width)) + 22;
  return {
    key, kind: "more", x, y, width, height: 13 + lines.length * BOX.line, lines, note: linked ? 1 : undefined,
    fill: "stage", stroke: linked ? "accent" : "strong-line", ink: linked ? "ink" : "muted", dash: [],
  };
}

// How many of a column's other things the selected one has a line to.
function linkedMore(column) {
  const own = drawing.edges.filter((edge) => [edge.from, edge.to].includes(state.node) && edgeFacts(edge).length);
  const others = new Set(own.map((edge) => otherEnd(edge, state.node)));
  return [...others].filter((key) => isMapped(key) && !isMain(key) && things.get(key).column === column).length;
}

// Tens of thousands of boxes say nothing: there the others open by layer.
const openMore = () => go(mappedThings.length > FOLDED_FROM ? { fold: "1" } : { all: "1" });

function toggleAll() {
  const whole = !isOverview() && !state.fold;
  go({ all: whole ? "" : "1", fold: "", ...(whole ? { node: "", fact: "", to: "" } : {}) });
  announce(isOverview() ? "The main things are shown" : "All things are shown");
}

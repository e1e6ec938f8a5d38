// The shortest way between two things over the facts that are shown.
const trail = new Set();

function findTrail() {
  trail.clear();
  if (!state.node || !state.to || state.node === state.to) return;
  const around = new Map();
  for (const edge of drawing.edges) {
    if (!edgeFacts(edge).length) continue;
    for (const key of [edge.from, edge.to]) {
      if (!around.has(key)) around.set(key, []);
      around.get(key).push(edge);
    }
  }
  const came = new Map([[state.node, undefined]]);
  const queue = [state.node];
  for (let here = queue.shift(); here !== undefined && !came.has(state.to); here = queue.shift())
    for (const edge of around.get(here) ?? []) {
      const next = otherEnd(edge, here);
      if (came.has(next)) continue;
      came.set(next, { edge, here });
      queue.push(next);
    }
  const found = [];
  for (let step = came.get(state.to); step; step = came.get(step.here)) found.unshift(step.edge.id);
  for (const id of found) trail.add(id);
}

// The maps show a path where all of it is on them; else it is a row of its own.
function pathTo(key) {
  state = { ...state, to: key, fact: "" };
  findTrail();
  const onMap = ["chain", "network"].includes(state.view) && trailThings().every(isMapped);
  state = { ...state, to: "" };
  go({ to: key, fact: "", view: onMap ? state.view : "focus" });
}

const trailThings = () => [state.node, state.to, ...[...trail].flatMap((id) => [edges.get(id).from, edges.get(id).to])];

// The next thing that the search finds is the end of the path.
let seeking = false;

function seekPath() {
  seeking = true;
  byId("search").value = "";
  byId("search").placeholder = `Path from ${labelOf(state.node)} to …`;
  byId("search").focus();
  announce(`Find the other end of the path from ${labelOf(state.node)}`);
}

function stopSeeking() {
  seeking = false;
  byId("search").placeholder = "Find a name or ticker";
}

function pathPanel() {
  const steps = [...trail].map((id) => edges.get(id));
  return [
    make("div", { class: "kind" }, "Path"),
    make("h2", {}, `${labelOf(state.node)} – ${labelOf(state.to)}`),
    make("p", { class: "lead" }, steps.length ? `${counted(steps.length, "step")} by the fewest facts shown.` : "No facts shown lead from one to the other."),
    make("div", { class: "actions" }, button("Copy link", copyLink), button("Close", () => go({ to: "", fact: "" }))),
    ...steps.flatMap((edge, index) => [heading(`Step ${index + 1}`), card(edgeFacts(edge)[0], {})]),
  ];
}

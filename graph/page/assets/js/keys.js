// Everything by keyboard: views, search, moving from box to box.
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
const KEYS = {
  "/": () => byId("search").focus(),
  "?": () => byId("help").showModal(),
  "+": () => zoom(1.25),
  "-": () => zoom(0.8),
  0: fit,
  f: () => state.node && go({ view: "focus" }),
  p: () => state.node && seekPath(),
  h: toggleHide,
  c: toggleFold,
  a: () => view.main && toggleAll(),
  Escape: () => go({ node: "", fact: "", view: state.view === "focus" ? "chain" : state.view }),
};
VIEWS.forEach((name, index) => {
  KEYS[index + 1] = () => go({ view: name });
});

function toggleHide() {
  go({ hide: state.hide ? "" : "1" });
  announce(state.hide ? "Only the neighbours are shown" : "Others are dimmed");
}

function startKeys() {
  addEventListener("keydown", (event) => {
    const typing = event.target.matches?.("input, textarea") || document.querySelector("dialog[open]");
    if (typing || event.ctrlKey || event.metaKey || event.altKey || !(event.key in KEYS)) return;
    event.preventDefault();
    KEYS[event.key]();
  });
  byId("canvas").addEventListener("keydown", (event) => {
    if (event.key in ARROWS) step(ARROWS[event.key]);
    else if (event.key === "Enter" && isGroup(cursor)) openGroup(cursor);
    else if (event.key === "Enter" && isMore(cursor)) openMore();
    else if (event.key === "Enter" && (state.node || state.fact)) byId("panel").focus();
    else return;
    event.preventDefault();
  });
}

// The mark that the arrow keys last came to; a group is opened by Enter only.
let cursor = "";
const hereKey = () => (scene.marks.has(cursor) ? cursor : state.fact ? `fact:${state.fact}` : state.node);

function visit(mark) {
  if (mark.kind === "more") announce(`${mark.key.slice(1)}, ${mark.lines[0]}, Enter shows all`);
  else if (mark.kind !== "group") openMark(mark);
  else announce(`${groupName(mark.key)}, ${counted(membersOf(mark.key).length, "thing")}, Enter opens`);
  cursor = mark.key;
  hovered.mark = scene.marks.get(mark.key);
  reveal(mark.key);
  repaint();
}

// The nearest box in the direction of the arrow, sideways distance counting double.
function step([dx, dy]) {
  const here = scene.marks.get(hereKey()) ?? scene.marks.get(state.node);
  const others = [...scene.marks.values()].filter((mark) => mark !== here);
  if (!here) {
    if (others.length) visit(others[0]);
    return;
  }
  const ahead = others
    .map((mark) => {
      const [x, y] = [mark.x - here.x, mark.y - here.y];
      const along = x * dx + y * dy;
      return { mark, along, cost: along + 2 * (Math.abs(x * dy) + Math.abs(y * dx)) };
    })
    .filter(({ along }) => along > 8);
  const next = ahead.sort((a, b) => a.cost - b.cost)[0];
  if (next) visit(next.mark);
}

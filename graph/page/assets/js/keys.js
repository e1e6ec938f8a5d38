// Everything by keyboard: views, search, moving from box to box.
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
const KEYS = {
  "/": () => byId("search").focus(),
  "?": () => byId("help").showModal(),
  "+": () => zoom(1.25),
  "-": () => zoom(0.8),
  0: fit,
  f: () => state.node && go({ view: "focus" }),
  Escape: () => go({ node: "", fact: "", view: state.view === "focus" ? "chain" : state.view }),
};
VIEWS.forEach((name, index) => {
  KEYS[index + 1] = () => go({ view: name });
});

function startKeys() {
  addEventListener("keydown", (event) => {
    const typing = event.target.matches?.("input, textarea") || byId("help").open;
    if (typing || event.ctrlKey || event.metaKey || event.altKey || !(event.key in KEYS)) return;
    event.preventDefault();
    KEYS[event.key]();
  });
  byId("canvas").addEventListener("keydown", (event) => {
    if (event.key in ARROWS) step(ARROWS[event.key]);
    else if (event.key === "Enter" && state.node) byId("panel").focus();
    else return;
    event.preventDefault();
  });
}

// The nearest box in the direction of the arrow, sideways distance counting double.
function step([dx, dy]) {
  const here = placed.get(state.node);
  const others = [...placed].filter(([key]) => key !== state.node);
  if (!here) {
    if (others.length) go({ node: others[0][0] });
    return;
  }
  const ahead = others
    .map(([key, [x, y]]) => {
      const along = (x - here[0]) * dx + (y - here[1]) * dy;
      const aside = Math.abs((x - here[0]) * dy) + Math.abs((y - here[1]) * dx);
      return { key, along, cost: along + 2 * aside };
    })
    .filter(({ along }) => along > 8);
  const next = ahead.sort((a, b) => a.cost - b.cost)[0];
  if (next) go({ node: next.key });
}

// The views: each fills the scene, then the picture is drawn; the table stands by itself.
const SCENES = {
  chain: chainScene,
  network: () => mapScene(mappedAt("network"), drawing.edges),
  focus: () => mapScene(focusPlaces(state.node || busiest()), drawing.edges),
  flows: flowScene,
  timeline: timelineScene,
  table: () => {},
};

function chainScene() {
  const { columns, height } = state.fold ? foldedScene() : isOverview() ? overviewScene() : wholeScene();
  let [top, bottom] = [0, height];
  for (const mark of scene.marks.values()) {
    top = Math.min(top, mark.y - mark.height);
    bottom = Math.max(bottom, mark.y + mark.height / 2 + 12);
  }
  columns.forEach(({ name, x: [left, right] }, index) => {
    if (index % 2 === 0)
      scene.grounds.push({ x: left + 4, y: top - GROUND.above, width: right - left - 8, height: bottom - top + GROUND.above + GROUND.below });
    scene.captions.push({ text: name, x: (left + right) / 2, y: top - GROUND.above + 24 });
  });
}

function foldedScene() {
  const { points, keys, columns } = foldedPlaces(reachedThings());
  mapScene(points, foldedEdges(keys));
  return { columns, height: 0 };
}

function wholeScene() {
  mapScene(mappedAt("chain"), drawing.edges);
  return view;
}

function rebuild() {
  clearScene();
  findTrail();
  SCENES[state.view]();
  placed = 0;
  if (scene.marks.size <= 1500 && !isDots()) placeLabels();
  setExtent();
  repaint();
}

function startCanvas() {
  measure();
  new ResizeObserver(() => requestAnimationFrame(fit)).observe(byId("stage"));
}

const EMPTY = "This graph holds no fact. 'themegraph build' reads documents into it, and says what it left out and why.";

const NOTHING = {
  focus: "No line of this thing is shown: its facts are in the panel.",
  flows: "No amount of money is shown: the filters hide them, or no document states one.",
  timeline: "No dated fact is shown.",
};

function showView(changed) {
  const table = state.view === "table";
  byId("stage").classList.toggle("table-shown", table);
  byId("table").hidden = !table;
  for (const tab of document.querySelectorAll("[data-view]"))
    tab.setAttribute("aria-pressed", String(tab.dataset.view === state.view));
  document.querySelector(`[data-view=${state.view}]`).scrollIntoView({ block: "nearest", inline: "nearest" });
  for (const [id, on] of [["fold", state.fold], ["hide", state.hide], ["all", !isOverview() && !state.fold]]) byId(id).setAttribute("aria-pressed", String(Boolean(on)));
  byId("fold").hidden = state.view !== "chain";
  byId("all").hidden = state.view !== "chain" || !view.main;
  if (table) {
    showTable();
    return;
  }
  rebuild();
  byId("empty").hidden = scene.marks.size > (state.view === "focus" ? 1 : 0);
  byId("empty").textContent = view.facts.length ? (NOTHING[state.view] ?? "Nothing to draw: the filters hide every fact.") : EMPTY;
  if (changed) fit();
}

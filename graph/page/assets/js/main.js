// Start: draw the address's state, then follow the reader.
function follow(now, before) {
  if (now.view === "focus" && !now.node) {
    go({ node: busiest() });
    return;
  }
  const moved = now.view !== before.view || (now.view === "focus" && now.node !== before.node);
  if (now.known !== before.known) {
    showKnown();
    filtered();
  }
  if (now.view === "table" && before.view === "table") markRow();
  else showView(moved || now.fold !== before.fold || now.all !== before.all);
  showPanel();
  if (now.node !== before.node || now.view !== before.view) cursor = now.node;
  if (now.view !== "focus") reveal(now.node || facts.get(now.fact)?.ends?.[0]);
  if (now.view === "timeline" && now.fact) reveal(`fact:${now.fact}`);
  if (now.fact !== before.fact && now.fact) announce(sentenceOf(facts.get(now.fact)));
  else if (now.node !== before.node && now.node)
    announce(
      `${labelOf(now.node)}, ${inWords(things.get(now.node).type)}, ${counted(factsOf.get(now.node).length, "fact")}`,
    );
}

const FOLDED_FROM = 20_000;

function start() {
  startCanvas();
  startAppearance();
  fillFilters();
  fillLegend();
  startPointer();
  startKnown();
  startSearch();
  startTable();
  startTaking();
  startKeys();
  for (const tab of document.querySelectorAll("[data-view]"))
    tab.addEventListener("click", () => go({ view: tab.dataset.view }));
  for (const [id, act] of Object.entries({
    "zoom-in": () => zoom(1.25),
    "zoom-out": () => zoom(0.8),
    "zoom-fit": fit,
    all: toggleAll,
    fold: toggleFold,
    hide: toggleHide,
    "show-help": () => byId("help").showModal(),
    "close-help": () => byId("help").close(),
  }))
    byId(id).addEventListener("click", act);
  byId("skip").addEventListener("click", () => {
    go({ view: "table" });
    byId("table-filter").focus();
  });
  byId("toggle-filters").addEventListener("click", () => {
    const open = byId("frame").classList.toggle("filtering");
    byId("toggle-filters").setAttribute("aria-expanded", String(open));
  });
  state = readAddress();
  // So many things are not drawn one by one: such a graph opens by layer.
  if (!location.hash && view.things.filter((thing) => thing.chain).length > FOLDED_FROM) state.fold = "1";
  filtered();
  onFilter.push(() => {
    showView(false);
    showPanel();
  });
  onChange.push(follow);
  started = true;
  follow(state, {});
  requestAnimationFrame(fit);
}

start();

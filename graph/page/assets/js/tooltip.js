// A word on what is under the pointer.
function startTooltip() {
  const tip = byId("tip");
  let at = { x: 0, y: 0 };
  byId("canvas").addEventListener("pointermove", (event) => {
    at = { x: event.offsetX, y: event.offsetY };
  });
  const show = (...lines) => {
    tip.replaceChildren(...lines);
    tip.hidden = false;
    const { clientWidth: width, clientHeight: height } = byId("stage");
    tip.style.left = `${Math.min(at.x + 14, width - tip.offsetWidth - 8)}px`;
    tip.style.top = `${Math.min(at.y + 16, height - tip.offsetHeight - 8)}px`;
  };
  const hide = () => {
    tip.hidden = true;
    byId("canvas").style.cursor = "";
  };
  network.drawn.on("hoverNode", ({ node }) => {
    const thing = things.get(node);
    byId("canvas").style.cursor = "pointer";
    show(
      make("b", {}, thing.label),
      make(
        "small",
        {},
        `${inWords(thing.type)} · ${counted(factsOf.get(node).length, "fact")}${thing.unknown ? " · not in the registry" : ""}`,
      ),
    );
  });
  network.drawn.on("hoverEdge", ({ edge }) => {
    const shown = edgeFacts(edges.get(edge));
    byId("canvas").style.cursor = "pointer";
    show(
      sentenceOf(shown[0]),
      make("small", {}, `${counted(shown.length, "fact")} · ${knownAs(shown)} · ${percent(sureness(shown[0]))} sure`),
    );
  });
  for (const name of ["blurNode", "blurEdge", "dragStart", "zoom", "click"]) network.drawn.on(name, hide);
}

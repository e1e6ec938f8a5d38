// Mouse, pen and fingers: click, drag, wheel and pinch, and a word on what is under the pointer.
const fingers = new Map();
let travelled = 0;

const spotOf = (event) => {
  const frame = byId("canvas").getBoundingClientRect();
  return [event.clientX - frame.left, event.clientY - frame.top];
};

function startPointer() {
  const area = byId("canvas");
  area.addEventListener("pointerdown", (event) => {
    fingers.set(event.pointerId, spotOf(event));
    if (fingers.size === 1) travelled = 0;
    try {
      area.setPointerCapture(event.pointerId);
    } catch {
      /* a pointer made by a script cannot be captured */
    }
  });
  area.addEventListener("pointermove", (event) => (fingers.has(event.pointerId) ? drag(event) : hover(spotOf(event))));
  area.addEventListener("pointerup", (event) => {
    if (fingers.delete(event.pointerId) && !fingers.size && travelled < 6) click(spotOf(event), event.pointerType);
  });
  area.addEventListener("pointercancel", (event) => fingers.delete(event.pointerId));
  area.addEventListener("pointerleave", hideTip);
  area.addEventListener("wheel", (event) => {
    event.preventDefault();
    hideTip();
    zoom(Math.exp(-event.deltaY * (event.deltaMode ? 0.05 : 0.0016)), spotOf(event));
  }, { passive: false });
  area.addEventListener("dblclick", (event) => {
    const { mark } = under(spotOf(event));
    if (mark?.kind === "thing") go({ view: "focus", node: mark.key });
  });
}

function drag(event) {
  const before = fingers.get(event.pointerId), now = spotOf(event);
  fingers.set(event.pointerId, now);
  travelled += Math.hypot(now[0] - before[0], now[1] - before[1]);
  if (travelled < 6) return;
  hideTip();
  const others = [...fingers].filter(([id]) => id !== event.pointerId).map(([, spot]) => spot);
  if (!others.length) {
    pan(now[0] - before[0], now[1] - before[1]);
    return;
  }
  const far = (spot) => Math.max(20, Math.hypot(spot[0] - others[0][0], spot[1] - others[0][1]));
  zoom(far(now) / far(before), [(now[0] + others[0][0]) / 2, (now[1] + others[0][1]) / 2]);
}

// A finger needs more room than a mouse.
function click(spot, kind = "mouse") {
  const { mark, line } = under(spot, kind === "touch" ? 14 : 6);
  if (mark) openMark(mark);
  else if (line) go({ fact: line.shown[0].key, node: state.view === "focus" ? state.node : "" });
  else if (state.view !== "focus") go({ node: "", fact: "" });
}

function openMark(mark) {
  if (mark.kind === "more") openMore();
  else if (mark.kind === "group") openGroup(mark.key);
  else if (mark.kind === "fact") go({ fact: mark.fact, node: "" });
  else if (mark.kind === "bundle") go({ node: mark.hub, fact: "" });
  else go({ node: mark.key, fact: "" });
}

function hover(spot) {
  const { mark, line } = under(spot);
  byId("canvas").style.cursor = mark || line ? "pointer" : "";
  if (mark !== hovered.mark || line !== hovered.line) {
    Object.assign(hovered, { mark, line });
    repaint();
  }
  if (!mark && !line) hideTip();
  else showTip(spot, mark ? tipOfMark(mark) : tipOfLine(line));
}

function tipOfMark(mark) {
  if (mark.kind === "fact") return [sentenceOf(facts.get(mark.fact)), make("small", {}, "click to read the sentence")];
  if (mark.kind === "bundle") return [make("b", {}, labelOf(mark.hub)), make("small", {}, "click to read the facts")];
  if (mark.kind === "more") return [make("b", {}, mark.key.slice(1)), make("small", {}, "click to show all")];
  if (mark.kind === "group") return [make("b", {}, groupPlace(mark.key)), make("small", {}, "click to open the group")];
  const thing = things.get(mark.key);
  const known = counted(factsOf.get(mark.key).length, "fact");
  return [
    make("b", {}, thing.label),
    make("small", {}, `${inWords(thing.type)} · ${known}${thing.unknown ? " · not in the registry" : ""}`),
  ];
}

function tipOfLine({ shown }) {
  const how = `${knownAs(shown)} · ${percent(sureness(shown[0]))} sure`;
  return [sentenceOf(shown[0]), make("small", {}, `${counted(shown.length, "fact")} · ${how}`)];
}

function showTip([x, y], lines) {
  const tip = byId("tip");
  tip.replaceChildren(...lines);
  tip.hidden = false;
  tip.style.left = `${Math.max(4, Math.min(x + 14, camera.width - tip.offsetWidth - 8))}px`;
  tip.style.top = `${Math.max(4, Math.min(y + 16, camera.height - tip.offsetHeight - 8))}px`;
}

function hideTip() {
  byId("tip").hidden = true;
  if (!hovered.mark && !hovered.line) return;
  Object.assign(hovered, { mark: undefined, line: undefined });
  repaint();
}

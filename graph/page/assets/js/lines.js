// Lines of facts: colour says the relation, width the money, style how the fact is known.
const DASHES = { stated: false, planned: [12, 5], unsure: [6, 4], derived: [1.5, 4] };
const edgeFacts = (edge) => edge.facts.map((key) => facts.get(key)).filter((fact) => passes(fact));

function knownAs(shown) {
  if (shown.every((fact) => fact.derived)) return "derived";
  if (shown.every((fact) => fact.status === "planned")) return "planned";
  const firm = shown.some((fact) => fact.status === "asserted" && sureness(fact) >= 0.75);
  return firm || shown.some((fact) => fact.status === "planned") ? "stated" : "unsure";
}

// Widths compare amounts of one currency only; the largest of each on the map is drawn widest.
const largest = new Map();
for (const fact of view.facts)
  if (fact.money && fact.ends?.every(isMapped))
    largest.set(fact.unit, Math.max(largest.get(fact.unit) ?? 0, fact.value));

function widthOf(shown) {
  const shares = shown.filter((fact) => fact.money).map((fact) => fact.value / (largest.get(fact.unit) ?? fact.value));
  return shares.length ? 2 + 6 * Math.sqrt(Math.min(1, Math.max(...shares))) : 1.3;
}

function figureOn(shown, all) {
  const figures = shown.filter((fact) => fact.money || (all && fact.figure)).sort((a, b) => b.value - a.value);
  return figures.length ? figures[0].figure + (figures.length > 1 ? " …" : "") : "";
}

function curve(edge, index) {
  const from = things.get(edge.from).chain,
    to = things.get(edge.to).chain;
  const sameColumn = things.get(edge.from).column === things.get(edge.to).column;
  if (state.view === "chain" && from && to && sameColumn) {
    const apart = from[0] === to[0] ? Math.min(0.8, Math.max(0.14, 60 / Math.abs(from[1] - to[1]))) : 0.12;
    return { enabled: true, type: from[1] < to[1] ? "curvedCW" : "curvedCCW", roundness: apart + 0.12 * index };
  }
  if (state.view === "focus" && isSteep(edge))
    return { enabled: true, type: "curvedCW", roundness: 0.05 + 0.25 * index };
  if (state.view === "network") return { enabled: true, type: "curvedCW", roundness: 0.06 + 0.12 * index };
  return { enabled: true, type: "cubicBezier", forceDirection: "horizontal", roundness: 0.5 + 0.14 * index };
}

function isSteep(edge) {
  const from = placed.get(edge.from),
    to = placed.get(edge.to);
  return Boolean(from && to) && Math.abs(from[0] - to[0]) < Math.abs(from[1] - to[1]);
}

function withAlpha(hex, alpha) {
  return `${hex}${Math.round(alpha * 255)
    .toString(16)
    .padStart(2, "0")}`;
}

function styleOf(edge, index) {
  const shown = edgeFacts(edge);
  const aside = state.view === "focus" && edge.from !== state.node && edge.to !== state.node;
  const hidden = aside || !shown.length || !isPlaced(edge.from) || !isPlaced(edge.to);
  if (hidden) return { id: edge.id, hidden };
  const near = isNear(edge);
  const quiet = familyOf(edge.relation).name === "Structure" && !near.chosen;
  const hue = familyOf(edge.relation)[isDark() ? "dark" : "light"];
  const tone = withAlpha(hue, near.dim ? 0.07 : quiet ? 0.5 : near.chosen ? 1 : 0.78);
  const named = edge.facts.includes(state.fact) || (crowd <= NAMED && (near.chosen || state.view === "focus"));
  const words = named ? view.relations[edge.relation].words : "";
  return {
    id: edge.id,
    hidden,
    width: widthOf(shown) + (state.fact && edge.facts.includes(state.fact) ? 2 : 0),
    dashes: DASHES[knownAs(shown)],
    color: { color: tone, hover: hue, highlight: hue, inherit: false },
    arrows: {
      to: {
        enabled: !view.relations[edge.relation].bothWays,
        scaleFactor: shown.some((fact) => fact.money) ? 0.45 : 0.5,
      },
    },
    smooth: curve(edge, index),
    label: near.dim ? undefined : [words, figureOn(shown, words)].filter(Boolean).join(" ") || undefined,
    font: {
      size: state.view === "focus" ? 12 : 14,
      color: palette.ink,
      strokeWidth: 4,
      strokeColor: palette.stage,
      vadjust: index * 18,
      face: "Inter, Segoe UI, system-ui, sans-serif",
    },
    hoverWidth: 0.6,
    selectionWidth: 0.6,
  };
}

// Words on lines help while there are few; a hub keeps its figures only, the rest is said by colour and tooltip.
const NAMED = 16;
let crowd = 0;

function countCrowd() {
  crowd = drawing.edges.filter(
    (edge) => isPlaced(edge.from) && isPlaced(edge.to) && isNear(edge).chosen && edgeFacts(edge).length,
  ).length;
}

// Lines of several relations between the same two things are bent differently.
const parallel = new Map();
const bend = new Map(
  drawing.edges.map((edge) => {
    const pair = [edge.from, edge.to].sort().join(" ");
    parallel.set(pair, (parallel.get(pair) ?? -1) + 1);
    return [edge.id, parallel.get(pair)];
  }),
);

function isNear(edge) {
  const selected = state.fact
    ? edge.facts.includes(state.fact)
    : state.node && (edge.from === state.node || edge.to === state.node);
  const selecting = Boolean((state.fact && edgeOfFact.has(state.fact)) || state.node);
  return { chosen: Boolean(selected), dim: selecting && !selected && state.view !== "focus" };
}

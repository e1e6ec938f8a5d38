// Lines of facts: colour says the relation, width the money, style how the fact is known.
const DASHES = { stated: false, planned: [12, 5], unsure: [6, 4], derived: [1.5, 4] };
const edgeFacts = (edge) => edge.facts.map((key) => facts.get(key)).filter((fact) => passes(fact));

function knownAs(shown) {
  if (shown.every((fact) => fact.derived)) return "derived";
  if (shown.every((fact) => fact.status === "planned")) return "planned";
  const firm = shown.some((fact) => fact.status === "asserted" && sureness(fact) >= 0.75);
  return firm || shown.some((fact) => fact.status === "planned") ? "stated" : "unsure";
}

// The word for a fact that is neither asserted nor planned, where no tag beside it says so.
const doubtOf = (fact) => (["asserted", "planned"].includes(fact.status) ? "" : ` (${fact.status})`);

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

// Lines of several relations between the same two things are bent differently.
const parallel = new Map();
const bend = new Map(
  drawing.edges.map((edge) => {
    const pair = JSON.stringify([edge.from, edge.to].sort());
    parallel.set(pair, (parallel.get(pair) ?? -1) + 1);
    return [edge.id, parallel.get(pair)];
  }),
);

function isNear(edge) {
  if (trail.size) return { chosen: trail.has(edge.id), dim: !trail.has(edge.id) };
  const selected = state.fact
    ? edge.facts.includes(state.fact)
    : state.node && (edge.from === state.node || edge.to === state.node);
  const selecting = Boolean((state.fact && edgeOfFact.has(state.fact)) || state.node);
  return { chosen: Boolean(selected), dim: selecting && !selected && state.view !== "focus" };
}

// Words on lines help while there are few; a hub keeps its figures only, the rest is said by colour and tooltip.
const NAMED = 16;

// In a comparison what changed stands out, and what is gone is a trace.
const isCompared = view.facts.some((fact) => fact.change);
const changeOf = (shown) => (isCompared ? (shown.find((fact) => fact.change)?.change ?? "same") : "");

// Where nothing is selected, money and goods stand out; what funds hold, rivals, parts and what is only derived stay behind.
const REST = { Money: 0.9, Supply: 0.62, Demand: 0.55, Estimates: 0.6, "Funds & listings": 0.34, Structure: 0.34, "Partners & rivals": 0.3 };

function restAlpha(family, shown) {
  if (state.view === "focus") return 0.85;
  return (REST[family] ?? 0.5) * (knownAs(shown) === "derived" ? 0.55 : 1);
}

// How a line looks, wherever it runs.
function styleOf(edge, shown, crowd) {
  const near = isNear(edge);
  const family = familyOf(edge.relation);
  const named = edge.facts.includes(state.fact) || (crowd <= NAMED && (near.chosen || state.view === "focus"));
  const words = named && !edge.count ? relations.get(edge.relation).words : "";
  const change = changeOf(shown);
  // The line of the selected fact says its figure, not the largest of all on the line.
  const meant = edge.facts.includes(state.fact) ? [facts.get(state.fact)] : shown;
  return {
    change,
    width: edge.count ? 1.2 + Math.min(6, Math.log2(edge.count)) : widthOf(shown) + (edge.facts.includes(state.fact) ? 2 : 0),
    dash: change === "gone" ? [2, 7] : DASHES[knownAs(shown)],
    colour: family[isDark() ? "dark" : "light"],
    alpha: near.dim ? 0.07 : near.chosen ? 1 : change ? (change === "same" ? 0.14 : 0.9) : restAlpha(family.name, shown),
    arrow: !relations.get(edge.relation).bothWays,
    chosen: near.chosen,
    label: near.dim || (change === "same" && !near.chosen) ? "" : [change === "gone" || change === "changed" ? change : "", words, edge.count ? "" : figureOn(meant, words || state.view === "focus")].filter(Boolean).join(" "),
  };
}

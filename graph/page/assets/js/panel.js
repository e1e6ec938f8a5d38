// The panel: where to start, one thing, or one line with its facts.
function showPanel() {
  const parts = state.to && !state.fact
    ? pathPanel()
    : state.fact
      ? factPanel(facts.get(state.fact))
      : state.node
        ? thingPanel(things.get(state.node))
        : isCompared
          ? comparePanel()
          : glancePanel();
  byId("panel").replaceChildren(...parts.flat().filter(Boolean));
  byId("panel").scrollTop = 0;
  byId("frame").classList.toggle("reading", Boolean(state.fact || state.node));
}

const heading = (text) => make("h3", {}, text);
const section = (title, found, options) =>
  found.length ? [heading(title), ...found.map((fact) => card(fact, options))] : [];

function factPanel(fact) {
  const others = (edgeOfFact.get(fact.key)?.facts ?? []).filter((key) => key !== fact.key).map((key) => facts.get(key));
  return [
    make(
      "div",
      { class: "kind" },
      make("i", { style: { background: `var(--family-${relations.get(fact.relation).family})` } }),
      `${familyOf(fact.relation).name} · fact`,
    ),
    card(fact, { full: true }),
    actions(fact.source),
    ...section("Also on this line", others, {}),
  ];
}

function actions(node) {
  return make(
    "div",
    { class: "actions" },
    state.view === "focus" && state.node === node
      ? ""
      : button("Focus", () => go({ view: "focus", node }), { "aria-label": `Focus on ${labelOf(node)}` }),
    state.fact || !edgesOf(node).length ? "" : button("Path to …", seekPath, { title: `Find a path from ${labelOf(node)}` }),
    button("Copy link", copyLink),
    button("Close", () => go({ node: "", fact: "", view: state.view === "focus" ? "chain" : state.view })),
  );
}

const copyLink = (event) => copyText(location.href, event.target, "Link copied");

function thingPanel(thing) {
  const every = factsOf.get(thing.key).filter((fact) => passes(fact));
  const known = every.filter(onlyRegistry);
  const all = every.filter((fact) => !onlyRegistry(fact));
  const from = all.filter((fact) => fact.source === thing.key && fact.target);
  const to = all.filter((fact) => fact.target === thing.key);
  const own = all.filter((fact) => fact.source === thing.key && !fact.target).sort((a, b) => telling(a) - telling(b));
  const made = all.filter((fact) => fact.estimator === thing.key && fact.source !== thing.key);
  const sources = new Set(all.flatMap((fact) => [...papersOf(fact)]));
  const stat = (count, noun) => make("div", {}, make("b", {}, String(count)), noun);
  const options = { about: thing.key };
  return [
    make(
      "div",
      { class: "kind" },
      make("i", { style: { background: `var(--${thing.group})` } }),
      [inWords(thing.type), thing.column, thing.unknown ? "not in the registry" : ""].filter(Boolean).join(" · "),
    ),
    make("h2", {}, thing.label),
    ...alsoNamed(thing),
    make(
      "div",
      { class: "stats" },
      stat(every.length, every.length === 1 ? "fact" : "facts"),
      stat(to.length, "pointing to it"),
      stat(sources.size, sources.size === 1 ? "document" : "documents"),
    ),
    actions(thing.key),
    ...section("What it is and its figures", own, options),
    ...section("It points to", from, options),
    ...section("Points to it", to, options),
    ...section("Its estimates of others", made, options),
    known.length
      ? make(
          "details",
          { class: "more", open: !all.length },
          make("summary", {}, `${counted(known.length, "fact")} from the registry`),
          known.map((fact) => card(fact, options)),
        )
      : "",
    every.length ? "" : make("p", { class: "lead" }, "The filters hide every fact about it."),
  ];
}

// What a thing is comes before its figures, its codes and other names last.
const SAYING = new Map([["definedAs", 0], ["hasFunction", 1], ["hasTicker", 8], ["alsoKnownAs", 9], ["identifiedAs", 9]]);
const telling = (fact) => SAYING.get(fact.relation) ?? 5;

// Facts that the list of known names brings along, not the documents read.
function onlyRegistry(fact) {
  return claimsOf(fact).length > 0 && claimsOf(fact).every((claim) => papers.get(claim.paper)?.registry);
}

function alsoNamed(thing) {
  const lines = [];
  if (thing.tickers) lines.push(make("p", { class: "also" }, "Ticker ", make("b", {}, thing.tickers.join(", "))));
  if (thing.aliases) lines.push(make("p", { class: "also" }, `Also: ${thing.aliases.join(", ")}`));
  for (const [name, value] of thing.ids ?? [])
    lines.push(make("p", { class: "also" }, `${inWords(name)}: `, link(value, value)));
  return lines;
}

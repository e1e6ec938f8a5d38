// The panel before anything is chosen: what the graph is about, its largest amounts, limits and estimates, or what changed.
function comparePanel() {
  const found = (change) => view.facts.filter((fact) => fact.change === change && passes(fact));
  return [
    make("div", { class: "kind" }, "Comparison"),
    make("h2", {}, "What is new, gone or different"),
    make("p", { class: "lead" }, `${view.note}. What both have is pale on the map; each change has the sentence it was read from.`),
    ...["changed", "added", "gone"].flatMap((change) => {
      const list = found(change);
      return section(`${inWords(change)} · ${list.length}`, list.slice(0, 40), {});
    }),
  ];
}

function documents() {
  const counts = tally("papers");
  return make(
    "ul",
    { class: "papers" },
    byCount(counts).map((key) => {
      const paper = papers.get(key);
      const notes = [paper.publisher, paper.issued, counted(counts.get(key), "fact")].filter(Boolean).join(" · ");
      return make("li", {}, link(paper.title, paper.address), make("small", {}, notes), ...(paper.notes ?? []).map((text) => make("small", {}, text)));
    }),
  );
}

function glancePanel() {
  const said = view.facts.filter((fact) => passes(fact) && !fact.derived && fact.status !== "negated" && !onlyRegistry(fact));
  const of = (...names) => said.filter((fact) => names.includes(fact.relation));
  const money = said.filter((fact) => fact.money && fact.ends?.every(isMapped)).sort((a, b) => b.value - a.value);
  const estimates = of("marketEstimate").sort((a, b) => inOrder(b.start ?? "", a.start ?? ""));
  const head = [make("div", { class: "kind" }, "At a glance"), make("h2", {}, view.title)];
  if (!view.facts.length) return [...head, make("p", { class: "lead" }, EMPTY)];
  return [
    ...head,
    definition(of("definedAs")),
    view.note ? make("p", { class: "lead" }, `Shown: ${view.note}.`) : "",
    reading(),
    ...listed("Largest money flows", money.slice(0, 5)),
    ...listed("What holds it back", of("constrains", "risk").slice(0, 4)),
    ...listed("Market estimates", estimates.slice(0, 4)),
    heading("Most facts"),
    mostFacts(),
    heading("Documents"),
    documents(),
  ];
}

// The words that say what the theme is, where a document has them.
function definition(defined) {
  const found = defined.find((fact) => folded(labelOf(fact.source)) === folded(view.title));
  if (!found) return "";
  return make("p", { class: "lead" }, `${found.text[0].toUpperCase()}${found.text.slice(1)}. `, button("Source", () => go({ fact: found.key }), { class: "quiet cite" }));
}

// How to read the lines, as far as such lines occur.
function reading() {
  const some = (holds) => view.facts.some(holds);
  const key = (occurs, colour, width, dashes, text) => (occurs ? make("span", {}, stroke(colour, width, dashes), text) : "");
  return make(
    "div",
    { class: "reading-key" },
    make("p", {}, "Each line is a fact; click it to read the sentence that says so. A box opens all that is known of a thing."),
    key(some((fact) => fact.money), "var(--family-0)", 6, false, "money, by amount"),
    key(true, "var(--ink)", 2, false, "stated"),
    key(some((fact) => fact.status === "planned"), "var(--ink)", 2, DASHES.planned, "planned"),
    key(some((fact) => fact.derived), "var(--ink)", 2, DASHES.derived, "derived"),
  );
}

const listed = (title, found) => (found.length ? [heading(title), make("ul", { class: "brief" }, found.map(briefItem))] : []);

// A fact in a line or two; a click opens its sentence.
function briefItem(fact) {
  const words = relations.get(fact.relation).words;
  const object = fact.target ? labelOf(fact.target) : (fact.text ?? "");
  const paper = papers.get(claimsOf(fact)[0]?.cited) ?? papers.get(claimsOf(fact)[0]?.paper);
  const notes = [fact.status === "asserted" ? "" : fact.status, fact.dates, fact.estimator ? labelOf(fact.estimator) : paper?.publisher].filter(Boolean);
  return make(
    "li",
    { style: { "--family": `var(--family-${relations.get(fact.relation).family})` } },
    button(
      [
        make("span", {}, make("b", {}, labelOf(fact.source)), make("span", { class: "verb" }, ` ${words} `), fact.target ? make("b", {}, object) : object),
        make("b", { class: "figure" }, fact.figure ?? ""),
        make("small", {}, notes.join(" · ")),
      ],
      () => go({ fact: fact.key }),
    ),
  );
}

function mostFacts() {
  const busy = [...factsOf].filter(([key]) => things.get(key).type !== "Document").sort((a, b) => b[1].length - a[1].length).slice(0, 12);
  return make(
    "div",
    { class: "names" },
    busy.map(([key, found]) => button([labelOf(key), make("small", {}, ` ${found.length}`)], () => go({ node: key }))),
  );
}

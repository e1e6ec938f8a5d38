// A fact as a card: what it says, how it is known, its quotations, what differs.
function card(fact, { full = false, about = "" } = {}) {
  const claims = claimsOf(fact);
  const first = full ? claims.length : 1;
  const rest = claims.slice(first);
  return make(
    "article",
    {
      class: `card${fact.key === state.fact ? " chosen" : ""}`,
      style: { "--family": `var(--family-${relations.get(fact.relation).family})` },
      "data-fact": fact.key,
    },
    statement(fact, about),
    tags(fact),
    claims.slice(0, first).map((claim) => claimView(claim, fact)),
    rest.length
      ? make(
          "details",
          { class: "more" },
          make("summary", {}, `${rest.length} more ${rest.length === 1 ? "quotation" : "quotations"}`),
          rest.map((claim) => claimView(claim, fact)),
        )
      : "",
    besides(fact),
    full ? qualities(fact) : "",
  );
}

function statement(fact, about) {
  const name = (key) => (key === about ? make("b", {}, labelOf(key)) : button(labelOf(key), () => go({ node: key })));
  const object = fact.target ? name(fact.target) : fact.text ? make("span", {}, fact.text) : "";
  const verb = button(relations.get(fact.relation).words, () => go({ fact: fact.key }), {
    class: "verb",
    title: "Open this fact",
  });
  const parts = [
    name(fact.source),
    verb,
    object,
    fact.figure ? make("span", { class: "figure" }, fact.figure) : "",
    fact.dates ? make("span", { class: "when" }, fact.dates) : "",
  ];
  return make(
    "p",
    { class: "says" },
    parts.filter(Boolean).flatMap((part) => [part, " "]),
  );
}

function tags(fact) {
  const tag = (text, kind = "") => make("span", { class: `tag ${kind}` }, text);
  const sure = fact.confidence === undefined ? "" : tag(`${percent(fact.confidence)} sure`, howSure(fact.confidence));
  const status = fact.status === "asserted" ? "" : tag(fact.status, fact.status === "planned" ? "" : "unsure");
  const denied = fact.status !== "negated" && claimsOf(fact).some((claim) => claim.status === "negated");
  const derived = fact.derived ? tag(fact.because || !fact.claims ? "derived by rule" : "derived") : "";
  const estimator = fact.estimator ? tag(`by ${labelOf(fact.estimator)}`) : "";
  const change = fact.change ? tag(fact.change, `change-${fact.change}`) : "";
  const asOf = fact.asOf ? tag(`as of ${fact.asOf}`) : "";
  return make("div", { class: "tags" }, change, sure, status, denied ? tag("also denied", "doubt") : "", derived, estimator, asOf);
}

function claimView(claim, fact) {
  const kinds = [
    claim.kind,
    claim.status !== "asserted" && claim.status !== fact.status ? claim.status : "",
    claim.derived && !fact.derived ? "derived" : "",
  ].filter(Boolean);
  return make(
    "div",
    { class: "claim" },
    quoted(claim, fact),
    make(
      "div",
      { class: "source" },
      sourceLine(claim),
      citation(claim),
      kinds.length ? make("p", {}, kinds.join(" · ")) : "",
      claim.text && !papers.get(claim.paper)?.registry
        ? button("Copy citation", (event) => copyText(citationText(claim, fact), event.target, "Citation copied"), { class: "quiet cite" })
        : "",
    ),
  );
}

// An entry of the registry is data, not prose: shown on demand and unmarked.
function quoted(claim, fact) {
  if (!claim.text) return "";
  if (!papers.get(claim.paper)?.registry) return quotation(claim, fact);
  return make("details", { class: "more" }, make("summary", {}, "Entry"), make("pre", {}, claim.text));
}

// Browsers that know text fragments open the document at the quoted words.
function addressOfClaim(paper, claim) {
  if (!isWeb(paper.address) || paper.address.includes("#") || !claim.text || claim.place || claim.text.length > 300)
    return paper.address;
  return `${paper.address}#:~:text=${encodeURIComponent(claim.text).replaceAll("-", "%2D")}`;
}

function sourceLine(claim) {
  const paper = papers.get(claim.paper) ?? { title: claim.paper };
  const claimant =
    claim.claimant && labelOf(claim.claimant) !== paper.publisher ? ` · said by ${labelOf(claim.claimant)}` : "";
  return make("p", {}, link(paper.title, addressOfClaim(paper, claim)), ...published(paper), claimant);
}

const published = (paper) =>
  [paper.publisher && ` · ${paper.publisher}`, paper.issued && [" · ", make("span", { class: "date" }, paper.issued)]]
    .flat()
    .filter(Boolean);

function citation(claim) {
  const paper = papers.get(claim.cited);
  if (!paper && !claim.citedAs) return "";
  const printed = claim.citedAs ? `cites “${claim.citedAs}”` : "cites";
  if (!paper) return make("p", {}, printed);
  return make("p", {}, `${printed}: `, link(paper.title, paper.address), ...published(paper));
}

function besides(fact) {
  const list = (keys) =>
    make(
      "ul",
      {},
      keys.map((key) =>
        make(
          "li",
          {},
          button(sentenceOf(facts.get(key)), () => go({ fact: key })),
          beside(facts.get(key)),
        ),
      ),
    );
  return [
    fact.before ? make("div", { class: "beside rests" }, make("p", {}, "Before"), make("span", {}, fact.before)) : "",
    fact.differs
      ? make("div", { class: "beside" }, make("p", {}, fact.differs.some((key) => (facts.get(key).status === "negated") !== (fact.status === "negated")) ? "Contradicted by" : "Other figures for the same"), list(fact.differs))
      : "",
    fact.because ? make("div", { class: "beside rests" }, make("p", {}, "Rests on"), list(fact.because)) : "",
  ];
}

function beside(fact) {
  const who = fact.estimator ? labelOf(fact.estimator) : papers.get(claimsOf(fact)[0]?.paper)?.publisher;
  return [who, fact.asOf && `as of ${fact.asOf}`]
    .filter(Boolean)
    .map((text) => ` · ${text}`)
    .join("");
}

function qualities(fact) {
  const read = [...papersOf(fact)].flatMap((key) => (papers.get(key)?.notes ?? []).map((text) => ["of the document", text]));
  const notes = [...claimsOf(fact).flatMap((claim) => claim.notes ?? []), ...read];
  const seen = new Map([...(fact.details ?? []), ...notes].map(([name, value]) => [`${name} ${value}`, [name, value]]));
  const words = [
    ...new Set(
      claimsOf(fact)
        .map((claim) => claim.words)
        .filter(Boolean),
    ),
  ].map((text) => ["in words", text]);
  const pairs = [...words, ...seen.values()];
  return pairs.length
    ? make(
        "dl",
        { class: "qualities" },
        pairs.flatMap(([name, value]) => [make("dt", {}, name), make("dd", {}, value)]),
      )
    : "";
}

// The data of the page, read once: places in lists become names, and lines are made of the facts between two things.
const view = JSON.parse(byId("view-data").textContent);
const relations = new Map(view.relations.map((relation) => [relation.name, relation]));
for (const thing of view.things) if (thing.layer !== undefined) thing.layer = view.things[thing.layer].key;
for (const fact of view.facts) {
  fact.relation = view.relations[fact.relation].name;
  for (const end of ["source", "target", "estimator"])
    if (fact[end] !== undefined) fact[end] = view.things[fact[end]].key;
  for (const list of ["because", "differs"]) if (fact[list]) fact[list] = fact[list].map((at) => view.facts[at].key);
  fact.status ??= "asserted";
  for (const claim of fact.claims ?? []) {
    Object.assign(claim, view.passages[claim.passage]);
    claim.paper = view.papers[claim.paper].key;
    if (claim.header !== undefined) claim.header = view.headers[claim.header];
    if (claim.cited !== undefined) claim.cited = view.papers[claim.cited].key;
    if (claim.claimant !== undefined) claim.claimant = view.things[claim.claimant].key;
    claim.status ??= "asserted";
  }
}
const things = new Map(view.things.map((thing) => [thing.key, thing]));
const facts = new Map(view.facts.map((fact) => [fact.key, fact]));
const papers = new Map(view.papers.map((paper) => [paper.key, paper]));

// An estimate connects the one who makes it with what it is about.
function endsOf(fact) {
  const pair = fact.target ? [fact.source, fact.target] : [fact.estimator, fact.source];
  return pair[0] && pair[0] !== pair[1] && fact.status !== "negated" ? pair : undefined;
}

// One line for all facts of one relation between the same two things.
const edges = new Map();
const edgeOfFact = new Map();
const factsOf = new Map(view.things.map((thing) => [thing.key, []]));
const lineBetween = new Map();
for (const fact of view.facts) {
  fact.ends = endsOf(fact);
  for (const key of new Set([fact.source, fact.target, fact.estimator])) factsOf.get(key)?.push(fact);
  if (!fact.ends) continue;
  const name = JSON.stringify([...fact.ends, fact.relation]);
  const [from, to] = fact.ends;
  if (!lineBetween.has(name)) lineBetween.set(name, { id: fact.key, from, to, relation: fact.relation, facts: [] });
  lineBetween.get(name).facts.push(fact.key);
  edgeOfFact.set(fact.key, lineBetween.get(name));
}
const drawing = { edges: [...lineBetween.values()] };
for (const edge of drawing.edges) edges.set(edge.id, edge);

const labelOf = (key) => things.get(key)?.label ?? papers.get(key)?.title ?? key ?? "";
const familyOf = (relation) => view.families[relations.get(relation).family];
const claimsOf = (fact) => fact.claims ?? [];
const isMapped = (key) => Boolean(things.get(key)?.chain);
const sureness = (fact) => fact.confidence ?? 1;
const papersOf = (fact) => new Set(claimsOf(fact).map((claim) => claim.paper));

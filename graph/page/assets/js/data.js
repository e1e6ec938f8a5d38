// The data of the page, read once and indexed.
const readJson = (id) => JSON.parse(byId(id).textContent);
const view = readJson("view-data");
const drawing = readJson("network-data");
const things = new Map(view.things.map((thing) => [thing.key, thing]));
const facts = new Map(view.facts.map((fact) => [fact.key, fact]));
const papers = new Map(view.papers.map((paper) => [paper.key, paper]));
const edges = new Map(drawing.edges.map((edge) => [edge.id, edge]));
const edgeOfFact = new Map(drawing.edges.flatMap((edge) => edge.facts.map((key) => [key, edge])));
const factsOf = new Map(view.things.map((thing) => [thing.key, []]));
for (const fact of view.facts) {
  for (const key of new Set([fact.source, fact.target, fact.estimator])) factsOf.get(key)?.push(fact);
}

const labelOf = (key) => things.get(key)?.label ?? papers.get(key)?.title ?? key ?? "";
const familyOf = (relation) => view.families[view.relations[relation].family];
for (const fact of view.facts)
  for (const claim of fact.claims ?? []) Object.assign(claim, view.passages[claim.passage]);
const claimsOf = (fact) => fact.claims ?? [];
const isMapped = (key) => Boolean(things.get(key)?.chain);
const sureness = (fact) => fact.confidence ?? 1;
const papersOf = (fact) => new Set(claimsOf(fact).map((claim) => claim.paper));

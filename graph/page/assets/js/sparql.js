// The query behind what is shown: paste it into `themegraph sparql` or any endpoint that holds the store.
const literal = (text) => `"${text.replace(/[\\"]/g, "\\$&").replace(/[\n\r]/g, " ")}"`;

// An address stands in a query only if it cannot end the pointed brackets around it.
function iriOf(key) {
  const iri = key.includes("://") ? key : view.prefixes.aiid + key;
  return /^[^\s<>"{}|\\^`\u0000-\u0020]+$/.test(iri) ? `<${iri}>` : "";
}

function queryText() {
  const shown = state.view === "table" ? tableFacts() : shownFacts();
  const about = state.node && !state.fact ? shown.filter((fact) => [fact.source, fact.target].includes(state.node)) : shown;
  const listed = (state.fact ? [facts.get(state.fact)] : about).filter((fact) => claimsOf(fact).length);
  const ruled = about.length - listed.length;
  const values = `  VALUES ?fact {\n${listed.map((fact) => `    ${iriOf(fact.key)}`).join("\n")}\n  }\n`;
  return `PREFIX aii: <${view.prefixes.aii}>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX oa: <http://www.w3.org/ns/oa#>
# ${byId("shown").textContent}${state.node ? `, about ${literal(labelOf(state.node))}` : ""}${!state.fact && ruled ? `\n# ${counted(ruled, "more fact")} that only a rule makes of others: the direct triples of 'current'` : ""}
SELECT DISTINCT ?fact ?class ?sentence ?confidence ?document ?date WHERE {
${values}  GRAPH ?document {
    ?claim aii:asserts ?fact ; aii:statedIn ?passage ; aii:confidence ?confidence .
    ?fact a ?class .
    ?passage oa:hasSelector/oa:exact ?sentence .
  }
  FILTER(?class != aii:Relationship)
  OPTIONAL { GRAPH ?about { ?document dcterms:issued ?date } }
}
ORDER BY ?fact ?document ?sentence
`;
}

function startQuery() {
  byId("show-query").addEventListener("click", () => {
    byId("query-text").value = queryText();
    byId("query").showModal();
  });
  byId("copy-query").addEventListener("click", (event) => copyText(byId("query-text").value, event.target, "Query copied"));
  byId("close-query").addEventListener("click", () => byId("query").close());
}

// The words of a passage, marked within their sentence; names and figures of the fact in bold.
function quotation(claim, fact) {
  if (claim.place) return rowOf(claim, fact);
  const quote = make("blockquote", {});
  if (claim.before) quote.append(claim.before);
  quote.append(make("mark", {}, ...emphasised(claim.text ?? "", termsOf(fact, claim))));
  if (claim.after) quote.append(claim.after);
  return quote;
}

// The cells of a row that hold anything, each with the name that its column has in the header.
function cellsOf(claim) {
  const names = claim.header ?? [];
  return (claim.text ?? "").split("\t").map((cell, at) => [names[at] ?? "", cell]).filter(([, cell]) => cell);
}

// Where the row stands: "row=16" is for programs.
const placeOf = (claim) => claim.place.replace(/^row=(\d+)$/, "row $1");

// A row of a table: one line a cell, so that a wide row fits a narrow panel.
function rowOf(claim, fact) {
  const terms = termsOf(fact, claim);
  return make(
    "table",
    { class: "row-cells" },
    make("caption", {}, placeOf(claim)),
    make(
      "tbody",
      {},
      cellsOf(claim).map(([name, cell]) =>
        make("tr", {}, name ? make("th", { scope: "row" }, name) : make("td", {}), make("td", {}, ...emphasised(cell, terms))),
      ),
    ),
  );
}

const wordsOf = (claim) =>
  claim.place ? cellsOf(claim).map(([name, cell]) => `${name} ${cell}`.trim()).join(" · ") : (claim.text ?? "");

function termsOf(fact, claim) {
  const names = [fact.source, fact.target].flatMap((key) => {
    const thing = things.get(key);
    return thing ? [thing.label, ...(thing.aliases ?? []), ...(thing.tickers ?? [])] : [];
  });
  return [...names, claim.words].filter((name) => name && name.length > 1);
}

function emphasised(text, terms) {
  const ordered = [...new Set(terms)].sort((a, b) => b.length - a.length);
  if (!ordered.length || !text) return [text];
  const pattern = ordered.map((term) => term.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("|");
  const found = new RegExp(`(?<![\\p{L}\\p{N}])(?:${pattern})(?![\\p{L}\\p{N}])`, "giu");
  const parts = [];
  let at = 0;
  for (const match of text.matchAll(found)) {
    parts.push(text.slice(at, match.index), make("b", {}, match[0]));
    at = match.index + match[0].length;
  }
  return [...parts, text.slice(at)];
}

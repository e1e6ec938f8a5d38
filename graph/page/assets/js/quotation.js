// The words of a passage, marked within their sentence; names and figures of the fact in bold.
function quotation(claim, fact) {
  const quote = make("blockquote", {});
  if (claim.before) quote.append(claim.before);
  quote.append(make("mark", {}, ...emphasised(claim.text ?? "", termsOf(fact, claim))));
  if (claim.after) quote.append(claim.after);
  return quote;
}

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

// Facts and their qualities in words.
const CODES = new Set(["cik", "lei", "isin", "cusip", "figi", "sedol", "mic"]);

function inWords(name) {
  if (CODES.has(name)) return name.toUpperCase();
  return (name ?? "").replace(/(?<=[a-z])(?=[A-Z])/g, " ").toLowerCase();
}

function percent(confidence) {
  return `${Math.round(confidence * 100)}%`;
}

function sentenceOf(fact) {
  const object = fact.target ? labelOf(fact.target) : fact.text;
  return [labelOf(fact.source), relations.get(fact.relation).words, object, fact.figure, fact.dates]
    .filter(Boolean)
    .join(" ");
}

function howSure(confidence) {
  return confidence >= 0.85 ? "sure" : confidence >= 0.65 ? "unsure" : "doubt";
}

function counted(count, noun) {
  return `${count.toLocaleString("en")} ${noun}${count === 1 ? "" : "s"}`;
}

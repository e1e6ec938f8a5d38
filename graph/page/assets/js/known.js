// When a fact was known: when a document that states it, or the source it cites, was first published.
const knownOn = new Map();

function firstKnown(fact, seen = new Set()) {
  if (knownOn.has(fact.key)) return knownOn.get(fact.key);
  seen.add(fact.key);
  const dates = claimsOf(fact)
    .flatMap((claim) => [papers.get(claim.paper)?.issued, papers.get(claim.cited)?.issued])
    .filter(Boolean)
    .sort();
  const rests = (fact.because ?? []).filter((key) => !seen.has(key)).map((key) => firstKnown(facts.get(key), seen));
  const date = claimsOf(fact).length ? (dates[0] ?? "") : rests.every(Boolean) ? (rests.sort().at(-1) ?? "") : "";
  knownOn.set(fact.key, date);
  return date;
}

for (const fact of view.facts) firstKnown(fact);
const knownDates = [...new Set(knownOn.values())].filter(Boolean).sort();
// A month or a year counts by its last day.
const lastDay = (date) => (date.length === 4 ? `${date}-12-31` : date.length === 7 ? `${date}-31` : date);
const isKnown = (fact) => !state.known || Boolean(knownOn.get(fact.key) && lastDay(knownOn.get(fact.key)) <= state.known);

function startKnown() {
  const slider = byId("known-by");
  byId("known").hidden = knownDates.length < 2;
  if (knownDates.length < 2) return;
  slider.max = String(knownDates.length - 1);
  byId("known-first").textContent = knownDates[0];
  byId("known-last").textContent = knownDates.at(-1);
  // The last stop is no limit: facts without a date count too.
  slider.addEventListener("input", () => {
    const at = Number(slider.value);
    go({ known: at === knownDates.length - 1 ? "" : knownDates[at] }, { replace: true });
  });
  showKnown();
}

function showKnown() {
  if (knownDates.length < 2) return;
  const reached = state.known ? knownDates.filter((date) => lastDay(date) <= state.known).length - 1 : knownDates.length - 1;
  byId("known-by").value = String(Math.max(0, reached));
  byId("known-shown").textContent = state.known || "any date";
  byId("known-by").setAttribute("aria-valuetext", state.known ? `known by ${state.known}` : "any date");
}

// Search over names, aliases and tickers: a combobox with the keys readers know.
const folded = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
const namesOf = new Map(
  view.things.map((thing) => [
    thing,
    [thing.label, ...(thing.tickers ?? []), ...(thing.aliases ?? [])].map((name) => ({ name, text: folded(name) })),
  ]),
);

function scoreOf(thing, wanted) {
  const scores = namesOf.get(thing).map(({ text }, index) => {
    if (text === wanted) return 0;
    if (text.startsWith(wanted)) return index ? 2 : 1;
    if (text.includes(` ${wanted}`)) return 3;
    return text.includes(wanted) ? 4 : 9;
  });
  return Math.min(...scores);
}

function matchesOf(typed) {
  const wanted = folded(typed.trim());
  if (!wanted) return [];
  return view.things
    .map((thing) => ({ thing, score: scoreOf(thing, wanted) }))
    .filter(({ score }) => score < 9)
    .map((match) => (match.thing.type === "Document" ? { ...match, score: match.score + 0.5 } : match))
    .sort((a, b) => a.score - b.score || factsOf.get(b.thing.key).length - factsOf.get(a.thing.key).length)
    .slice(0, 12)
    .map(({ thing }) => thing);
}

let matches = [];
let chosen = 0;

function showMatches() {
  const typed = byId("search").value;
  matches = matchesOf(typed);
  chosen = 0;
  const items = matches.map((thing, index) => matchItem(thing, index, folded(typed.trim())));
  if (typed.trim() && !items.length) items.push(make("li", { class: "none" }, "Nothing by this name"));
  byId("matches").replaceChildren(...items);
  openMatches(items.length > 0);
  if (typed.trim()) announce(counted(matches.length, "match").replace("matchs", "matches"));
}

function matchItem(thing, index, wanted) {
  const other = namesOf.get(thing).find(({ text }) => text.includes(wanted))?.name;
  const note = other && other !== thing.label ? `${other} · ${inWords(thing.type)}` : inWords(thing.type);
  const properties = {
    role: "option",
    id: `match-${index}`,
    "aria-selected": String(index === chosen),
    on: {
      mousedown: (event) => {
        event.preventDefault();
        take(index);
      },
    },
  };
  return make("li", properties, make("span", {}, thing.label), make("small", {}, note));
}

function openMatches(open) {
  byId("matches").hidden = !open;
  byId("search").setAttribute("aria-expanded", String(open));
  if (open && matches.length) byId("search").setAttribute("aria-activedescendant", `match-${chosen}`);
  else byId("search").removeAttribute("aria-activedescendant");
}

function choose(index) {
  if (!matches.length) return;
  chosen = (index + matches.length) % matches.length;
  [...byId("matches").children].forEach((item, at) => item.setAttribute("aria-selected", String(at === chosen)));
  byId("matches").children[chosen].scrollIntoView({ block: "nearest" });
  openMatches(true);
}

function take(index) {
  const thing = matches[index];
  if (!thing) return;
  byId("search").value = "";
  openMatches(false);
  // Keys go to the picture again.
  const path = seeking;
  byId("search").blur();
  if (path) {
    pathTo(thing.key);
    return;
  }
  go({
    node: thing.key,
    view: isMapped(thing.key) || (!["chain", "network"].includes(state.view)) ? state.view : "focus",
  });
}

function startSearch() {
  const field = byId("search");
  field.addEventListener("input", showMatches);
  field.addEventListener("focus", showMatches);
  field.addEventListener("blur", () => {
    openMatches(false);
    stopSeeking();
  });
  field.addEventListener("keydown", (event) => {
    const act = {
      ArrowDown: () => choose(chosen + 1),
      ArrowUp: () => choose(chosen - 1),
      Enter: () => take(chosen),
      Escape: () => field.blur(),
    }[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  });
}

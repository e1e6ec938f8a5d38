// Facts in time: a column for each year, or quarter of a full one; a fact without a date of its own stands where it was said.
const TIME = { column: 236, width: 214, gap: 9, most: 14 };
const SHOWN_IN_TIME = 400;

const dayOf = (fact) => fact.start || fact.end || fact.asOf || knownOn.get(fact.key) || "";
const quarterOf = (day) => `Q${Math.floor((Number(day.slice(5, 7) || 1) - 1) / 3) + 1} ${day.slice(0, 4)}`;

function timelineFacts() {
  const dated = shownFacts().filter((fact) => dayOf(fact) && !onlyRegistry(fact) && !isStructure(fact));
  const own = state.node && state.hide ? dated.filter((fact) => [fact.source, fact.target, fact.estimator].includes(state.node)) : dated;
  return own.sort((a, b) => inOrder(dayOf(a), dayOf(b)) || inOrder(a.key, b.key));
}

// What holds for more than a quarter stands before the quarters of its year.
const isLong = (entry) => entryDay(entry).length === 4 || Boolean(entry.start && entry.end && Date.parse(entry.end) - Date.parse(entry.start) > 100 * 864e5);

const isStructure = (fact) => familyOf(fact.relation).name === "Structure";

function buckets(list) {
  const years = new Map();
  for (const fact of list) {
    const year = entryDay(fact).slice(0, 4);
    if (!years.has(year)) years.set(year, []);
    years.get(year).push(fact);
  }
  return [...years].flatMap(([year, found]) => {
    if (found.length <= TIME.most) return [[year, found]];
    const quarters = new Map();
    for (const fact of [...found.filter(isLong), ...found.filter((entry) => !isLong(entry))]) {
      const name = isLong(fact) ? `Year ${year}` : quarterOf(entryDay(fact));
      quarters.set(name, [...(quarters.get(name) ?? []), fact]);
    }
    return [...quarters];
  });
}

const saidOnly = (fact) => !(fact.start || fact.end || fact.asOf);

// Many facts of one relation and one thing, said on one day, are one entry: a list of rivals is one event, not twenty.
function bundled(list) {
  const counts = new Map();
  const names = (fact) => [fact.source, fact.target].map((key) => JSON.stringify([dayOf(fact), fact.relation, key]));
  for (const fact of list) if (saidOnly(fact)) for (const name of names(fact)) counts.set(name, (counts.get(name) ?? 0) + 1);
  const bundles = new Map();
  return list.flatMap((fact) => {
    const name = saidOnly(fact) ? names(fact).sort((a, b) => counts.get(b) - counts.get(a))[0] : "";
    if (!name || counts.get(name) < 4) return [fact];
    const known = bundles.get(name);
    if (known) known.facts.push(fact);
    else bundles.set(name, { facts: [fact], hub: JSON.parse(name)[2], day: dayOf(fact) });
    return known ? [] : [bundles.get(name)];
  });
}

const entryDay = (entry) => entry.day ?? dayOf(entry);

function timelineScene() {
  const list = bundled(timelineFacts());
  const shown = list.slice(-SHOWN_IN_TIME);
  let x = 0;
  for (const [name, found] of buckets(shown)) {
    for (let start = 0; start < found.length; start += TIME.most) {
      const part = found.slice(start, start + TIME.most);
      scene.captions.push({ text: start ? `${name} (more)` : name, x, y: -26 });
      let y = 0;
      for (const item of part) y += (item.facts ? bundle(item, x, y) : chip(item, x, y)) + TIME.gap;
      scene.grounds.push({ x: x - TIME.column / 2 + 4, y: -46, width: TIME.column - 8, height: y + 56 });
      x += TIME.column;
    }
  }
  const note = list.length > shown.length ? `The latest ${shown.length} of ${list.length} dated entries.` : "";
  if (note) scene.captions.push({ text: note, x: 0, y: -70, plain: true });
}

function chip(fact, x, top) {
  const object = fact.target ? labelOf(fact.target) : (fact.text ?? "");
  const measure = fact.details?.find(([name]) => name === "measure")?.[1];
  const text = [labelOf(fact.source), measure && `· ${measure}`, relations.get(fact.relation).words, object, fact.figure].filter(Boolean).join(" ");
  const aside = state.node && ![fact.source, fact.target, fact.estimator].includes(state.node);
  return entryMark(x, top, text + doubtOf(fact), saidOnly(fact) ? `said ${dayOf(fact)}` : fact.dates || `as of ${fact.asOf}`, {
    key: `fact:${fact.key}`, kind: "fact", fact: fact.key, relation: fact.relation,
    dash: DASHES[knownAs([fact])] || [],
    dim: Boolean(aside && !state.fact), selected: state.fact === fact.key,
  });
}

// A bundle opens the thing that its facts share.
function bundle({ facts: list, hub, day }, x, top) {
  const { words } = relations.get(list[0].relation);
  const text = !list[0].target ? `${labelOf(hub)} ${words}: ${list.length} facts` : list[0].source === hub ? `${labelOf(hub)} ${words} ${list.length} others` : `${list.length} others: ${words} ${labelOf(hub)}`;
  const chosen = list.some((fact) => fact.key === state.fact);
  return entryMark(x, top, text, `said ${day}`, {
    key: `bundle:${list[0].key}`, kind: "bundle", hub, relation: list[0].relation, dash: [], selected: chosen,
    dim: Boolean(state.node && state.node !== hub && !list.some((fact) => [fact.source, fact.target].includes(state.node))),
  });
}

function entryMark(x, top, text, when, properties) {
  ruler.font = FONT;
  const lines = wrapped(ruler, text, TIME.width - 26, 3);
  const height = (lines.length + 1) * BOX.line + 12;
  scene.marks.set(properties.key, {
    ...properties, x, y: top + height / 2, width: TIME.width, height, lines: [...lines, when], note: lines.length, align: "left",
    stripe: familyOf(properties.relation)[isDark() ? "dark" : "light"], fill: "surface", stroke: "line", ink: "ink",
  });
  return height;
}

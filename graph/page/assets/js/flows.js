// Amounts as ribbons from who pays to who receives; each ribbon is one fact, its width the root of the amount.
const FLOW = { column: 540, bar: 14, gap: 16, least: 22, widest: 44 };

function flowFacts() {
  const money = view.facts.filter((fact) => fact.money && fact.ends && passes(fact));
  const units = new Map();
  for (const fact of money) units.set(fact.unit, (units.get(fact.unit) ?? 0) + 1);
  const unit = [...units].sort((a, b) => b[1] - a[1] || inOrder(a[0], b[0]))[0]?.[0];
  const shown = money.filter((fact) => fact.unit === unit && (!state.hide || !state.node || fact.ends.includes(state.node)));
  return { shown: shown.sort((a, b) => b.value - a.value || inOrder(a.key, b.key)), left: money.length - shown.length, unit };
}

// How many payments lie before each thing; a payment that would close a circle does not count.
function depths(shown) {
  const depth = new Map();
  const visiting = new Set();
  const into = new Map();
  for (const fact of shown) into.set(fact.ends[1], [...(into.get(fact.ends[1]) ?? []), fact.ends[0]]);
  const of = (key) => {
    if (depth.has(key)) return depth.get(key);
    if (visiting.has(key)) return 0;
    visiting.add(key);
    const found = Math.max(0, ...(into.get(key) ?? []).map((from) => of(from) + 1));
    visiting.delete(key);
    depth.set(key, found);
    return found;
  };
  for (const fact of shown) fact.ends.forEach(of);
  return depth;
}

function flowScene() {
  const { shown, left, unit } = flowFacts();
  if (!shown.length) return;
  const largest = shown[0].value || 1;
  const width = (fact) => Math.max(1.5, FLOW.widest * Math.sqrt(Math.max(0, fact.value) / largest));
  const depth = depths(shown);
  const last = Math.max(...depth.values());
  const bars = new Map();
  for (const fact of shown)
    fact.ends.forEach((key, side) => {
      if (!bars.has(key)) bars.set(key, { key, depth: depth.get(key), out: [], in: [] });
      bars.get(key)[side ? "in" : "out"].push(fact);
    });
  const thick = (list) => list.reduce((sum, fact) => sum + width(fact), 0);
  const columns = Array.from({ length: last + 1 }, () => []);
  for (const bar of bars.values()) columns[bar.depth].push(Object.assign(bar, { size: Math.max(thick(bar.out), thick(bar.in), 8) }));
  stackBars(columns);
  for (const bar of bars.values()) scene.marks.set(bar.key, barMark(bar, last));
  slots(bars, width);
  const pay = `Who pays${unit === "USD" ? "" : ` (${unit})`}`;
  const top = Math.min(...[...scene.marks.values()].map((mark) => mark.y - mark.height / 2)) - 34;
  scene.captions.push({ text: pay, x: -70, y: top }, { text: "Who receives", x: last * FLOW.column + 70, y: top });
  const note = "Each ribbon is one stated amount, as wide as its square root; amounts may overlap.";
  scene.captions.push({ text: `${note}${left ? ` ${left} more in other currencies: see the table.` : ""}`, x: (last * FLOW.column) / 2, y: top - 30, plain: true });
}

// Receivers stand level with their payers; bars keep a least distance, room for their names.
function stackBars(columns) {
  const middle = new Map();
  for (const bars of columns) {
    const wish = (bar) => {
      const from = bar.in.map((fact) => middle.get(fact.ends[0])).filter((y) => y !== undefined);
      return from.length ? from.reduce((a, b) => a + b, 0) / from.length : undefined;
    };
    const order = bars.map((bar, index) => ({ bar, at: wish(bar) ?? 1e6 + index }));
    order.sort((a, b) => a.at - b.at || inOrder(a.bar.key, b.bar.key));
    let y = 0;
    for (const { bar } of order) {
      const room = Math.max(bar.size, FLOW.least);
      bar.y = y + room / 2;
      middle.set(bar.key, bar.y);
      y += room + FLOW.gap;
    }
    const shift = -y / 2;
    for (const { bar } of order) middle.set(bar.key, (bar.y += shift));
  }
}

function barMark(bar, last) {
  const thing = things.get(bar.key);
  const { lines, width: beside } = boxOf(thing.label, 220, 2);
  return {
    key: bar.key, kind: "thing", x: bar.depth * FLOW.column, y: bar.y, width: FLOW.bar, height: bar.size, lines,
    align: bar.depth === 0 || (bar.depth < last && !bar.out.length) ? "right" : "left", bar: true,
    fill: thing.group === "layer" ? "layer" : thing.group, stroke: thing.group, ink: "ink", dash: [], beside,
    dim: false, selected: bar.key === state.node,
  };
}

// Ribbons leave and enter a bar one below the other, in the order of where they go.
function slots(bars, width) {
  const at = new Map();
  for (const bar of bars.values())
    for (const [side, end] of [["out", 1], ["in", 0]]) {
      const list = [...bar[side]].sort((a, b) => bars.get(a.ends[end]).y - bars.get(b.ends[end]).y || inOrder(a.key, b.key));
      let y = bar.y - list.reduce((sum, fact) => sum + width(fact), 0) / 2;
      for (const fact of list) {
        at.set(`${side} ${fact.key}`, y + width(fact) / 2);
        y += width(fact);
      }
    }
  const shown = [...bars.values()].flatMap((bar) => bar.out);
  scene.lines = shown.map((fact) => ribbon(fact, bars, at, width(fact))).sort((a, b) => b.width - a.width);
}

function ribbon(fact, bars, at, width) {
  const [x1, x2] = [bars.get(fact.ends[0]).depth * FLOW.column + FLOW.bar / 2, bars.get(fact.ends[1]).depth * FLOW.column - FLOW.bar / 2];
  const [y1, y2] = [at.get(`out ${fact.key}`), at.get(`in ${fact.key}`)];
  const edge = edgeOfFact.get(fact.key);
  const chosen = state.fact === fact.key || (state.node && !state.fact && fact.ends.includes(state.node));
  const dim = (state.node || state.fact) && !chosen;
  const half = (x2 - x1) / 2;
  return {
    edge, shown: [fact], path: [x1, y1, x1 + half, y1, x2 - half, y2, x2, y2], width, ribbon: true, chosen,
    dash: DASHES[knownAs([fact])], colour: familyOf(fact.relation)[isDark() ? "dark" : "light"],
    alpha: dim ? 0.1 : chosen ? 0.85 : 0.42, arrow: false, label: dim ? "" : fact.figure + doubtOf(fact),
  };
}

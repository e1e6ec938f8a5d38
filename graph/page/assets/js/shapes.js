// Boxes of things, drawn on the canvas: a name in at most three lines, its type as colour.
const GROUPS = ["org", "tech", "layer", "fund", "market", "other"];
const BOX = { width: view.room, padding: 7, line: 17, lines: 3, radius: 8 };
const FONT = '14px Inter, "Segoe UI", system-ui, -apple-system, Roboto, "Noto Sans", "Noto Sans KR", sans-serif';
const NAMES = ["stage", "surface", "sunken", "band", "line", "strong-line", "ink", "muted", "accent", "on-layer"];
let palette = {};
const sizes = new Map();
const ruler = document.createElement("canvas").getContext("2d");
// With very many boxes names are not measured one by one.
const MANY = 3000;

function readPalette() {
  const names = [...NAMES, ...GROUPS, ...GROUPS.map((group) => `${group}-soft`)];
  const style = getComputedStyle(document.documentElement);
  return Object.fromEntries(names.map((name) => [name, style.getPropertyValue(`--${name}`).trim()]));
}

const graphemes = (text) =>
  globalThis.Intl?.Segmenter ? [...new Intl.Segmenter().segment(text)].map((part) => part.segment) : Array.from(text);

// Breaks a name at spaces and after hyphens, or anywhere in a part too long for a line.
function wrapped(ctx, text, width, most = BOX.lines) {
  const fits = (line) => ctx.measureText(line).width <= width;
  const words = text
    .replace(/[\u0000-\u001f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, " ")
    .split(/\s+/)
    .filter(Boolean);
  const parts = words.flatMap((word) => word.split(/(?<=-)/).map((part, index) => ({ part, gap: index ? "" : " " })));
  const lines = [];
  let line = "";
  for (const { part, gap } of parts) {
    if (line && fits(line + gap + part)) {
      line += gap + part;
      continue;
    }
    if (line) lines.push(line);
    line = "";
    if (fits(part)) {
      line = part;
      continue;
    }
    for (const sign of graphemes(part)) {
      if (!fits(line + sign)) {
        lines.push(line);
        line = "";
      }
      line += sign;
    }
  }
  if (line) lines.push(line);
  if (lines.length <= most) return lines.length ? lines : ["–"];
  let last = lines[most - 1];
  while (last && ctx.measureText(`${last}…`).width > width) last = graphemes(last).slice(0, -1).join("");
  return [...lines.slice(0, most - 1), `${last}…`];
}

function sizeOf(key) {
  if (!sizes.has(key)) sizes.set(key, boxOf(things.get(key).label, BOX.width, BOX.lines, view.things.length > MANY && !isMain(key)));
  return sizes.get(key);
}

function boxOf(label, room = BOX.width, most = BOX.lines, quick = false) {
  if (quick) {
    const line = label.length > 17 ? `${graphemes(label).slice(0, 16).join("")}…` : label;
    return { lines: [line], width: Math.max(46, 7.6 * line.length) + 2 * BOX.padding, height: BOX.line + 12 };
  }
  ruler.font = FONT;
  const lines = wrapped(ruler, label, room - 2 * BOX.padding, most);
  const width = Math.max(46, ...lines.map((line) => ruler.measureText(line).width)) + 2 * BOX.padding;
  return { lines, width, height: lines.length * BOX.line + 12 };
}

// Boxes of things, drawn on the canvas: a name in at most three lines, its type as colour.
const GROUPS = ["org", "tech", "layer", "fund", "market", "other"];
const BOX = { width: 140, padding: 7, line: 17, lines: 3, radius: 8 };
const FONT = '14px Inter, "Segoe UI", system-ui, -apple-system, Roboto, "Noto Sans", "Noto Sans KR", sans-serif';
const NAMES = ["stage", "surface", "band", "line", "strong-line", "ink", "muted", "accent", "on-layer"];
let palette = {};
const faded = new Set();
const sizes = new Map();

function readPalette() {
  const names = [...NAMES, ...GROUPS, ...GROUPS.map((group) => `${group}-soft`)];
  return Object.fromEntries(names.map((name) => [name, colour(name)]));
}

const graphemes = (text) =>
  globalThis.Intl?.Segmenter ? [...new Intl.Segmenter().segment(text)].map((part) => part.segment) : Array.from(text);

// Breaks a name at spaces and after hyphens, or anywhere in a part too long for a line.
function wrapped(ctx, text, width) {
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
  if (lines.length <= BOX.lines) return lines.length ? lines : ["–"];
  let last = lines[BOX.lines - 1];
  while (last && ctx.measureText(`${last}…`).width > width) last = graphemes(last).slice(0, -1).join("");
  return [...lines.slice(0, BOX.lines - 1), `${last}…`];
}

function sizeOf(ctx, key) {
  if (!sizes.has(key)) {
    ctx.font = FONT;
    const lines = wrapped(ctx, things.get(key).label, BOX.width - 2 * BOX.padding);
    const width = Math.max(46, ...lines.map((line) => ctx.measureText(line).width)) + 2 * BOX.padding;
    sizes.set(key, { lines, width, height: lines.length * BOX.line + 12 });
  }
  return sizes.get(key);
}

function drawThing({ ctx, id, x, y, state: { selected, hover } }) {
  const size = sizeOf(ctx, id);
  return {
    drawNode: () => drawBox(ctx, things.get(id), x, y, size, selected || id === state.node, hover),
    nodeDimensions: { width: size.width, height: size.height },
  };
}

function drawBox(ctx, thing, x, y, { lines, width, height }, selected, hover) {
  const left = x - width / 2,
    top = y - height / 2;
  const dim = faded.has(thing.key);
  const solid = thing.group === "layer" && !dim;
  ctx.save();
  ctx.globalAlpha = dim ? 0.22 : 1;
  ctx.beginPath();
  ctx.roundRect(left, top, width, height, BOX.radius);
  ctx.fillStyle = palette.surface;
  ctx.fill();
  ctx.fillStyle = thing.group === "layer" && dim ? palette.band : palette[`${thing.group}-soft`];
  ctx.fill();
  if (selected) {
    ctx.lineWidth = 7;
    ctx.strokeStyle = palette.accent;
    ctx.save();
    ctx.globalAlpha *= 0.3;
    ctx.stroke();
    ctx.restore();
  }
  ctx.lineWidth = selected || hover ? 2.2 : 1.2;
  ctx.strokeStyle = selected ? palette.accent : palette[thing.group];
  ctx.setLineDash(thing.unknown ? [4, 3] : []);
  ctx.stroke();
  ctx.setLineDash([]);
  ctx.font = FONT;
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  ctx.fillStyle = solid ? palette["on-layer"] : palette.ink;
  lines.forEach((line, index) => ctx.fillText(line, x, y + (index - (lines.length - 1) / 2) * BOX.line + 0.5));
  ctx.restore();
}

// The columns of the chain view behind the boxes, or the four sides of the focus view.
function drawGround(ctx) {
  if (state.view === "chain") view.columns.forEach((column, index) => drawColumn(ctx, column, index));
  if (state.view === "focus") for (const caption of captions) drawCaption(ctx, caption.text, caption.x, caption.y);
}

const GROUND = { above: 62, below: 30 };

function drawColumn(ctx, { name, x: [left, right] }, index) {
  if (index % 2 === 0) {
    ctx.fillStyle = palette.band;
    ctx.beginPath();
    ctx.roundRect(left + 4, -GROUND.above, right - left - 8, view.height + GROUND.above + GROUND.below, 12);
    ctx.fill();
  }
  drawCaption(ctx, name, (left + right) / 2, -GROUND.above + 24);
}

function drawCaption(ctx, text, x, y) {
  ctx.save();
  ctx.font = `600 ${FONT.replace("14px", "12.5px")}`;
  ctx.letterSpacing = "0.6px";
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  ctx.fillStyle = palette.muted;
  ctx.fillText(text.toUpperCase(), x, y);
  ctx.restore();
}

// The network: things as dots that grow with their lines, names of one size on the screen, the busiest first where room is short.
const DOT = { least: 7, grow: 3.4, most: 34 };
const NAME = { pixels: 11.5, gap: 3, many: 90, sure: 24 };
const isDots = () => state.view === "network";

const linesAt = new Map();
for (const edge of drawing.edges)
  for (const key of [edge.from, edge.to]) linesAt.set(key, (linesAt.get(key) ?? 0) + 1);

function dotMark(key, point, near) {
  const mark = thingMark(key, point, near);
  const size = 2 * Math.min(DOT.most, DOT.least + DOT.grow * Math.sqrt(linesAt.get(key) ?? 0));
  return { ...mark, dot: true, wide: mark.width - 2 * BOX.padding, width: size, height: size };
}

// From rim to rim, a little bent, so that lines between the same two things lie apart.
function dotPath(from, to, index) {
  const dx = to.x - from.x, dy = to.y - from.y;
  const far = Math.hypot(dx, dy) || 1;
  const [ux, uy] = [dx / far, dy / far];
  const [x1, y1] = [from.x + (ux * from.width) / 2, from.y + (uy * from.width) / 2];
  const [x2, y2] = [to.x - (ux * (to.width + 4)) / 2, to.y - (uy * (to.width + 4)) / 2];
  const turn = far * 0.08 + index * 26;
  const [sx, sy] = [-uy * turn, ux * turn];
  return [x1, y1, x1 + (x2 - x1) / 3 + sx, y1 + (y2 - y1) / 3 + sy, x1 + ((x2 - x1) * 2) / 3 + sx, y1 + ((y2 - y1) * 2) / 3 + sy, x2, y2];
}

const ranked = (a, b) => Number(b.selected) - Number(a.selected) || Number(a.dim) - Number(b.dim) || b.width - a.width || inOrder(a.key, b.key);
let names = { scene: undefined, scale: 0, list: [] };

// Names stand under their dots, above or beside them, where no other name and no dot is; kept until the scale or the scene changes.
function namesNow(scale) {
  const marks = scene.marks;
  if (names.scene === marks && names.scale === scale) return names.list;
  const size = Math.max(1, NAME.pixels / 14 / scale);
  const all = [...marks.values()].filter((mark) => mark.dot);
  const wanted = all.sort(ranked).slice(0, all.length > 400 && scale < LEGIBLE ? NAME.many : all.length);
  const written = boxGrid(200 * size, []), dots = boxGrid(200 * size, wanted);
  const list = wanted.map((mark, rank) => nameAt(mark, size, written, rank < NAME.sure ? undefined : dots)).filter(Boolean);
  names = { scene: marks, scale, list };
  return list;
}

// The busiest may cover a dot, but no name.
function nameAt(mark, size, written, dots) {
  const width = mark.wide * size, height = mark.lines.length * BOX.line * size;
  const down = mark.height / 2 + NAME.gap * size + height / 2, aside = mark.width / 2 + 2 * NAME.gap * size + width / 2;
  const spots = [[0, down], [0, -down], [aside, 0], [-aside, 0]].map(([dx, dy]) => ({ x: mark.x + dx, y: mark.y + dy, width, height, key: mark.key }));
  const open = spots.filter((each) => written.free(each));
  const spot = open.find((each) => !dots || dots.free(each)) ?? (mark.selected ? spots[0] : undefined);
  if (!spot) return undefined;
  written.add(spot);
  return { mark, spot, size };
}

// Boxes by the cell of a grid in which they lie, so that few are compared.
function boxGrid(cell, boxes) {
  const cells = new Map();
  const near = ({ x, y, width, height }) => {
    const found = [];
    for (let i = Math.floor((x - width / 2) / cell); i <= Math.floor((x + width / 2) / cell); i += 1)
      for (let j = Math.floor((y - height / 2) / cell); j <= Math.floor((y + height / 2) / cell); j += 1) found.push(`${i} ${j}`);
    return found;
  };
  const add = (box) => {
    for (const name of near(box)) cells.set(name, [...(cells.get(name) ?? []), box]);
  };
  boxes.forEach(add);
  return { add, free: (box) => near(box).every((name) => (cells.get(name) ?? []).every((other) => other.key === box.key || !meets(box, other))) };
}

// Words on the lines of the network go by the scale, as the names do.
let placed = 0;

function placeAgain() {
  if (placed === camera.scale || scene.marks.size > 1500) return;
  placed = camera.scale;
  placeLabels();
}

function drawNames(ctx, seen) {
  ctx.save();
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  ctx.lineJoin = "round";
  ctx.strokeStyle = palette.stage;
  for (const { mark, spot, size } of namesNow(camera.scale)) {
    if (spot.x + spot.width < seen.left || spot.x - spot.width > seen.right || spot.y < seen.top - 60 || spot.y > seen.bottom + 60) continue;
    ctx.font = FONT.replace("14px", `${14 * size}px`);
    ctx.globalAlpha = mark.dim ? 0.3 : 1;
    ctx.lineWidth = 3.5 * size;
    ctx.fillStyle = palette.ink;
    mark.lines.forEach((line, index) => {
      const y = spot.y + (index - (mark.lines.length - 1) / 2) * BOX.line * size;
      ctx.strokeText(line, spot.x, y);
      ctx.fillText(line, spot.x, y);
    });
  }
  ctx.restore();
}

function drawCircle(ctx, mark) {
  ctx.save();
  ctx.globalAlpha = mark.dim ? 0.3 : 1;
  ctx.beginPath();
  ctx.arc(mark.x, mark.y, mark.width / 2, 0, 2 * Math.PI);
  for (const fill of ["surface", mark.fill]) {
    ctx.fillStyle = colourOf(fill);
    ctx.fill();
  }
  if (mark.selected) {
    ctx.lineWidth = 12;
    ctx.strokeStyle = withAlpha(palette.accent, 0.3);
    ctx.stroke();
  }
  ctx.lineWidth = mark.selected || mark === hovered.mark ? 4 : 2;
  ctx.strokeStyle = mark.selected ? palette.accent : colourOf(mark.stroke);
  ctx.setLineDash(mark.dash);
  ctx.stroke();
  ctx.restore();
}

// The picture: the scene drawn on a canvas as the camera sees it.
const LEGIBLE = 0.32;
const CROWDED = 4000;
let waiting = 0;

function repaint() {
  if (!waiting)
    waiting = requestAnimationFrame(() => {
      waiting = 0;
      paint();
    });
}

function paint() {
  const surface = byId("drawn");
  const ctx = surface.getContext("2d");
  const dense = camera.width ? surface.width / camera.width : 1;
  ctx.setTransform(1, 0, 0, 1, 0, 0);
  ctx.clearRect(0, 0, surface.width, surface.height);
  ctx.setTransform(
    dense * camera.scale, 0, 0, dense * camera.scale,
    dense * (camera.width / 2 - camera.x * camera.scale), dense * (camera.height / 2 - camera.y * camera.scale),
  );
  if (isDots()) placeAgain();
  drawScene(ctx, windowOf());
}

function windowOf() {
  const [left, top] = toWorld([0, 0]);
  const [right, bottom] = toWorld([camera.width, camera.height]);
  return { left, top, right, bottom };
}

function drawScene(ctx, seen) {
  for (const ground of scene.grounds) drawGround(ctx, ground);
  if (scene.lines.length > CROWDED && camera.scale < LEGIBLE) drawManyLines(ctx, seen);
  else for (const line of scene.lines) if (isSeen(line.path, seen)) drawLine(ctx, line);
  const plain = camera.scale < LEGIBLE && scene.marks.size > 400;
  for (const mark of scene.marks.values()) {
    if (mark.x + mark.width < seen.left || mark.x - mark.width > seen.right) continue;
    if (mark.y + mark.height < seen.top || mark.y - mark.height > seen.bottom) continue;
    if (plain) drawDot(ctx, mark);
    else if (mark.dot) drawCircle(ctx, mark);
    else drawMark(ctx, mark);
  }
  const small = isDots() && camera.scale < 0.6;
  if (!plain) for (const line of scene.lines) if (line.spot && (!small || line.chosen)) drawLabel(ctx, line);
  if (isDots()) drawNames(ctx, seen);
  for (const caption of scene.captions) drawCaption(ctx, caption);
}

function isSeen(p, seen) {
  return (
    Math.max(p[0], p[2], p[4], p[6]) > seen.left && Math.min(p[0], p[2], p[4], p[6]) < seen.right &&
    Math.max(p[1], p[3], p[5], p[7]) > seen.top && Math.min(p[1], p[3], p[5], p[7]) < seen.bottom
  );
}

function drawGround(ctx, { x, y, width, height }) {
  ctx.fillStyle = palette.band;
  ctx.beginPath();
  ctx.roundRect(x, y, width, height, 12);
  ctx.fill();
}

function drawCaption(ctx, { text, x, y, align = "center", plain = false }) {
  ctx.save();
  ctx.font = plain ? LABEL_FONT : `600 ${LABEL_FONT}`;
  ctx.textAlign = align;
  ctx.textBaseline = "middle";
  // Lines that run behind a heading do not cross it.
  if (!plain && state.view === "focus") {
    const width = ctx.measureText(text).width + 12;
    ctx.fillStyle = palette.stage;
    ctx.fillRect(x - width / 2, y - 10, width, 20);
  }
  ctx.fillStyle = palette.muted;
  ctx.fillText(text, x, y);
  ctx.restore();
}

// Far away, lines of one colour are one stroke.
function drawManyLines(ctx, seen) {
  const byLook = new Map();
  for (const line of scene.lines) {
    if (!isSeen(line.path, seen)) continue;
    const look = `${line.colour} ${line.alpha}`;
    if (!byLook.has(look)) byLook.set(look, []);
    byLook.get(look).push(line);
  }
  ctx.save();
  ctx.lineWidth = 0.8 / camera.scale;
  for (const lines of byLook.values()) {
    ctx.strokeStyle = lines[0].colour;
    ctx.globalAlpha = lines[0].alpha * (lines[0].chosen ? 1 : 0.35);
    ctx.beginPath();
    for (const { path } of lines) {
      ctx.moveTo(path[0], path[1]);
      ctx.lineTo(path[6], path[7]);
    }
    ctx.stroke();
  }
  ctx.restore();
}

function drawLine(ctx, line) {
  const { path, width, dash, colour, alpha, arrow, ribbon } = line;
  ctx.save();
  ctx.globalAlpha = alphaNow(line);
  ctx.strokeStyle = ctx.fillStyle = colour;
  ctx.lineWidth = line === hovered.line && !ribbon ? width + 1.2 : width;
  ctx.setLineDash(dash || []);
  if (ribbon && dash) {
    drawHollow(ctx, line);
    ctx.restore();
    return;
  }
  const tip = arrow && !ribbon ? arrowOf(line) : undefined;
  const end = tip ? tip.base : [path[6], path[7]];
  curve(ctx, path, end);
  if (tip) {
    ctx.setLineDash([]);
    ctx.beginPath();
    for (const point of tip.points) ctx.lineTo(...point);
    ctx.fill();
  }
  ctx.restore();
}

function curve(ctx, path, end = [path[6], path[7]]) {
  ctx.beginPath();
  ctx.moveTo(path[0], path[1]);
  ctx.bezierCurveTo(path[2], path[3], path[4], path[5], ...end);
  ctx.stroke();
}

// A ribbon that is not a stated amount is pale with broken rims.
const RIM = 1.3;
const rimsOf = ({ path, width }) => [-1, 1].map((side) => path.map((at, index) => (index % 2 ? at + (side * (width - RIM)) / 2 : at)));

function drawHollow(ctx, line) {
  const alpha = ctx.globalAlpha;
  ctx.setLineDash([]);
  ctx.globalAlpha = alpha * 0.4;
  curve(ctx, line.path);
  ctx.globalAlpha = Math.min(1, alpha * 1.9);
  ctx.lineWidth = RIM;
  ctx.setLineDash(line.dash);
  for (const rim of line.width > 5 ? rimsOf(line) : [line.path]) curve(ctx, rim);
}

// The lines of the box under the pointer come forward, the others step back.
function alphaNow(line) {
  const { edge, alpha } = line, key = hovered.mark?.key;
  if (line === hovered.line) return 1;
  if (!key || !edge || line.ribbon || !scene.touched?.has(key)) return alpha;
  return edge.from === key || edge.to === key ? Math.max(alpha, 0.95) : alpha * 0.3;
}

// The head of an arrow: its three corners, and where the line ends behind it.
function arrowOf({ path, width }) {
  const long = 5 + width * 1.7, half = 2.2 + width * 0.9;
  const dx = path[6] - path[4] || path[6] - path[0], dy = path[7] - path[5];
  const size = Math.hypot(dx, dy) || 1;
  const [ux, uy] = [dx / size, dy / size];
  const back = [path[6] - ux * long, path[7] - uy * long];
  return {
    base: [path[6] - ux * long * 0.8, path[7] - uy * long * 0.8],
    points: [
      [path[6], path[7]],
      [back[0] - uy * half, back[1] + ux * half],
      [back[0] + uy * half, back[1] - ux * half],
    ],
  };
}

function drawDot(ctx, mark) {
  ctx.globalAlpha = mark.dim ? 0.15 : 1;
  ctx.fillStyle = mark.selected ? palette.accent : colourOf(mark.stroke);
  const grown = Math.max(1, (mark.selected ? 10 : 3) / camera.scale / mark.width);
  ctx.fillRect(mark.x - (mark.width * grown) / 2, mark.y - (mark.height * grown) / 2, mark.width * grown, mark.height * grown);
  ctx.globalAlpha = 1;
}

const colourOf = (name) => palette[name] ?? name;

function drawMark(ctx, mark) {
  const { x, y, width, height, lines, selected, dim } = mark;
  ctx.save();
  ctx.globalAlpha = dim ? 0.32 : 1;
  ctx.beginPath();
  ctx.roundRect(x - width / 2, y - height / 2, width, height, mark.bar ? 2 : BOX.radius);
  for (const fill of ["surface", mark.fill]) {
    ctx.fillStyle = colourOf(fill);
    ctx.fill();
  }
  if (selected) {
    ctx.lineWidth = 7;
    ctx.strokeStyle = withAlpha(palette.accent, 0.3);
    ctx.stroke();
  }
  ctx.lineWidth = selected || mark === hovered.mark ? 2.2 : 1.2;
  ctx.strokeStyle = selected ? palette.accent : colourOf(mark.stroke);
  ctx.setLineDash(mark.dash);
  ctx.stroke();
  if (mark.stripe) {
    ctx.fillStyle = mark.stripe;
    ctx.fillRect(x - width / 2, y - height / 2 + 4, 4, height - 8);
  }
  if (camera.scale >= LEGIBLE * 0.6) drawWords(ctx, mark, lines);
  ctx.restore();
}

function drawWords(ctx, mark, lines) {
  ctx.font = FONT;
  ctx.textAlign = mark.align ?? "center";
  ctx.textBaseline = "middle";
  ctx.fillStyle = colourOf(mark.ink);
  const x = wordsAt(mark);
  lines.forEach((line, index) => {
    if (mark.note !== undefined && index >= mark.note) {
      ctx.font = LABEL_FONT;
      ctx.fillStyle = palette.muted;
    }
    ctx.fillText(line, x, mark.y + (index - (lines.length - 1) / 2) * BOX.line + 0.5);
  });
}

// Beside a bar, inside a box.
function wordsAt({ x, width, align, bar }) {
  if (align === "left") return bar ? x + width / 2 + 7 : x - width / 2 + 12;
  return align === "right" ? x - width / 2 - 7 : x;
}

function drawLabel(ctx, line) {
  const { x, y, width, height } = line.spot;
  ctx.save();
  ctx.font = LABEL_FONT.replace("12.5px", `${(12.5 * height) / 18}px`);
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  ctx.fillStyle = withAlpha(palette.stage, 0.88);
  ctx.beginPath();
  ctx.roundRect(x - width / 2, y - height / 2, width, height, 5);
  ctx.fill();
  ctx.fillStyle = palette.ink;
  ctx.fillText(line.label, x, y + 0.5);
  ctx.restore();
}

function withAlpha(hex, alpha) {
  return `${hex}${Math.round(alpha * 255).toString(16).padStart(2, "0")}`;
}

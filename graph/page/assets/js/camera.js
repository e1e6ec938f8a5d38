// What part of the drawing is in sight: the middle of the window and the scale.
const camera = { x: 0, y: 0, scale: 1, width: 0, height: 0 };
const SCALES = { least: 0.02, most: 4 };

// The buttons under the picture take so much of its height.
const FOOT = 46;

const LEGIBLE_FROM = { network: 0.34, timeline: 0.75 };

const toScreen = ([x, y]) => [
  (x - camera.x) * camera.scale + camera.width / 2,
  (y - camera.y) * camera.scale + camera.height / 2,
];
const toWorld = ([x, y]) => [
  (x - camera.width / 2) / camera.scale + camera.x,
  (y - camera.height / 2) / camera.scale + camera.y,
];

// Fits the width and keeps names readable: what does not fit is reached by dragging.
function fit() {
  measure();
  if (!scene.marks.size || !camera.width || !camera.height) return;
  const { left, right, top, bottom } = scene.extent;
  const height = camera.height - FOOT;
  const whole = Math.min(camera.width / (right - left), height / (bottom - top));
  const many = scene.marks.size > 400 && state.view !== "timeline";
  const readable = many ? 0 : camera.width < 600 ? 0.7 : (LEGIBLE_FROM[state.view] ?? 0.58);
  camera.scale = Math.min(Math.max(whole, readable), 1.25);
  const chosen = scene.marks.get(state.node) ?? scene.marks.get(facts.get(state.fact)?.ends?.[0]);
  const start = ["chain", "timeline", "flows"].includes(state.view) ? [left, top] : [(left + right) / 2, (top + bottom) / 2];
  const wished = whole < camera.scale && chosen ? [chosen.x, chosen.y] : start;
  camera.x = within(wished[0], left, right, camera.width / camera.scale);
  const lower = FOOT / 2 / camera.scale;
  camera.y = within(wished[1], top, bottom, height / camera.scale) + lower;
  if (state.view === "timeline") camera.y = Math.max(camera.y, top + camera.height / camera.scale / 2);
  repaint();
}

// The middle of a window of some size that shows a wished spot and nothing beyond the drawing.
function within(wished, low, high, size) {
  return size >= high - low ? (low + high) / 2 : Math.min(Math.max(wished, low + size / 2), high - size / 2);
}

function zoom(factor, at = [camera.width / 2, camera.height / 2]) {
  const before = toWorld(at);
  camera.scale = Math.min(SCALES.most, Math.max(SCALES.least, camera.scale * factor));
  const after = toWorld(at);
  pan((after[0] - before[0]) * camera.scale, (after[1] - before[1]) * camera.scale);
}

function pan(dx, dy) {
  camera.x -= dx / camera.scale;
  camera.y -= dy / camera.scale;
  repaint();
}

// Brings a mark into sight when a link or a key selects one outside.
function reveal(key) {
  const mark = scene.marks.get(key);
  if (!mark) return;
  const [x, y] = toScreen([mark.x, mark.y]);
  if (x >= 60 && y >= 60 && x <= camera.width - 60 && y <= camera.height - 60) return;
  const { left, right, top, bottom } = scene.extent;
  camera.x = within(mark.x, left, right, camera.width / camera.scale);
  camera.y = within(mark.y, top, bottom, camera.height / camera.scale);
  repaint();
}

function measure() {
  const { clientWidth: width, clientHeight: height } = byId("canvas");
  Object.assign(camera, { width, height });
  const dense = Math.min(devicePixelRatio || 1, 3);
  const surface = byId("drawn");
  const [wide, high] = [Math.round(width * dense), Math.round(height * dense)];
  if (surface.width !== wide || surface.height !== high) Object.assign(surface, { width: wide, height: high });
}

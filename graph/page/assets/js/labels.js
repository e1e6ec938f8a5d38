// Where words stand on lines: at the first spot along the line that no box and no other word covers.
const SPOTS = [0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8, 0.12, 0.88];
// The words of the selected fact may stand above or below their line.
const ASIDE = [0, -22, 22, -34, 34, -46, 46];
const LABEL_FONT = FONT.replace("14px", "12.5px");

function pointOn([x1, y1, a, b, c, d, x2, y2], t) {
  const s = 1 - t;
  return [
    s * s * s * x1 + 3 * s * s * t * a + 3 * s * t * t * c + t * t * t * x2,
    s * s * s * y1 + 3 * s * s * t * b + 3 * s * t * t * d + t * t * t * y2,
  ];
}

const meets = (a, b) => Math.abs(a.x - b.x) * 2 < a.width + b.width + 4 && Math.abs(a.y - b.y) * 2 < a.height + b.height;

// On the network words keep a size that can be read on the screen.
const grown = () => (isDots() ? Math.min(3, Math.max(1, 10.5 / 12.5 / camera.scale)) : 1);

function placeLabels() {
  const boxes = [...scene.marks.values()];
  const bright = boxes.filter((mark) => !mark.dim);
  if (isDots()) bright.push(...namesNow(camera.scale).filter(({ mark }) => !mark.dim).map(({ spot }) => spot));
  const taken = [];
  ruler.font = LABEL_FONT;
  for (const line of [...scene.lines].reverse()) {
    line.spot = undefined;
    if (!line.label) continue;
    const size = { width: (ruler.measureText(line.label).width + 8) * grown(), height: 18 * grown() };
    const aside = line.chosen && state.fact ? ASIDE : [0];
    const spots = aside.flatMap((dy) => SPOTS.map((t) => pointOn(line.path, t)).map(([x, y]) => ({ x, y: y + dy, ...size })));
    const clear = (spot, marks) => !marks.some((mark) => meets(spot, mark)) && !taken.some((other) => meets(spot, other));
    // Best beside all boxes; else over those that stand back.
    const free = spots.find((spot) => clear(spot, bright) && clear(spot, boxes)) ?? (bright.length < boxes.length ? spots.find((spot) => clear(spot, bright)) : undefined);
    // A chosen line says its words in any case; others leave them to the tooltip.
    const [x, y] = pointOn(line.path, 0.5);
    line.spot = free ?? (line.chosen && state.fact ? { x, y, ...size } : undefined);
    if (line.spot) taken.push(line.spot);
  }
}

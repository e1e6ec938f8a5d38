// What lies under a point: a mark, or the nearest line.
const hovered = { mark: undefined, line: undefined };

// The words beside a bar belong to it; the smallest of several marks under a finger is meant.
function markAt([x, y], slack = 3) {
  const reach = slack / camera.scale;
  let found, least = Infinity;
  for (const mark of scene.marks.values()) {
    const left = mark.align === "right" && mark.bar ? mark.beside : 0, right = mark.align === "left" && mark.bar ? mark.beside : 0;
    const dx = Math.max(mark.x - mark.width / 2 - left - x, x - mark.x - mark.width / 2 - right, 0);
    const dy = Math.max(Math.abs(y - mark.y) - Math.max(mark.height, mark.bar ? BOX.line : 0) / 2, 0);
    const away = Math.hypot(dx, dy);
    if (dx <= reach && dy <= reach && away <= least) [found, least] = [mark, away];
  }
  return found;
}

function lineAt([x, y], slack = 6) {
  let found, least = Infinity;
  for (const line of scene.lines) {
    const p = line.path;
    const reach = Math.max(slack / camera.scale, line.width / 2 + 2);
    if (x < Math.min(p[0], p[2], p[4], p[6]) - reach || x > Math.max(p[0], p[2], p[4], p[6]) + reach) continue;
    if (y < Math.min(p[1], p[3], p[5], p[7]) - reach || y > Math.max(p[1], p[3], p[5], p[7]) + reach) continue;
    const away = distanceTo(p, x, y) - (line.ribbon ? line.width / 2 : 0) + (line.alpha < 0.1 ? 4 : 0);
    if (away <= (line.ribbon ? 2 : reach) && away <= least) [found, least] = [line, away];
  }
  return found;
}

const PARTS = 24;

function distanceTo(path, x, y) {
  let least = Infinity, [ax, ay] = [path[0], path[1]];
  for (let part = 1; part <= PARTS; part += 1) {
    const [bx, by] = pointOn(path, part / PARTS);
    const dx = bx - ax, dy = by - ay;
    const along = Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy || 1)));
    least = Math.min(least, Math.hypot(x - ax - along * dx, y - ay - along * dy));
    [ax, ay] = [bx, by];
  }
  return least;
}

function under(point, slack) {
  const spot = toWorld(point);
  const mark = markAt(spot, slack > 6 ? 9 : 3);
  return { mark, line: mark ? undefined : lineAt(spot, slack) };
}

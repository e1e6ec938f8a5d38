// The scene as SVG: the same lines, boxes and words as the picture, sharp at any size.
const SVG = "http://www.w3.org/2000/svg";

function svgMake(name, properties, ...children) {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(properties))
    if (value !== undefined && value !== "") element.setAttribute(key, typeof value === "number" ? Math.round(value * 10) / 10 : value);
  element.append(...children);
  return element;
}

function svgOfScene() {
  const { left, top, right, bottom } = scene.extent;
  const root = svgMake("svg", {
    xmlns: SVG, viewBox: [left, top, right - left, bottom - top].map((n) => n.toFixed(1)).join(" "),
    width: right - left, height: bottom - top, "font-family": "Inter, Segoe UI, system-ui, sans-serif",
  });
  root.append(svgMake("title", {}, view.title), svgMake("rect", { x: left, y: top, width: right - left, height: bottom - top, fill: palette.stage }));
  for (const ground of scene.grounds) root.append(svgMake("rect", { ...ground, rx: 12, fill: palette.band }));
  for (const line of scene.lines) root.append(...svgLine(line));
  for (const mark of scene.marks.values()) root.append(mark.dot ? svgDot(mark) : svgMark(mark));
  if (isDots()) root.append(...namesNow(camera.scale).flatMap(svgName));
  for (const { spot, label } of scene.lines) if (spot) root.append(...svgLabel(spot, label));
  for (const { text, x, y, plain, align } of scene.captions)
    root.append(svgWords(text, x, y, { fill: palette.muted, "font-size": 12.5, "font-weight": plain ? 400 : 600, align }));
  return new XMLSerializer().serializeToString(root);
}

function svgLine(line) {
  if (line.ribbon && line.dash) return svgHollow(line);
  const { path: p, colour, alpha, width, dash, arrow, ribbon, shown } = line;
  const tip = arrow && !ribbon ? arrowOf(line) : undefined;
  const end = tip ? tip.base : [p[6], p[7]];
  const n = inUnits;
  const drawn = svgMake("path", {
    d: `M${n(p.slice(0, 2))}C${n(p.slice(2, 6))} ${n(end)}`, fill: "none", stroke: colour, "stroke-opacity": alpha, "stroke-width": width,
    "stroke-dasharray": dash ? dash.join(" ") : "",
  }, svgMake("title", {}, sentenceOf(shown[0])));
  return tip ? [drawn, svgMake("path", { d: `M${tip.points.map(n).join("L")}Z`, fill: colour, "fill-opacity": alpha })] : [drawn];
}

const inUnits = (list) => list.map((value) => value.toFixed(1)).join(" ");
const svgCurve = (p, properties, ...children) =>
  svgMake("path", { d: `M${inUnits(p.slice(0, 2))}C${inUnits(p.slice(2))}`, fill: "none", ...properties }, ...children);

function svgHollow(line) {
  const { path, colour, alpha, width, dash, shown } = line;
  const rims = width > 5 ? rimsOf(line) : [path];
  return [
    svgCurve(path, { stroke: colour, "stroke-opacity": String(alpha * 0.4), "stroke-width": width }, svgMake("title", {}, sentenceOf(shown[0]))),
    ...rims.map((rim) => svgCurve(rim, { stroke: colour, "stroke-opacity": String(Math.min(1, alpha * 1.9)), "stroke-width": RIM, "stroke-dasharray": dash.join(" ") })),
  ];
}

function svgMark(mark) {
  const { x, y, width, height, lines } = mark;
  const box = svgMake("rect", {
    x: x - width / 2, y: y - height / 2, width, height, rx: mark.bar ? 2 : BOX.radius, fill: colourOf(mark.fill),
    stroke: mark.selected ? palette.accent : colourOf(mark.stroke), "stroke-width": mark.selected ? 2.2 : 1.2, "stroke-dasharray": (mark.dash || []).join(" "),
  });
  const words = lines.map((line, index) =>
    svgWords(line, wordsAt(mark), y + (index - (lines.length - 1) / 2) * BOX.line, {
      fill: mark.note !== undefined && index >= mark.note ? palette.muted : colourOf(mark.ink), "font-size": 14, align: mark.align,
    }),
  );
  return svgMake("g", { opacity: mark.dim ? 0.25 : 1 }, box, ...words);
}

const svgDot = (mark) =>
  svgMake("circle", {
    cx: mark.x, cy: mark.y, r: mark.width / 2, opacity: mark.dim ? 0.25 : 1, fill: colourOf(mark.fill),
    stroke: mark.selected ? palette.accent : colourOf(mark.stroke), "stroke-width": 2, "stroke-dasharray": mark.dash.join(" "),
  }, svgMake("title", {}, labelOf(mark.key)));

const svgName = ({ mark, spot, size }) =>
  mark.lines.map((line, index) =>
    svgWords(line, spot.x, spot.y + (index - (mark.lines.length - 1) / 2) * BOX.line * size, { fill: palette.ink, "font-size": 14 * size, opacity: mark.dim ? 0.3 : 1 }),
  );

const svgLabel = ({ x, y, width, height }, label) => [
  svgMake("rect", { x: x - width / 2, y: y - height / 2, width, height, rx: 5, fill: palette.stage, "fill-opacity": 0.88 }),
  svgWords(label, x, y, { fill: palette.ink, "font-size": (12.5 * height) / 18 }),
];

function svgWords(text, x, y, { align = "center", ...properties }) {
  const anchored = { left: "start", right: "end", center: "middle" }[align];
  // Signs that XML does not know would spoil the file.
  const clean = text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, " ");
  return svgMake("text", { x, y: y + 0.5, "text-anchor": anchored, "dominant-baseline": "central", ...properties }, clean);
}

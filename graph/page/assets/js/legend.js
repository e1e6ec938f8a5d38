// What colours, styles and widths mean, for those that occur.
function stroke(colour, width, dashes) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  for (const [name, value] of Object.entries({ width: 34, height: 10, "aria-hidden": "true" }))
    svg.setAttribute(name, value);
  path.setAttribute("d", "M1 5H33");
  Object.entries({ stroke: colour, "stroke-width": width, "stroke-dasharray": (dashes || []).join(" ") }).forEach(
    ([name, value]) => path.style.setProperty(name, value),
  );
  svg.append(path);
  return svg;
}

function fillLegend() {
  const key = (mark, text) => make("div", { class: "key" }, mark, text);
  const used = new Set(view.relations.map((relation) => relation.family));
  const kinds = {
    org: "organization",
    tech: "technology or product",
    layer: "layer or theme",
    fund: "fund, index, listing",
    market: "market or project",
  };
  const groups = new Set(view.things.map((thing) => thing.group));
  byId("legend").lastElementChild.append(
    make("p", {}, "Colour of a line"),
    ...view.families.flatMap((family, index) =>
      used.has(index) ? [key(stroke(`var(--family-${index})`, 3), family.name.toLowerCase())] : [],
    ),
    make("p", {}, "Style of a line"),
    key(stroke("var(--ink)", 2), "stated"),
    key(stroke("var(--ink)", 2, DASHES.planned), "planned"),
    key(stroke("var(--ink)", 2, DASHES.unsure), "less than 75% sure, or hedged"),
    key(stroke("var(--ink)", 2, DASHES.derived), "derived"),
    make("p", {}, "Width of a line"),
    key(stroke("var(--family-0)", 6), "money that flows, by amount"),
    make("p", {}, "Colour of a box"),
    ...Object.entries(kinds).flatMap(([group, text]) =>
      groups.has(group) ? [key(swatch(`var(--${group})`), text)] : [],
    ),
    view.things.some((thing) => thing.unknown)
      ? key(stroke("var(--ink)", 1.2, [4, 3]), "name not in the registry")
      : "",
  );
}

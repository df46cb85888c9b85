// Trim, bleed, margins, grid and fold, drawn over a page in points from the corner of the trimmed page.

const SVG = "http://www.w3.org/2000/svg";

export function drawLines(svg, page, view, shown, overlays) {
  svg.setAttribute("viewBox", `${-shown} ${-shown} ${page.width + 2 * shown} ${page.height + 2 * shown}`);
  svg.replaceChildren();
  // A panel of a folded sheet is a column itself.
  const grid = page.areas.length > 1 ? { columns: 1, gutter: 0 } : view.grid;
  if (overlays.includes("grid")) for (const area of page.areas) columns(svg, area, grid);
  if (overlays.includes("margins")) for (const area of page.areas) rectangle(svg, "margins", ...area);
  if (overlays.includes("bleed") && view.bleed) {
    rectangle(svg, "bleed", -view.bleed, -view.bleed, page.width + view.bleed, page.height + view.bleed);
  }
  if (overlays.includes("trim")) rectangle(svg, "trim", 0, 0, page.width, page.height);
  if (overlays.includes("fold")) {
    const spine = view.spreads ? [(page.folio % 2 === 1) !== view.rtl ? 0 : page.width] : [];
    for (const x of [...spine, ...page.folds]) line(svg, "fold", x, -shown, x, page.height + shown);
  }
}

function columns(svg, [left, top, right, bottom], { columns: count, gutter }) {
  const between = (right - left) * gutter;
  const width = (right - left - (count - 1) * between) / count;
  for (let index = 0; index < count; index += 1) {
    const x = left + index * (width + between);
    rectangle(svg, "column", x, top, x + width, bottom);
  }
}

function rectangle(svg, kind, left, top, right, bottom) {
  const at = { x: left, y: top, width: Math.max(0, right - left), height: Math.max(0, bottom - top) };
  if (kind !== "column") add(svg, "rect", { ...at, class: "halo" });
  add(svg, "rect", { ...at, class: kind });
}

function line(svg, kind, x1, y1, x2, y2) {
  add(svg, "line", { x1, y1, x2, y2, class: "halo" });
  add(svg, "line", { x1, y1, x2, y2, class: kind });
}

function add(svg, name, attributes) {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  svg.append(element);
}

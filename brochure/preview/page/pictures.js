// The pictures of pages: loaded when near, swapped when decoded, so that nothing ever flashes.

// Pixels per point times 100, as the server draws them.
const SCALES = [33, 67, 100, 133, 200, 267, 400, 600];

export function scaleFor(pixelsPerPoint) {
  const wanted = pixelsPerPoint * devicePixelRatio * 100 * 0.98;
  return SCALES.find((scale) => scale >= wanted) ?? SCALES.at(-1);
}

const near = new Set();
const observer = new IntersectionObserver((entries) => {
  for (const { target, isIntersecting } of entries) {
    if (isIntersecting) { near.add(target); paint(target); } else near.delete(target);
  }
}, { root: document.getElementById("desk"), rootMargin: "120% 60%" });

export function watch(leaf) { observer.observe(leaf); }
export function unwatch(leaf) { observer.unobserve(leaf); near.delete(leaf); }

export function setPicture(leaf, id, scale, alt) {
  leaf.wanted = { id, scale, alt };
  if (near.has(leaf)) paint(leaf);
  else if (leaf.dataset.shown !== id) { leaf.querySelector(".sheet img")?.remove(); delete leaf.dataset.shown; }
}

async function paint(leaf) {
  const { id, scale, alt } = leaf.wanted ?? {};
  const address = `pages/${id}-${scale}.png`;
  if (!id || leaf.loading === address || leaf.dataset.address === address) return;
  leaf.loading = address;
  const picture = new Image();
  picture.src = address;
  picture.alt = alt;
  try { await picture.decode(); } catch { if (leaf.loading === address) leaf.loading = ""; return; }
  if (leaf.loading !== address) return;
  leaf.loading = "";
  const sheet = leaf.querySelector(".sheet");
  const before = sheet.querySelector("img");
  const changed = leaf.dataset.shown && leaf.dataset.shown !== id;
  if (before) before.replaceWith(picture); else sheet.prepend(picture);
  Object.assign(leaf.dataset, { address, shown: id });
  if (changed) {
    sheet.classList.remove("fresh");
    requestAnimationFrame(() => sheet.classList.add("fresh"));
  }
}

// The pages on the desk: arranged, sized, kept in their place.

import { drawLines } from "./overlays.js";
import { scaleFor, setPicture, unwatch, watch } from "./pictures.js";
import { place } from "./store.js";
import { look, lookAgain } from "./stream.js";
import { t } from "./words.js";

const PIXELS = 96 / 72;
const PADDING = 48;
const CAPTION = 26;
const GAP = 14;
const LEAST = 0.15 * PIXELS;
const MOST = 5 * PIXELS;

const desk = document.getElementById("desk");
const pages = document.getElementById("pages");
let view = null;
let leaves = [];
let openings = [];
let arranged = "";
let k = 1;
let onTurn = () => {};

export function onPage(callback) { onTurn = callback; }
export function pageCount() { return view?.pages.length ?? 0; }
export function leafOf(index) { return leaves[index]; }
export function currentZoom() { return k / PIXELS; }
// Where nothing faces anything, as on a leaflet, spreads are single pages.
export function shownAs() { return place.view === "spreads" && view && !view.spreads ? "single" : place.view; }

export function show(next) {
  const before = view;
  const same = before?.content === next.content;
  view = { ...next, pages: next.pages.map((page) => ({ ...page, bleed: next.bleed })) };
  // Until another preset has made its pages, those of the one before hold their place.
  if (same && next.state === "building") view.pages.push(...before.pages.slice(next.pages.length));
  if (!same || before.preset !== next.preset) lookAgain();
  if (before && !same) place.page = 0;
  if (next.state === "ready") place.page = Math.min(place.page, Math.max(0, next.pages.length - 1));
  arrange();
}

export function arrange() {
  if (!view) return;
  const anchor = anchorOf();
  const shape = JSON.stringify([shownAs(), view.pages.map(({ width, height, folio, bleed }) => [width, height, folio, bleed])]);
  // Pages that stand where they stood are asked for before anything is measured.
  if (shape === arranged) leaves.forEach(picture);
  else { build(); arranged = shape; }
  size();
  leaves.forEach(dress);
  settle(anchor);
  reportSeen();
}

function build() {
  document.body.className = document.body.className.replace(/\bview-\w+/, "").trim();
  document.body.classList.add(`view-${shownAs()}`);
  const kept = leaves;
  leaves = view.pages.map((_, index) => kept[index] ?? makeLeaf(index));
  kept.slice(view.pages.length).forEach(unwatch);
  openings = groups().map((group) => {
    const row = document.createElement("div");
    row.className = "opening";
    row.append(...group.map((index) => (index === null ? absent() : leaves[index])));
    return { row, group: group.filter((index) => index !== null) };
  });
  pages.replaceChildren(...openings.map(({ row }) => row));
}

// In spreads, even pages lie on the left and odd ones on the right: the cover stands alone on the right.
function groups() {
  if (shownAs() !== "spreads") return view.pages.map((_, index) => [index]);
  const made = [];
  view.pages.forEach(({ folio }, index) => {
    if (folio % 2 === 0) made.push([index, null]);
    else if (made.length && made.at(-1)[1] === null && made.at(-1)[0] !== null) made.at(-1)[1] = index;
    else made.push([null, index]);
  });
  return made;
}

function makeLeaf(index) {
  const leaf = document.createElement("article");
  leaf.className = "leaf";
  leaf.dataset.index = index;
  leaf.innerHTML = '<div class="sheet"><svg class="lines" aria-hidden="true"></svg></div><p class="caption"></p><button type="button" class="opener"></button>';
  leaf.querySelector(".opener").addEventListener("click", () => leaf.dispatchEvent(new CustomEvent("open", { bubbles: true })));
  watch(leaf);
  return leaf;
}

function absent() {
  const leaf = document.createElement("div");
  leaf.className = "leaf absent";
  leaf.setAttribute("aria-hidden", "true");
  return leaf;
}

function bleeding() { return place.overlays.includes("bleed") && view.bleed > 0; }

function size() {
  // Rows run as the brochure is read: a spread of one that is read from the right has its even page there.
  pages.dir = view.rtl ? "rtl" : "ltr";
  const shown = bleeding() ? view.bleed : 0;
  document.body.classList.toggle("bleeding", Boolean(shown));
  for (const { row, group } of openings) {
    for (const leaf of row.children) {
      const page = view.pages[leaf.dataset.index ?? group[0]];
      leaf.style.setProperty("--w", page.width);
      leaf.style.setProperty("--h", page.height);
      leaf.style.setProperty("--m", page.bleed);
      leaf.style.setProperty("--b", shown);
    }
  }
  const widest = Math.max(1, ...view.pages.map(({ width }) => width + 2 * shown));
  const highest = Math.max(1, ...view.pages.map(({ height }) => height + 2 * shown));
  const across = shownAs() === "spreads" ? 2 : 1;
  const byWidth = (desk.clientWidth - PADDING - (shown && across > 1 ? GAP : 0)) / (widest * across);
  const byHeight = (desk.clientHeight - PADDING - CAPTION) / highest;
  if (place.view === "thumbnails") k = place.thumbnail / widest;
  else if (place.zoom === "page") k = Math.min(byWidth, byHeight);
  else if (place.zoom === "width") k = byWidth;
  else k = Number(place.zoom) * PIXELS;
  k = Math.min(MOST, Math.max(LEAST, k));
  pages.style.setProperty("--k", k);
  pages.style.setProperty("--widest", widest);
}

function picture(leaf, index) {
  const page = view.pages[index];
  const way = view.ways.indexOf(place.way);
  const proof = way >= 0 ? view.proofs[index]?.[way] : undefined;
  const name = t(proof ? "Page {page}, {section}: {way}" : "Page {page}, {section}", { page: page.folio, section: page.section, way: t(place.way) });
  setPicture(leaf, proof ?? page.id, scaleFor(k), name);
  return name;
}

function dress(leaf, index) {
  const page = view.pages[index];
  const name = picture(leaf, index);
  leaf.setAttribute("aria-label", name);
  leaf.querySelector(".caption").textContent = `${page.folio} · ${page.section}`;
  leaf.querySelector(".opener").setAttribute("aria-label", t("Open page {page}", { page: page.folio }));
  leaf.querySelector(".opener").tabIndex = place.view === "thumbnails" ? 0 : -1;
  drawLines(leaf.querySelector(".lines"), page, view, bleeding() ? view.bleed : 0, place.overlays);
  leaf.classList.toggle("current", index === place.page);
}

// The point of the current page that lies in the middle of the desk stays there, whatever changes around it.
function anchorOf() {
  const leaf = leaves[place.page];
  if (!leaf?.isConnected || !arranged) return null;
  const [on, at] = [desk.getBoundingClientRect(), leaf.getBoundingClientRect()];
  return { x: (on.left + on.width / 2 - at.left) / at.width, y: (on.top + on.height / 2 - at.top) / at.height };
}

function settle(anchor) {
  const leaf = leaves[place.page];
  if (!leaf) return;
  if (!anchor) { go(place.page); return; }
  const [on, at] = [desk.getBoundingClientRect(), leaf.getBoundingClientRect()];
  desk.scrollLeft += at.left + anchor.x * at.width - (on.left + on.width / 2);
  desk.scrollTop += at.top + anchor.y * at.height - (on.top + on.height / 2);
}

export function go(index) {
  const target = Math.min(Math.max(0, index), leaves.length - 1);
  const leaf = leaves[target];
  if (!leaf) return;
  place.page = target;
  if (document.activeElement?.matches(".opener")) leaf.querySelector(".opener").focus({ preventScroll: true });
  const row = leaf.parentElement;
  const block = row.offsetHeight + CAPTION > desk.clientHeight ? "start" : "center";
  row.scrollIntoView({ block, inline: "nearest", behavior: "instant" });
  if (row.offsetWidth > desk.clientWidth) leaf.scrollIntoView({ block: "nearest", inline: "center", behavior: "instant" });
  mark();
}

export function turn(step) {
  const now = openings.findIndex(({ group }) => group.includes(place.page));
  const next = openings[Math.min(Math.max(0, now + step), openings.length - 1)];
  if (next) go(next.group[0]);
}

// Among thumbnails: to the nearest one in the row above or below.
export function climb(step) {
  const at = (leaf) => leaf.getBoundingClientRect();
  const here = at(leaves[place.page]);
  const far = (leaf) => step * (at(leaf).top - here.top) * 1000 + Math.abs(at(leaf).left - here.left);
  const beyond = leaves.filter((leaf) => step * (at(leaf).top - here.top) > 1);
  if (beyond.length) go(leaves.indexOf(beyond.reduce((best, leaf) => (far(leaf) < far(best) ? leaf : best))));
}

function mark() {
  leaves.forEach((leaf, index) => leaf.classList.toggle("current", index === place.page));
  reportSeen();
  onTurn(place.page, view);
}

function onScroll() {
  if (!view || !openings.length) return;
  const on = desk.getBoundingClientRect();
  const middle = on.top + on.height / 2;
  const far = ({ row }) => {
    const at = row.getBoundingClientRect();
    return Math.max(at.top - middle, middle - at.bottom, 0);
  };
  const nearest = openings.reduce((best, opening) => (far(opening) < far(best) - 1 ? opening : best));
  if (place.view !== "thumbnails" && leaves[place.page] && !nearest.group.includes(place.page)) place.page = nearest.group[0];
  mark();
}

function reportSeen() {
  const on = desk.getBoundingClientRect();
  const seen = leaves.flatMap((leaf, index) => {
    const at = leaf.getBoundingClientRect();
    return at.bottom > on.top && at.top < on.bottom && at.right > on.left && at.left < on.right ? [index] : [];
  });
  look(seen, scaleFor(k));
}

let waiting = 0;
desk.addEventListener("scroll", () => {
  cancelAnimationFrame(waiting);
  waiting = requestAnimationFrame(onScroll);
}, { passive: true });
new ResizeObserver(() => arrange()).observe(desk);

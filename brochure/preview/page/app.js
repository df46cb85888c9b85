// The preview: what the server tells becomes pages, findings and a status; keys and buttons change how they are seen.

import { EDITORS, nextFinding, showFindings } from "./findings.js";
import { arrange, climb, currentZoom, go, onPage, pageCount, show, shownAs, turn } from "./pages.js";
import { place, settings } from "./store.js";
import { ask, listen } from "./stream.js";
import { LANGUAGE, number, t } from "./words.js";

const by = (id) => document.getElementById(id);
const ZOOMS = [0.25, 0.5, 0.75, 1, 1.25, 1.5, 2, 3, 4];
// Widths of thumbnails in pixels.
const THUMBNAILS = [75, 100, 150, 220, 320];
let view = null;
let stateTimer = 0;

function onView(next) {
  view = next;
  show(view);
  showFindings(view);
  fillPicks();
  turnAbout(view.rtl);
  showState(view.state);
  const file = view.contents[view.content];
  document.title = `${view.state === "broken" ? "✗ " : ""}${file.split("/").at(-1)} – ${t("Preview")}`;
  by("page-total").textContent = t("of {pages}", { pages: view.pages.length });
  by("facts").textContent = view.pages.length ? facts(view.pages) : "";
  const download = by("download");
  download.setAttribute("aria-disabled", String(!view.pdf));
  if (view.pdf) download.href = `pdf/${view.content}/${view.preset}/${encodeURIComponent(view.file)}`; else download.removeAttribute("href");
  download.download = view.file;
}

// The button and the key that point to the right lead on, or back where the brochure is read from the right.
function turnAbout(rtl) {
  const keys = rtl ? ["→", "←"] : ["←", "→"];
  document.querySelector(".turn").dir = rtl ? "rtl" : "ltr";
  [by("previous"), by("next")].forEach((button, index) => { button.title = button.title.replace(/[←→]/, keys[index]); });
  [...by("turning").children].forEach((key, index) => { key.textContent = keys[index]; });
}

function facts(pages) {
  const [{ width, height }] = pages;
  const [across, down] = [width, height].map((points) => Math.round((points * 254) / 72) / 10);
  const size = view.pdf ? ` · ${t("{size} KiB", { size: Math.max(1, Math.round(view.pdf / 1024)) })}` : "";
  return `${t("{pages} pages", { pages: pages.length })} · ${across.toLocaleString(LANGUAGE)} × ${down.toLocaleString(LANGUAGE)} mm${size}`;
}

// A short build is not worth a word: it would be read out at every save.
function showState(state) {
  clearTimeout(stateTimer);
  const words = { building: t("Building …"), ready: readyWords(), broken: brokenWords(), lost: t("The preview has ended. Start it again: make-brochure preview") };
  const set = () => {
    document.body.dataset.state = state;
    document.body.dataset.sound = String(!errorCount());
    if (by("status-text").textContent !== words[state]) by("status-text").textContent = words[state];
  };
  if (state === "building" || state === "lost") stateTimer = setTimeout(set, 400); else set();
}

function errorCount() { return view?.problems.filter(({ severity }) => severity === "error").length ?? 0; }

function readyWords() {
  const errors = errorCount();
  if (errors === 1) return t("Up to date, but no PDF: an error found");
  if (errors) return t("Up to date, but no PDF: {errors} errors found", { errors });
  return `${t("Up to date")} · ${number(view?.seconds ?? 0, 2)} s`;
}

function brokenWords() {
  const first = view?.problems.find(({ severity }) => severity === "error");
  return first ? t("Not built: {place}", { place: `${first.file}${first.line ? `:${first.line}` : ""}` }) : t("Not built");
}

function fillPicks() {
  fill(by("content"), view.contents.map((name, index) => [String(index), name.split("/").at(-1)]), String(view.content));
  fill(by("preset"), view.presets.map((name) => [name, t(name[0].toUpperCase() + name.slice(1))]), view.preset);
  const above = (way) => (way === "Total ink" ? t("Total ink (pink above {limit} %)", { limit: view.inkLimit }) : t(way));
  fill(by("way"), [["", t("As on a screen")], ...view.ways.map((way) => [way, above(way)])], view.ways.includes(place.way) ? place.way : "");
  by("way-pick").hidden = !view.ways.length;
  by("content-pick").hidden = view.contents.length < 2;
  by("file").hidden = view.contents.length > 1;
  by("file").textContent = view.contents[view.content].split("/").at(-1);
  document.querySelector('[data-overlay="bleed"]').disabled = !view.bleed;
  document.querySelector('[data-view="spreads"]').disabled = !view.spreads;
  showChosenView();
}

function fill(select, options, value) {
  const now = JSON.stringify(options);
  if (select.dataset.options !== now) {
    select.dataset.options = now;
    select.replaceChildren(...options.map(([key, text]) => new Option(text, key)));
  }
  select.value = value;
}

const onLost = () => showState("lost");
for (const name of ["content", "preset"]) {
  by(name).addEventListener("change", (event) => ask({ [name]: event.target.value }, onView, onLost));
}

function setWay(name) {
  place.way = name;
  by("way").value = name;
  arrange();
}

function nextWay() {
  if (!view?.ways.length) return;
  const ways = ["", ...view.ways];
  setWay(ways[(ways.indexOf(place.way) + 1) % ways.length]);
}

function setView(name) {
  place.view = name;
  showChosenView();
  by("zoom").disabled = name === "thumbnails";
  arrange();
  if (view) { showFindings(view); go(place.page); }
}

function showChosenView() {
  for (const button of document.querySelectorAll("[data-view]")) button.setAttribute("aria-pressed", String(button.dataset.view === shownAs()));
}

function setThumbnail(width) {
  place.thumbnail = width;
  arrange();
}

function setZoom(value) {
  place.zoom = String(value);
  const select = by("zoom");
  if (![...select.options].some((option) => option.value === place.zoom)) select.add(new Option(`${Math.round(100 * value)} %`, place.zoom));
  select.value = place.zoom;
  arrange();
}

function resetZoom(value) {
  if (place.view === "thumbnails") setThumbnail(THUMBNAILS[2]); else setZoom(value);
}

function stepZoom(step) {
  const thumbnails = place.view === "thumbnails";
  const [now, sizes, set] = thumbnails ? [place.thumbnail, THUMBNAILS, setThumbnail] : [currentZoom(), ZOOMS, setZoom];
  const next = step > 0 ? sizes.find((size) => size > now * 1.01) : sizes.findLast((size) => size < now * 0.99);
  if (next) set(next);
}

function toggleOverlay(name) {
  const button = document.querySelector(`[data-overlay="${name}"]`);
  if (button.disabled) return;
  place.overlays = place.overlays.includes(name) ? place.overlays.filter((other) => other !== name) : [...place.overlays, name];
  button.setAttribute("aria-pressed", String(place.overlays.includes(name)));
  arrange();
  if (view) showFindings(view);
}

function setPanel(open) {
  settings.panel = open;
  by("findings").hidden = !open;
  by("findings-toggle").setAttribute("aria-expanded", String(open));
}

function applySettings() {
  document.documentElement.dataset.theme = settings.theme;
  by("pattern-row").hidden = by("pattern-help").hidden = settings.editor !== "other";
  by("pattern").value = settings.pattern;
  if (view) showFindings(view);
}

const KEYS = {
  1: () => setView("spreads"), 2: () => setView("single"), 3: () => setView("thumbnails"),
  "+": () => stepZoom(1), "=": () => stepZoom(1), "-": () => stepZoom(-1), 0: () => resetZoom("page"), w: () => resetZoom("width"),
  t: () => toggleOverlay("trim"), b: () => toggleOverlay("bleed"), m: () => toggleOverlay("margins"),
  g: () => toggleOverlay("grid"), f: () => toggleOverlay("fold"),
  i: () => nextWay(), n: () => nextFinding(), p: () => setPanel(!settings.panel), "?": () => by("settings").showModal(),
};
const CLIMBS = { ArrowUp: () => climb(-1), ArrowDown: () => climb(1), Enter: () => setView("single") };
const TURNS = {
  ArrowLeft: () => turn(view?.rtl ? 1 : -1), ArrowRight: () => turn(view?.rtl ? -1 : 1), PageUp: () => turn(-1), PageDown: () => turn(1),
  Home: () => go(0), End: () => go(pageCount() - 1),
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || by("settings").open) return;
  if (event.target.closest("input, select, textarea")) return;
  const onDesk = event.target === document.body || event.target.closest("#desk");
  // Enter on a thumbnail's own button opens that one.
  const climbs = onDesk && place.view === "thumbnails" && !(event.key === "Enter" && event.target.closest("button"));
  const act = (onDesk && TURNS[event.key]) || (climbs && CLIMBS[event.key]) || (settings.keys && KEYS[event.key.toLowerCase()]);
  if (!act) return;
  event.preventDefault();
  act();
});

by("previous").addEventListener("click", () => turn(-1));
by("next").addEventListener("click", () => turn(1));
by("page-number").addEventListener("change", (event) => {
  const index = view?.pages.findIndex(({ folio }) => String(folio) === event.target.value.trim()) ?? -1;
  if (index >= 0) go(index); else event.target.value = view?.pages[place.page]?.folio ?? 1;
});
onPage((index, shown) => { by("page-number").value = shown.pages[index]?.folio ?? 1; });
for (const button of document.querySelectorAll("[data-view]")) button.addEventListener("click", () => setView(button.dataset.view));
for (const button of document.querySelectorAll("[data-overlay]")) {
  button.addEventListener("click", () => toggleOverlay(button.dataset.overlay));
  button.setAttribute("aria-pressed", String(place.overlays.includes(button.dataset.overlay)));
}
by("way").addEventListener("change", (event) => setWay(event.target.value));
by("zoom").addEventListener("change", (event) => setZoom(event.target.value));
by("zoom-in").addEventListener("click", () => stepZoom(1));
by("zoom-out").addEventListener("click", () => stepZoom(-1));
by("findings-toggle").addEventListener("click", () => setPanel(!settings.panel));
by("settings-open").addEventListener("click", () => by("settings").showModal());
by("pages").addEventListener("open", (event) => { place.page = Number(event.target.dataset.index); setView("single"); });

for (const [key, [name]] of Object.entries(EDITORS)) by("editor").add(new Option(t(name), key));
by("editor").value = settings.editor;
by("theme").value = settings.theme;
by("keys").checked = settings.keys;
by("editor").addEventListener("change", (event) => {
  settings.editor = event.target.value;
  settings.pattern = EDITORS[settings.editor][1] || settings.pattern;
  applySettings();
});
by("pattern").addEventListener("change", (event) => { settings.pattern = event.target.value; applySettings(); });
by("theme").addEventListener("change", (event) => { settings.theme = event.target.value; applySettings(); });
by("keys").addEventListener("change", (event) => { settings.keys = event.target.checked; });

applySettings();
setPanel(settings.panel);
setZoom(place.zoom);
setView(place.view);
listen(onView, onLost);


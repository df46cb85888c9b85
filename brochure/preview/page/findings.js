// What is wrong: a list beside the pages, boxes on them, and a plate over them while a file is broken.

import { go, leafOf } from "./pages.js";
import { settings } from "./store.js";
import { t } from "./words.js";

export const EDITORS = {
  vscode: ["Visual Studio Code", "vscode://file{path}:{line}:{column}"],
  vscodium: ["VSCodium", "vscodium://file{path}:{line}:{column}"],
  cursor: ["Cursor", "cursor://file{path}:{line}:{column}"],
  zed: ["Zed", "zed://file{path}:{line}:{column}"],
  jetbrains: ["JetBrains IDEs", "jetbrains://idea/navigate/reference?path={path}:{line}:{column}"],
  textmate: ["TextMate, BBEdit", "txmt://open?url=file://{path}&line={line}&column={column}"],
  other: ["Another editor", ""],
};

const list = document.getElementById("finding-list");
const plate = document.getElementById("cover-error");
let problems = [];
let chosen = -1;
let shownList = "";
let shownPlate = "";
let hiddenPlate = "";

export function showFindings(view) {
  problems = view.problems;
  const broken = view.state === "broken";
  document.body.classList.toggle("broken", broken);
  const now = JSON.stringify([problems, settings.pattern]);
  if (now !== shownList) {
    shownList = now;
    chosen = -1;
    list.replaceChildren(...problems.map(item));
    document.getElementById("no-findings").hidden = problems.length > 0;
    showCount();
  }
  showPlate(view, broken);
  showBoxes(view, broken);
}

function showCount() {
  const count = document.getElementById("count");
  count.textContent = problems.length;
  count.className = `count ${["error", "warning"].find((level) => problems.some(({ severity }) => severity === level)) ?? ""}`;
}

function item(problem, index) {
  const line = make("li", `finding ${problem.severity}`);
  const head = make("h3", "", make("span", "number", index + 1), make("span", "", t("{severity}: {code}", { severity: t(problem.severity), code: problem.code })));
  if (problem.page) {
    const jump = make("button", "on-page", t("page {page}", { page: problem.page }));
    jump.type = "button";
    jump.addEventListener("click", () => choose(index));
    head.append(jump);
  }
  line.append(head, make("p", "message", problem.message));
  if (problem.hint) line.append(make("p", "hint", problem.hint));
  if (problem.excerpt) line.append(excerpt(problem));
  line.append(where(problem));
  return line;
}

function where(problem) {
  const place = [problem.file, problem.line].filter(Boolean).join(":");
  const row = make("p", "where");
  if (!problem.path) { row.append(place); return row; }
  const link = make("a", "", place);
  link.href = address(problem);
  link.title = t("Open in the editor");
  const copy = make("button", "copy", t("Copy"));
  copy.type = "button";
  copy.setAttribute("aria-label", t("Copy {place}", { place }));
  copy.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(place);
      copy.textContent = t("Copied");
    } catch {
      getSelection().selectAllChildren(link);
      copy.textContent = t("Selected: copy it with the keyboard");
    }
    setTimeout(() => { copy.textContent = t("Copy"); }, 1500);
  });
  row.append(link, copy);
  return row;
}

function address({ path, line, column }) {
  const parts = path.replaceAll("\\", "/").split("/").map(encodeURIComponent).join("/").replaceAll("%3A", ":");
  const values = { path: parts.startsWith("/") ? parts : `/${parts}`, line: line ?? 1, column: column ?? 1 };
  return settings.pattern.replace(/\{(path|line|column)\}/g, (_, name) => values[name]);
}

function excerpt({ excerpt: text, column }) {
  const pre = make("pre", "excerpt");
  pre.tabIndex = 0;
  pre.setAttribute("aria-label", t("The line in the file"));
  if (!column) { pre.textContent = text; return pre; }
  const caret = make("mark", "", "^");
  pre.append(`${text}\n${text.slice(0, column - 1).replace(/[^\t]/g, " ")}`, caret);
  return pre;
}

// While a file is broken, its errors lie over the last good pages.
function showPlate(view, broken) {
  const now = broken ? shownList + view.pages.length : "";
  plate.hidden = !broken || now === hiddenPlate;
  if (now === shownPlate) return;
  shownPlate = now;
  if (!broken) { plate.replaceChildren(); return; }
  const card = make("div", "plate");
  card.setAttribute("role", "alert");
  const errors = problems.filter(({ severity }) => severity === "error");
  const hide = make("button", "", t("Hide"));
  hide.type = "button";
  hide.addEventListener("click", () => { hiddenPlate = now; plate.hidden = true; document.getElementById("desk").focus(); });
  const words = errors.length > 1 ? t("{errors} errors stop the brochure", { errors: errors.length }) : t("An error stops the brochure");
  card.append(make("header", "", make("h2", "", words), hide));
  card.append(make("p", "", view.pages.length ? t("The pages are those of the last good state.") : t("The pages will show as soon as it is mended.")));
  for (const problem of errors) {
    const fault = make("div", "fault", make("strong", "", problem.message));
    if (problem.excerpt) fault.append(excerpt(problem));
    if (problem.hint) fault.append(make("p", "hint", problem.hint));
    fault.append(where(problem));
    card.append(fault);
  }
  plate.replaceChildren(card);
}

function showBoxes(view, broken) {
  document.querySelectorAll(".box").forEach((box) => box.remove());
  if (broken) return;
  problems.forEach((problem, index) => {
    const page = view.pages[problem.page - 1];
    const leaf = page && leafOf(problem.page - 1);
    if (!leaf) return;
    const box = make("button", `box ${problem.severity}`, make("b", "", index + 1));
    box.type = "button";
    box.dataset.finding = index;
    box.setAttribute("aria-label", t("Finding {number}: {message}", { number: index + 1, message: problem.message }));
    box.addEventListener("click", () => choose(index, false));
    if (problem.box) frame(box, problem.box, page, leaf); else box.classList.add("whole");
    box.classList.toggle("chosen", index === chosen);
    leaf.querySelector(".sheet").append(box);
  });
}

// A box is left, top, right, bottom in points from the corner of the trimmed page.
function frame(box, [left, top, right, bottom], page, leaf) {
  const shown = Number(leaf.style.getPropertyValue("--b"));
  const [width, height] = [page.width + 2 * shown, page.height + 2 * shown];
  box.style.left = `${(100 * (left + shown)) / width}%`;
  box.style.top = `${(100 * (top + shown)) / height}%`;
  box.style.width = `${(100 * (right - left)) / width}%`;
  box.style.height = `${(100 * (bottom - top)) / height}%`;
}

export function choose(index, jump = true) {
  if (!problems.length) return;
  chosen = (index + problems.length) % problems.length;
  [...list.children].forEach((line, number) => line.classList.toggle("chosen", number === chosen));
  list.children[chosen].scrollIntoView({ block: "nearest" });
  if (problems[chosen].page && jump) go(problems[chosen].page - 1);
  document.querySelectorAll(".box").forEach((box) => box.classList.toggle("chosen", Number(box.dataset.finding) === chosen));
}

export function nextFinding() { choose(chosen + 1); }

function make(name, kind, ...content) {
  const element = document.createElement(name);
  if (kind) element.className = kind;
  element.append(...content.map((part) => (part instanceof Node ? part : String(part))));
  return element;
}

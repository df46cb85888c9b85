// News from the server, and word to it of what is in view.

const viewer = crypto.randomUUID();
const params = new URLSearchParams(location.search);
export const asked = { content: params.get("content") ?? "0", preset: params.get("preset") ?? "screen" };

let source = null;

export function listen(onView, onLost) {
  source?.close();
  source = new EventSource(`events?${new URLSearchParams({ ...asked, viewer })}`);
  source.addEventListener("view", (event) => {
    const view = JSON.parse(event.data);
    if (view.pages) onView(view);
  });
  source.addEventListener("error", () => onLost());
}

export function ask(change, onView, onLost) {
  Object.assign(asked, change);
  history.replaceState(null, "", `?${new URLSearchParams(asked)}`);
  listen(onView, onLost);
}

let told = "";
let timer = 0;

export function look(seen, scale) {
  clearTimeout(timer);
  timer = setTimeout(() => {
    const body = JSON.stringify({ viewer, seen, scale });
    if (body === told) return;
    told = body;
    fetch("look", { method: "POST", headers: { "content-type": "application/json" }, body }).catch(() => { told = ""; });
  }, 120);
}

export function lookAgain() { told = ""; }

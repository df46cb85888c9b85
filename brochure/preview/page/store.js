// What is remembered: settings for all previews of this browser, the place for this tab.

const SETTINGS = { editor: "vscode", pattern: "vscode://file{path}:{line}:{column}", theme: "auto", keys: true, panel: innerWidth > 760 && innerHeight > 560 };
const PLACE = { view: "spreads", zoom: "page", overlays: [], way: "", page: 0, thumbnail: 150 };

export const settings = remembered(() => localStorage, "make-brochure", SETTINGS);
export const place = remembered(() => sessionStorage, "make-brochure-place", PLACE);

function remembered(storage, name, defaults) {
  let known = {};
  try { known = JSON.parse(storage().getItem(name)) ?? {}; } catch { /* private windows may refuse, or it is damaged */ }
  const values = { ...defaults };
  for (const key of Object.keys(defaults)) if (typeof known[key] === typeof defaults[key]) values[key] = known[key];
  return new Proxy(values, {
    set(target, key, value) {
      target[key] = value;
      try { storage().setItem(name, JSON.stringify(target)); } catch { /* then it is known until the page closes */ }
      return true;
    },
  });
}

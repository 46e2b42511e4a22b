// The list of all that the handbook keeps on this device, whichever page wrote it, each with its own erase.

import { h } from "../../front/dom.js";
import { parse } from "./record.js";
import * as store from "../../front/store.js";

const eraser = (label, erase) => {
  const button = h("button", { type: "button", "aria-label": `Erase: ${label}` }, "Erase");
  button.addEventListener("click", erase);
  return button;
};

const entry = (heading, lines, erase) =>
  h("div", { class: "rf-entry" }, h("p", {}, h("strong", {}, heading)), ...lines.map((line) => h("p", { class: "rf-said" }, line)), eraser(heading, erase));

// `details` holds the list; `onErase` is told after an entry has gone.
export const keptList = (details, onErase) => {
  const box = details.querySelector("[data-kept-list]");
  const refresh = () => {
    if (!details.open) return;
    const { own, foreign } = store.list();
    const gone = (drop) => () => { drop(); onErase(); refresh(); details.querySelector("summary").focus(); };
    box.replaceChildren();
    for (const { key, text } of own) {
      if (!key.includes(":")) continue; // the mark that a reflection is kept
      const drop = gone(() => {
        store.drop(key);
        const name = key.split(":")[0];
        if (!store.list().own.some((other) => other.key.startsWith(name + ":"))) store.drop(name);
      });
      const record = parse(text);
      if (!record) { box.append(entry("An entry that cannot be read, as it stands", [text.slice(0, 4000)], drop)); continue; }
      box.append(entry(`${record.title}: ${record.prompt}`, [...record.said, ...record.also.flatMap((said) => ["Also written, in another tab or before:", ...said])], drop));
    }
    for (const { key, text } of foreign)
      box.append(entry("Kept by another version of this handbook", [text.slice(0, 4000)], gone(() => store.dropForeign(key))));
    if (!box.childElementCount) box.append(h("p", {}, "Nothing is kept."));
  };
  details.addEventListener("toggle", refresh);
  return { refresh };
};

// The list of all that the handbook keeps on this device, whichever page wrote it, each with its own erase.

import { h } from "./dom.js";
import { parse } from "./record.js";
import * as store from "./store.js";

const eraser = (label, erase) => {
  const button = h("button", { type: "button", "aria-label": `Erase: ${label}` }, "Erase");
  button.addEventListener("click", erase);
  return button;
};

const entry = (heading, lines, erase) =>
  h("div", { class: "rf-entry" }, h("p", {}, h("strong", {}, heading)), ...lines.map((line) => h("p", { class: "rf-said" }, line)), eraser(heading, erase));

// All that is kept, ready to show: {heading, lines, drop}.
export const entries = () => {
  const { own, foreign } = store.list();
  const shown = own.filter(({ key }) => key.includes(":")).map(({ key, text }) => { // the others mark that a reflection is kept
    const drop = () => {
      store.drop(key);
      const [name] = key.split(":");
      if (!store.list().own.some((other) => other.key.startsWith(name + ":"))) store.drop(name);
    };
    const record = parse(text);
    if (!record) return { heading: "An entry that cannot be read, as it stands", lines: [text.slice(0, 4000)], drop };
    const also = record.also.flatMap((said) => ["Also written, in another tab or before:", ...said]);
    return { heading: `${record.title}: ${record.prompt}`, lines: [...record.said, ...also], drop };
  });
  const others = foreign.map(({ key, text }) => ({
    heading: "Kept by another version of this handbook", lines: [text.slice(0, 4000)], drop: () => store.dropForeign(key),
  }));
  return [...shown, ...others];
};

// `details` holds the list; `onErase` is told after an entry has gone.
export const keptList = (details, onErase) => {
  const box = details.querySelector("[data-kept-list]");
  const refresh = () => {
    if (!details.open) return;
    const found = entries().map(({ heading, lines, drop }) => entry(heading, lines, () => {
      drop();
      onErase();
      refresh();
      details.querySelector("summary").focus();
    }));
    box.replaceChildren(...(found.length ? found : [h("p", {}, "Nothing is kept.")]));
  };
  details.addEventListener("toggle", refresh);
  return { refresh, open: () => { details.open = true; refresh(); } };
};

// Brings a downloaded strategy back into the form.

import { doing, h } from "../../front/dom.js";
import { fromFile, LARGEST } from "./file.js";
import { place } from "./items.js";

const inWords = (value) => Object.entries(value).flatMap(([part, held]) => {
  if (typeof held === "boolean" || held === "") return [];
  if (!Array.isArray(held)) return [`${part}: ${held}`];
  return held.map((row, at) => `${part} ${at + 1}: ${Object.values(row).filter(Boolean).join("; ")}`);
});

export const bringing = (root, { items }, say, changed, after) => {
  const chooser = doing(root, "import");

  const show = (lines) => {
    root.querySelector(".rf-brought")?.remove();
    if (lines.length) chooser.closest("p").after(h("div", { class: "rf-brought" }, h("p", {}, h("strong", {}, "Not in the form")), ...lines.map((line) => h("p", { class: "rf-said" }, line))));
  };

  chooser.addEventListener("change", async () => {
    const [file] = chooser.files;
    if (!file) return;
    chooser.value = "";
    if (file.size > LARGEST) { say("This file is larger than any strategy; choose the file that this page exported. Nothing was changed."); return; }
    const { problem, strategy, left, note } = fromFile(await file.text());
    if (problem) { say(problem); return; }
    const out = place(strategy, items, changed);
    show([...out.flatMap(inWords), ...left]);
    const found = after();
    say([
      `${note}Brought back.`,
      out.length + left.length ? "Some of it is not in the form, because you have written something else there or the form has no place for it: it is shown below the file button." : "",
      found.length ? `To mend: ${found.length}; see the list above the buttons.` : "",
    ].filter(Boolean).join(" "));
  });
};

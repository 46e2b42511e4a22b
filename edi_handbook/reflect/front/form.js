// Brings a built form to life where it stands. Everything it shows has its place in the page already: nothing moves
// on load. What is written stays in memory until the reader asks for it to be kept.

import { all, doing } from "../../front/dom.js";
import { asItem } from "./answers.js";
import { bringing } from "./bringing.js";
import { giving } from "./giving.js";
import { pseudonym } from "./group.js";
import { keepBox } from "../../front/keep-box.js";
import { plans } from "./plans.js";
import { isEmpty } from "../../front/record.js";
import { scenes } from "./scenes.js";
import { begin, hold } from "../../front/state.js";
import { statusLine } from "../../front/status.js";
import { taking } from "./taking.js";

// `onChange` is given {item: value} of all that is answered, where a notebook's kernel may read it.
export const enhance = (root, { onChange } = {}) => {
  const elements = all(root, ".rf-item").filter((element) => element.dataset.kind !== "gathered");
  const items = elements.map(asItem);
  // Whom a group's file is from: one filling in of the form, and nobody by name.
  const state = begin(root, root.dataset.reflection, items, () => ({ person: pseudonym() }));
  const say = statusLine(root);
  const keep = keepBox(root, state, say);
  const changed = (item) => {
    onChange?.(Object.fromEntries(items.map((one) => [one.id, one.read()]).filter(([, value]) => !isEmpty(value))));
    keep(item);
  };

  elements.forEach((element, at) => {
    const item = items[at];
    const touch = () => changed(item);
    element.addEventListener("input", touch);
    element.addEventListener("change", touch);
    doing(element, "clear").addEventListener("click", () => { item.empty(); touch(); });
    for (const branch of all(element, "details"))
      branch.addEventListener("toggle", () => {
        if (!branch.open || branch.hasAttribute("data-tried")) return;
        branch.setAttribute("data-tried", "");
        touch();
      });
  });

  root.addEventListener("change", () => hold(state));
  scenes(root);
  taking(root, state, say);
  giving(root, state, say);
  bringing(root, state, say, changed);
  plans(root);
};

// What is to be mended, beside each field and in a list that leads there. Nothing that was written is changed.

import { all, h } from "../../front/dom.js";
import { fieldOf } from "./fields.js";
import { itemOf } from "./items.js";
import { sentence } from "./rules.js";

const clear = (within) => {
  for (const note of all(within, ".yo-fault")) note.remove();
  for (const control of all(within, "[aria-invalid]")) for (const name of ["aria-invalid", "aria-describedby"]) control.removeAttribute(name);
};

// The part of the form that a fault is about, and its field if it has one.
const placeOf = (root, items, fault) => {
  const element = itemOf(items, fault.item).element();
  return { element, field: fieldOf(element, fault, root) };
};

const note = ({ element, field }, words, id) => {
  const said = h("p", { class: "yo-fault", id }, sentence(words));
  if (!field) { element.querySelector("legend").after(said); return; }
  field.setAttribute("aria-invalid", "true");
  field.setAttribute("aria-describedby", id);
  field.closest("label, .yo-choose").after(said);
};

// Says beside the fields of `within`, a part of the form or all of it, what is wrong there.
export const mendBeside = (root, items, found, within) => {
  clear(within);
  const marked = new Set();
  found.forEach((fault) => {
    const place = placeOf(root, items, fault);
    const key = place.field ?? place.element;
    if (!within.contains(place.element) || marked.has(key)) return; // one sentence a field; the next when it is mended
    marked.add(key);
    note(place, fault.words, ["yours", fault.item, fault.list, fault.row, fault.part].join("-"));
  });
};

export const open = (field) => { for (let fold = field.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true; };

// The list above the buttons; each line leads to its field.
export const mendList = (root, items, found) => {
  const box = root.querySelector("[data-faults]");
  if (!found.length) { box.replaceChildren(); return; }
  const lines = found.map((fault) => {
    const { element, field } = placeOf(root, items, fault);
    const target = field ?? element.querySelector("input");
    const button = h("button", { type: "button" }, "Go there");
    button.addEventListener("click", () => { open(target); target.focus(); });
    return h("li", {}, `${element.querySelector("legend").textContent.trim()}: ${sentence(fault.words)} `, button);
  });
  box.replaceChildren(h("p", {}, h("strong", {}, "To mend first:")), h("ol", {}, ...lines));
};

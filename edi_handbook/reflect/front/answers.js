// Reads an item's controls into a plain value and back. A value is {part: text | [choice, ...]}.
// Nothing that comes from a store or a file is trusted: it is compared with the controls that are there.

import { all } from "../../front/dom.js";
import { isEmpty } from "../../front/record.js";

const words = (element) => element.textContent.trim().replace(/\s+/g, " ");

const prompt = (item) => words(item.querySelector("legend"));

const controls = (item) => all(item, "[data-part]");

const read = (item) => {
  const value = {};
  for (const control of controls(item)) {
    const { part } = control.dataset;
    if (control.tagName === "DETAILS") {
      if (control.hasAttribute("data-tried")) (value[part] ??= []).push(control.dataset.value);
    } else if (control.type === "checkbox") {
      if (control.checked) (value[part] ??= []).push(control.value);
    } else if (control.type === "radio") {
      if (control.checked) value[part] = control.value;
    } else if (control.value.trim()) value[part] = control.value;
  }
  return value;
};

// What of `value` this item can hold, or null if nothing. Own properties only: a file may hold "__proto__".
const clean = (item, value) => {
  if (typeof value !== "object" || value === null) return null;
  const kept = {};
  for (const control of controls(item)) {
    const { part } = control.dataset;
    const given = Object.hasOwn(value, part) ? value[part] : undefined;
    const choice = control.tagName === "DETAILS" ? control.dataset.value : control.value;
    if (control.tagName === "DETAILS" || control.type === "checkbox") {
      if (Array.isArray(given) && given.includes(choice)) (kept[part] ??= []).push(choice);
    } else if (control.type === "radio") {
      if (given === choice) kept[part] = choice;
    } else if (typeof given === "string" && given.trim()) {
      if (control.type !== "date" || /^\d{4}-\d\d-\d\d$/.test(given)) kept[part] = given.slice(0, control.maxLength > 0 ? control.maxLength : 4000);
    }
  }
  return isEmpty(kept) ? null : kept;
};

// Puts `value` into the controls; what it lacks is emptied.
const fill = (item, value) => {
  for (const control of controls(item)) {
    const given = Object.hasOwn(value, control.dataset.part) ? value[control.dataset.part] : "";
    if (control.tagName === "DETAILS") {
      const tried = given.includes(control.dataset.value);
      control.toggleAttribute("data-tried", tried);
      if (!given) control.open = false;
    } else if (control.type === "checkbox") control.checked = Array.isArray(given) && given.includes(control.value);
    else if (control.type === "radio") control.checked = given === control.value;
    else control.value = given;
    if ("defaultChecked" in control) control.defaultChecked = control.checked; // see state.hold
  }
};

const day = (text) =>
  new Date(text + "T12:00").toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric" });

// The answer in words, one line a choice or field.
const said = (item) => {
  const lines = [];
  for (const control of controls(item)) {
    if (control.tagName === "DETAILS") {
      if (!control.hasAttribute("data-tried")) continue;
      const scene = words(control.closest("section").querySelector(".rf-scene-title"));
      lines.push(`${scene}: ${words(control.querySelector(".rf-branch-text"))}`);
    } else if (control.type === "checkbox" || control.type === "radio") {
      if (!control.checked) continue;
      const group = control.closest("fieldset");
      lines.push((group === item ? "" : prompt(group) + " ") + words(control.closest("label")));
    } else if (control.value.trim()) {
      const text = control.type === "date" ? day(control.value) : control.value.trim();
      lines.push((control.dataset.say ? control.dataset.say + ": " : "") + text);
    }
  }
  return lines;
};

// An item as the rest of the form knows it, without its page.
export const asItem = (element) => {
  const { item: id, wording, kind, track, account } = element.dataset;
  return {
    id, wording, kind, track, account,
    prompt: prompt(element),
    read: () => read(element),
    said: () => said(element),
    clean: (value) => clean(element, value),
    fill: (value) => fill(element, value),
    empty: () => {
      fill(element, {});
      for (const scene of all(element, ".rf-scene")) scene.classList.remove("rf-reached");
    },
  };
};

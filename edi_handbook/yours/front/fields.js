// The fields of one part of the form: read into plain text, filled, and set as they are offered. An offered day is the end
// of a quarter counted from the start, which stands on the form itself.

import { all } from "../../front/dom.js";
import { isDay, nextQuarter, quarterEnd, today } from "./days.js";
import { clean } from "./file.js";
import { MOST_ROWS } from "./rules.js";

const BOX = /checkbox|radio/;

const parts = (element) => all(element, "[data-part]").filter((one) => !one.closest("[data-row]"));

const rows = (element, list) => all(element, `[data-rows=${list}] > [data-row]`);

export const startOf = (root) => root.dataset.from ?? "";

const offered = (control, root) => {
  const { quarter, next, today: now } = control.dataset;
  if (next !== undefined) return nextQuarter(today());
  if (now !== undefined) return today();
  return quarter ? quarterEnd(startOf(root), Number(quarter)) : control.defaultValue;
};

const isOffered = (control, root) =>
  BOX.test(control.type) ? control.checked === control.hasAttribute("data-on") : control.value === offered(control, root);

const set = (control, text) => {
  if (control.type === "checkbox") control.checked = text === true;
  else if (control.type === "radio") control.checked = control.value === text;
  else control.value = text ?? "";
};

// A word beside each field says whether what stands in it is offered.
export const mark = (root, within = root) => {
  for (const sign of all(within, ".yo-mark")) {
    const control = sign.closest("label").querySelector("[data-part]");
    sign.hidden = !control.value || !isOffered(control, root);
  }
};

const back = (control, root) => {
  if (BOX.test(control.type)) control.checked = control.hasAttribute("data-on");
  else control.value = offered(control, root);
};

// Offered days follow the start; a day that somebody chose stays. Whether `day` is a start.
export const move = (root, day) => {
  if (!isDay(day) || day < "2000-01-01" || day > "2099-12-31" || day === startOf(root)) return false;
  const following = all(root, "[data-quarter]").filter((control) => !startOf(root) || isOffered(control, root));
  root.dataset.from = day;
  for (const control of following) control.value = offered(control, root);
  return true;
};

// A row more, empty; null where there are as many as a file may hold.
export const addRow = (element, list) => {
  const found = rows(element, list);
  if (found.length >= MOST_ROWS) return null;
  const row = found.at(-1).cloneNode(true);
  for (const control of all(row, "[data-part]")) {
    for (const name of ["data-quarter", "aria-invalid", "aria-describedby"]) control.removeAttribute(name);
    control.defaultValue = control.value = "";
  }
  for (const extra of all(row, ".yo-mark, .yo-when, .yo-fault")) extra.remove();
  row.querySelector("[data-number]").textContent = found.length + 1;
  found.at(-1).after(row);
  return row;
};

const readRow = (row) => Object.fromEntries(all(row, "[data-part]").map((one) => [one.dataset.part, clean(one.value)]));

// A row whose first field is empty is left out, unless somebody wrote in another one of it.
const isLeftOut = (row, root) => {
  const [first, ...others] = all(row, "[data-part]");
  return !clean(first.value) && others.every((one) => !one.value || isOffered(one, root));
};

const LISTS = ["milestones", "risks"];

export const usedRows = (element, list, root) => rows(element, list).filter((row) => !isLeftOut(row, root));

// {part: text, take: whether it is ticked, milestones: [row], risks: [row]}.
export const read = (element, root) => {
  const cells = {};
  for (const control of parts(element)) {
    const { part } = control.dataset;
    if (control.type === "checkbox") cells[part] = control.checked;
    else if (control.type !== "radio") cells[part] = clean(control.value);
    else if (control.checked) cells[part] = control.value;
  }
  for (const list of LISTS) if (rows(element, list).length) cells[list] = usedRows(element, list, root).map(readRow);
  return cells;
};

// Whether all is as it was offered; `but` is a part that does not count.
export const isUntouched = (element, root, but = "") => all(element, "[data-part]").every((control) => control.dataset.part === but || isOffered(control, root));

const fillRows = (element, list, given) => {
  while (rows(element, list).length < Math.min(given.length, MOST_ROWS)) addRow(element, list);
  rows(element, list).forEach((row, at) => all(row, "[data-part]").forEach((control) => set(control, given[at]?.[control.dataset.part])));
};

export const fill = (element, cells) => {
  for (const control of parts(element)) set(control, cells[control.dataset.part]);
  for (const list of LISTS) if (rows(element, list).length) fillRows(element, list, cells[list] ?? []);
};

// As it is offered. Rows that were added stay, empty.
export const restore = (element, root) => { for (const control of all(element, "[data-part]")) back(control, root); };

// The milestones in the order of their days; those without a day stay at the end.
export const sort = (element, root) => {
  const key = ({ date }) => date || "9999";
  const sorted = usedRows(element, "milestones", root).map(readRow).sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
  fillRows(element, "milestones", sorted);
};

// What a field is called: the first words of its label, or of the choice that it is part of.
const called = (control) =>
  control.type === "radio" ? control.closest("fieldset").querySelector("legend").textContent : control.closest("label").querySelector(".rf-label, span").firstChild.textContent.trim();

const saidOf = (control) => {
  if (control.type === "radio") return control.checked ? control.closest("label").textContent.trim() : "";
  return control.type === "checkbox" ? (control.checked ? "yes" : "no") : clean(control.value);
};

const line = (control) => {
  const text = saidOf(control);
  return text ? [`${called(control)}: ${text}`] : [];
};

// What stands in it, in words, a line a field and a line a row.
export const said = (element, root) => [
  ...parts(element).flatMap(line),
  ...LISTS.flatMap((list) => usedRows(element, list, root).map((row) => `${row.querySelector("legend").textContent.trim()}: ${all(row, "[data-part]").flatMap(line).join("; ")}`)),
];

// The field that a fault is about.
export const fieldOf = (element, { list, row, part }, root) =>
  (list ? usedRows(element, list, root)[row] : element)?.querySelector(`[data-part="${part}"]`) ?? null;

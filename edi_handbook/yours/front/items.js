// The parts of the form as the store knows them (front/keeping.js): your strategy, each offered objective, and as many of
// the lead's own as a file may hold. Of those the first stands on the page, and each other when it is asked for.

import { all } from "../../front/dom.js";
import { same } from "../../front/record.js";
import * as fields from "./fields.js";
import { isId } from "./file.js";
import { MOST_OBJECTIVES, MOST_ROWS, PARTS } from "./rules.js";

const WORDING = "v1"; // another one if a field comes to mean something else

const OWN = /^own-(\d+)$/;

const find = (root, id) => root.querySelector(`[data-item="${id}"]`);

// The next objective of one's own, made from the first and empty.
const build = (root, id) => {
  const element = find(root, "own-1").cloneNode(true);
  element.dataset.item = id;
  delete element.dataset.id;
  for (const extra of all(element, ".yo-fault")) extra.remove();
  for (const list of ["milestones", "risks"]) for (const row of all(element, `[data-rows=${list}] > [data-row]`).slice(1)) row.remove();
  for (const control of all(element, "[data-part]")) {
    if (control.type === "radio") control.name = control.name.replace("own-1", id);
    for (const name of ["aria-invalid", "aria-describedby"]) control.removeAttribute(name);
  }
  fields.restore(element, root);
  root.querySelector("[data-end]").before(element);
  return element;
};

const text = (value, most) => (typeof value === "string" ? value.slice(0, most) : "");

// What of a stored value a part can hold; null for nothing. Own properties only: a store may hold "__proto__".
const cleaned = (value, names) => {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return null;
  const own = (held, name) => (Object.hasOwn(held, name) ? held[name] : undefined);
  const cells = Object.fromEntries(names.map((name) => [name, text(own(value, name), 4000)]));
  if (names === PARTS.about) return cells;
  const list = (name) => (Array.isArray(own(value, name)) ? own(value, name) : [])
    .filter((row) => typeof row === "object" && row !== null).slice(0, MOST_ROWS)
    .map((row) => Object.fromEntries(PARTS[name].map((part) => [part, text(own(row, part), 4000)])));
  const id = text(own(value, "id"), 60);
  return { ...(isId(id) && { id }), take: own(value, "take") === true, ...cells, milestones: list("milestones"), risks: list("risks") };
};

const asItem = (root, id) => {
  const names = id === "about" ? PARTS.about : PARTS.objective;
  const element = () => find(root, id);
  const isEmpty = () => !element() || (!element().dataset.id && fields.isUntouched(element(), root));
  // An objective of one's own bears the name that its file gave it.
  const full = () => cleaned({ id: element().dataset.id, ...fields.read(element(), root) }, names);
  return {
    id, wording: WORDING, kind: "strategy", element, full,
    get prompt() { return (element() ?? find(root, "own-1")).querySelector("legend").textContent.trim(); },
    read: () => (isEmpty() ? {} : full()),
    said: () => fields.said(element(), root),
    clean: (value) => cleaned(value, names),
    fill: (value) => {
      const place = element() ?? build(root, id);
      if (value.id) place.dataset.id = value.id;
      if (id === "about") fields.move(root, value.start); // before it is filled: a day that was chosen must not follow
      fields.fill(place, value);
      fields.mark(root, id === "about" ? root : place);
    },
    empty: () => {
      delete element().dataset.id;
      fields.restore(element(), root);
      fields.mark(root, element());
    },
  };
};

export const itemsOf = (root) => {
  const fixed = all(root, "[data-item]").map((element) => element.dataset.item).filter((id) => !OWN.test(id));
  const own = Array.from({ length: MOST_OBJECTIVES }, (_, at) => `own-${at + 1}`);
  return [...fixed, ...own].map((id) => asItem(root, id));
};

export const isOwn = (item) => OWN.test(item.id);

// The next objective of one's own that is not on the page yet, now there; null where there is room for no more.
export const another = (root, items) => {
  const item = items.find((one) => !one.element());
  return item ? build(root, item.id) : null;
};

const OF_PEOPLE = /recruit|appoint|shortlist|promot|disciplin/i; // as report/plan/contents.py

// The strategy that the form holds: what is ticked, as plain text. `law` is what is said beside each target on recruitment
// or discipline, whoever wrote the objective.
export const strategyOf = (root, items) => {
  const [about, ...others] = items;
  const law = root.querySelector("[data-law]")?.dataset.law ?? "";
  const objectives = others.filter((item) => item.element()).flatMap((item) => {
    const { take, ...cells } = item.full();
    const watched = ["2", "3"].includes(cells.indicator) || OF_PEOPLE.test(`${cells.title} ${cells.measure}`);
    return take ? [{ id: item.id, law: watched ? law : "", ...cells }] : [];
  });
  return { ...about.full(), objectives };
};

// Objectives in which something was written, and which are not ticked.
export const notTaken = (root, items) => items.slice(1).filter((item) => item.element() && !item.full().take && !fields.isUntouched(item.element(), root, "take"));

// The item whose objective this is; by the name that a file gave it, too.
export const itemOf = (items, id) => items.find((item) => item.element()?.dataset.id === id) ?? items.find((item) => item.id === id && item.element());

// Puts the strategy of a file where nothing else has been written; `changed` is told of each part that it fills. The parts
// for which there was no place.
export const place = (strategy, items, changed) => {
  const { objectives, ...cells } = strategy;
  const [about, ...others] = items;
  const left = [];
  const put = (item, given) => {
    const value = cleaned(given, item === about ? PARTS.about : PARTS.objective);
    if (!item || (item.element() && Object.keys(item.read()).length && !same(item.full(), value))) { left.push(value); return; }
    item.fill(value);
    changed(item);
  };
  put(about, cells);
  const named = (aim) => others.find((item) => item.id === aim.id);
  const taken = new Set(objectives.map(named));
  for (const aim of objectives) {
    const { id, ...value } = aim;
    // Unknown to this page: an objective of one's own, which keeps its name.
    const item = named(aim) ?? others.find((one) => isOwn(one) && !taken.has(one) && !(one.element() && Object.keys(one.read()).length));
    put(item, { ...(item && item.id !== id && { id }), take: true, ...value });
  }
  // An offered objective that the file does not hold was not taken.
  for (const item of others)
    if (!isOwn(item) && !taken.has(item) && !Object.keys(item.read()).length) {
      item.fill({ ...item.full(), take: false });
      changed(item);
    }
  return left;
};

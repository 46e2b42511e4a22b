// Brings the form to life where it stands, once somebody has asked for it (start.js). What is written stays in memory until
// the lead asks for it to be kept, as a reflection does.

import { all } from "../../front/dom.js";
import { keepBox } from "../../front/keep-box.js";
import { begin, hold } from "../../front/state.js";
import { statusLine } from "../../front/status.js";
import { bringing } from "./bringing.js";
import { isDay, nextQuarter, today } from "./days.js";
import * as fields from "./fields.js";
import { another, itemsOf, strategyOf } from "./items.js";
import { mendBeside } from "./mending.js";
import { faults } from "./rules.js";
import { look, taking } from "./taking.js";

const enhance = (root) => {
  root.setAttribute("data-started", "");
  const items = itemsOf(root);
  const state = begin(root, "make-it-yours", items);
  const say = statusLine(root);

  // The form as it stands before anybody writes: the offered days, counted from a start; and each objective folded, since
  // paper alone must show them all.
  const prepare = () => {
    fields.move(root, nextQuarter(today()));
    fields.restore(root.querySelector("[data-item=about]"), root);
    for (const fold of all(root, ".yo-objective > details")) fold.open = false;
    fields.mark(root);
  };
  const keep = keepBox(root, state, say, prepare);

  const itemAt = (node) => items.find((item) => item.element() === node.closest("[data-item]"));

  const isWritten = (item) => Object.keys(item.read()).length;

  const changed = (item) => {
    fields.mark(root, item.element());
    keep(item);
  };

  // What else a new start changes: the offered days of every objective.
  const started = (day) => {
    if (!fields.move(root, day)) return;
    fields.mark(root);
    for (const item of items) if (item.element() && isWritten(item)) keep(item);
  };

  const check = (item, control) => {
    const found = faults(strategyOf(root, items), today());
    mendBeside(root, items, found, item.element());
    const words = control.closest("label, .yo-choose")?.nextElementSibling;
    if (words?.matches(".yo-fault")) say(words.textContent);
  };

  root.addEventListener("input", ({ target }) => { if (target.matches("[data-part]")) changed(itemAt(target)); });
  root.addEventListener("change", ({ target }) => {
    if (!target.matches("[data-part]")) return;
    const item = itemAt(target);
    if (target.dataset.next !== undefined && isDay(target.value)) started(target.value);
    changed(item);
    check(item, target);
    hold(state);
  });

  const acts = {
    more: (button) => {
      const { rows } = button.closest("[data-rows]").dataset;
      const row = fields.addRow(itemAt(button).element(), rows);
      if (row) row.querySelector("[data-part]").focus(); else say("This is as many as a strategy file may hold.");
    },
    sort: (button) => { fields.sort(itemAt(button).element(), root); changed(itemAt(button)); look(root, items); },
    clear: (button) => { itemAt(button).empty(); changed(itemAt(button)); },
    another: () => {
      const element = another(root, items);
      if (!element) { say("This is as many as a strategy file may hold."); return; }
      element.querySelector("details").open = true;
      element.querySelector("[data-part=take]").checked = true;
      changed(itemAt(element));
      element.querySelector("[data-part=title]").focus();
    },
  };
  root.addEventListener("click", ({ target }) => {
    const button = target.closest("button[data-do]");
    acts[button?.dataset.do]?.(button);
  });
  taking(root, state, say);
  bringing(root, state, say, changed, () => look(root, items).found);
};

for (const root of all(document, "[data-yours]")) enhance(root);

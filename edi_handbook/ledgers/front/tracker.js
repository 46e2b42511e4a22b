// Filters the table of actions. The table stands without it, whole, for print and for a page without script.

import { all, h } from "../../front/dom.js";
import { choices, fits, said } from "./rows.js";

const COLUMNS = ["Owner", "Source", "State"];

const words = (element) => element.textContent.trim();

const liven = (place) => {
  const table = place.querySelector("table");
  const heads = all(table, "thead th").map(words);
  const lines = all(table, "tbody tr");
  const rows = lines.map((line) => Object.fromEntries(all(line, "th, td").map((cell, at) => [heads[at], words(cell)])));
  const status = h("p", { role: "status", class: "tracker-status" });
  const selects = COLUMNS.map((column) => {
    const select = h("select", { id: `tracker-${column.toLowerCase()}` }, new Option("All", ""));
    select.append(...choices(rows, column).map((word) => new Option(word, word)));
    return select;
  });
  const show = () => {
    const wanted = Object.fromEntries(COLUMNS.map((column, at) => [column, selects[at].value]));
    lines.forEach((line, at) => { line.hidden = !fits(rows[at], wanted); });
    status.textContent = said(lines.filter((line) => !line.hidden).length, lines.length);
  };
  const again = h("button", { type: "button" }, "Show all");
  again.addEventListener("click", () => { for (const select of selects) select.value = ""; show(); });
  const fields = COLUMNS.map((column, at) => h("span", {}, h("label", { for: selects[at].id }, column), selects[at]));
  for (const select of selects) select.addEventListener("change", show);
  place.before(h("div", { class: "tracker", role: "group", "aria-label": "Filter the actions" }, ...fields, again, status));
  show();
};

// The theme sets a table in a box that bears its name.
for (const place of all(document, "#actions-tracker:has(table)")) liven(place);

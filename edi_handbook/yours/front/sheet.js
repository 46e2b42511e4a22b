// What is printed once somebody has started: the strategy itself, and not the form with its boxes, which cut long words off.

import { h } from "../../front/dom.js";

const paragraphs = (text) => text.split("\n").filter(Boolean).map((line) => h("p", {}, line));

const table = ({ caption, header, rows }) =>
  h("table", {}, h("caption", {}, caption), h("thead", {}, h("tr", {}, ...header.map((cell) => h("th", { scope: "col" }, cell)))),
    h("tbody", {}, ...rows.map(([first, ...others]) => h("tr", {}, h("th", { scope: "row" }, first), ...others.map((cell) => h("td", {}, ...paragraphs(cell)))))));

export const sheet = (title, blocks) =>
  h("div", { class: "yo-sheet" }, h("h2", {}, title), ...blocks.flatMap((block) => {
    if (block.kind === "table") return [table(block)];
    return block.kind === "heading" ? [h("h" + (block.level + 2), {}, block.text)] : paragraphs(block.text);
  }));

// The plans made in other reflections, together, from what is kept.

import { doing, h } from "../../front/dom.js";
import * as store from "../../front/store.js";
import { parse } from "../../front/record.js";

export const plansIn = (texts) => texts.map(parse).filter((one) => one?.said.some((line) => line.startsWith("Then I will: ")));

export const plans = (root) =>
  doing(root, "gather")?.addEventListener("click", () => {
    const found = plansIn(store.list().own.map(({ text }) => text));
    root.querySelector("[data-gathered]").replaceChildren(...(found.length
      ? found.map((one) => h("div", { class: "rf-entry" }, h("p", {}, h("strong", {}, one.title)), ...one.said.map((line) => h("p", { class: "rf-said" }, line))))
      : [h("p", {}, "No plan is kept on this device. A plan is kept when you tick \u201cKeep my answers\u201d on the page where you write it.")]));
  });

// Brings a built explorer to life: a number field and a slider for each input, in step; the result below is announced.

import { all, doing, h } from "../../front/dom.js";
import { SAY } from "./sums.js";

export const liven = (root) => {
  const say = SAY[root.dataset.explorer], rules = JSON.parse(root.dataset.rules);
  const place = root.querySelector("[data-result]");
  const problem = root.querySelector("[data-problem]");
  const fields = all(root, "input[type=number]");

  const refresh = () => {
    const wrong = fields.find((field) => !field.validity.valid || field.value === "");
    // The last result stays on the screen: a reader who is still typing loses nothing.
    problem.textContent = wrong ? `${wrong.labels[0].textContent.trim()}: give a ${wrong.step === "1" ? "whole number" : "number"} from ${wrong.min} to ${wrong.max}.` : "";
    if (wrong) return;
    const value = Object.fromEntries(fields.map((field) => [field.dataset.key, Number(field.value)]));
    place.replaceChildren(h("dl", {}, ...say(value, rules).flatMap(([name, words]) => [h("dt", {}, name), h("dd", {}, words)])));
  };

  for (const field of fields) {
    const slider = field.parentElement.querySelector("input[type=range]");
    field.addEventListener("input", () => { if (field.validity.valid && field.value) slider.value = field.value; refresh(); });
    slider.addEventListener("input", () => { field.value = slider.value; refresh(); });
  }
  doing(root, "reset").addEventListener("click", () => {
    for (const input of all(root, "input")) input.value = input.defaultValue;
    refresh();
  });
};

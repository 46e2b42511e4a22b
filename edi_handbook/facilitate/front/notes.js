// Facilitator notes on a page: hidden unless the reader asks, by the box above the text or by ?view=facilitator.
// Runs in the head, before the first paint, so that nothing moves when the choice is known. An address speaks for its
// own page only and is not kept: a link must not change what a device remembers.

import { all } from "../../front/dom.js";
import * as store from "../../front/store.js";

const KEY = "facilitator-notes";
const root = document.documentElement;

const show = (on) => root.classList.toggle("facilitator-view", on);

const asked = () => show(store.get(KEY) !== null || new URLSearchParams(location.search).get("view") === "facilitator");

asked();

document.addEventListener("DOMContentLoaded", () => {
  for (const box of all(document, "[data-facilitator-notes]")) {
    const settle = () => { box.checked = box.defaultChecked = root.classList.contains("facilitator-view"); };
    settle();
    addEventListener("pageshow", (event) => { if (event.persisted) { asked(); settle(); } });
    box.addEventListener("change", () => {
      show(box.checked);
      if (!box.checked) store.drop(KEY);
      else if (!store.put(KEY, "shown")) box.closest("p").querySelector("[role=status]").textContent = "For this page only: this browser keeps nothing.";
    });
  }
});

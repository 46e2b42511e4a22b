// On a list of reflections: how far each is, from what is kept. Says nothing where nothing is kept.

import { all } from "../../front/dom.js";
import * as store from "../../front/store.js";

export const progress = (root) => {
  const keys = store.list().own.map(({ key }) => key);
  for (const place of all(root, "[data-progress]")) {
    const { progress: name, of } = place.dataset;
    const answered = new Set(keys.filter((key) => key.startsWith(name + ":")).map((key) => key.split(":")[1])).size;
    place.textContent = answered ? `${Math.min(answered, of)} of ${of} answered and kept here` : "";
  }
};

// A view of a live widget (anywidget). The markup is Python's own, escaped there; each view gets its own ids.

import { all } from "./dom.js";

let views = 0;

// Puts the markup into its cell. `letter` tells two kinds of widget apart, each of which counts its own views.
export const place = ({ model, el }, letter) => {
  views += 1;
  // eslint-disable-next-line no-restricted-properties -- the one place: no text of a reader or a file is in it
  el.innerHTML = model.get("_markup").replaceAll(model.get("_uid"), `${letter}${views}-`);
  return el.firstElementChild;
};

// JupyterLab takes single keys for its own commands unless the focused control itself carries this.
export const suppressShortcuts = (root) => {
  for (const element of all(root, "input,textarea,select,button,summary,a,[tabindex]"))
    element.setAttribute("data-lm-suppress-shortcuts", "");
};

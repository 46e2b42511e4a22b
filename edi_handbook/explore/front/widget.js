// The host of a live notebook (anywidget). It needs no kernel once it is shown.

import { suppressShortcuts } from "../../front/dom.js";
import { liven } from "./explorer.js";

let views = 0;

const render = ({ model, el }) => {
  views += 1;
  el.innerHTML = model.get("_markup").replaceAll(model.get("_uid"), `e${views}-`);
  liven(el.firstElementChild);
  suppressShortcuts(el);
};

export default { render };

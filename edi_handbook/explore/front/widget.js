// The host of a live notebook (anywidget). It needs no kernel once it is shown.

import { place, suppressShortcuts } from "../../front/view.js";
import { liven } from "./explorer.js";

const render = ({ model, el }) => {
  liven(place({ model, el }, "e"));
  suppressShortcuts(el);
};

export default { render };

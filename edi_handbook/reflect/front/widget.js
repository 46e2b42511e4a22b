// The host of a live notebook (anywidget). The markup is Python's own, escaped there; each view gets its own ids.

import { suppressShortcuts } from "../../front/dom.js";
import { enhance } from "./form.js";

let views = 0;

const render = ({ model, el }) => {
  views += 1;
  el.innerHTML = model.get("_markup").replaceAll(model.get("_uid"), `v${views}-`);
  const root = el.firstElementChild;
  enhance(root, {
    onChange: (answers) => {
      if (!model.get("share_with_kernel")) return;
      model.set("answers", answers);
      model.save_changes();
    },
  });
  suppressShortcuts(el);
};

export default { render };

// The host of a live notebook (anywidget).

import { place, suppressShortcuts } from "../../front/view.js";
import { enhance } from "./form.js";

const render = ({ model, el }) => {
  enhance(place({ model, el }, "v"), {
    onChange: (answers) => {
      if (!model.get("share_with_kernel")) return;
      model.set("answers", answers);
      model.save_changes();
    },
  });
  suppressShortcuts(el);
};

export default { render };

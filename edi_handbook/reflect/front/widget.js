// The host of a live notebook (anywidget).

import { place, suppressShortcuts } from "../../front/view.js";
import { enhance } from "./form.js";

const render = ({ model, el }) => {
  const root = place({ model, el }, "v");
  suppressShortcuts(el); // before the form learns what it was built as
  enhance(root, {
    onChange: (answers) => {
      if (!model.get("share_with_kernel")) return;
      model.set("answers", answers);
      model.save_changes();
    },
  });
};

export default { render };

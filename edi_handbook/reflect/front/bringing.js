// Brings a downloaded file of answers back into the form.

import { doing, h } from "../../front/dom.js";
import { fromJson, LARGEST } from "./files.js";
import { isEmpty, same } from "../../front/record.js";

// Puts what a file holds into the items that ask the same in the same words and are not answered otherwise; `changed` is
// told of each. The entries that are left over.
export const place = (found, items, changed) =>
  found.filter((entry) => {
    const item = items.find((one) => one.id === entry.item && one.wording === entry.wording);
    const value = item?.clean(entry.value);
    if (!value) return true;
    const now = item.read();
    if (!isEmpty(now) && !same(now, value)) return true;
    item.fill(value);
    changed(item);
    return false;
  });

export const bringing = (root, { name, items }, say, changed) => {
  const chooser = doing(root, "import");

  const show = (left) => {
    root.querySelector(".rf-brought")?.remove();
    if (!left.length) return;
    const box = h("div", { class: "rf-brought" });
    for (const { prompt, said } of left) box.append(h("p", {}, h("strong", {}, prompt)), ...said.map((line) => h("p", { class: "rf-said" }, line)));
    chooser.closest("p").after(box);
  };

  chooser.addEventListener("change", async () => {
    const [file] = chooser.files;
    if (!file) return;
    chooser.value = "";
    if (file.size > LARGEST) { say("This file is larger than 1 MB, so it is not a file that this page made. Nothing was changed."); return; }
    const { problem, answers } = fromJson(await file.text(), name);
    if (problem) { say(problem); return; }
    const left = place(answers, items, changed);
    show(left);
    say(`Brought back: ${answers.length - left.length}.` + (left.length ? ` Not put into the form: ${left.length}, because the question has changed or you have answered it here. They are shown below the file button.` : ""));
  });
};

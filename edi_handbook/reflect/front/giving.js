// What the reader gives to a group: a file, or the same as a code.

import { doing, download } from "../../front/dom.js";
import { forGroupAsText } from "./files.js";
import { asCode, forGroup } from "./group.js";

export const giving = (root, state, say) => {
  const { name, title, items } = state;
  const words = root.querySelector("[data-words]"); // absent from a poll
  const offer = (what, give) =>
    doing(root, what).addEventListener("click", () => {
      const chosen = forGroup(items, words?.checked);
      if (chosen.length) give(asCode(name, state.person, chosen), chosen);
      else say("There is nothing to give yet: answer a question" + (words ? " by ticking, or tick the box for your own words." : " first."));
    });

  offer("group", (code, chosen) => {
    download(`${name}.group.txt`, "text/plain;charset=utf-8", forGroupAsText(title, chosen, code));
    say("Downloaded. Give this file to the facilitator.");
  });
  offer("code", (code) => {
    const place = root.querySelector("[data-code]");
    place.value = code;
    place.select();
    say("The code is in the box, and selected: copy it.");
  });
};

// What the reader takes away: on paper, as text, as a file to bring back, as a note.

import { doing, download } from "../../front/dom.js";
import * as files from "./files.js";

export const taking = (root, state, say) => {
  const { name, title, items } = state;
  const offer = (what, act) => doing(root, what)?.addEventListener("click", act);
  const text = (ending, words) => download(`${name}.${ending}`, "text/plain;charset=utf-8", words);
  const taken = () => {
    state.loose.clear();
    say("Downloaded. On a shared computer, move the file somewhere safe and delete it here.");
  };

  offer("print", () => print());
  offer("text", () => { text("txt", files.asText(title, items)); taken(); });
  offer("json", () => { download(`${name}.json`, "application/json", files.asJson(name, title, items)); taken(); });
  offer("account", () => {
    const minutes = parseInt(root.querySelector("[data-minutes-spent]").value, 10);
    text("note.txt", files.asAccount(title, items, minutes > 0 ? minutes : null));
    say("Downloaded. Read it through for anything that could identify someone.");
  });
};

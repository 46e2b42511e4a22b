// The tick box "Keep my answers on this device", the list of what is kept, and the button that erases everything.

import { doing } from "./dom.js";
import * as store from "./store.js";
import { keptList } from "./kept.js";
import * as keeping from "./keeping.js";
import { forget } from "./state.js";

const GONE = "Everything is erased.";

// The function that each changed item goes through. `box` is absent where a notebook's kernel reads the answers. `prepare`
// does what a form needs each time it stands there as it was built.
export const keepBox = (root, state, say, prepare = () => {}) => {
  const box = doing(root, "keep");
  if (!box) return (item) => keeping.leave(state, item);

  const list = keptList(root.querySelector("[data-kept]"), () => {
    const words = keeping.erased(state);
    if (!keeping.isKept(state)) box.checked = false;
    say(words);
  });
  const settle = ({ keeps, words }) => { box.checked = keeps; say(words); };

  // All that a browser has put back, or another reader left, goes; what is kept comes.
  const open = () => {
    forget(state);
    prepare();
    if (!store.available()) {
      box.disabled = true;
      say("This browser does not let pages keep anything (a private window or a setting). Print or download before you leave.");
    } else if (keeping.isKept(state)) {
      settle({ keeps: true, words: keeping.resume(state) });
    }
  };
  open();
  // By Back a page may come as it was left. WebKit empties the fields of such a page just after it tells of it.
  addEventListener("pagehide", () => forget(state));
  addEventListener("pageshow", (event) => { if (event.persisted) setTimeout(open); });

  box.addEventListener("change", () => {
    if (box.checked) settle(keeping.start(state));
    else say(keeping.stop(state));
    list.refresh();
  });
  store.onOtherTab((changed, text) => {
    if (changed === keeping.ERASED) { open(); say(GONE); return; }
    const found = box.checked && keeping.elsewhere(state, changed, text);
    if (found) settle(found);
    list.refresh();
  });
  addEventListener("beforeunload", (event) => { if (state.loose.size) event.preventDefault(); });

  doing(root, "erase-all").addEventListener("click", () => {
    if (!confirm("Erase everything that this handbook keeps on this device, and clear this form in every tab?")) return;
    keeping.eraseAll();
    open();
    list.open();
    say(GONE);
  });

  return (item) => {
    if (!box.checked) { keeping.leave(state, item); return; }
    say(keeping.keep(state, item));
    list.refresh();
  };
};

// What the lead takes away: the file, a Word file, the calendar, the risk lines, and paper. Nothing for others is built on a
// fault.

import { doing, download } from "../../front/dom.js";
import { blocks, titleOf } from "./blocks.js";
import { today } from "./days.js";
import { docx } from "./docx.js";
import { toFile } from "./file.js";
import { notTaken, strategyOf } from "./items.js";
import { calendar, risks } from "./lists.js";
import { mendBeside, mendList } from "./mending.js";
import { faults } from "./rules.js";
import { sheet } from "./sheet.js";

const WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
// What is for mending too: a file that this page brings back whole, and a draft on paper.
const DRAFTS = ["json", "print"];
const SAFE = "On a shared computer, move the file somewhere safe and delete it here.";

const many = (count, one, more) => (count === 1 ? `1 ${one}` : `${count} ${more}`);

// Looks the whole form through: {strategy, found: its faults}, with the list of them on the page.
export const look = (root, items) => {
  const strategy = strategyOf(root, items), found = faults(strategy, today());
  mendBeside(root, items, found, root);
  mendList(root, items, found);
  return { strategy, found };
};

export const taking = (root, { items, loose }, say) => {
  const offer = (what, act) => doing(root, what).addEventListener("click", () => {
    const { strategy, found } = look(root, items);
    if (found.length && !DRAFTS.includes(what)) {
      say(`${many(found.length, "thing is", "things are")} to be mended first; see the list above the buttons.`);
      root.querySelector("[data-faults]").focus();
      return;
    }
    act(strategy, found);
  });

  const done = (...sentences) => {
    const out = notTaken(root, items).length;
    say([...sentences, out && `${many(out, "objective that is not ticked is", "objectives that are not ticked are")} not in it.`].filter(Boolean).join(" "));
    return !out;
  };

  offer("json", (strategy, found) => {
    download("strategy.json", "application/json", toFile(strategy));
    const draft = found.length && `It stands there as it is, with ${many(found.length, "thing", "things")} to mend; this page brings it back whole.`;
    if (done("Downloaded.", draft, SAFE)) loose.clear(); // what is not in the file is on the screen alone
  });
  offer("docx", (strategy) => { download("strategy.docx", WORD, docx(titleOf(strategy), blocks(strategy), strategy.made)); done("Downloaded for Word.", SAFE); });
  offer("ics", (strategy) => { download("milestones.ics", "text/calendar;charset=utf-8", calendar(strategy)); done("Downloaded. Open the file to add the days to a calendar."); });
  offer("csv", (strategy) => { download("risk-register.csv", "text/csv;charset=utf-8", risks(strategy, today())); done("Downloaded. The lines open in a spreadsheet, to copy into your risk register."); });
  offer("print", () => print());

  // However the reader prints.
  addEventListener("beforeprint", () => {
    const strategy = strategyOf(root, items);
    root.append(sheet(titleOf(strategy), blocks(strategy)));
  });
  addEventListener("afterprint", () => root.querySelector(".yo-sheet")?.remove());
};

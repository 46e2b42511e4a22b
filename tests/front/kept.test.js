import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { entries } from "../../edi_handbook/front/kept.js";
import { progress } from "../../edi_handbook/reflect/front/progress.js";
import { storage, usePage } from "./fakes.js";

let kept;
const put = (key, value) => kept.setItem(`edi-handbook:${key}`, typeof value === "string" ? value : JSON.stringify(value));
const RECORD = { title: "Being an ally", prompt: "What?", said: ["this"], value: {}, also: [["that"]] };

beforeEach(() => {
  kept = storage();
  usePage(kept);
  put("1:ally", "{}");
  put("1:ally:one:w", RECORD);
  put("1:ally:two:w", "{oops");
  put("1:panel:one:w", RECORD);
  put("2:ally", "from the future");
});

test("each entry is shown, whichever page wrote it, damaged ones as they stand", () => {
  assert.deepEqual(entries().map(({ heading, lines }) => [heading, lines]), [
    ["Being an ally: What?", ["this", "Also written, in another tab or before:", "that"]],
    ["An entry that cannot be read, as it stands", ["{oops"]],
    ["Being an ally: What?", ["this", "Also written, in another tab or before:", "that"]],
    ["Kept by another version of this handbook", ["from the future"]],
  ]);
});

test("each is erased alone, and the last of a reflection takes its mark along", () => {
  const [one, two, , foreign] = entries();
  one.drop();
  assert.ok(kept.entries.has("edi-handbook:1:ally"));
  two.drop();
  foreign.drop();
  assert.deepEqual([...kept.entries.keys()], ["edi-handbook:1:panel:one:w"]);
});

test("a list says how far a reflection is, and no more than there is", () => {
  put("1:ally:one:earlier", RECORD); // the same question in other words counts once
  const place = (name, of) => ({ dataset: { progress: name, of }, textContent: "" });
  const places = [place("ally", "7"), place("panel", "0"), place("nothing", "5")];
  progress({ querySelectorAll: () => places });
  assert.deepEqual(places.map(({ textContent }) => textContent), ["2 of 7 answered and kept here", "0 of 0 answered and kept here", ""]);
});

import assert from "node:assert/strict";
import { test } from "node:test";

import { place } from "../../edi_handbook/reflect/front/bringing.js";
import { plansIn } from "../../edi_handbook/reflect/front/plans.js";
import { item } from "./fakes.js";

const entry = (id, text, wording = "0badcafe") => ({ item: id, wording, prompt: "P", said: [text], value: { text } });

test("an answer goes where the same is asked in the same words and nothing else is answered", () => {
  const items = [item("empty"), item("same", "as in the file"), item("answered", "my newer words"), item("reworded")];
  const found = [entry("empty", "from the file"), entry("same", "as in the file"), entry("answered", "older"), entry("reworded", "x", "0ldw0rds"), entry("gone", "x"), { ...entry("empty", ""), value: 7 }];
  const changed = [];
  const left = place(found, items, (one) => changed.push(one.id));
  assert.deepEqual(left, found.slice(2));
  assert.deepEqual(changed, ["empty", "same"]);
  assert.deepEqual(items.map((one) => one.read().text), ["from the file", "as in the file", "my newer words", undefined]);
});

test("plans are told from other answers, and damaged entries passed over", () => {
  const plan = { title: "T", prompt: "P", said: ["If: a", "Then I will: b"] };
  const found = plansIn([JSON.stringify(plan), JSON.stringify({ ...plan, said: ["Then I did"] }), "{oops"]);
  assert.deepEqual(found.map(({ said }) => said), [["If: a", "Then I will: b"]]);
});

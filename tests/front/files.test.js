import assert from "node:assert/strict";
import { test } from "node:test";

import { asAccount, asJson, asText, forGroupAsText, fromJson } from "../../edi_handbook/reflect/front/files.js";
import { item } from "./fakes.js";

const ITEMS = () => [item("one", "first answer", { account: "learned" }), item("two"), item("three", "third", { account: "changed" })];

test("the text holds each question, answered or not", () => {
  const text = asText("Being an ally", ITEMS());
  assert.match(text, /^Being an ally\n\nWritten down on \d+ \w+ \d{4}\. No score, no right answers\.\n\n/);
  assert.ok(text.endsWith("Question one\n  first answer\n\nQuestion two\n  (not answered)\n\nQuestion three\n  third\n"));
});

test("the file for a group ends in its code", () => {
  const text = forGroupAsText("Being an ally", ITEMS().slice(0, 1), "EDI1.x.y.z");
  assert.match(text, /^For the group: Being an ally\n/);
  assert.ok(text.endsWith("\n\nEDI1.x.y.z\n"));
});

test("a note has four headings, own answers under theirs, and the minutes if they are given", () => {
  const text = asAccount("Being an ally", ITEMS(), 25);
  const places = ["WHAT HAPPENED", "WHAT I LEARNED\nQuestion one\n  first answer", "WHAT I CHANGED, OR WILL CHANGE\nQuestion three\n  third", "WHICH PART OF"].map((words) => text.indexOf(words));
  assert.deepEqual(places, [...places].sort((a, b) => a - b));
  assert.ok(places[0] > 0);
  assert.match(text, /Time spent: 25 minutes\./);
  assert.match(asAccount("T", [], null), /Time spent: \(write it in\)\.[^]*WHAT I LEARNED\n\(write it in\)/);
});

test("what is downloaded comes back whole", () => {
  const { problem, answers } = fromJson(asJson("ally", "Being an ally", ITEMS()), "ally");
  assert.equal(problem, undefined);
  assert.deepEqual(answers.map(({ item: id, wording, value }) => [id, wording, value]),
    [["one", "0badcafe", { text: "first answer" }], ["three", "0badcafe", { text: "third" }]]);
});

const HEAD = { handbook: "edi-handbook", format: 1, reflection: "ally", title: "T", answers: [] };
const REFUSED = {
  "not JSON": ["<html>", /cannot be read/],
  "nested too deep": ["[".repeat(200_000), /cannot be read/],
  "null": ["null", /not a file of answers/],
  "a list": ["[1]", /not a file of answers/],
  "another program's": ['{"a": 1}', /not a file of answers/],
  "a list of answers that is none": [JSON.stringify({ ...HEAD, answers: { length: 9 } }), /not a file of answers/],
  "inherited": [JSON.stringify(HEAD).replace("{", '{"__proto__": {').replace(/}$/, "}}"), /not a file of answers/],
  "another version's": [JSON.stringify({ ...HEAD, format: 2 }), /another version/],
  "another reflection's": [JSON.stringify({ ...HEAD, reflection: "panel" }), /another reflection, "T"\. Open it there/],
};
for (const [name, [text, words]] of Object.entries(REFUSED))
  test(`a file is refused in one line: ${name}`, () => {
    const { problem, answers } = fromJson(text, "ally");
    assert.match(problem, words);
    assert.ok(problem.endsWith("Nothing was changed."));
    assert.equal(answers, undefined);
  });

test("of a thousand answers a hundred are read, and what is none is passed over", () => {
  const entry = { item: "one", wording: 7, prompt: "P", said: ["s"], value: {} };
  const { answers } = fromJson(JSON.stringify({ ...HEAD, answers: [null, 7, "x", [], { item: "one" }, ...Array(999).fill(entry)] }), "ally");
  assert.equal(answers.length, 95);
  assert.deepEqual([answers[0].item, answers[0].wording], ["one", ""]);
});

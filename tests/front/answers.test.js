import assert from "node:assert/strict";
import { test } from "node:test";

import { asItem } from "../../edi_handbook/reflect/front/answers.js";
import { control, element } from "./fakes.js";

const TICKS = () => [
  control("several", { type: "checkbox", value: "a", label: " First\n  choice ", checked: true }),
  control("several", { type: "checkbox", value: "b", label: "Second choice", checked: true }),
  control("one", { type: "radio", value: "yes", label: "Yes" }),
  control("one", { type: "radio", value: "no", label: "No", checked: true }),
];

test("ticks are lists, a choice is one value, and blank text is no answer", () => {
  const fields = [control("text", { tagName: "TEXTAREA", value: "  own words " }), control("blank", { value: " \n" })];
  const read = asItem(element([...TICKS(), ...fields])).read();
  assert.deepEqual(read, { several: ["a", "b"], one: "no", text: "  own words " });
});

test("a branch of a scenario counts once it has been tried", () => {
  const branch = (choice, attributes) => control("scene", { tagName: "DETAILS", choice, attributes });
  const item = asItem(element([branch("speak", ["data-tried"]), branch("wait", [])]));
  assert.deepEqual(item.read(), { scene: ["speak"] });
  item.fill({ scene: ["wait"] });
  assert.deepEqual(item.read(), { scene: ["wait"] });
});

test("what is filled in is read again, and what is not given is emptied", () => {
  const item = asItem(element([...TICKS(), control("text", { value: "before" })]));
  item.fill({ several: ["b"], one: "yes" });
  assert.deepEqual(item.read(), { several: ["b"], one: "yes" });
  item.empty();
  assert.deepEqual(item.read(), {});
});

test("an answer is said in words, with its date written out", () => {
  const fields = [
    control("if", { value: " a name is said wrongly ", say: "If" }),
    control("by", { type: "date", value: "2027-02-01", say: "I will look back on" }),
  ];
  const said = asItem(element([...TICKS(), ...fields])).said();
  assert.deepEqual(said, ["First choice", "Second choice", "No", "If: a name is said wrongly", "I will look back on: 1 February 2027"]);
});

const CLEANED = {
  "a choice that is not offered": [{ one: "perhaps", several: ["a", "z"] }, { several: ["a"] }],
  "a choice where ticks are wanted": [{ several: "a" }, null],
  "markup, kept as the text that it is": [{ text: "<img src=x onerror=y>" }, { text: "<img src=x onerror=y>" }],
  "a text that is too long": [{ text: "x".repeat(99) }, { text: "x".repeat(50) }],
  "a date that is none": [{ by: "tomorrow" }, null],
  "a date": [{ by: "2027-02-01" }, { by: "2027-02-01" }],
  "parts that belong to every object": [JSON.parse('{"__proto__": {"text": "x"}, "constructor": "y"}'), null],
  "an answer of its kind's, not its own": [Object.create({ text: "x" }), null],
  "a number": [7, null],
  "nothing": [null, null],
};
for (const [name, [given, wanted]] of Object.entries(CLEANED))
  test(`of what a file holds an item takes what it can hold: ${name}`, () => {
    const fields = [control("text", { tagName: "TEXTAREA", maxLength: 50 }), control("by", { type: "date" })];
    assert.deepEqual(asItem(element([...TICKS(), ...fields])).clean(given), wanted);
  });

test("an item knows what it is, without its page", () => {
  const { id, wording, kind, track, account, prompt } = asItem(element([], { prompt: " What\n did you see? ", kind: "text", track: "me", account: "learned" }));
  assert.deepEqual({ id, wording, kind, track, account, prompt },
    { id: "one", wording: "0badcafe", kind: "text", track: "me", account: "learned", prompt: "What did you see?" });
});

import assert from "node:assert/strict";
import { test } from "node:test";

import { check, over, parse, recordOf } from "../../edi_handbook/front/record.js";
import { item } from "./fakes.js";

const RECORD = { at: "", title: "T", prompt: "P", said: ["s"], value: { text: "s" }, also: [] };

for (const text of ["{oops", "", "null", "[]", '"text"', "7", "[".repeat(50_000), '{"prompt": "P"}', '{"said": ["s"]}', '{"prompt": "P", "said": [7]}'])
  test(`a damaged record is none: ${text.slice(0, 30)}`, () => assert.equal(parse(text), null));

test("a record comes back as it was written", () => {
  assert.deepEqual(parse(JSON.stringify(RECORD)), RECORD);
  const made = recordOf("T", item("one", "words"));
  assert.deepEqual({ ...made, at: "" }, { at: "", title: "T", prompt: "Question one", said: ["words"], value: { text: "words" } });
  assert.equal(new Date(made.at).toISOString(), made.at);
});

test("what a stranger wrote is cut to what can be shown", () => {
  const long = check({ ...RECORD, title: "t".repeat(9000), said: Array(99).fill("s".repeat(9000)), also: Array(9).fill(["a"]), more: 1 });
  assert.equal(long.title.length, 1200);
  assert.deepEqual([long.said.length, long.said[0].length, long.also.length], [60, 4000, 5]);
  assert.equal("more" in long, false);
  assert.equal(check(JSON.parse('{"__proto__": {"prompt": "P", "said": ["s"]}}')), null);
  assert.equal(check(Object.create(RECORD)), null);
});

const next = { title: "T", prompt: "P", said: ["new"], value: { text: "new" } };
const before = (more) => JSON.stringify({ ...RECORD, ...more });

test("an answer takes the place of this tab's own, and keeps what others had written beside it", () => {
  assert.deepEqual(over(before({ also: [["theirs"]] }), true, next).also, [["theirs"]]);
});
test("another tab's answer is kept beside the new one", () => {
  assert.deepEqual(over(before({ said: ["theirs"], also: [["older"]] }), false, next).also, [["older"], ["theirs"]]);
});
test("another tab's answer in the same words is not kept twice", () => {
  assert.deepEqual(over(before({ said: ["new"] }), false, next).also, []);
});
test("the five latest are kept", () => {
  const also = [["1"], ["2"], ["3"], ["4"], ["5"]];
  assert.deepEqual(over(before({ said: ["6"], also }), false, next).also, [["2"], ["3"], ["4"], ["5"], ["6"]]);
});
test("a damaged entry is kept as it stood", () => assert.deepEqual(over("{oops", true, next).also, [["{oops"]]));

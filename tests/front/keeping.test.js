import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import * as keeping from "../../edi_handbook/front/keeping.js";
import { begin } from "../../edi_handbook/front/state.js";
import { form as page, item, storage, usePage } from "./fakes.js";

const ONE = "edi-handbook:1:ally:one:0badcafe";
let kept;

beforeEach(() => {
  kept = storage();
  usePage(kept);
});

const form = (...texts) => begin(page("Being an ally"), "ally", [item("one", texts[0]), item("two", texts[1])]);
const record = (key) => JSON.parse(kept.entries.get(key));
const loose = (state) => [...state.loose].map(({ id }) => id);

test("nothing is kept until it is asked for", () => {
  const state = form("words");
  keeping.leave(state, state.items[0]);
  assert.equal(kept.length, 0);
  assert.equal(keeping.isKept(state), false);
  assert.deepEqual(loose(state), ["one"]);
  state.items[0].empty();
  keeping.leave(state, state.items[0]);
  assert.deepEqual(loose(state), []);
});

test("once asked, all answers are kept, with the mark of their reflection", () => {
  const state = form("words");
  keeping.leave(state, state.items[0]);
  assert.deepEqual(keeping.start(state), { keeps: true, words: "Kept on this device. " });
  assert.deepEqual([...kept.entries.keys()], ["edi-handbook:1:ally", ONE]);
  assert.deepEqual([record(ONE).said, record(ONE).value], [["words"], { text: "words" }]);
  assert.equal(record("edi-handbook:1:ally").of, 2);
  assert.equal(keeping.isKept(state), true);
  assert.deepEqual(loose(state), []);
});

test("what was kept is found again by the next page", () => {
  keeping.start(form("words"));
  const next = form();
  assert.equal(keeping.resume(next), "Kept on this device. ");
  assert.deepEqual(next.items.map((one) => one.read()), [{ text: "words" }, {}]);
});

test("an answer that is emptied goes, unless another tab wrote it", () => {
  const state = form("words");
  keeping.start(state);
  state.items[0].empty();
  keeping.keep(state, state.items[0]);
  assert.equal(kept.entries.has(ONE), false);
  keeping.start(form("theirs"));
  keeping.keep(state, state.items[0]);
  assert.deepEqual(record(ONE).said, ["theirs"]);
});

test("two tabs that answered apart keep both answers", () => {
  const first = form("from the first"), second = form("from the second");
  keeping.start(first);
  keeping.leave(second, second.items[0]);
  const { words } = keeping.start(second);
  assert.match(words, /^Kept on this device. Another answer to a question that you have answered here is not in the form\./);
  assert.deepEqual([record(ONE).said, record(ONE).also], [["from the second"], [["from the first"]]]);
  assert.deepEqual(second.items[0].read(), { text: "from the second" });
});

for (const damaged of ["{oops", "null", '{"prompt": "P", "said": ["s"], "value": 7}'])
  test(`a damaged entry is said, left alone, and kept beside the next answer: ${damaged}`, () => {
    const state = form();
    kept.setItem(ONE, damaged);
    kept.setItem("edi-handbook:1:ally", "{}");
    assert.match(keeping.resume(state), /An entry that is damaged is not in the form/);
    assert.equal(kept.getItem(ONE), damaged);
    state.items[0].fill({ text: "new" });
    keeping.keep(state, state.items[0]);
    assert.deepEqual(record(ONE).also, [[damaged.includes("said") ? "s" : damaged]]);
  });

test("an answer to an earlier wording is said and never filled in", () => {
  keeping.start(form("old words"));
  const state = begin(page("Being an ally"), "ally", [item("one", "", { wording: "newwords" })]);
  assert.match(keeping.resume(state), /An answer to an earlier wording of a question is not in the form/);
  assert.deepEqual(state.items[0].read(), {});
});

test("a store that fills up is said, and mends itself when there is room", () => {
  const state = form("a");
  keeping.start(state);
  kept.room = 0;
  state.items[0].fill({ text: "b" });
  assert.equal(keeping.keep(state, state.items[0]), keeping.FULL);
  assert.deepEqual([record(ONE).said, loose(state)], [["a"], ["one"]]);
  kept.room = Infinity;
  state.items[1].fill({ text: "c" });
  assert.equal(keeping.keep(state, state.items[1]), "Kept on this device. ");
  assert.deepEqual([record(ONE).said, loose(state)], [["b"], []]);
});

test("a full store cannot be asked to keep", () => {
  usePage(storage({ room: 0 }));
  const state = form("a", "b");
  for (const one of state.items) keeping.leave(state, one);
  assert.deepEqual(keeping.start(state), { keeps: false, words: keeping.FULL });
});

test("to stop erases the copy and leaves the screen", () => {
  const state = form("words");
  keeping.start(state);
  assert.match(keeping.stop(state), /^No longer kept\./);
  assert.equal(kept.length, 0);
  assert.deepEqual([state.items[0].read(), loose(state), state.seen.size], [{ text: "words" }, ["one"], 0]);
});

test("an entry erased from the list is on the screen alone", () => {
  const state = form("words");
  keeping.start(state);
  kept.removeItem(ONE);
  assert.equal(keeping.erased(state), "Erased.");
  assert.deepEqual([loose(state), state.seen.size], [["one"], 0]);
});

test("what another tab does is heard", () => {
  const state = form("words");
  keeping.start(state);
  assert.equal(keeping.elsewhere(state, "another:one:0badcafe", "x"), null);
  assert.equal(keeping.elsewhere(state, "ally:one:0badcafe", null), null);
  kept.setItem(ONE, JSON.stringify({ ...record(ONE), said: ["theirs"], value: { text: "theirs" } }));
  assert.deepEqual(keeping.elsewhere(state, "ally:one:0badcafe", "x"), { keeps: true, words: "Another tab added to what is kept. " });
  assert.deepEqual(state.items[0].read(), { text: "theirs" });
  for (const [key, text] of [["ally", null], [null, null]]) {
    const { keeps, words } = keeping.elsewhere(state, key, text);
    assert.equal(keeps, false);
    assert.match(words, /^Another tab erased what was kept\./);
    assert.deepEqual(loose(state), ["one"]);
  }
});

test("to erase everything tells the other tabs, and leaves nothing", () => {
  const told = [], { setItem } = kept;
  kept.setItem = (key, text) => { told.push(key); setItem(key, text); };
  keeping.start(form("words"));
  kept.setItem("edi-handbook:2:ally", "of another version");
  keeping.eraseAll();
  assert.equal(told.at(-1), "edi-handbook:1:" + keeping.ERASED);
  assert.equal(kept.length, 0);
});

test("a blocked store breaks nothing", () => {
  usePage(storage({ fails: true }));
  const state = form("words");
  assert.equal(keeping.keep(state, state.items[0]), keeping.FULL);
  keeping.stop(state);
  assert.deepEqual(loose(state), ["one"]);
});

import assert from "node:assert/strict";
import { test } from "node:test";

import * as store from "../../edi_handbook/front/store.js";
import { storage, usePage } from "./fakes.js";

test("an entry is kept under our prefix, found again, and dropped", () => {
  const kept = storage();
  usePage(kept);
  assert.equal(store.available(), true);
  assert.equal(store.put("ally:one:0badcafe", "text"), true);
  assert.deepEqual([...kept.entries], [["edi-handbook:1:ally:one:0badcafe", "text"]]);
  assert.equal(store.get("ally:one:0badcafe"), "text");
  store.drop("ally:one:0badcafe");
  assert.equal(store.get("ally:one:0badcafe"), null);
});

test("the list holds ours in order, another version's apart, and nobody else's", () => {
  const kept = storage();
  usePage(kept);
  for (const key of ["edi-handbook:1:b", "someone-else", "edi-handbook:1:a", "edi-handbook:2:c"]) kept.setItem(key, key);
  const { own, foreign } = store.list();
  assert.deepEqual(own.map(({ key }) => key), ["a", "b"]);
  assert.deepEqual(foreign, [{ key: "edi-handbook:2:c", text: "edi-handbook:2:c" }]);
  store.dropForeign("someone-else");
  store.dropAll();
  assert.deepEqual([...kept.entries.keys()], ["someone-else"]);
});

test("a full store says so and keeps what it held", () => {
  usePage(storage({ room: 30 }));
  assert.equal(store.put("a", "short"), true);
  assert.equal(store.put("a", "x".repeat(30)), false);
  assert.equal(store.get("a"), "short");
});

const BLOCKED = {
  "whose every call throws": () => usePage(storage({ fails: true })),
  "that may not be named": () => { globalThis.window = { get localStorage() { throw new Error("SecurityError"); } }; },
  "that is not there": () => { globalThis.window = {}; },
};
for (const [name, block] of Object.entries(BLOCKED))
  test(`a store ${name} keeps nothing and breaks nothing`, () => {
    block();
    assert.equal(store.available(), false);
    assert.equal(store.put("a", "text"), false);
    assert.equal(store.get("a"), null);
    assert.deepEqual(store.list(), { own: [], foreign: [] });
    store.drop("a");
    store.dropForeign("edi-handbook:2:a");
    store.dropAll();
  });

test("a change in another tab is told by its key, if it is ours", () => {
  let hear;
  globalThis.addEventListener = (name, listener) => { assert.equal(name, "storage"); hear = listener; };
  const heard = [];
  store.onOtherTab((...told) => heard.push(told));
  hear({ key: "edi-handbook:1:ally", newValue: "x" });
  hear({ key: "someone-else", newValue: "x" });
  hear({ key: null, newValue: null }); // all of the store was emptied
  assert.deepEqual(heard, [["ally", "x"], [null, null]]);
});

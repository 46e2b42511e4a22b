import assert from "node:assert/strict";
import { test } from "node:test";

import { begin, forget, hold } from "../../edi_handbook/front/state.js";
import { pseudonym } from "../../edi_handbook/reflect/front/group.js";
import { built, form } from "./fakes.js";

const FORM = () => {
  const tick = built({ checked: false }, { value: "a" });
  const words = built({ defaultValue: "", value: "" });
  const minutes = built({ defaultValue: "20", value: "20" });
  const list = built({}, {}, "as built");
  const branch = built({}, { class: "rf-branch", hidden: "" });
  return { tick, words, minutes, list, branch, state: begin(form("Being an ally", tick, words, minutes, list, branch), "ally", [], () => ({ person: pseudonym() })) };
};

const plain = ({ attributes, childNodes, value, checked }) => ({ attributes, childNodes, value, checked });
const shown = ({ state }) => state.built.map(({ element }) => plain(element));

test("whatever is written anywhere in a form goes", () => {
  const here = FORM(), before = shown(here);
  here.tick.checked = true;
  here.words.value = "planted";
  here.minutes.value = "7";
  here.list.replaceChildren("planted");
  here.branch.setAttribute("open", "");
  here.branch.setAttribute("class", "rf-reached");
  here.branch.removeAttribute("hidden");
  hold(here.state);
  assert.notDeepEqual(shown(here), before);
  forget(here.state);
  const sorted = (elements) => elements.map((one) => ({ ...one, attributes: one.attributes.toSorted((a, b) => (a.name < b.name ? -1 : 1)) }));
  assert.deepEqual(sorted(shown(here)), sorted(before));
});

test("what a browser had put back before the form began goes too", () => {
  const { tick, words, state } = FORM();
  tick.checked = true;
  words.value = "of the reader before";
  forget(state);
  assert.deepEqual([tick.checked, words.value], [false, ""]);
});

test("the page itself has each tick, so that no browser has to write it down", () => {
  const { tick, state } = FORM();
  tick.checked = true;
  hold(state);
  assert.equal(tick.defaultChecked, true);
  tick.checked = false;
  hold(state);
  assert.equal(tick.defaultChecked, false);
});

test("nothing links the next reader of a form to the last one", () => {
  const { state } = FORM();
  const { person } = state;
  state.seen.set("item", "text");
  state.loose.add("item");
  forget(state);
  assert.deepEqual([state.seen.size, state.loose.size], [0, 0]);
  assert.notEqual(state.person, person);
});

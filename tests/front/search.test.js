// tests/site asks the whole book 105 questions; here are the rules one by one.

import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { test } from "node:test";

import { answers, build } from "../../edi_handbook/publish/web/search/front/matching.js";
import { snippet } from "../../edi_handbook/publish/web/search/front/snippet.js";
import { form, spelt } from "../../edi_handbook/publish/web/search/front/words.js";

const MiniSearch = createRequire(import.meta.url)("../../edi_handbook/publish/web/search/front/vendor/minisearch.js");

const SAME = [
  ["organisation", "organization"], ["organisations", "organization"], ["organising", "organizes"], ["analyse", "analyzed"],
  ["colour", "color"], ["behaviours", "behavior"], ["programme", "program"], ["centre", "center"], ["defence", "defense"],
  ["counselling", "counseling"], ["policies", "policy"], ["harassment", "harassed"], ["bullying", "bully"], ["class", "classes"],
  ["people’s", "people"], ["Café", "cafe"], ["gynaecology", "gynecology"], ["promoted", "promotion"],
];
for (const [one, other] of SAME) test(`${one} is searched for as ${other}`, () => assert.equal(spelt(one), spelt(other)));

for (const [one, other] of [["race", "racing car"], ["staff", "stay"], ["board", "border"], ["bias", "bie"]])
  test(`${one} is not ${other}`, () => assert.notEqual(spelt(one), spelt(other)));

test("a word that says nothing is left out, however it is written", () => {
  assert.deepEqual(["The", "how", "should", "pay"].map(form), [null, null, null, "pay"]);
});

const BOOK = {
  pages: [["pay.html", "The pay gap", "wages; earn less"], ["speak.html", "If you see it", "bystander"], ["who.html", "Who does what", ""]],
  sections: [
    [0, "", "The pay gap", "Women earn less in each organisation."], [0, "ethnicity", "By ethnicity", "The median pay of each group."],
    [1, "", "If you see it", "Speak up when a colleague is harassed."], [2, "", "Who does what", "The board owns it."],
  ],
};
const index = build(MiniSearch, BOOK);
const asked = (words) => answers(index, BOOK, words).map(({ address }) => address);

test("a page is found by its text, its spelling elsewhere, a slip, and what people call it", () => {
  for (const [words, wanted] of [["organizations", "pay.html"], ["harassment", "speak.html"], ["colleage", "speak.html"], ["bystander", "speak.html"], ["what are wages?", "pay.html"]])
    assert.equal(asked(words)[0], wanted, words);
});
test("a section is given by its place on the page, and a page once", () => assert.deepEqual(asked("median pay by ethnicity"), ["pay.html#ethnicity"]));
test("a question of such words alone is put to the titles", () => assert.equal(asked("who does what")[0], "who.html"));
test("nothing is found for nothing", () => assert.deepEqual([asked("zzzz"), asked("?!")], [[], []]));

test("a snippet marks what was asked for, and is cut to whole words", () => {
  const far = `${"Filler words go here. ".repeat(20)}The organisation pays less. ${"Uncharacteristically long. ".repeat(20)}`;
  const parts = snippet(far, ["organization", "pays"].map(spelt));
  assert.deepEqual(parts.filter(([, marked]) => marked).map(([text]) => text), ["organisation", "pays"]);
  const text = parts.map(([part]) => part).join("");
  assert.ok(text.startsWith("… ") && text.endsWith(" …") && text.length <= 184);
  assert.ok(far.includes(` ${text.slice(2, -2)}`), "whole words");
  assert.deepEqual(snippet("Short.", []), [["", false], ["Short.", false]]);
});

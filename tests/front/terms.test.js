// The script of terms as a page has it: its meanings put in, run once, called through the window.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { createContext, runInContext } from "node:vm";

const SOURCE = readFileSync(new URL("../../edi_handbook/publish/markup/terms/terms.js", import.meta.url), "utf-8");
const MEANINGS = { "term-bias": ["bias", "a leaning <b>one</b> way"] };

const node = () => {
  const attributes = new Map();
  return {
    kids: [], listeners: {},
    append(...more) { this.kids.push(...more); },
    addEventListener(name, act) { this.listeners[name] = act; },
    setAttribute: (name, value) => attributes.set(name, value),
    removeAttribute: (name) => attributes.delete(name),
    getAttribute: (name) => attributes.get(name) ?? null,
    focus() { node.focused = this; },
  };
};

const page = () => {
  assert.ok(SOURCE.includes("/*MEANINGS*/ {}"));
  let box = null;
  const made = { window: {}, document: { createElement: node, querySelector: () => box } };
  createContext(made);
  runInContext(SOURCE.replace("/*MEANINGS*/ {}", JSON.stringify(MEANINGS)), made);
  const block = { matches: () => true, after(one) { box = one; one.remove = () => { box = null; }; } };
  const link = (hash) => ({ ...node(), hash, href: `glossary.html${hash}`, closest: () => block });
  return { click: made.window.handbookTerm, link, shown: () => box };
};

test("a term shows its meaning as text, with a link to the glossary, and takes the focus", () => {
  const { click, link, shown } = page();
  const bias = link("#term-bias");
  assert.equal(click(bias), true);
  const [line, more, close] = shown().kids;
  assert.deepEqual([line.kids[0].textContent, line.kids[1]], ["bias", ": a leaning <b>one</b> way"]);
  assert.deepEqual([more.href, more.textContent, close.textContent], ["glossary.html#term-bias", "bias in the glossary", "Close"]);
  assert.equal(bias.getAttribute("aria-expanded"), "true");
  assert.equal(node.focused, shown());
});

for (const [name, act] of Object.entries({
  "the button": (box) => box.kids[2].listeners.click(),
  "Escape": (box) => box.listeners.keydown({ key: "Escape" }),
  "the term again": (box, click, link) => assert.equal(click(link), true),
}))
  test(`${name} closes it and gives the focus back`, () => {
    const { click, link, shown } = page();
    const bias = link("#term-bias");
    click(bias);
    act(shown(), click, bias);
    assert.deepEqual([shown(), bias.getAttribute("aria-expanded"), node.focused], [null, null, bias]);
  });

test("what has no meaning is left to the link", () => {
  const { click, link, shown } = page();
  for (const hash of ["", "#term-other", "#constructor", "#__proto__"]) assert.equal(click(link(hash)), false, hash);
  assert.equal(shown(), null);
});

import assert from "node:assert/strict";
import { test } from "node:test";
import { crc32 } from "node:zlib";

import { asCode, forGroup, pseudonym } from "../../edi_handbook/reflect/front/group.js";
import { item } from "./fakes.js";

const ticked = (id, more) => item(id, "tick", { kind: "choose-one", ...more });

test("a group gets ticks; own words only if asked for; never what was done to the reader", () => {
  const items = [ticked("tick"), item("words", "own"), ticked("mine", { track: "me" }), item("mine-too", "own", { track: "me" }), item("empty", "", { kind: "choose-one" }), item("plan", "x", { kind: "plan", track: "see" })];
  assert.deepEqual(forGroup(items, false).map(({ id }) => id), ["tick"]);
  assert.deepEqual(forGroup(items, true).map(({ id }) => id), ["tick", "words", "plan"]);
});

test("a code holds its reflection, the answers and a sum that tells damage", () => {
  const code = asCode("ally", "0a1b2c3d4e5f", [item("one", "ਪੰਜਾਬੀ 👩🏾‍⚕️ ~~~???")]);
  assert.match(code, /^EDI1\.ally\.[\w-]+\.[0-9a-f]{8}$/);
  const [, name, body, sum] = code.split(".");
  const bytes = Uint8Array.from(atob(body.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0));
  assert.deepEqual(JSON.parse(new TextDecoder().decode(bytes)),
    { person: "0a1b2c3d4e5f", answers: { "one:0badcafe": { text: "ਪੰਜਾਬੀ 👩🏾‍⚕️ ~~~???" } } });
  assert.equal(sum, crc32(`${name}.${body}`).toString(16).padStart(8, "0"));
});

test("each load of a page is another person", () => {
  const made = new Set(Array.from({ length: 50 }, pseudonym));
  assert.equal(made.size, 50);
  for (const one of made) assert.match(one, /^[0-9a-f]{12}$/);
});

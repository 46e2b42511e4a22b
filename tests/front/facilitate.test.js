import assert from "node:assert/strict";
import { test } from "node:test";

import { clock, minutes } from "../../edi_handbook/facilitate/front/clock.js";
import { move } from "../../edi_handbook/facilitate/front/moves.js";

test("times are read and written, past midnight too", () => {
  assert.equal(minutes("09:50"), 590);
  assert.equal(clock(minutes("09:50") + minutes("0:20")), "10:10");
  assert.equal(clock(minutes("23:50") + minutes("0:20")), "00:10");
});

const fits = { at: 1, count: 3, top: 0, bottom: 800, height: 800 };
const MOVES = {
  "forward": [{}, { ArrowRight: 2, PageDown: 2, ArrowLeft: 0, PageUp: 0, Home: 0, End: 2, ArrowDown: null, Enter: null, " ": null }],
  "at the first": [{ at: 0 }, { ArrowLeft: null, PageUp: null, Home: 0, ArrowRight: 1 }],
  "at the last": [{ at: 2 }, { ArrowRight: null, PageDown: null, End: 2, ArrowLeft: 1 }],
  "at the top of a long slide": [{ bottom: 2000 }, { PageDown: null, PageUp: 0, ArrowRight: 2 }],
  "in the middle of a long slide": [{ top: -500, bottom: 1500 }, { PageDown: null, PageUp: null, ArrowRight: 2, ArrowLeft: 0, Home: 0 }],
  "at the end of a long slide": [{ top: -1200, bottom: 800 }, { PageDown: 2, PageUp: null }],
};
for (const [name, [place, wanted]] of Object.entries(MOVES))
  test(`a key leads from slide to slide: ${name}`, () => {
    const found = Object.fromEntries(Object.keys(wanted).map((key) => [key, move(key, { ...fits, ...place })]));
    assert.deepEqual(found, wanted);
  });

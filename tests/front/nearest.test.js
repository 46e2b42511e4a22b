import assert from "node:assert/strict";
import { test } from "node:test";

import { nearest } from "../../edi_handbook/publish/markup/front/nearest.js";

const box = (left, top) => ({ left, right: left + 10, top, bottom: top + 10 });
const BOXES = [box(0, 0), box(40, 0), box(0, 100)];

test("a pointer means the mark that it is on, or else the nearest within reach of a finger", () => {
  assert.equal(nearest(BOXES, 45, 5), 1);
  assert.equal(nearest(BOXES, 22, 5), 0);
  assert.equal(nearest(BOXES, 30, 5), 1);
  assert.equal(nearest(BOXES, 5, 80), 2);
});

test("far from every mark it means none", () => {
  assert.equal(nearest(BOXES, 5, 55), -1);
  assert.equal(nearest([], 5, 5), -1);
});

import assert from "node:assert/strict";
import { test } from "node:test";

import { choices, fits, said } from "../../edi_handbook/ledgers/front/rows.js";

const rows = [
  { Owner: "Recruitment lead", State: "due" },
  { Owner: "Board chair", State: "overdue for evidence" },
  { Owner: "Board chair", State: "due" },
];

test("a column offers each of its words once, in order", () => {
  assert.deepEqual(choices(rows, "Owner"), ["Board chair", "Recruitment lead"]);
});

test("a row fits where it has every word that was chosen, and what was not chosen asks for nothing", () => {
  const found = (wanted) => rows.map((row) => fits(row, wanted));
  assert.deepEqual(found({ Owner: "", State: "" }), [true, true, true]);
  assert.deepEqual(found({ Owner: "Board chair", State: "" }), [false, true, true]);
  assert.deepEqual(found({ Owner: "Board chair", State: "due" }), [false, false, true]);
});

test("what is shown is said in a sentence", () => {
  assert.equal(said(3, 3), "All 3 actions are shown.");
  assert.equal(said(1, 3), "1 of 3 actions is shown.");
  assert.equal(said(0, 3), "0 of 3 actions are shown.");
});

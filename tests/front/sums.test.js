// Known values; tests/explore/test_sums.py holds the page's sums to Python's on many more.

import assert from "node:assert/strict";
import { test } from "node:test";

import { relativeLikelihood, SAY } from "../../edi_handbook/explore/front/sums.js";

// The numbers of the rules, as explorers.RULES writes them into the page.
const RULES = {
  z: 1.959963984540054, katzFrom: 10, fewestEvents: 10, smallestShown: 8, roundTo: 5, rangeLow: 0.8, rangeHigh: 1.25,
};
const likelihood = (a, n, b, m) => relativeLikelihood(a, n, b, m, RULES);

const near = (found, wanted) => assert.ok(Math.abs(found - wanted) < 5e-4, `${found} is not ${wanted}`);

test("large counts have Katz's interval", () => {
  // By hand: ln 2 -/+ 1.96 x sqrt(1/40 - 1/100 + 1/20 - 1/100) = 0.6931 -/+ 0.4597
  const { value, low, high, method } = likelihood(40, 100, 20, 100);
  assert.equal(method, "katz");
  near(value, 2);
  near(low, 1.2630);
  near(high, 3.1671);
});

test("small counts have the score interval, which holds where a count is nought", () => {
  assert.equal(likelihood(3, 30, 5, 40).method, "koopman");
  assert.deepEqual([likelihood(0, 10, 5, 10).low, likelihood(5, 10, 0, 10).high], [0, Infinity]);
  assert.deepEqual(likelihood(0, 10, 0, 10), { value: NaN, low: NaN, high: NaN, method: "" });
});

test("a step that is repeated compounds", () => {
  // Kline's illustration: 1.61 at each of seven steps is 28 times; half and half is then 1 in 29.04.
  const said = Object.fromEntries(SAY.compounding({ ratio: 1.61, steps: 7, share: 50 }, RULES));
  assert.equal(said["Over all steps"], "1.61 at each of 7 is 28.04 in all.");
  assert.equal(said["Share after the last step"], "3.4%.");
});

test("a percentage of a small group gives its count away", () => {
  const say = (value) => Object.fromEntries(SAY["when-a-count-gives-someone-away"](value, RULES));
  assert.match(say({ whole: 22, count: 1, decimals: 2 })["Counts that fit it"], /^Only one: 1\./);
  assert.equal(say({ whole: 2000, count: 91, decimals: 0 })["Counts that fit it"], "20, from 90 to 109.");
  assert.equal(say({ whole: 22, count: 7, decimals: 0 })["The count under this handbook's rule"], "[c]");
  assert.equal(say({ whole: 22, count: 8, decimals: 0 })["The count under this handbook's rule"], "10");
});

test("impossible counts are said, and no rate is divided by nought", () => {
  const counts = { part1: 5, whole1: 4, part2: 1, whole2: 4 };
  for (const name of ["relative-likelihood", "one-more-appointment"]) assert.equal(SAY[name](counts, RULES)[0][0], "Check the counts");
  assert.match(SAY["relative-likelihood"]({ ...counts, part1: 2, part2: 0 }, RULES).at(-1)[1], /^None: nobody in the BME group was appointed/);
});

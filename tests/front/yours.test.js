import assert from "node:assert/strict";
import { test } from "node:test";
import { TextEncoder } from "node:util";

import { addDay, isDay, nextQuarter, quarterEnd, said, today } from "../../edi_handbook/yours/front/days.js";
import { clean, fromFile, toFile } from "../../edi_handbook/yours/front/file.js";
import { place } from "../../edi_handbook/yours/front/items.js";
import { calendar, risks } from "../../edi_handbook/yours/front/lists.js";
import { faults, number } from "../../edi_handbook/yours/front/rules.js";
import { zip } from "../../edi_handbook/yours/front/zip.js";

const NOW = "2026-11-30";
const aim = (more = {}) => ({
  id: "one", title: "An aim", measure: "A share", indicator: "", better: "lower", unit: "ratio", baseline: "1.5", target: "1.25",
  target_in_words: "", due: "2029-12-31", owner: "Chief executive", with_role: "", hours: "40", money: "", stop: "", if_worse: "",
  milestones: [{ what: "A step", date: "2027-03-31", owner: "Board" }],
  risks: [{ risk: "A risk", early_sign: "", mitigation: "", owner: "Board" }], ...more,
});
const strategy = (more = {}, ...objectives) => ({
  organisation: "Invented Trust", made: NOW, start: "2027-01-01", review: "2029-12-31", vision: "", ...more,
  objectives: objectives.length ? objectives : [aim()],
});
const wrong = (given) => faults(given, NOW).map(({ item, list, row, part }) => [item, list, row, part].filter((one) => one !== undefined).join(" "));

test("what is sound has no fault", () => assert.deepEqual(wrong(strategy()), []));

for (const [more, place_] of [
  [{ title: "" }, "one title"], [{ owner: "Dr Ada" }, "one owner"], [{ owner: "a@b.example" }, "one owner"], [{ with_role: "Mrs B" }, "one with_role"],
  [{ target: "1.5" }, "one target"], [{ target: "1.6" }, "one target"], [{ better: "higher" }, "one target"], [{ target: "" }, "one target"],
  [{ baseline: "0" }, "one baseline"], [{ due: "2026-11-29" }, "one due"], [{ hours: "4.5" }, "one hours"], [{ money: "£5" }, "one money"],
  [{ measure: "<b>x" }, "one measure"], [{ stop: "x".repeat(1501) }, "one stop"],
  [{ milestones: [{ what: "a step", date: "2030-01-01", owner: "Board" }] }, "one milestones 0 date"],
  [{ milestones: [{ what: "a step", date: "2026-11-29", owner: "Board" }] }, "one milestones 0 date"],
  [{ milestones: ["2028-01-01", "2027-01-01"].map((date) => ({ what: "a step", date, owner: "Board" })) }, "one milestones 1 date"],
  [{ risks: [{ risk: "", early_sign: "seen", mitigation: "", owner: "Board" }] }, "one risks 0 risk"],
])
  test(`a fault is found where it is: ${JSON.stringify(more).slice(0, 60)}`, () => assert.ok(wrong(strategy({}, aim(more))).includes(place_)));

test("the day that is due may be today, and a target may be on the side that is better by little", () => {
  const last = { due: NOW, milestones: [], baseline: "1.5", target: "1.49" };
  assert.deepEqual(wrong(strategy({}, aim(last))), []);
  assert.deepEqual(wrong(strategy({}, aim({ better: "done", target: "9" }))), []);
});

test("of the whole, what is wrong is said too", () => {
  assert.deepEqual(wrong(strategy({ organisation: "", review: "2026-12-31" })), ["about organisation", "about review"]);
  assert.deepEqual(wrong({ ...strategy(), objectives: [] }), ["about objectives"]);
  assert.deepEqual(wrong(strategy({}, ...Array.from({ length: 13 }, (_, at) => aim({ id: `a-${at}` })))), ["about objectives"]);
});

test("a number is one that Python reads as one", () => {
  assert.deepEqual(["", "1", "-2.50", "0.000001"].map(number), [null, 1, -2.5, 0.000001]);
  assert.deepEqual(["1e3", "1,000", "5%", "0x10", "Infinity", " 1"].map(number), ["1e3", "1,000", "5%", "0x10", "Infinity", " 1"]);
});

test("a file comes back as it went, and what it holds beyond the form is handed back", () => {
  const text = toFile(strategy());
  assert.deepEqual(fromFile(text), { strategy: strategy(), left: [], note: "" });
  const more = JSON.parse(text);
  more.objectives[0].colour = "red";
  more.objectives[0].milestones.push("a step without a day", { what: "another", date: "soon", owner: "Board" });
  more.objectives.push(7);
  more.objectives[0].stop = { deep: 1 };
  assert.deepEqual(fromFile(JSON.stringify(more)).left, [
    "An aim: stop: {\"deep\":1}", "An aim: colour: red", "An aim: milestones 2, \"a step without a day\"", "An aim: milestones 3, date: soon", "7",
  ]);
});

test("names that every object has are names like others in a file", () => {
  const { strategy: found, left } = fromFile('{"version": 1, "__proto__": {"vision": "x"}, "constructor": 7, "objectives": [{"__proto__": "y", "toString": 1}]}');
  assert.equal(found.vision, "");
  assert.equal(Object.getPrototypeOf(found), Object.prototype);
  assert.equal(left.length, 4);
});

test("signs that no Word file can hold go, and others stay", () => {
  assert.equal(clean(" a\u0000b\u000b\ud800c\r\nd\te \u007f"), "abc\nd\te");
  assert.equal(clean("ਪੰਜਾਬੀ اردو 👩🏾‍⚕️ <b>"), "ਪੰਜਾਬੀ اردو 👩🏾‍⚕️ <b>");
});

test("days are those of the calendar", () => {
  assert.deepEqual(["2028-02-29", "2027-02-29", "2027-13-01", "2027-1-1", "", "x"].map(isDay), [true, false, false, false, false, false]);
  assert.equal(quarterEnd("2027-01-01", 1), "2027-03-31");
  assert.equal(addDay("2027-12-31"), "2028-01-01");
  assert.deepEqual(["2026-11-30", "2027-01-01", "2027-03-31"].map(nextQuarter), ["2027-01-01", "2027-04-01", "2027-04-01"]);
  assert.equal(today(new Date(2027, 0, 1, 0, 5)), "2027-01-01");
  assert.deepEqual([said("2027-03-31"), said("soon")], ["31 March 2027", "soon"]);
});

test("a calendar's long lines are folded between signs", () => {
  const lines = calendar(strategy({}, aim({ title: "Źdźbło 👩🏾‍⚕️; ".repeat(20), target_in_words: "a, b\nc" }))).split("\r\n");
  const bytes = lines.map((line) => new TextEncoder().encode(line).length);
  assert.ok(Math.max(...bytes) <= 75 && Math.max(...bytes) > 70);
  assert.ok(lines.join("").includes("DESCRIPTION:1.25: a\\, b\\nc. Owner: Chief executive"));
  assert.ok(!lines.join("").includes("\ufffd"));
});

test("no cell of the risk lines begins as a formula does", () => {
  const rows = ["=1+1", "+1", "-1", "@x", " =1", "\t=1", "1-1"].map((risk) => ({ risk, early_sign: "", mitigation: "", owner: "Board" }));
  const cells = risks(strategy({}, aim({ risks: rows })), NOW).trim().split("\r\n").slice(1).map((line) => line.split(",")[1]);
  assert.deepEqual(cells, ["\"'=1+1\"", "\"'+1\"", "\"'-1\"", "\"'@x\"", "\"' =1\"", "\"' =1\"", '"1-1"']);
});

test("a zip tells where each of its files lies", () => {
  const bytes = zip({ "a.xml": "ab", "b.xml": "ż" }, "2027-03-31"), view = new DataView(bytes.buffer);
  const end = bytes.length - 22, list = view.getUint32(end + 16, true);
  assert.deepEqual([view.getUint32(end, true), view.getUint16(end + 10, true), view.getUint32(list, true)], [0x06054b50, 2, 0x02014b50]);
  assert.equal(view.getUint32(14, true), 0x9e83486d); // the CRC-32 of "ab"
});

// A part of the form, as `place` knows it.
const part = (id, value = {}) => {
  let now = value;
  return { id, element: () => ({}), read: () => now, full: () => now, fill: (given) => { now = given; } };
};

test("a file never takes the place of what was written, and tells what it left out", () => {
  const items = [part("about"), part("one"), part("two", { title: "written here" }), part("own-1"), part("own-2", { title: "mine" })];
  const changed = [];
  const left = place(strategy({}, aim(), aim({ id: "two" }), aim({ id: "unknown" }), aim({ id: "unheard-of" })), items, ({ id }) => changed.push(id));
  assert.deepEqual(changed, ["about", "one", "own-1"]);
  assert.deepEqual(left.map(({ title }) => title), ["An aim", "An aim"]);
  assert.deepEqual([items[2].read().title, items[4].read().title], ["written here", "mine"]);
  assert.deepEqual([items[1].read().take, items[1].read().id, items[3].read().id], [true, undefined, "unknown"]);
});

test("an offered objective that a file does not hold is not taken, and an objective that it holds twice is handed back", () => {
  const items = [part("about"), part("one"), part("two")];
  const left = place(strategy({}, aim(), aim({ title: "Again" })), items, () => {});
  assert.equal(items[2].read().take, false);
  assert.deepEqual(left.map(({ title }) => title), ["Again"]);
});

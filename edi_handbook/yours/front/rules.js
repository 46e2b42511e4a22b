// What is wrong with a strategy, one sentence each: what `strategy/own.py` refuses, in the same words, while it can be
// mended here. Nothing is changed. A test holds the two together, and these patterns to those of Python.

import { isDay } from "./days.js";

const CODE = /<\s*[/!?]?\s*[a-z]|javascript:|&#/i;
const TITLED = /\b(?:Dr|Mr|Mrs|Ms|Miss|Mx|Prof|Professor|Sir|Dame|Lord|Lady)\b\.?/;
const NUMBER = /^-?\d{1,12}(\.\d{1,6})?$/;
const WHOLE = /^\d{1,12}$/;
const LARGEST = 1_000_000_000;
export const MOST_ROWS = 24;
export const MOST_OBJECTIVES = 12;

const shown = (text) => `“${text.length > 40 ? text.slice(0, 39) + "…" : text}”`;

// The number that a field holds; null where it is empty, the text itself where it is none.
export const number = (text) => (text === "" ? null : NUMBER.test(text) ? Number(text) : text);

// Each kind of field: what is wrong with its text, or "".
const coded = (text) => {
  const found = text.match(CODE);
  return found ? `${shown(text.slice(found.index))} holds a piece of a web page, which is never run here; write it in plain words, and is less than for a sign` : "";
};
const long = (text, most) => (text.length > most ? `this has ${text.length} letters; shorten it to ${most}` : "");
const words = (text) => coded(text) || long(text, 1500);
const line = (text) => coded(text) || (text.length < 2 ? "this is empty; fill it in" : long(text, 300));
const role = (text) => {
  const found = text.match(TITLED);
  if (found) return `${shown(text)} names a person (${found[0]}); write the role`;
  if (text.includes("@")) return `${shown(text)} holds an e-mail address; write the role`;
  return coded(text) || (text.length < 2 ? "no role is here; choose one, or write another" : long(text, 80));
};
const roleOrNone = (text) => (text ? role(text) : "");
const day = (text) => (isDay(text) ? "" : text ? `${shown(text)} is not a date; write year, month and day` : "no day is here; give one");
const figure = (text) => (typeof number(text) === "string" ? `${shown(text)} is not a number; write digits, without a sign for per cent or pounds` : "");
const amount = (text) => {
  if (!text || WHOLE.test(text)) return Number(text) > LARGEST ? `${shown(text)} is too large; write at most ${LARGEST}` : "";
  return figure(text) || `${shown(text)} is no whole number from 0 up; write digits alone, as 40`;
};
const choice = () => ""; // on the page there is always one; what else a file may hold is handed back (file.js)
export const CHOICES = { indicator: ["", "2", "3", "4"], better: ["done", "lower", "higher"], unit: ["none", "ratio", "percent", "count"] };

const TOP = { organisation: line, made: day, start: day, review: day, vision: words };
const OBJECTIVE = {
  title: line, measure: line, indicator: choice, better: choice, unit: choice, baseline: figure, target: figure,
  target_in_words: words, due: day, owner: role, with_role: roleOrNone, hours: amount, money: amount, stop: words, if_worse: words,
};
const ROWS = {
  milestones: { what: line, date: day, owner: role },
  risks: { risk: line, early_sign: words, mitigation: words, owner: role },
};
export const PARTS = { about: Object.keys(TOP), objective: Object.keys(OBJECTIVE), milestones: Object.keys(ROWS.milestones), risks: Object.keys(ROWS.risks) };

const each = (fields, cells, where) =>
  Object.entries(fields).map(([part, wrong]) => ({ ...where, part, words: wrong(cells[part]) })).filter((fault) => fault.words);

const ofTarget = (cells, today) => {
  const baseline = number(cells.baseline), target = number(cells.target), { better, due, unit } = cells;
  const found = [];
  const say = (part, said) => found.push({ part, words: said });
  if (isDay(due) && due < today) say("due", `the target was due on ${due}, before today; give a day to come`);
  if (target === null && !cells.target_in_words) say("target", "there is no target; give a number, or say it in words");
  for (const [part, value] of Object.entries({ baseline, target }))
    if (unit === "ratio" && typeof value === "number" && value <= 0) say(part, `the ${part} ${value} is no ratio: a ratio is above 0, and 1 is level; mend it`);
  if (typeof baseline === "number" && typeof target === "number") {
    const wrong = { lower: target >= baseline, higher: target <= baseline }[better];
    if (wrong) say("target", `the target ${target} is on the wrong side of the baseline ${baseline}: ${better} is better here; give a target ${better === "lower" ? "below" : "above"} it, or change which way is better`);
  }
  return found;
};

const ofMilestones = ({ due, milestones }, made) => {
  const found = [], list = "milestones", part = "date";
  const days = milestones.map(({ date }) => date);
  const back = days.findIndex((date, at) => at > 0 && date < days[at - 1]);
  if (back > 0) found.push({ list, row: back, part, words: "the milestones are not in the order of their dates; put the earliest first" });
  const last = days.length - 1, early = isDay(made) ? days.findIndex((date) => isDay(date) && date < made) : -1;
  if (isDay(due) && isDay(days[last] ?? "") && days[last] > due) found.push({ list, row: last, part, words: `a milestone of ${days[last]} comes after the target is due, ${due}; move one of them` });
  if (early >= 0) found.push({ list, row: early, part, words: `a milestone of ${days[early]} lies before the day on which the file was made, ${made}; give a later day` });
  return found;
};

// `strategy`: {organisation, made, start, review, vision, objectives: [{id, ...cells, milestones: [...], risks: [...]}]}, all
// of it text. Each fault: {item, part, list?, row?, words}, where item is `about` or the id of an objective.
export const faults = (strategy, today) => {
  const about = each(TOP, strategy, { item: "about" });
  const { start, review, objectives } = strategy;
  if (isDay(start) && isDay(review) && review < start) about.push({ item: "about", part: "review", words: `the review on ${review} comes before the start; give a later day` });
  if (!objectives.length) about.push({ item: "about", part: "objectives", words: "no objective is ticked; take one or more" });
  if (objectives.length > MOST_OBJECTIVES) about.push({ item: "about", part: "objectives", words: `there are ${objectives.length} objectives; take ${MOST_OBJECTIVES} or fewer` });
  return about.concat(...objectives.map((aim) => {
    const rows = Object.entries(ROWS).flatMap(([list, fields]) => aim[list].flatMap((cells, row) => each(fields, cells, { list, row })));
    return [...each(OBJECTIVE, aim, {}), ...ofTarget(aim, today), ...rows, ...ofMilestones(aim, strategy.made)].map((fault) => ({ item: aim.id, ...fault }));
  }));
};

export const sentence = (said) => said[0].toUpperCase() + said.slice(1) + ".";

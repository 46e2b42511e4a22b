// The file of a strategy: JSON, version 1, as `strategy/own.py` reads it. What comes in is a stranger's: it ends as plain
// text, cell by cell, and what the form cannot hold is handed back in words, so that nothing is lost.

import { isDay } from "./days.js";
import { CHOICES, MOST_OBJECTIVES, MOST_ROWS, number, PARTS } from "./rules.js";

export const VERSION = 1;
export const LARGEST = 1_000_000; // bytes, as in Python: a full strategy has some 60,000

const NUMBERS = ["baseline", "target", "hours", "money"];
const DAYS = ["made", "start", "review", "due", "date"];
const UNTOUCHED = "Nothing was changed.";

// Text without what no file for Word and no YAML can hold, and without blanks around it.
export const clean = (text) =>
  // eslint-disable-next-line no-control-regex -- these are the signs that must go
  text.replaceAll("\r\n", "\n").replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, "").trim();

const written = (part, text) => {
  if (NUMBERS.includes(part)) return number(text);
  if (part === "indicator") return text ? Number(text) : null;
  return part === "with_role" ? text || null : text;
};

const pick = (parts, cells) => Object.fromEntries(parts.map((part) => [part, written(part, cells[part])]));

export const toFile = (strategy) => {
  const objectives = strategy.objectives.map((aim) => ({
    id: aim.id, ...pick(PARTS.objective, aim),
    milestones: aim.milestones.map((row) => pick(PARTS.milestones, row)), risks: aim.risks.map((row) => pick(PARTS.risks, row)),
  }));
  return JSON.stringify({ version: VERSION, ...pick(PARTS.about, strategy), objectives }, null, 2) + "\n";
};

// The key that an object of this JSON holds twice, of which JSON.parse would keep the last in silence; "" for none.
const twice = (text) => {
  const open = [];
  let key = "";
  for (const [token] of text.matchAll(/"(?:[^"\\]|\\.)*"|[{}[\]:]/g)) {
    if (token === "{" || token === "[") open.push(new Set());
    else if (token === "}" || token === "]") open.pop();
    else if (token !== ":") key = token;
    else if (open.at(-1)?.has(key)) return key.slice(1, -1);
    else open.at(-1)?.add(key);
  }
  return "";
};

const parsed = (text) => {
  try {
    return { held: JSON.parse(text.replace(/^\ufeff/, "")) };
  } catch {
    return { problem: text.trimEnd().endsWith("}")
      ? `A comma, a quotation mark or a bracket is wrong in this file; mend it there, or export the file again. ${UNTOUCHED}`
      : `The file stops too early, as if it had been cut; bring the whole file back, or export it again. ${UNTOUCHED}` };
  }
};

const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

const own = (held, key) => (Object.hasOwn(held, key) ? held[key] : undefined);

export const isId = (text) => text.length <= 60 && /^[a-z0-9]+(-[a-z0-9]+)*$/.test(text);

// Whether a field of the form can hold `text`.
const fits = (part, text) => (part === "id" ? isId(text) : DAYS.includes(part) ? !text || isDay(text) : CHOICES[part]?.includes(text) ?? true);

// The cells of `held` as text, and each thing in it that is no cell in `left`, as a line.
const cellsOf = (held, parts, left, lists = []) => {
  const cells = Object.fromEntries(parts.map((part) => [part, ""]));
  for (const [key, value] of Object.entries(held)) {
    if (lists.includes(key) && Array.isArray(value)) continue;
    const plain = value === null ? "" : typeof value === "object" ? null : clean(String(value));
    if (plain === null || !parts.includes(key) || !fits(key, plain)) left.push(`${key}: ${plain ?? JSON.stringify(value)}`);
    else cells[key] = plain;
  }
  return cells;
};

const rowsOf = (held, list, left) =>
  (Array.isArray(own(held, list)) ? own(held, list) : []).flatMap((row, at) => {
    const lost = [];
    const cells = isObject(row) && at < MOST_ROWS ? [cellsOf(row, PARTS[list], lost)] : [];
    if (!cells.length) lost.push(JSON.stringify(row));
    left.push(...lost.map((line) => `${list} ${at + 1}, ${line}`));
    return cells;
  });

const objective = (held, left) => {
  const lost = [];
  const { id, ...cells } = cellsOf(held, ["id", ...PARTS.objective], lost, ["milestones", "risks"]);
  const aim = { id, ...cells, milestones: rowsOf(held, "milestones", lost), risks: rowsOf(held, "risks", lost) };
  for (const [part, [usual]] of Object.entries(CHOICES)) aim[part] ||= usual;
  left.push(...lost.map((line) => `${cells.title || id}: ${line}`));
  return aim;
};

// {strategy, left: [line], note} or {problem: a sentence}. `note` says of an older file that it was one.
export const fromFile = (text) => {
  const { held, problem } = parsed(text);
  if (problem) return { problem };
  if (!isObject(held) || !(Object.hasOwn(held, "version") || Object.hasOwn(held, "objectives")))
    return { problem: `This is no strategy; choose the file that this page exported. ${UNTOUCHED}` };
  const { version, ...rest } = held;
  if (Number.isInteger(version) && version > VERSION)
    return { problem: `This file is of version ${version}, and this page reads version ${VERSION}; use a newer handbook. ${UNTOUCHED}` };
  const key = twice(text);
  if (key) return { problem: `“${clean(key).slice(0, 40)}” is there twice in this file; take one away. ${UNTOUCHED}` };
  const left = [];
  const cells = cellsOf(rest, PARTS.about, left, ["objectives"]);
  const aims = (Array.isArray(own(rest, "objectives")) ? rest.objectives : []).flatMap((one, at) => {
    if (isObject(one) && at < MOST_OBJECTIVES) return [objective(one, left)];
    left.push(JSON.stringify(one));
    return [];
  });
  const note = version === VERSION ? "" : "This file is of an older version, or says none: what it holds is here, and you can export it again. ";
  return { strategy: { ...cells, objectives: aims }, left, note };
};

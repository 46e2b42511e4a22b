// A strategy in order, as headings, paragraphs and tables: what the Word file holds, and what is printed.

import { said } from "./days.js";

const WAYS = { lower: "Lower is better.", higher: "Higher is better.", done: "It is done, or it is not." };
const IN_WORDS = { lower: " or less", higher: " or more", done: "" };

const thousands = (text) => Number(text).toLocaleString("en-GB", { maximumFractionDigits: 6 });

const figure = (text, unit) => (text ? thousands(text) + (unit === "percent" ? "%" : "") : "");

// The target in words, with its number where they do not say it.
export const target = (aim) => {
  const number = figure(aim.target, aim.unit), { target_in_words: words } = aim;
  if (!number || !words) return words || number + IN_WORDS[aim.better];
  const says = new RegExp(`(?<![\\d.])${aim.target.replace(".", "\\.")}(?!\\d|\\.\\d)`);
  return says.test(words) ? words : `${number}: ${words}`;
};

const TO_FILL_IN = "To fill in";

const baseline = (aim) => figure(aim.baseline, aim.unit) || TO_FILL_IN + (aim.indicator ? ", from our return" : "");

const heading = (level, text) => ({ kind: "heading", level, text });

const paragraph = (text) => (text ? [{ kind: "paragraph", text }] : []);

const table = (caption, header, rows) => (rows.length ? [{ kind: "table", caption, header, rows }] : []);

const under = (title, text) => (text ? [heading(3, title), ...paragraph(text)] : []);

const objective = (aim) => [
  heading(2, aim.title),
  ...paragraph(`${aim.measure}. ${WAYS[aim.better]}`.replace("..", ".")),
  ...table(aim.title + ": the objective", ["What", "Words"], [
    ["Baseline", baseline(aim)],
    ["Target", target(aim)],
    ["Due", said(aim.due)],
    ["Owner (role)", aim.owner],
    ["Together with", aim.with_role],
    ["Hours, three years together", aim.hours && thousands(aim.hours)],
    ["Money", aim.money && "£" + thousands(aim.money)],
  ].filter(([, cell]) => cell)),
  ...paragraph(aim.law),
  ...(aim.milestones.length ? [heading(3, "Milestones")] : []),
  ...table(aim.title + ": milestones", ["By", "What", "Owner (role)"], aim.milestones.map(({ what, date, owner }) => [said(date), what, owner])),
  ...(aim.risks.length ? [heading(3, "Risks")] : []),
  ...table(aim.title + ": risks", ["Risk", "Early sign", "What we do about it", "Owner (role)"], aim.risks.map((row) => [row.risk, row.early_sign, row.mitigation, row.owner])),
  ...under("What would make us stop", aim.stop),
  ...under("If the figure is worse", aim.if_worse),
];

const SUBJECT = "ur strategy on equality, diversity and inclusion";

export const titleOf = ({ organisation }) => (organisation ? `${organisation}: o` : "O") + SUBJECT;

// [{kind: heading, level, text} | {kind: paragraph, text} | {kind: table, caption, header, rows}]; `strategy` is without
// fault, and each of its objectives has the `law` that goes with it.
export const blocks = (strategy) => [
  heading(1, "The strategy on a page"),
  ...paragraph(strategy.vision),
  ...paragraph(`From ${said(strategy.start)}, with a review on ${said(strategy.review)}. A draft of ${said(strategy.made)}, for a board to change and adopt.`),
  ...table("Objectives, where they stand, and what is aimed at", ["Objective", "Baseline", "Target", "By", "Owner (role)"],
    strategy.objectives.map((aim) => [aim.title, baseline(aim), target(aim), said(aim.due), aim.owner])),
  heading(1, "The objectives"),
  ...strategy.objectives.flatMap(objective),
];

// What a reader takes away: text, JSON to bring back, and a note under four headings.

import { check, isEmpty, recordOf } from "../../front/record.js";

export const LARGEST = 1_000_000; // bytes; a full form is some tens of thousands
const MOST_ITEMS = 100;

const today = () => new Date().toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric" });

const indented = (lines) => lines.map((line) => "  " + line).join("\n");

const written = (items) =>
  items.map((item) => {
    const said = item.said();
    return `${item.prompt}\n${said.length ? indented(said) : "  (not answered)"}`;
  });

const joined = (...parts) => parts.join("\n\n") + "\n";

export const asText = (title, items) =>
  joined(title, `Written down on ${today()}. No score, no right answers.`, ...written(items));

// The code is what the debrief reads; the words above it let the giver see what is given.
export const forGroupAsText = (title, items, code) =>
  joined(`For the group: ${title}`, "This file holds the answers below and no name.", ...written(items), "The same as a code, which the group debrief reads:", code);

export const asJson = (name, title, items) => {
  const answers = items.filter((item) => !isEmpty(item.read()))
    .map((item) => ({ item: item.id, wording: item.wording, ...recordOf(title, item) }));
  return JSON.stringify({ handbook: "edi-handbook", format: 1, reflection: name, title, written: new Date().toISOString(), answers }, null, 1);
};

const HEADINGS = [
  ["happened", "What happened, or what I learned about"],
  ["learned", "What I learned"],
  ["changed", "What I changed, or will change"],
];

// Only items that name a heading go in. What was done to the reader never does: the model refuses it.
export const asAccount = (title, items, minutes) => {
  const parts = [
    `Reflective note: ${title}`,
    `${today()}. Time spent: ${minutes ? minutes + " minutes" : "(write it in)"}.`,
    "A starting note for your regulator's own form, which governs. Before you use it, take out anything that could identify a patient, a colleague or a place. Written reflections can be asked for by others, courts among them. An incident must be reported through the incident system as well.",
  ];
  for (const [key, heading] of HEADINGS) {
    const own = items
      .filter((item) => item.account === key && item.said().length)
      .map((item) => `${item.prompt}\n${indented(item.said())}`);
    const first = key === "happened" ? `I worked through the reflection "${title}" in an open handbook on equality, diversity and inclusion.` : "(write it in)";
    parts.push(heading.toUpperCase() + "\n" + (own.length || key === "happened" ? [...(key === "happened" ? [first] : []), ...own].join("\n\n") : first));
  }
  parts.push("WHICH PART OF MY PROFESSIONAL CODE OR STANDARD THIS BEARS ON\n(write it in: name the part, and how this relates to it)");
  return joined(...parts);
};

// {answers: [{item, wording, ...record}]} or {problem: a sentence}. The file is a stranger's: see answers.js.
export const fromJson = (text, name) => {
  let data;
  try {
    data = JSON.parse(text);
  } catch {
    return { problem: "This file cannot be read: it is not a file that this page made, or it is damaged. Nothing was changed." };
  }
  const own = (key) => (typeof data === "object" && data !== null && Object.hasOwn(data, key) ? data[key] : undefined);
  if (own("handbook") !== "edi-handbook" || !Array.isArray(own("answers")))
    return { problem: "This is not a file of answers from this handbook. Nothing was changed." };
  if (own("format") !== 1)
    return { problem: "This file was made by another version of this handbook and cannot be brought back. You can read it in a text editor. Nothing was changed." };
  if (own("reflection") !== name) {
    const whose = typeof own("title") === "string" ? `, "${own("title").slice(0, 120)}"` : "";
    return { problem: `This file belongs to another reflection${whose}. Open it there. Nothing was changed.` };
  }
  const found = [];
  for (const entry of own("answers").slice(0, MOST_ITEMS)) {
    const record = check(entry);
    if (!record) continue;
    const { item, wording } = entry;
    found.push({ ...record, item: typeof item === "string" ? item : "", wording: typeof wording === "string" ? wording : "" });
  }
  return { answers: found };
};

// The calendar of a strategy (RFC 5545), and its lines for a risk register.

import { addDay } from "./days.js";

const compact = (day) => day.replaceAll("-", "");

const escaped = (text) => text.replace(/[\\;,]/g, "\\$&").replaceAll("\n", "\\n");

// A line of a calendar has at most 75 bytes; the next one begins with a blank and goes on.
const folded = (line) => {
  const encoder = new TextEncoder(), parts = [""];
  let size = 0;
  for (const sign of line) {
    const more = encoder.encode(sign).length;
    if (size + more > 74) { parts.push(""); size = 0; }
    parts[parts.length - 1] += sign;
    size += more;
  }
  return parts.join("\r\n ");
};

const event = (name, day, made, summary, more) => [
  "BEGIN:VEVENT", `UID:${name}@edi-handbook.invalid`, `DTSTAMP:${compact(made)}T000000Z`,
  `DTSTART;VALUE=DATE:${compact(day)}`, `DTEND;VALUE=DATE:${compact(addDay(day))}`,
  "SUMMARY:" + escaped(summary), "DESCRIPTION:" + escaped(more), "TRANSP:TRANSPARENT", "END:VEVENT",
];

// Each milestone, the day on which each target is due, and the review, as whole days.
export const calendar = ({ organisation, made, review, objectives }) => [
  "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//EDI handbook//Make it yours//EN", "CALSCALE:GREGORIAN",
  ...objectives.flatMap(({ id, title, milestones, due, owner, target_in_words }) => [
    ...milestones.flatMap((row, at) => event(`${id}-${at + 1}`, row.date, made, `${title}: ${row.what}`, `Owner: ${row.owner}`)),
    ...event(`${id}-due`, due, made, `${title}: the target is due`, [target_in_words, `Owner: ${owner}`].filter(Boolean).join("\n")),
  ]),
  ...event("review", review, made, "Review of the strategy", organisation),
  "END:VCALENDAR",
].map((line) => folded(line) + "\r\n").join("");

// A spreadsheet would run a cell that begins so; with an apostrophe in front it is text (workforce/returns/export.py).
const cell = (text) => {
  const line = text.replace(/[\t\r\n]+/g, " ");
  return `"${(/^\s*[=+\-@]/.test(line) ? "'" + line : line).replaceAll('"', '""')}"`;
};

export const risks = ({ objectives }) => "\ufeff" + [
  ["Objective", "Risk", "Early sign", "What we do about it", "Owner", "Target due"],
  ...objectives.flatMap(({ title, due, risks: rows }) => rows.map((row) => [title, row.risk, row.early_sign, row.mitigation, row.owner, due])),
].map((row) => row.map(cell).join(",") + "\r\n").join("");

// The calendar of a strategy (RFC 5545), and its lines for a risk register.

import { target } from "./blocks.js";
import { addDay } from "./days.js";
import { uuid } from "./uuid.js";

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

// Each milestone, the day on which each target is due, and the review, as whole days.
export const calendar = ({ organisation, made, review, objectives }) => {
  const seen = {};
  const event = (aim, what, day, summary, more) => {
    const key = aim + "\n" + what;
    seen[key] = (seen[key] ?? 0) + 1;
    return [
      "BEGIN:VEVENT", "UID:" + uuid(organisation, aim, what, seen[key]), `DTSTAMP:${compact(made)}T000000Z`,
      "DTSTART;VALUE=DATE:" + compact(day), "DTEND;VALUE=DATE:" + compact(addDay(day)),
      "SUMMARY:" + escaped(summary), "DESCRIPTION:" + escaped(more), "TRANSP:TRANSPARENT", "END:VEVENT",
    ];
  };
  return [
    "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Fair work, fair care//Make it yours//EN", "CALSCALE:GREGORIAN",
    ...objectives.flatMap((aim, at) => [
      ...aim.milestones.flatMap((row, step) => event(aim.id, row.what, row.date, row.what, `${aim.title}. Step ${at + 1}.${step + 1}. Owner: ${row.owner}.`)),
      ...event(aim.id, "target", aim.due, "Target due: " + aim.title, `${target(aim)}. Owner: ${aim.owner}.`),
    ]),
    ...event("", "review", review, "Review of the strategy: " + organisation, "The board looks at all of it."),
    "END:VCALENDAR",
  ].map((line) => folded(line) + "\r\n").join("");
};

// A spreadsheet would run a cell that begins so; with an apostrophe in front it is text (workforce/returns/export.py).
const cell = (text) => {
  const line = text.replace(/[\t\r\n]+/g, " ");
  return `"${(/^\s*[=+\-@]/.test(line) ? "'" + line : line).replaceAll('"', '""')}"`;
};

const COLUMNS = [
  "Risk ID", "Risk", "Cause or early sign", "Mitigation", "Owner (role)", "Objective", "Review date",
  "Likelihood, 1 to 5 (to fill in)", "Consequence, 1 to 5 (to fill in)",
];

// A line a risk, in the columns of `report/plan/files.py`; a risk is looked at on the day of the next step, else at the end.
export const risks = ({ objectives }, today) => "\ufeff" + [
  COLUMNS,
  ...objectives.flatMap(({ title, due, milestones, risks: rows }, at) => {
    const review = milestones.find(({ date }) => date >= today)?.date ?? due;
    return rows.map((row, place) => [`EDI-${at + 1}.${place + 1}`, row.risk, row.early_sign, row.mitigation, row.owner, title, review, "", ""]);
  }),
].map((row) => row.map(cell).join(",") + "\r\n").join("");

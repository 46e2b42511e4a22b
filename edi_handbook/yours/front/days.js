// Days as text, 2027-03-31, as a field for a date and a strategy's file have them. `strategy/own.py` counts quarters alike.

const DAY = /^\d{4}-\d\d-\d\d$/;

const text = (date) => date.toISOString().slice(0, 10);

const at = (day) => new Date(day + "T00:00Z");

export const isDay = (day) => DAY.test(day) && !Number.isNaN(at(day).getTime()) && text(at(day)) === day;

// The day here, which late in the evening is not that of Greenwich.
export const today = (now = new Date()) => text(new Date(Date.UTC(now.getFullYear(), now.getMonth(), now.getDate())));

// The last day of a quarter, where the first begins on `start`.
export const quarterEnd = (start, quarter) => {
  const [year, month, day] = start.split("-").map(Number);
  return text(new Date(Date.UTC(year, month - 1 + 3 * quarter, Math.min(day, 28) - 1)));
};

// The first day of the next January, April, July or October.
export const nextQuarter = (day) => {
  const [year, month] = day.split("-").map(Number);
  return text(new Date(Date.UTC(year, month - 1 + 3 - ((month - 1) % 3), 1)));
};

export const addDay = (day) => text(new Date(at(day).getTime() + 86_400_000));

// As prose has it: 31 March 2027.
export const said = (day) =>
  isDay(day) ? at(day).toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" }) : day;

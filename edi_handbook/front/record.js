// The record of one answer, in the store and in a downloaded file:
// {at, title, prompt, said: [line], value, also: [[line]]}. `said` lets it be read when its question is gone;
// `also` holds what another tab wrote to the same question.

const MOST_LINES = 60, LONGEST = 4000, MOST_ALSO = 5;

export const isEmpty = (value) => Object.keys(value).length === 0;

export const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);

export const recordOf = (title, item) => ({
  at: new Date().toISOString(), title, prompt: item.prompt, said: item.said(), value: item.read(),
});

const lines = (given) =>
  Array.isArray(given)
    ? given.filter((line) => typeof line === "string").slice(0, MOST_LINES).map((line) => line.slice(0, LONGEST))
    : [];

const line = (given) => (typeof given === "string" ? given.slice(0, 1200) : "");

// A record from an object of any shape; null where it holds nothing that can be read.
export const check = (given) => {
  if (typeof given !== "object" || given === null || Array.isArray(given)) return null;
  const own = (name) => (Object.hasOwn(given, name) ? given[name] : undefined);
  const record = {
    at: line(own("at")),
    title: line(own("title")),
    prompt: line(own("prompt")),
    said: lines(own("said")),
    value: own("value"),
    also: Array.isArray(own("also")) ? own("also").slice(0, MOST_ALSO).map(lines) : [],
  };
  return record.prompt && record.said.length ? record : null;
};

// Null for text that is damaged.
export const parse = (text) => {
  try {
    return check(JSON.parse(text));
  } catch {
    return null; // not JSON, or nested too deep to be read
  }
};

// `next` as it is kept in the place of `before`, the text that stood there; `ours` says whether this tab put it there.
export const over = (before, ours, next) => {
  const old = parse(before);
  if (!old) return { ...next, also: [[before.slice(0, LONGEST)]] }; // damaged: kept as it is, and shown
  const another = !ours && !same(old.said, next.said);
  return { ...next, also: another ? [...old.also, old.said].slice(-MOST_ALSO) : old.also };
};

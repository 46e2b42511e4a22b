// The piece of a section that shows why it was found.

import { form } from "./words.js";

const LENGTH = 180;

// Where `text` says most of `terms`, cut to whole words, as pairs of a text and whether it was searched for.
export const snippet = (text, terms) => {
  const wanted = new Set(terms);
  const words = [...text.matchAll(/[\p{L}\p{N}'’]+/gu)].map((word) => ({
    from: word.index, to: word.index + word[0].length, found: wanted.has(form(word[0])),
  }));
  const found = words.filter((word) => word.found);
  const told = (start) => new Set(found.filter((word) => word.from >= start && word.to < start + LENGTH)
    .map((word) => form(text.slice(word.from, word.to)))).size;
  const best = found.reduce((held, word) => (told(word.from) > told(held) ? word.from : held), found[0]?.from ?? 0);
  const before = words.findLast((word) => word.from <= Math.max(0, best - 40));
  const start = best < 60 ? 0 : before?.from ?? 0;
  const last = words.findLast((word) => word.to <= start + LENGTH);
  const end = text.length <= start + LENGTH ? text.length : last?.to ?? text.length;
  const parts = [[start ? "… " : "", false]];
  let at = start;
  for (const word of found.filter((one) => one.from >= start && one.to <= end)) {
    parts.push([text.slice(at, word.from), false], [text.slice(word.from, word.to), true]);
    at = word.to;
  }
  parts.push([text.slice(at, end) + (end < text.length ? " …" : ""), false]);
  return parts;
};

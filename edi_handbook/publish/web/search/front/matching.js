// The index of the book, and the pages that answer a question.

import { form, spelt } from "./words.js";

// `MiniSearch` is the library; `book` is what `search-data.js` holds: {pages, sections}.
export const build = (MiniSearch, book) => {
  const index = new MiniSearch({
    fields: ["heading", "title", "asked", "text"],
    storeFields: [],
    // A title may be all such words: "Who does what".
    processTerm: (word, field) => (field === "title" || field === "heading" ? spelt(word) : form(word)),
    searchOptions: {
      boost: { heading: 2, title: 2, asked: 4 },
      prefix: (term) => term.length > 3,
      fuzzy: (term) => (term.length > 4 ? 0.2 : false),
      weights: { prefix: 0.3, fuzzy: 0.25 },
    },
  });
  index.addAll(book.sections.map(([page, anchor, heading, text], id) => ({
    id, heading, text, title: book.pages[page][1], asked: anchor ? "" : book.pages[page][2],
  })));
  return index;
};

// The best pages for `words`, best first: {address, title, heading, text, terms}. A section counts by the share of the
// words asked for that it answers; a page scores as its best section, and a little more for each further one.
export const answers = (index, book, words) => {
  const pages = new Map();
  const all = words.split(/[\s\p{P}]+/u).filter(Boolean);
  const processTerm = all.some(form) ? form : spelt;
  const asked = new Set(all.map(processTerm).filter(Boolean)).size;
  const hits = index.search(words, { processTerm })
    .map((hit) => ({ ...hit, score: hit.score * hit.queryTerms.length / asked }));
  for (const hit of hits.sort((one, other) => other.score - one.score)) {
    const [page, anchor, heading, text] = book.sections[hit.id];
    const known = pages.get(page);
    if (known) {
      known.more = Math.min(known.more + hit.score * 0.05, known.best * 0.25);
    } else {
      const [address, title] = book.pages[page];
      const place = anchor ? `${address}#${anchor}` : address;
      pages.set(page, { address: place, title, heading: anchor ? heading : "", text, terms: hit.terms, best: hit.score, more: 0 });
    }
  }
  return [...pages.values()].sort((one, other) => other.best + other.more - one.best - one.more);
};

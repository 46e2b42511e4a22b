/* The search page: asks MiniSearch for sections, shows the pages that they belong to. */
(() => {
  "use strict";

  const SHOWN = 10;
  const SNIPPET = 180;
  // A question is asked in whole sentences; these words say nothing of what it is about.
  const STOP = new Set(("a about am an and any are as at be been but by can did do does for from had has have he her him "
    + "his how i if in into is it its just made make me my of on or our she should so than that the their them then there they this "
    + "to up us was we were what when where which who whom why will with would you your").split(" "));
  // One form for what differs between British and American spelling, and between forms of a word.
  const ENDINGS = [
    [/['’]s$/, ""], [/isation/, "ization"], [/is(e|ed|es|ing|er|ers)$/, "iz$1"], [/ys(e|ed|es|ing)$/, "yz$1"],
    [/our(s|ed|ing|ful|al|able)?$/, "or$1"], [/ogue(s?)$/, "og$1"], [/amme(s?)$/, "am$1"], [/(.[^aeious])re(s?)$/, "$1er$2"],
    [/ence(s?)$/, "ens$1"], [/ense(s?)$/, "ens$1"], [/ll(ed|ing|er|or)$/, "l$1"], [/ae(?=[a-z]{4})/, "e"],
    [/i(es|ed)$/, "y"], [/(ss|x|ch|sh)es$/, "$1"], [/([^su])s$/, "$1"],
    [/(.{4})(ing|ed|ment|er|or|ion)$/, "$1"], [/(.{3,})e$/, "$1"],
  ];

  const plain = (word) => word.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
  const spelt = (word) => ENDINGS.reduce((rest, [from, to]) => rest.replace(from, to), plain(word));
  const form = (word) => (STOP.has(plain(word)) ? null : spelt(word));

  const build = (book) => {
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
  const answers = (index, book, words) => {
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

  // Where `text` says most of `terms`, cut to whole words, as pairs of a text and whether it was searched for.
  const snippet = (text, terms) => {
    const wanted = new Set(terms);
    const words = [...text.matchAll(/[\p{L}\p{N}'’]+/gu)].map((word) => ({
      from: word.index, to: word.index + word[0].length, found: wanted.has(form(word[0])),
    }));
    const found = words.filter((word) => word.found);
    const told = (start) => new Set(found.filter((word) => word.from >= start && word.to < start + SNIPPET)
      .map((word) => form(text.slice(word.from, word.to)))).size;
    const best = found.reduce((held, word) => (told(word.from) > told(held) ? word.from : held), found[0]?.from ?? 0);
    const before = words.findLast((word) => word.from <= Math.max(0, best - 40));
    const start = best < 60 ? 0 : before?.from ?? 0;
    const last = words.findLast((word) => word.to <= start + SNIPPET);
    const end = text.length <= start + SNIPPET ? text.length : last?.to ?? text.length;
    const parts = [[start ? "… " : "", false]];
    let at = start;
    for (const word of found.filter((one) => one.from >= start && one.to <= end)) {
      parts.push([text.slice(at, word.from), false], [text.slice(word.from, word.to), true]);
      at = word.to;
    }
    parts.push([text.slice(at, end) + (end < text.length ? " …" : ""), false]);
    return parts;
  };

  const shown = ({ address, title, heading, text, terms }) => {
    const item = document.createElement("li");
    const link = document.createElement("a");
    link.href = address;
    link.textContent = heading && heading !== title ? `${title}: ${heading}` : title;
    const context = document.createElement("p");
    context.className = "context";
    for (const [part, marked] of snippet(text, terms)) {
      const piece = marked ? document.createElement("mark") : document.createTextNode("");
      piece.textContent = part;
      context.append(piece);
    }
    item.append(link, context);
    return item;
  };

  const ask = (index, book) => {
    const box = document.getElementById("site-search-words");
    const words = (new URLSearchParams(location.hash.slice(1)).get("q") || "").trim();
    if (!words) { box.focus(); return; }
    box.value = words;
    const found = answers(index, book, words);
    const list = document.querySelector("#search-results ul");
    list.replaceChildren(...found.slice(0, SHOWN).map(shown));
    const status = document.getElementById("search-status");
    status.textContent = `“${words}” did not match any page. Try another word, or the A to Z.`;
    if (found.length) {
      const pages = found.length === 1 ? "1 page" : found.length + " pages";
      const best = found.length > SHOWN ? " The best " + SHOWN + " are here." : "";
      status.textContent = `Search found ${pages} for “${words}”.${best}`;
    }
    // The keyboard goes on from here to the first result.
    status.focus();
  };

  document.addEventListener("DOMContentLoaded", () => {
    const index = build(HANDBOOK);
    window.handbookSearch = (words) => answers(index, HANDBOOK, words);
    addEventListener("hashchange", () => ask(index, HANDBOOK));
    ask(index, HANDBOOK);
  });
})();

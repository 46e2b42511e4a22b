/* The search page: settings for Sphinx's searchtools.js, which loads after this file. */
"use strict";

// Sphinx keeps the words of a search in the browser's storage to highlight them later.
// On a shared computer the next reader could find them: off. (Sphinx's sphinx_highlight.js is not loaded.)
const SPHINX_HIGHLIGHT_ENABLED = false; // eslint-disable-line no-unused-vars

// Pages opened from a disk cannot be fetched: show titles without their first lines.
DOCUMENTATION_OPTIONS.SHOW_SEARCH_SUMMARY = location.protocol !== "file:";

// One-letter shortcuts get in the way of speech input (WCAG 2.1.4).
DOCUMENTATION_OPTIONS.ENABLE_SEARCH_SHORTCUTS = false;

document.addEventListener("DOMContentLoaded", () => {
  const box = document.getElementById("site-search-words");
  const run = () => {
    const words = new URLSearchParams(location.hash.slice(1)).get("q");
    if (!words) { box.focus(); return; }
    box.value = words;
    document.getElementById("search-results").replaceChildren();
    Search.performSearch(words);
    Search.status.setAttribute("role", "status");
  };
  addEventListener("hashchange", run);
  run();
});

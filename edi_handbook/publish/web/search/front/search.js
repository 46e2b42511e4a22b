/* global MiniSearch, HANDBOOK -- the scripts before this one on the page */
// The search page: asks MiniSearch for sections, shows the pages that they belong to.

import { answers, build } from "./matching.js";
import { snippet } from "./snippet.js";

const SHOWN = 10;

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

const box = () => document.getElementById("site-search-words");

const asked = () => (new URLSearchParams(location.hash.slice(1)).get("q") || "").trim();

const ask = (index, book) => {
  const words = asked();
  if (!words) { box().focus(); return; }
  box().value = words;
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
  const index = build(MiniSearch, HANDBOOK);
  window.handbookSearch = (words) => answers(index, HANDBOOK, words);
  addEventListener("hashchange", () => ask(index, HANDBOOK));
  // edi.js, and just after this WebKit, have emptied the box of a page that comes by Back.
  addEventListener("pageshow", (event) => { if (event.persisted) setTimeout(() => { box().value = asked(); }); });
  ask(index, HANDBOOK);
});

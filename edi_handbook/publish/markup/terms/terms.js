/* The meaning of a term, in place. edi.js fetches this file at the first click on a term and then calls handbookTerm. */
(() => {
  "use strict";
  const MEANINGS = /*MEANINGS*/ {};

  const close = (box, back) => {
    const link = box.opener;
    link.removeAttribute("aria-expanded");
    box.remove();
    if (back) link.focus();
  };

  const button = (words, act) => {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = words;
    made.addEventListener("click", act);
    return made;
  };

  const open = (link, [name, meaning]) => {
    const box = document.createElement("div");
    box.className = "term-box";
    box.tabIndex = -1;
    box.setAttribute("role", "group");
    box.setAttribute("aria-label", `Meaning of ${name}`);
    box.opener = link;
    const line = document.createElement("p");
    const term = document.createElement("strong");
    term.textContent = name;
    line.append(term, `: ${meaning}`);
    const more = document.createElement("a");
    more.href = link.href;
    more.textContent = `${name} in the glossary`;
    box.append(line, more, button("Close", () => close(box, true)));
    box.addEventListener("keydown", (event) => { if (event.key === "Escape") close(box, true); });
    // Below the block that the word stands in, so that it covers nothing at any size.
    const block = link.closest("p, dd, li, td, th, figcaption") || link;
    if (block.matches("p")) block.after(box);
    else block.append(box);
    link.setAttribute("aria-expanded", "true");
    box.focus();
  };

  // True where the term has a meaning to show; false leaves the click to the browser.
  window.handbookTerm = (link) => {
    const shown = document.querySelector(".term-box");
    const again = shown && shown.opener === link;
    if (shown) close(shown, again);
    if (again) return true;
    const anchor = decodeURIComponent(link.hash.slice(1));
    if (!Object.hasOwn(MEANINGS, anchor)) return false;
    open(link, MEANINGS[anchor]);
    return true;
  };
})();

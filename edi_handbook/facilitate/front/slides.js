// Moves a deck by keys and by a clicker. Without it the deck is one page that scrolls, with links from slide to slide.

import { all } from "../../front/dom.js";
import { move } from "./moves.js";
import "./notes.js";

document.documentElement.classList.remove("no-js");

document.addEventListener("DOMContentLoaded", () => {
  const slides = all(document, ".slide");

  const current = () => slides.reduce((last, slide, at) => (slide.getBoundingClientRect().top < innerHeight / 2 ? at : last), 0);

  const go = (at) => {
    const slide = slides[at];
    slide.scrollIntoView();
    slide.focus({ preventScroll: true }); // a screen reader reads on from here
    history.replaceState(null, "", `#${slide.id}`); // going back leaves the deck, not the slide
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
    if (event.target.closest("input, [role=region]")) return; // their own arrows
    const at = current();
    const { top, bottom } = slides[at].getBoundingClientRect();
    const to = move(event.key, { at, count: slides.length, top, bottom, height: innerHeight });
    if (to === null) return;
    event.preventDefault();
    go(to);
  });
});

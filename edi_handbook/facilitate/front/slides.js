// Moves a deck by keys and by a clicker. Without it the deck is one page that scrolls, with links from slide to slide.

import { all } from "../../front/dom.js";
import {} from "./notes.js";

document.documentElement.classList.remove("no-js");

const FORWARD = ["ArrowRight", "PageDown"];
const BACK = ["ArrowLeft", "PageUp"];

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
    let to = null;
    if (FORWARD.includes(event.key)) to = at + 1;
    else if (BACK.includes(event.key)) to = at - 1;
    else if (event.key === "Home") to = 0;
    else if (event.key === "End") to = slides.length - 1;
    // A slide that is longer than the screen is read to its end first.
    const long = bottom - top > innerHeight + 2;
    if (long && event.key === "PageDown" && bottom > innerHeight + 2) return;
    if (long && event.key === "PageUp" && top < -2) return;
    if (to === null || !slides[to]) return;
    event.preventDefault();
    go(to);
  });
});

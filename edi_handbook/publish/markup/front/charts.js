// Marks of a chart that can be pointed at, or stepped through. One control of the browser's own, a slider that stands at
// a mark, is the one stop of a chart for the keyboard, and says each value once. Without script the table serves.

import { all, h } from "../../../front/dom.js";
import { nearest } from "./nearest.js";

const HINT = "Tap a mark to read it, or step through the marks with the arrow keys.";
const SVG = "http://www.w3.org/2000/svg";
const GAP = 4; // between a mark and the ring around it

const ringAround = (mark) => {
  const { x, y, width, height } = mark.getBBox();
  const ring = document.createElementNS(SVG, "rect");
  const place = { class: "ring", x: x - GAP, y: y - GAP, width: width + 2 * GAP, height: height + 2 * GAP, rx: GAP };
  for (const [name, value] of Object.entries(place)) ring.setAttribute(name, value);
  mark.ownerSVGElement.append(ring);
};

const start = (figure) => {
  const line = figure.querySelector(".chart-say");
  const words = h("span", {});
  const title = figure.querySelector("figcaption").textContent.trim().replace(/\s+/g, " ");
  const slider = h("input", { type: "range", min: 0, value: 0, class: "chart-steps", "aria-label": `Marks of the chart: ${title}` });
  line.append(words, slider);

  // Of the form that is shown: the other one has the same numbers, and may have other marks.
  const marks = () => all(figure, ".mark").filter((mark) => mark.getClientRects().length);

  // 0: at none; 1: at the first.
  const stand = (at) => {
    const there = marks();
    slider.max = there.length;
    slider.value = at;
    const mark = there[at - 1];
    words.textContent = mark ? mark.dataset.say : HINT;
    slider.setAttribute("aria-valuetext", mark ? mark.dataset.say : "No mark chosen");
    for (const ring of all(figure, ".ring")) ring.remove();
    if (mark) ringAround(mark);
  };

  const KEYS = {
    ArrowRight: (at) => at + 1,
    ArrowDown: (at) => at + 1, // as the rows run; a slider of its own would go back
    ArrowLeft: (at) => Math.max(at - 1, 1),
    ArrowUp: (at) => Math.max(at - 1, 1),
    Home: () => 1,
    End: () => marks().length,
    Escape: () => 0,
  };
  slider.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.shiftKey || !Object.hasOwn(KEYS, event.key)) return;
    event.preventDefault();
    stand(Math.min(KEYS[event.key](Number(slider.value)), marks().length));
    marks()[slider.value - 1]?.scrollIntoView({ block: "nearest" });
  });
  slider.addEventListener("input", () => stand(Number(slider.value)));

  const point = (event) => {
    const boxes = marks().map((mark) => mark.getBoundingClientRect());
    const at = nearest(boxes, event.clientX, event.clientY) + 1;
    if (at || event.type === "click") stand(at);
  };
  for (const drawing of all(figure, "svg")) {
    drawing.addEventListener("pointermove", point);
    drawing.addEventListener("click", point);
  }
  matchMedia("(min-width: 48rem)").addEventListener("change", () => stand(0));
  stand(0);
};

for (const figure of all(document, "figure.chart")) if (figure.querySelector(".chart-say")) start(figure);

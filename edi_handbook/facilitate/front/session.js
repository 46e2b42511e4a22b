// Clock times on a session page, from the start that the reader gives. Nothing is kept: the field is empty next time.

import { all } from "../../front/dom.js";
import { clock, minutes } from "./clock.js";

const field = document.querySelector("[data-session-start]");
const places = all(document, ".session-time").map((place) => ({ place, offset: place.textContent }));

field.addEventListener("input", () => {
  const start = field.value;
  for (const { place, offset } of places) place.textContent = start ? clock(minutes(start) + minutes(offset)) : offset;
  const end = places.reduce((last, { offset }) => Math.max(last, minutes(offset)), 0);
  field.closest("p").querySelector("[role=status]").textContent = start
    ? `Times run from ${start} to ${clock(minutes(start) + end)}.`
    : "Times count from the start.";
});

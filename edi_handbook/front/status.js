// The status line is read out, and stays. A reader who has it off the screen sees the same at the foot of the window.

import { FULL } from "./keeping.js";

export const statusLine = (root) => {
  const line = root.querySelector("[data-status]");
  const echo = root.querySelector("[data-echo]");
  let fading;
  return (text) => {
    if (line.textContent === text) return;
    line.textContent = text;
    const { top, bottom } = line.getBoundingClientRect();
    echo.textContent = top >= 0 && bottom <= innerHeight ? "" : text;
    clearTimeout(fading);
    if (text !== FULL) fading = setTimeout(() => { echo.textContent = ""; }, 15_000);
  };
};

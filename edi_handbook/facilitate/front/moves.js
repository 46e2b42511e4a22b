// Which slide a key leads to.

const FORWARD = ["ArrowRight", "PageDown"];
const BACK = ["ArrowLeft", "PageUp"];

// The number of the slide to go to from the slide `at`, or null where the key is left to the browser: it is none of a
// deck's, there is no such slide, or the slide is longer than the screen and is read to its end first. `count` is of all
// slides; `top` and `bottom` are the slide's edges on a screen of `height`, in pixels.
export const move = (key, { at, count, top, bottom, height }) => {
  const long = bottom - top > height + 2;
  if (long && key === "PageDown" && bottom > height + 2) return null;
  if (long && key === "PageUp" && top < -2) return null;
  let to = null;
  if (FORWARD.includes(key)) to = at + 1;
  else if (BACK.includes(key)) to = at - 1;
  else if (key === "Home") to = 0;
  else if (key === "End") to = count - 1;
  return to !== null && to >= 0 && to < count ? to : null;
};

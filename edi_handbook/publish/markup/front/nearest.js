// Which of several boxes a pointer means: the nearest within reach of it.

const REACH = 28; // pixels: a finger is wider than a mark

const distance = ({ left, right, top, bottom }, x, y) =>
  Math.hypot(Math.max(left - x, 0, x - right), Math.max(top - y, 0, y - bottom));

// The number of the box, or -1 where none is near.
export const nearest = (boxes, x, y) => {
  const all = boxes.map((box) => distance(box, x, y));
  const least = Math.min(...all);
  return least <= REACH ? all.indexOf(least) : -1;
};

// All that an open form remembers of its reader. Nothing else in this folder keeps anything between two events: the
// answers are in the controls, which `items` reads and empties, and what outlives the page is in the store.

import { pseudonym } from "./group.js";

export const begin = (name, title, items) => ({
  name,
  title,
  items, // as answers.asItem makes them
  seen: new Map(), // item → its entry in the store as this tab last read or wrote it
  loose: new Set(), // items whose answer is nowhere but on the screen
  person: pseudonym(), // whom a group's file is from: one load of the page, and nobody by name
});

// The form as it was before anything was written in it.
export const empty = (state) => {
  state.seen.clear();
  state.loose.clear();
  for (const item of state.items) item.empty();
};

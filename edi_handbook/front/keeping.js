// What goes into the store, and what comes back into the form. It knows no page: each function changes the state, and
// gives back what to say.

import * as store from "./store.js";
import { isEmpty, over, parse, recordOf, same } from "./record.js";

const KEPT = "Kept on this device. ";
export const FULL = "This device would not keep your last change: its store for this site is full or closed. Download your answers now, or erase something kept.";
const ON_SCREEN = "Your answers stay on the screen until you leave this page.";

const key = (state, item) => `${state.name}:${item.id}:${item.wording}`;

const answered = (item) => !isEmpty(item.read());

// The mark that the reader asked for this reflection to be kept.
export const isKept = (state) => store.get(state.name) !== null;

// False where the device would not take it.
const write = (state, item) => {
  const { seen } = state, before = store.get(key(state, item));
  if (!answered(item)) {
    if (before === (seen.get(item) ?? null)) store.drop(key(state, item)); // another tab's answer is not ours to drop
    seen.delete(item);
    return true;
  }
  const next = recordOf(state.title, item);
  const text = JSON.stringify(before === null ? next : over(before, before === seen.get(item), next));
  if (!store.put(key(state, item), text)) return false;
  seen.set(item, text);
  return true;
};

const writeAll = (state) => {
  const { name, title, items, loose } = state;
  if (!store.put(name, JSON.stringify({ title, since: new Date().toISOString(), of: items.length }))) return false;
  let whole = true;
  for (const item of items) if (write(state, item)) loose.delete(item); else { loose.add(item); whole = false; }
  return whole;
};

// Reads the store into the form, leaving alone what is written on the screen and nowhere else. What could not be shown.
const load = (state) => {
  const { name, items, seen, loose } = state;
  const notes = [];
  const here = new Set(items.map((item) => key(state, item)));
  for (const item of items) {
    const text = store.get(key(state, item));
    if (text === null) { seen.delete(item); continue; }
    const old = parse(text), value = old && item.clean(old.value);
    if (!value) { notes.push("An entry that is damaged"); continue; }
    if (!same(value, item.read())) {
      if (loose.has(item)) { notes.push("Another answer to a question that you have answered here"); continue; }
      item.fill(value);
    }
    seen.set(item, text);
    loose.delete(item);
  }
  if (store.list().own.some((entry) => entry.key.startsWith(name + ":") && !here.has(entry.key))) notes.push("An answer to an earlier wording of a question");
  return notes.length ? `${notes[0]} is not in the form. See "What is kept on this device".` : "";
};

export const resume = (state) => KEPT + load(state);

// The reader asks for it: {keeps: whether anything is kept, words}.
export const start = (state) => {
  const note = load(state);
  if (writeAll(state)) return { keeps: true, words: KEPT + note };
  return { keeps: state.loose.size < state.items.length, words: FULL };
};

export const stop = (state) => {
  for (const item of state.items) {
    store.drop(key(state, item));
    state.seen.delete(item);
    if (answered(item)) state.loose.add(item);
  }
  store.drop(state.name);
  return "No longer kept. " + ON_SCREEN;
};

// An answer has changed on the screen, and is to be kept.
export const keep = (state, item) => {
  const { loose } = state;
  if (!write(state, item)) { loose.add(item); return FULL; }
  loose.delete(item);
  return !loose.size || writeAll(state) ? KEPT : FULL; // what would not fit before may fit now
};

// An answer has changed on the screen, and is not to be kept.
export const leave = (state, item) => {
  if (answered(item)) state.loose.add(item); else state.loose.delete(item);
};

// The name under which an erasure of everything is told to the other tabs.
export const ERASED = "erased";

export const eraseAll = () => {
  store.put(ERASED, "");
  store.dropAll();
};

// Entries have been erased from the list of what is kept.
export const erased = (state) => {
  for (const item of state.items) {
    if (store.get(key(state, item)) !== null || !state.seen.has(item)) continue;
    state.seen.delete(item);
    if (answered(item)) state.loose.add(item);
  }
  return "Erased.";
};

// Another tab has changed the entry at `changed` (null: all of them) to `text` (null: gone), while this one keeps:
// {keeps, words}, or null where that is nothing to this form.
export const elsewhere = (state, changed, text) => {
  if (changed === null || (changed === state.name && text === null)) {
    for (const item of state.items) if (answered(item)) state.loose.add(item);
    return { keeps: false, words: "Another tab erased what was kept. " + ON_SCREEN };
  }
  if (text === null || !changed.startsWith(state.name + ":")) return null;
  return { keeps: true, words: `Another tab added to what is kept. ${load(state)}` };
};

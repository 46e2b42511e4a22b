// What is kept on this device: one entry an answer, so that two tabs never overwrite each other's other answers.
// A key is edi-handbook:<version>:<reflection>:<item>:<wording>. The wording is part of the key: a reworded question has
// another key, and an old answer can never appear under it. Every site of one origin shares this store: hence the prefix.

const FAMILY = "edi-handbook:";
export const PREFIX = FAMILY + "1:";

// The browser may refuse even to name its store (private window, policy).
const storage = () => {
  try {
    const found = window.localStorage;
    found.getItem(PREFIX);
    return found;
  } catch {
    return null;
  }
};

export const available = () => storage() !== null;

// True if kept. False where the store is full or blocked: the caller says so.
export const put = (key, text) => {
  try {
    storage().setItem(PREFIX + key, text);
    return true;
  } catch {
    return false;
  }
};

export const get = (key) => storage()?.getItem(PREFIX + key) ?? null;

export const drop = (key) => storage()?.removeItem(PREFIX + key);

// Everything of ours: {key, text}; `foreign` holds another version's entries, whose keys are whole.
export const list = () => {
  const own = [], foreign = [], found = storage();
  for (let i = 0; found && i < found.length; i++) {
    const key = found.key(i);
    if (key.startsWith(PREFIX)) own.push({ key: key.slice(PREFIX.length), text: found.getItem(key) });
    else if (key.startsWith(FAMILY)) foreign.push({ key, text: found.getItem(key) });
  }
  const byKey = (a, b) => (a.key < b.key ? -1 : 1);
  return { own: own.sort(byKey), foreign: foreign.sort(byKey) };
};

export const dropForeign = (key) => key.startsWith(FAMILY) && storage()?.removeItem(key);

export const dropAll = () => {
  const { own, foreign } = list();
  own.forEach(({ key }) => drop(key));
  foreign.forEach(({ key }) => dropForeign(key));
};

export const onOtherTab = (listener) =>
  addEventListener("storage", (event) => {
    if (event.key === null) listener(null, null);
    else if (event.key.startsWith(PREFIX)) listener(event.key.slice(PREFIX.length), event.newValue);
  });

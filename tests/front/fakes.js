// Stand-ins for what a page gives: a store, an item of a form, a control.

// A store as a browser has it. `room` is how many characters it takes; `fails` has every call throw, as a blocked one does.
export const storage = ({ room = Infinity, fails = false } = {}) => {
  const entries = new Map();
  const guard = (act) => {
    if (fails) throw new Error("SecurityError");
    return act();
  };
  const used = () => [...entries].reduce((sum, [key, text]) => sum + key.length + text.length, 0);
  return {
    entries,
    set room(size) { room = size; },
    get length() { return entries.size; },
    key: (at) => [...entries.keys()][at] ?? null,
    getItem: (key) => guard(() => entries.get(key) ?? null),
    removeItem: (key) => guard(() => entries.delete(key)),
    setItem: (key, text) => guard(() => {
      const before = entries.get(key);
      entries.delete(key);
      if (used() + key.length + text.length <= room) { entries.set(key, text); return; }
      if (before !== undefined) entries.set(key, before);
      throw new Error("QuotaExceededError");
    }),
  };
};

// Puts a store, and what else a page would have, where modules look for it.
export const usePage = (localStorage, more = {}) => { globalThis.window = { localStorage, ...more }; };

// An item as answers.asItem makes it, which holds plain text.
export const item = (id, text = "", more = {}) => {
  let value = text ? { text } : {};
  return {
    id, wording: "0badcafe", kind: "text", prompt: `Question ${id}`, ...more,
    read: () => value,
    said: () => Object.values(value).flat(),
    clean: (given) => (typeof given?.text === "string" && given.text ? { text: given.text } : null),
    fill: (given) => { value = given; },
    empty: () => { value = {}; },
  };
};

// An element of a form as built: its attributes and what is in it, and for a control what is written in it.
export const built = (written, attributes = {}, ...childNodes) => ({
  attributes: Object.entries(attributes).map(([name, value]) => ({ name, value })),
  childNodes, ...written,
  get defaultChecked() { return this.getAttribute("checked") !== null; },
  set defaultChecked(on) { if (on) this.setAttribute("checked", ""); else this.removeAttribute("checked"); },
  matches() { return "checked" in this; },
  getAttributeNames() { return this.attributes.map(({ name }) => name); },
  getAttribute(name) { return this.attributes.find((one) => one.name === name)?.value ?? null; },
  removeAttribute(name) { this.attributes = this.attributes.filter((one) => one.name !== name); },
  setAttribute(name, value) { this.removeAttribute(name); this.attributes.push({ name, value }); },
  replaceChildren(...nodes) { this.childNodes = nodes; },
});

// The whole of a form, whose title it bears.
export const form = (title, ...elements) => Object.assign(built({}), {
  dataset: { title },
  querySelectorAll: (selector) => elements.filter((one) => selector === "*" || one.matches()),
});

// A control, and the element that holds an item's controls.
export const control = (part, { tagName = "INPUT", attributes = [], say, choice, ...more }) => {
  const has = new Set(attributes);
  return {
    tagName, value: "", checked: false, maxLength: -1, ...more,
    dataset: { part, ...(say && { say }), ...(choice && { value: choice }) },
    hasAttribute: (name) => has.has(name),
    toggleAttribute: (name, on) => { if (on) has.add(name); else has.delete(name); },
    closest: () => ({ textContent: more.label ?? "" }),
  };
};

export const element = (controls, { prompt = "A question?", ...dataset } = {}) => {
  const made = {
    dataset: { item: "one", wording: "0badcafe", ...dataset },
    querySelector: () => ({ textContent: prompt }),
    querySelectorAll: (selector) => (selector === "[data-part]" ? controls : []),
  };
  // A tick's label is its own, its group is the item.
  for (const one of controls) one.closest = (selector) => (selector === "fieldset" ? made : { textContent: one.label ?? "" });
  return made;
};

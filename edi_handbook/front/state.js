// All that an open form remembers of its reader. Nothing else of a form keeps anything between two events: the answers are
// in the controls, which `items` reads and empties, and what outlives the page is in the store.

import { all } from "./dom.js";

const BOX = "[type=checkbox], [type=radio]";

// `root` is the form as it was built: whatever anybody writes in it later, `forget` takes away. `fresh` gives what else a
// form has to know of one filling in, and is asked again for the next.
export const begin = (root, called, items, fresh = () => ({})) => ({
  root,
  name: called,
  title: root.dataset.title,
  items, // as reflect's answers.asItem makes them
  built: [root, ...all(root, "*")].map((element) => ({
    element,
    attributes: new Map([...element.attributes].map(({ name, value }) => [name, value])),
    nodes: [...element.childNodes],
  })),
  seen: new Map(), // item → its entry in the store as this tab last read or wrote it
  loose: new Set(), // items whose answer is nowhere but on the screen
  fresh,
  ...fresh(),
});

// Firefox writes to its disk, against a crash, each box that is not ticked as the page itself has it. So the page has it.
export const hold = ({ root }) => {
  for (const box of all(root, BOX)) box.defaultChecked = box.checked;
};

// The form as it was built, element for element: a list of what to empty would miss what is written elsewhere next year.
export const forget = (state) => {
  for (const { element, attributes, nodes } of state.built) {
    for (const name of element.getAttributeNames()) if (!attributes.has(name)) element.removeAttribute(name);
    attributes.forEach((value, name) => { if (element.getAttribute(name) !== value) element.setAttribute(name, value); });
    if (nodes.length !== element.childNodes.length || nodes.some((node, at) => node !== element.childNodes[at])) element.replaceChildren(...nodes);
    if (element.matches(BOX)) element.checked = element.defaultChecked;
    else if ("defaultValue" in element) element.value = element.defaultValue;
  }
  state.seen.clear();
  state.loose.clear();
  Object.assign(state, state.fresh());
};

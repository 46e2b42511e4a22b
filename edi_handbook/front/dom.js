// Small helpers that reflections and explorers share. Text goes in as text: nothing here parses HTML.

export const h = (tag, props = {}, ...kids) => {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) element.setAttribute(name, value);
  element.append(...kids);
  return element;
};

export const all = (root, selector) => [...root.querySelectorAll(selector)];

// The control that does `what`, by the name that its markup gives it.
export const doing = (root, what) => root.querySelector(`[data-do="${what}"]`);

export const download = (name, type, text) => {
  const address = URL.createObjectURL(new Blob([text], { type }));
  const link = h("a", { href: address, download: name });
  document.body.append(link); // Firefox follows only a link that is in the page
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 1000);
};

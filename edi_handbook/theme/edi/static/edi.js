/* The theme's one script. Every page reads and navigates without it. */
(() => {
  "use strict";
  const root = document.documentElement;
  const COLOURS = ["light", "dark"];

  // A browser may refuse storage (private window, a policy, a file): the choice then lasts for the page.
  const remembered = () => { try { return localStorage.getItem("theme"); } catch { return null; } };
  const remember = (choice) => { try { localStorage.setItem("theme", choice); } catch { /* see above */ } };

  const paint = (choice) => {
    if (COLOURS.includes(choice)) root.dataset.theme = choice;
    else delete root.dataset.theme;
  };

  // Before the first paint, so that a dark page never flashes white.
  paint(remembered());
  root.classList.remove("no-js");

  const themeChoice = () => {
    const select = document.getElementById("theme-choice");
    select.value = root.dataset.theme || "auto";
    select.addEventListener("change", () => { paint(select.value); remember(select.value); });
  };

  // The policy forbids sending a form, and a query after `?` would reach the server's log: open the search page
  // with the words after `#` instead.
  const search = () => {
    const form = document.querySelector(".site-search");
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const words = form.elements.words.value.trim();
      const [page] = form.getAttribute("action").split("#"); // empty on the search page itself
      if (words) location.href = `${page}#q=${encodeURIComponent(words)}`;
      else form.elements.words.focus();
    });
    // Who opens the field on a phone wants to type.
    form.addEventListener("toggle", (event) => { if (event.newState === "open") form.elements.words.focus(); });
  };

  // A link to a place on the same page must not leave the menu over it.
  const menu = () => {
    const panel = document.getElementById("site-menu");
    panel.addEventListener("click", (event) => {
      if (event.target.closest("a") && panel.matches(":popover-open")) panel.hidePopover();
    });
  };

  // A table or formula that fits needs no stop for the keyboard and is no region.
  const boxes = () => {
    const found = document.querySelectorAll(".table-wrapper, .math-wrapper");
    if (!found.length || !window.ResizeObserver) return;
    const fit = (box) => {
      const scrolls = box.scrollWidth > box.clientWidth;
      if (scrolls) { box.setAttribute("role", "region"); box.tabIndex = 0; }
      else { box.removeAttribute("role"); box.removeAttribute("tabindex"); }
      // A name is allowed on a region only.
      if (scrolls && box.dataset.name) box.setAttribute("aria-label", box.dataset.name);
      else if (!scrolls && box.hasAttribute("aria-label")) {
        box.dataset.name = box.getAttribute("aria-label");
        box.removeAttribute("aria-label");
      }
    };
    const watch = new ResizeObserver((seen) => seen.forEach((entry) => fit(entry.target)));
    found.forEach((box) => watch.observe(box));
  };

  // A table that stacks on a phone has lost its rows for some who hear the page: its parts say what they are.
  const stacks = () => {
    const parts = document.querySelectorAll("table.stacks, .stacks :is(thead, tbody, tr, th, td)");
    const phone = matchMedia("(max-width: 39.99rem)");
    const ROLES = { TABLE: "table", THEAD: "rowgroup", TBODY: "rowgroup", TR: "row", TD: "cell" };
    const say = () => parts.forEach((one) => {
      const role = ROLES[one.tagName] || (one.scope === "col" ? "columnheader" : "rowheader");
      if (phone.matches) one.setAttribute("role", role);
      else one.removeAttribute("role");
    });
    say();
    phone.addEventListener("change", say);
  };

  // A term opens its meaning in place; terms.js, with all the meanings, comes at the first click. Anything but a plain
  // click, or a failure, is left to the link.
  const terms = () => {
    const address = new URL("terms.js", document.querySelector("script[src*='edi.js']").src).href;
    const follow = (link) => { if (!window.handbookTerm?.(link)) location.href = link.href; };
    document.addEventListener("click", (event) => {
      const link = event.target.closest("article a.term");
      if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
      event.preventDefault();
      if (window.handbookTerm) { follow(link); return; }
      const script = document.createElement("script");
      script.src = address;
      script.onload = script.onerror = () => follow(link);
      document.head.append(script);
    });
  };

  // Paper has no way to open a dropdown.
  const print = () => {
    let opened = [];
    addEventListener("beforeprint", () => {
      opened = [...document.querySelectorAll("article details:not([open])")];
      opened.forEach((details) => { details.open = true; });
    });
    addEventListener("afterprint", () => {
      opened.forEach((details) => { details.open = false; });
      opened = [];
    });
  };

  // What a reader ticks or types is for her alone: it goes as she leaves, lest Back show it to the next one. Browsers put
  // ticks back on a reload too, and Firefox writes to its disk, against a crash, those that the page itself does not
  // have: so the page gets them. HTML allows the attribute on fields of text only; Chromium heeds it on boxes. A
  // reflection and a strategy see to the rest themselves (front/state.js), and come after this.
  const controls = () => {
    const found = [...document.querySelectorAll("input")];
    const ticks = found.filter((one) => /checkbox|radio/.test(one.type));
    const others = found.filter((one) => !one.closest("[data-reflection], [data-yours]"));
    ticks.forEach((box) => { box.autocomplete = "off"; box.checked = box.defaultChecked; });
    const built = others.map((one) => [one, one.defaultChecked, one.defaultValue]);
    document.addEventListener("change", () => ticks.forEach((box) => { box.defaultChecked = box.checked; }));
    addEventListener("pagehide", () => built.forEach(([one, ticked, value]) => {
      if (ticks.includes(one)) { one.checked = one.defaultChecked = ticked; return; }
      one.value = value;
      one.dispatchEvent(new Event("input")); // for what is worked out from it
    }));
  };

  document.addEventListener("readystatechange", () => { if (document.readyState === "interactive") controls(); });
  document.addEventListener("DOMContentLoaded", () => {
    [themeChoice, search, menu, boxes, stacks, terms, print].forEach((part) => part());
  });
})();

// The button that begins: only then does the page load what fills the form. A classic script, as a memory stick needs.

import { all, doing } from "../../front/dom.js";

const address = new URL("yours-asked.js", document.currentScript.src).href;

for (const root of all(document, "[data-yours]")) {
  const button = doing(root, "start");
  button.addEventListener("click", () => {
    button.disabled = true; // a second script would begin a second time
    const script = document.createElement("script");
    script.src = address;
    script.onload = () => root.querySelector("[data-item] input").focus();
    script.onerror = () => {
      button.disabled = false;
      root.querySelector("[data-starting]").textContent = "The form did not come; check the connection, or print this page and write by hand.";
    };
    document.head.append(script);
  });
}

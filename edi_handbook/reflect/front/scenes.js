// Scenes come into view as the reader gets there; a browser without script shows them all.

import { all } from "../../front/dom.js";

export const scenes = (root) =>
  root.addEventListener("click", (event) => {
    const link = event.target.closest(".rf-next a");
    if (!link) return;
    event.preventDefault();
    const scene = all(root, ".rf-scene").find((one) => "#" + one.id === link.getAttribute("href"));
    scene.classList.add("rf-reached");
    scene.focus();
    scene.scrollIntoView({ block: "start" });
  });

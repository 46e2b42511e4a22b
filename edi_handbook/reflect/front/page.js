// The host of a built page. A classic script: it runs from a memory stick too, where modules do not load.

import { all } from "../../front/dom.js";
import { enhance } from "./form.js";
import { progress } from "./progress.js";

for (const root of all(document, "[data-reflection]")) enhance(root);
addEventListener("pageshow", () => progress(document)); // on coming back too, when less may be kept

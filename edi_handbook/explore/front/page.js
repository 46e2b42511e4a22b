// The host of a built page with explorers.

import { all } from "../../front/dom.js";
import { liven } from "./explorer.js";

for (const root of all(document, "[data-explorer]")) liven(root);

// What our JavaScript may not do. `pytest tests/front` runs it from the root of the repository.

import js from "@eslint/js";

const OURS = "edi_handbook/**/*.js";
const CLASSIC = ["edi_handbook/theme/edi/static/edi.js", "edi_handbook/publish/markup/terms/terms.js"];

// What of the browser our scripts may name without saying whose it is. The list is short on purpose: `name`, `status` and
// `event` are names of the browser too, and would hide a slip. Nothing on it sends anything, or makes code of text.
const BROWSER = [
  "addEventListener", "clearTimeout", "confirm", "crypto", "document", "history", "innerHeight", "localStorage", "location",
  "matchMedia", "navigator", "print", "setTimeout", "window",
  "Blob", "Event", "IntersectionObserver", "Option", "ResizeObserver", "TextEncoder", "URL", "URLSearchParams", "btoa",
];
const NODE = ["URL", "TextDecoder", "atob"];

const allowed = (names) => Object.fromEntries(names.map((name) => [name, "readonly"]));

const HTML = "What comes from a reader, a store or a file must never be read as HTML: use textContent, or h() of front/dom.js.";
const SENDS = "Nothing is sent.";
const refused = (names, message, object) => names.map((property) => ({ ...(object && { object }), property, message }));

export default [
  { ignores: ["**/vendor/**", "**/node_modules/**"] },
  js.configs.recommended,
  {
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      "array-callback-return": "error",
      "consistent-return": "error",
      eqeqeq: "error",
      "no-eval": "error",
      "no-implicit-globals": "error",
      "no-implied-eval": "error",
      "no-new-func": "error",
      "no-shadow": "error",
      "no-unused-vars": "error",
      "no-var": "error",
      "prefer-const": "error",
    },
  },
  {
    files: [OURS],
    languageOptions: { sourceType: "module", globals: allowed(BROWSER) },
    rules: {
      "no-restricted-properties": [
        "error",
        ...refused(["innerHTML", "outerHTML", "insertAdjacentHTML", "setHTMLUnsafe", "createContextualFragment", "srcdoc"], HTML),
        ...refused(["write", "writeln", "parseHTMLUnsafe"], HTML, "document"),
        ...refused(["fetch", "XMLHttpRequest", "WebSocket", "EventSource"], SENDS, "window"),
        ...refused(["sendBeacon"], SENDS),
      ],
    },
  },
  { files: CLASSIC, languageOptions: { sourceType: "script" }, rules: { strict: ["error", "function"] } },
  { files: ["tests/front/**/*.js"], languageOptions: { sourceType: "module", globals: allowed(NODE) } },
];

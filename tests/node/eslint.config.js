import js from "@eslint/js";
import globals from "globals";

export default [
  { ignores: ["docs/assets/js/vendor/", "tests/node/node_modules/", "snippets/javascript/node_modules/"] },
  js.configs.recommended,
  {
    languageOptions: { ecmaVersion: 2024, sourceType: "module" },
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      complexity: ["error", 12],
      curly: ["error", "multi-or-nest", "consistent"],
      eqeqeq: "error",
      "max-depth": ["error", 3],
      "max-lines": ["error", { max: 250, skipBlankLines: true, skipComments: true }],
      "max-lines-per-function": ["error", { max: 40, skipBlankLines: true, skipComments: true }],
      "no-implicit-globals": "error",
      "no-shadow": "error",
      "no-unused-expressions": ["error", { allowShortCircuit: true }],
      "no-unused-vars": "error",
      "no-var": "error",
      "object-shorthand": "error",
      "prefer-const": "error",
      "prefer-template": "error",
    },
  },
  { files: ["docs/assets/js/**"], languageOptions: { globals: globals.browser } },
  { files: ["tests/node/**"], languageOptions: { globals: globals.node } },
  { files: ["tests/languages/**", "snippets/**"], languageOptions: { globals: globals.nodeBuiltin } },
  // One file to copy, so it may be long.
  {
    files: ["snippets/javascript/bbb-api.mjs"],
    rules: { "max-lines": ["error", { max: 500, skipBlankLines: true, skipComments: true }] },
  },
];

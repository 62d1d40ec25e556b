// Rules of html-validate for the built site: all that it recommends, but for these.
module.exports = {
  root: true,
  extends: ["html-validate:recommended"],
  rules: {
    // How HTML is written down, which no reader and no browser notices. The theme and the Markdown writer have
    // their own ways: lower-case doctype, blank lines of templates, <input/>, checked="checked".
    "attribute-boolean-style": "off",
    "doctype-style": "off",
    "no-trailing-whitespace": "off",
    "void-style": "off",

    // HTML allows every id that is not empty and has no blanks; the theme's begin with underscores.
    "valid-id": ["error", { relaxed: true }],

    // The same limit as in the tests of titles: a title holds the key and what the page says of it.
    "long-title": ["error", { maxlength: 110 }],

    // The theme puts autocomplete="off" on check boxes that open its search. Without it, Firefox keeps them checked
    // over a reload.
    "valid-autocomplete": "off",

    // The shared secret belongs to no login: nothing is to be filled in for it, and nothing to be remembered.
    "autocomplete-password": "off",

    // A box with a name and role="region" is to everybody what a <section> with a name is.
    "prefer-native-element": ["error", { exclude: ["region"] }],

    // Search shows its results while the reader types, and the switch of colors acts at once: nothing to submit.
    "wcag/h32": "off",
  },
};

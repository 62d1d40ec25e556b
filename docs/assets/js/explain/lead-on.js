/* Where to go on when the tool can't tell: the site's search, troubleshooting, and what to copy next. */

import { element, only } from "../dom.js";
import { SELECTORS, TEXTS } from "../material.js";
import { cut } from "../pasted/coats.js";

/**
 * @import { ExplainData } from "./data.js"
 */

const WORDS = 8; // that are searched
const HIDDEN = /(?:checksum|secret|password|token)=|https?:/i;

/**
 * Return the words of a text that are worth a search: none of an address or a secret.
 *
 * @param {string} text
 */
export function searchWords(text) {
  const pieces = cut(text).split(/[\s"]+/);
  const words = pieces.flatMap((piece) => (HIDDEN.test(piece) ? [] : (piece.match(/[A-Za-z]{3,40}/g) ?? [])));
  return [...new Set(words)].slice(0, WORDS).join(" ");
}

/**
 * Put words into the site's search, which looks in this browser.
 *
 * @param {string} words
 */
export function search(words) {
  /** @type {HTMLInputElement} */
  const field = only(document, SELECTORS.searchField);
  document.querySelector(SELECTORS.searchButton)?.dispatchEvent(new MouseEvent("click", { bubbles: true }));
  field.value = words;
  field.focus();
  field.dispatchEvent(new Event(TEXTS.keyReleased, { bubbles: true }));
}

/**
 * Return what leads on.
 *
 * @param {string} text what was pasted
 * @param {ExplainData} data
 * @param {URL} root the address of the site's first page
 */
export function leadOn(text, data, root) {
  const words = searchWords(text);
  const items = [];
  if (words) {
    const button = element("button", { type: "button", "data-search": words }, `Search this site for “${words}”`);
    items.push(element("li", {}, button));
  }
  const trouble = element("a", { href: new URL(data.pages.troubleshooting, root).href }, "Troubleshooting");
  items.push(element("li", {}, trouble, " starts from what you see."));
  items.push(
    element(
      "li",
      {},
      "Copy more and paste it here: the HTTP status, the URL without its checksum and secret, and the first 200 characters of the body.",
    ),
  );
  const form = document.querySelector('footer a[href*="/issues/new"]')?.getAttribute("href");
  if (form) items.push(element("li", {}, element("a", { href: form }, "Tell us about this text"), "."));
  const title = element("h2", { tabindex: "-1" }, "What next");
  return element("section", { class: "explain__card explain__next" }, title, element("ul", {}, ...items));
}

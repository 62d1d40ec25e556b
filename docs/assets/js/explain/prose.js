/* Prose of the tool's data as elements: `code` and [links](page) are kept, and everything else is text. */

import { element } from "../dom.js";

const MARKS = /`([^`]+)`|\[([^[\]]+)\]\(([^()\s]+)\)/g;

/**
 * Return prose as nodes.
 *
 * @param {string} text
 * @param {URL} root the address of the site's first page
 * @returns {(Node | string)[]}
 */
export function prose(text, root) {
  const made = [];
  let at = 0;
  for (const { 0: mark, 1: code, 2: label, 3: page, index } of text.matchAll(MARKS)) {
    made.push(text.slice(at, index));
    made.push(
      code ? element("code", {}, code) : element("a", { href: new URL(page, root).href }, ...prose(label, root)),
    );
    at = index + mark.length;
  }
  return [...made, text.slice(at)];
}

/* Message templates of the catalog, and how they are found in a text. Everything here searches for fixed texts, so
   that no input makes it slow. */

import { lower, normalized } from "../pasted/coats.js";
import { limits, patterns } from "../pasted/rules.js";

/**
 * @typedef {object} Template one wording: its fixed parts, and the names of what stands between them
 * @property {string} text
 * @property {string[]} parts in lower case
 * @property {string[]} names
 * @property {number} length letters of the fixed parts
 */
/** @typedef {{ name: string, value: string }} Value a value that is filled in */
/** @typedef {{ at: number, end: number, values: Value[] }} Place where a template stands in a text */

const PLACEHOLDER = new RegExp(patterns.placeholder);
const VALUE_END = new RegExp(patterns.value_end);

/**
 * Return a message as a template.
 *
 * @param {string} text with {placeholders}
 * @returns {Template}
 */
export function template(text) {
  const pieces = normalized(text).split(PLACEHOLDER);
  const parts = pieces.filter((_, n) => n % 2 === 0).map(lower);
  const names = pieces.filter((_, n) => n % 2 === 1);
  return { text, parts, names, length: parts.join("").length };
}

/**
 * Return the values in a normalized text if all of it is this wording, otherwise null. A full stop more or less does not matter.
 *
 * @param {Template} wording
 * @param {string} text
 * @param {string} small the text in lower case
 * @returns {Value[] | null}
 */
export function whole({ parts, names }, text, small) {
  const last = parts.length - 1;
  if (!names.length) return small.replace(/\.$/, "") === parts[0].replace(/\.$/, "") ? [] : null;
  if (!small.startsWith(parts[0]) || !small.endsWith(parts[last])) return null;
  const end = small.length - parts[last].length;
  let at = parts[0].length;
  const values = [];
  for (let n = 1; n < last; n++) {
    const next = small.indexOf(parts[n], at);
    if (next < 0 || next + parts[n].length > end) return null;
    values.push(text.slice(at, next));
    at = next + parts[n].length;
  }
  if (at > end) return null;
  return [...values, text.slice(at, end)].map((value, n) => ({ name: names[n], value: value.trim() }));
}

/**
 * Return where this wording stands in a normalized text, or null.
 *
 * @param {Template} wording
 * @param {string} text
 * @param {string} small the text in lower case
 * @returns {Place | null}
 */
export function within(wording, text, small) {
  const [first] = wording.parts;
  if (wording.length < limits.shortest || !first.trim()) return null;
  let at = small.indexOf(first);
  for (let tries = 0; tries < limits.tries && at >= 0; tries++) {
    const place = begunAt(wording, text, small, at);
    if (place) return place;
    at = small.indexOf(first, at + 1);
  }
  return null;
}

/**
 * Return the place of a wording that begins where its first part stands, or null.
 *
 * @param {Template} wording
 * @param {string} text
 * @param {string} small
 * @param {number} at
 * @returns {Place | null}
 */
function begunAt({ parts, names }, text, small, at) {
  let end = at + parts[0].length;
  const values = [];
  for (let n = 1; n < parts.length; n++) {
    const stop = parts[n].trim() ? nearBehind(small, parts[n], end) : endOfWord(text, end);
    if (stop < 0) return null;
    values.push({ name: names[n - 1], value: text.slice(end, stop).trim() });
    end = stop + parts[n].length;
  }
  return { at, end, values };
}

/**
 * Return where a part begins that stands not too far behind a place; -1 if it does not.
 *
 * @param {string} small
 * @param {string} part
 * @param {number} at
 */
function nearBehind(small, part, at) {
  const near = small.slice(at, at + limits.farthest + part.length).indexOf(part);
  return near < 0 ? -1 : at + near;
}

/**
 * Return where the word ends that begins at a place.
 *
 * @param {string} text
 * @param {number} at
 */
function endOfWord(text, at) {
  const near = text.slice(at, at + limits.farthest);
  const end = near.search(VALUE_END);
  return at + (end < 0 ? near.length : end);
}

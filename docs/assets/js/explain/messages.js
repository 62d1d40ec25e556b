/* Message templates of the catalog, and how they are found in a text. Everything here searches for fixed texts, so
   that no input makes it slow. */

import { lower, normalized } from "../pasted/coats.js";

/**
 * @typedef {object} Template one wording: its fixed parts, and the names of what stands between them
 * @property {string} text
 * @property {string[]} parts in lower case
 * @property {string[]} names
 * @property {number} length letters of the fixed parts
 */
/** @typedef {{ name: string, value: string }} Value a value that is filled in */

const FARTHEST = 300; // characters that a filled-in value may have within a longer text
const SHORTEST = 12; // letters that a text must have to be looked for within another one

/**
 * Return a message as a template.
 *
 * @param {string} text with {placeholders}
 * @returns {Template}
 */
export function template(text) {
  const pieces = normalized(text).split(/\{([A-Za-z]+)\}/);
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
 * @returns {{ at: number, end: number, values: Value[] } | null}
 */
export function within(wording, text, small) {
  const { parts, names } = wording;
  if (wording.length < SHORTEST || !parts[0].trim()) return null;
  const at = small.indexOf(parts[0]);
  if (at < 0) return null;
  let end = at + parts[0].length;
  const values = [];
  for (let n = 1; n < parts.length; n++) {
    const stop = parts[n].trim() ? small.indexOf(parts[n], end) : endOfWord(text, end);
    if (stop < 0 || stop - end > FARTHEST) return null;
    values.push({ name: names[n - 1], value: text.slice(end, stop).trim() });
    end = stop + parts[n].length;
  }
  return { at, end, values };
}

/**
 * Return where the word ends that begins at a place.
 *
 * @param {string} text
 * @param {number} at
 */
function endOfWord(text, at) {
  const [word] = /^[^\s"'<>,;|]*/.exec(text.slice(at, at + FARTHEST)) ?? [""];
  return at + word.length;
}

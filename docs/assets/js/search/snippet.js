/* What a result shows of a section: the words around the best place, with those asked for marked. */

import { analyzed, WORD } from "./words.js";

const LONGEST = 240;
const ENTITIES = /** @type {Record<string, string>} */ ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" });

/**
 * Return a text as HTML.
 *
 * @param {string} text
 */
const escaped = (text) => text.replace(/[&<>"]/g, (sign) => ENTITIES[sign]);

/**
 * Return the words of a text that were asked for, in order.
 *
 * @param {string} text
 * @param {Set<string>} asked
 */
function places(text, asked) {
  const found = [];
  for (const { 0: match, index: start } of text.matchAll(WORD)) {
    const word = analyzed(match);
    if (asked.has(word.whole) || word.pieces.some((piece) => asked.has(piece)))
      found.push({ word, start, end: start + match.length });
  }
  return found;
}

/**
 * Return a text as HTML, with the words marked that were asked for.
 *
 * @param {string} text
 * @param {Set<string>} asked
 */
export function marked(text, asked) {
  let html = "";
  let done = 0;
  for (const { start, end } of places(text, asked)) {
    html += `${escaped(text.slice(done, start))}<mark>${escaped(text.slice(start, end))}</mark>`;
    done = end;
  }
  return html + escaped(text.slice(done));
}

/**
 * Return the part of a text with most of the words that were asked for, as HTML.
 *
 * @param {string} text
 * @param {Set<string>} asked
 */
export function snippet(text, asked) {
  const found = places(text, asked);
  let [from, most] = [0, 0];
  for (const [first, { start }] of found.entries()) {
    const kinds = new Set();
    for (let next = first; found[next]?.end <= start + LONGEST; next++) kinds.add(found[next].word.whole);
    if (kinds.size > most) [from, most] = [start, kinds.size];
  }
  const sentence = Math.max(text.lastIndexOf(". ", from), text.lastIndexOf(": ", from)) + 2;
  const near = sentence > 1 && from - sentence < LONGEST / 3 ? sentence : text.lastIndexOf(" ", from - 30) + 1;
  const start = from < LONGEST / 3 ? 0 : near;
  const end = start + LONGEST < text.length ? text.lastIndexOf(" ", start + LONGEST) : text.length;
  const [before, after] = [start ? "… " : "", end < text.length ? " …" : ""];
  return before + marked(text.slice(start, Math.max(start, end)), asked) + after;
}

/* What is asked of the theme's search worker, and the order of its results. */

import { keyAndMessage } from "../pasted/responses.js";
import { wordsOf } from "./exact.js";

const DIGIT = /\p{N}/u;

/** @typedef {{ location: string, score: number }} Section a section that was found */

/**
 * Return what exactly is asked for: the key or the message of a pasted response, otherwise the text itself.
 *
 * @param {string} text
 */
export function subject(text) {
  const { key, message } = keyAndMessage(text);
  return key || message || text;
}

/**
 * Return the question for the search worker (lunr's language: `^20` is a weight, `*` any letters, `~1` one wrong letter;
 * the theme itself adds a `*` behind a word without weight). A key decides alone; of a sentence, whole words count more
 * than words that only begin like them; a single word may also be the middle or the end of a key, or be misspelled.
 * A word with a digit is taken as it is: lunr names the states of its index by letters and numbers in a row, so digits
 * can lead it to words that are not there, and it finds nothing at all.
 *
 * @param {string} text
 */
export function question(text) {
  const { key, message } = keyAndMessage(text);
  if (key) return [...weighted(key, 1000), ...weighted(message, 1)].join(" ");
  const list = wordsOf(message || text);
  const [word = ""] = list;
  if (list.length === 1 && word.length > 4 && !DIGIT.test(word)) return `${word}^20 ${word} *${word} ${word}~1`;
  return list.flatMap((each) => (DIGIT.test(each) ? [`${each}^20`] : [`${each}^20`, each])).join(" ");
}

/**
 * Return the words of a text, each with a weight.
 *
 * @param {string} text
 * @param {number} weight
 */
const weighted = (text, weight) => wordsOf(text).map((word) => `${word}^${weight}`);

/**
 * Put the pages first that say exactly this.
 *
 * @param {Section[][]} items the results: per page, its sections, best first
 * @param {Map<string, number>} ranks
 */
export function promote(items, ranks) {
  /** @param {Section[]} sections */
  const rank = ([section]) => ranks.get(section.location.split("#")[0]) ?? 0;
  items.sort((a, b) => rank(b) - rank(a));
  if (!items.length || !rank(items[0])) return;
  items[0][0].score += Math.max(...items.flat().map(({ score }) => score)); // Enter takes the best score
}

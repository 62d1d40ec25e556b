/* Which places say exactly what was asked: a key, a message, another name, or any text that people see. */

import { distance } from "../distance.js";
import { split } from "./words.js";

/** @typedef {[rank: number, location: string, ...texts: string[]]} ExactRow exact texts of a place; higher ranks first */
/**
 * @typedef {object} ExactText
 * @property {string} location the page, and the section after a #
 * @property {number} rank
 * @property {string} pattern
 * @property {number} length in words
 * @property {boolean} name whether it is a name, such as a key
 * @property {boolean} quotable whether it is also recognized as a part of what was asked
 * @property {RegExp | null} form for one with placeholders
 */

const MOST = 40; // words that are looked at
const WHOLE = 1000; // above any quotation
const SHORTEST_NAME = 7; // letters of a word that may be a misspelled name
export const DECIDES = 4; // words of a quotation that make it sure
const NAME = /^\w*(?:[a-z][A-Z]|[a-zA-Z0-9]_|_[a-zA-Z])\w*$/;

/**
 * Return words in a row and in lower case, to compare texts by.
 *
 * @param {string} text
 */
const comparable = (text) => split(text).slice(0, MOST).join(" ").toLowerCase();

/**
 * Return how many characters of a question a text covers, with the spaces around it; 0 if it is no part of it.
 *
 * @param {string} question
 * @param {string} pattern
 * @param {RegExp | null} form
 */
function partOf(question, pattern, form) {
  if (form) return form.exec(question)?.[0].length ?? 0;
  return question.includes(` ${pattern} `) ? pattern.length + 2 : 0;
}

/**
 * Return how well a text fits; 0 if it does not.
 *
 * @param {ExactText} exact
 * @param {string} text what was asked, comparable
 */
function fitOf({ rank, pattern, length, quotable, form }, text) {
  const found = partOf(` ${text} `, pattern, form);
  if (found === text.length + 2) return WHOLE + rank - (form ? 0.5 : 0);
  if (found && quotable) return (length > 1 ? length : DECIDES) + rank / 1e4;
  if (!quotable || !text.includes(" ")) return 0;
  if (text.split(" ").length >= DECIDES && ` ${pattern} `.includes(` ${text} `)) return DECIDES + rank / 1e4;
  return pattern.startsWith(text) ? 1 : 0;
}

/** The exact texts of the whole reference. */
export class ExactTexts {
  /** @type {ExactText[]} */
  #texts = [];

  /** @param {ExactRow[]} rows */
  constructor(rows) {
    for (const [rank, location, ...texts] of rows) for (const text of texts) this.#add(rank, location, text);
  }

  /**
   * Add a text. A {placeholder} stands for any words. A text of some length, or a name such as a key, is also
   * recognized when it is quoted.
   *
   * @param {number} rank
   * @param {string} location
   * @param {string} text
   */
  #add(rank, location, text) {
    const pieces = text.split(/\{[\w -]+\}|…/).map(comparable);
    const fixed = pieces.filter(Boolean);
    const length = split(fixed.join(" ")).length;
    if (!length) return;
    const pattern = fixed.join(" .+ ");
    const any = pieces.join(" .+ ").replace(/ +/g, " ").trim();
    const form = pieces.length > 1 ? new RegExp(` ${any} `) : null;
    const name = NAME.test(text);
    this.#texts.push({ rank, location, pattern, length, name, quotable: length > 1 || name, form });
  }

  /**
   * Return how well places fit: best those that have the text asked for, by their rank
   * and without a placeholder before with one, then those whose text is
   * quoted in it, by the number of its words (a name alone counts as much as a sentence), those of whose text some words
   * are asked for, then those whose text begins with it. A single word that fits nowhere is taken for a misspelled name.
   *
   * @param {string} asked
   * @returns {Map<string, number>} by location
   */
  rank(asked) {
    const text = comparable(asked);
    const ranks = new Map();
    for (const each of this.#texts) {
      const fit = fitOf(each, text);
      if (fit > (ranks.get(each.location) ?? 0)) ranks.set(each.location, fit);
    }
    if (ranks.size || text.includes(" ")) return ranks;
    return this.#near(text, NAME.test(asked.trim()) ? 2 : 1);
  }

  /**
   * Return the places of the names that are a few letters away from a word.
   *
   * @param {string} word in lower case
   * @param {number} most letters that may differ
   * @returns {Map<string, number>} by location
   */
  #near(word, most) {
    const ranks = new Map();
    if (word.length < SHORTEST_NAME) return ranks;
    for (const { location, pattern, name } of this.#texts) {
      const far = name ? distance(word, pattern, most) : most + 1;
      const fit = DECIDES + (most - far) / 10;
      if (far <= most && fit > (ranks.get(location) ?? 0)) ranks.set(location, fit);
    }
    return ranks;
  }
}

/* Which pages say exactly what was asked: a key, a message or another name of an error. */

import { unescapeEntities } from "../pasted/coats.js";

/**
 * @typedef {object} IndexedSection a document of the search index
 * @property {string} location the page, and the section after a #
 * @property {string} title
 * @property {string} text HTML
 */
/**
 * @typedef {object} ExactText
 * @property {string} page
 * @property {number} weight
 * @property {string} pattern
 * @property {number} length in words
 * @property {RegExp} whole fits if this is all that was asked
 * @property {RegExp | null} quoted fits if this is part of what was asked
 */

const MOST = 40; // words that are looked at

/**
 * Return the words of a text, without any sign that a search would take as an order.
 *
 * @param {string} text
 * @returns {string[]}
 */
export const wordsOf = (text) => (text.match(/[\p{L}\p{N}_]+/gu) ?? []).slice(0, MOST);

/**
 * Return words in a row and in lower case, to compare texts by.
 *
 * @param {string} text
 */
const comparable = (text) => wordsOf(text).join(" ").toLowerCase();

/**
 * Return the other names in the text of a section "Also known as": in code, or between quotes before the parenthesis.
 *
 * @param {string} text
 */
const otherNames = (text) =>
  [...text.matchAll(/<li>\s*(?:<code>(.+?)<\/code>|"(.+?)" \()/g)].map(([, key, name]) => key ?? name);

/**
 * Return the messages in the table of a section "Who else says it": in code, with their form right behind them.
 *
 * @param {string} text
 */
const messagesOfOthers = (text) => [...text.matchAll(/<code>([^<]+)<\/code>(?=[A-Z])/g)].map(([, message]) => message);

/**
 * Return the responses that a section shows.
 *
 * @param {string} text
 */
const samples = (text) => [...text.matchAll(/<pre><code>([^]+?)<\/code><\/pre>/g)].map(([, sample]) => sample);

/** The exact texts of the whole reference, from the documents of the search index. */
export class ExactTexts {
  /** @type {ExactText[]} */
  #texts = [];

  /** @param {IndexedSection[]} docs */
  constructor(docs) {
    for (const { location, title, text } of docs) {
      const [page, part] = location.split("#");
      const [folder, name] = page.split("/");
      this.#add(page, title, 2000, folder === "errors");
      if (folder !== "errors") continue;
      if (!part) this.#add(page, name.replace(/\.html$/, ""), 500);
      for (const other of part === "also" ? otherNames(text) : []) this.#add(page, other, 1000, true);
      for (const message of part === "who" ? messagesOfOthers(text) : []) this.#add(page, message, 900, true);
      for (const sample of samples(text)) this.#add(page, sample, 1500);
    }
  }

  /**
   * Add a text. A {placeholder} stands for any words. A text of some length, or a key, is also recognized when it is
   * quoted.
   *
   * @param {string} page
   * @param {string} html
   * @param {number} weight
   * @param {boolean} [quotable]
   */
  #add(page, html, weight, quotable = false) {
    const text = unescapeEntities(html.replace(/<[^>]+>/g, ""));
    const pattern = text
      .split(/\{\w+\}/)
      .map(comparable)
      .join(" .+ ")
      .trim();
    if (!/[^ .+]/.test(pattern)) return;
    const { length } = wordsOf(text);
    const telling = quotable && (length > 1 || /^\w*[a-z_][A-Z_]\w*$/.test(text));
    const quoted = telling ? new RegExp(`(^| )${pattern}( |$)`) : null;
    this.#texts.push({ page, weight, pattern, length, whole: new RegExp(`^${pattern}$`), quoted });
  }

  /**
   * Return how well pages fit. Best are those that have the text asked for, then those whose text is quoted in it, the
   * longest first, then those whose text begins with it.
   *
   * @param {string} asked
   * @returns {Map<string, number>}
   */
  rank(asked) {
    const text = comparable(asked);
    const started = text.includes(" ");
    const ranks = new Map();
    for (const { page, weight, pattern, length, whole, quoted } of this.#texts) {
      let fit = 0;
      if (whole.test(text)) fit = weight;
      else if (quoted?.test(text)) fit = length;
      else if (quoted && started && pattern.startsWith(text)) fit = 1;
      if (fit > (ranks.get(page) ?? 0)) ranks.set(page, fit);
    }
    return ranks;
  }
}

/* Many templates, of which those that may stand in a text are found by a word of theirs. */

import { lower } from "../pasted/coats.js";
import { patterns } from "../pasted/rules.js";
import { whole, within } from "./messages.js";

/**
 * @import { Place, Template, Value } from "./messages.js"
 */
/**
 * @template Owner
 * @typedef {{ wording: Template, owner: Owner, values: Value[] }} Fit a template, what it belongs to, and its values
 */

const WORDS = new RegExp(patterns.word, "g");

/**
 * Return the words of a text in lower case, each once.
 *
 * @param {string} small
 */
export const wordsOf = (small) => new Set(small.match(WORDS) ?? []);

/**
 * Return the longest word that stands whole in a fixed part; an empty text if there is none.
 *
 * @param {Template} wording
 */
function anchorOf({ parts }) {
  let best = "";
  for (const [n, part] of parts.entries()) {
    for (const { 0: word, index } of part.matchAll(WORDS)) {
      const begins = index > 0 || n === 0;
      const ends = index + word.length < part.length || n === parts.length - 1;
      if (begins && ends && word.length > best.length) best = word;
    }
  }
  return best;
}

/**
 * Numbers by word, and those that have none.
 */
export class WordIndex {
  /** @type {Map<string, number[]>} */
  #byWord = new Map();
  /** @type {number[]} */
  #always = [];

  /** @param {string[]} words the word of each number; empty for none */
  constructor(words) {
    for (const [n, word] of words.entries()) {
      if (!word) this.#always.push(n);
      else if (this.#byWord.has(word)) this.#byWord.get(word)?.push(n);
      else this.#byWord.set(word, [n]);
    }
  }

  /**
   * Return the numbers whose word stands in a text in lower case, in order.
   *
   * @param {string} small
   */
  possible(small) {
    const found = new Set(this.#always);
    for (const word of wordsOf(small)) for (const n of this.#byWord.get(word) ?? []) found.add(n);
    return [...found].sort((a, b) => a - b);
  }
}

/**
 * Templates with what they belong to.
 *
 * @template Owner
 */
export class Texts {
  #index;

  /** @param {{ wording: Template, owner: Owner }[]} known of those as long, the order stays */
  constructor(known) {
    this.known = [...known].sort((a, b) => b.wording.length - a.wording.length);
    this.#index = new WordIndex(this.known.map(({ wording }) => anchorOf(wording)));
  }

  /** @param {string} small */
  #possible(small) {
    return this.#index.possible(small).map((n) => this.known[n]);
  }

  /**
   * Return the longest that are a whole normalized text.
   *
   * @param {string} asked
   */
  being(asked) {
    const small = lower(asked);
    /** @type {Fit<Owner>[]} */
    const found = [];
    for (const { wording, owner } of asked ? this.#possible(small) : []) {
      if (found.length && wording.length < found[0].wording.length) break;
      const values = whole(wording, asked, small);
      if (values) found.push({ wording, owner, values });
    }
    return found;
  }

  /**
   * Return where texts stand in a normalized text, none within another, with all that have the same text.
   *
   * @param {string} text
   */
  places(text) {
    const small = lower(text);
    /** @type {{ place: Place, fits: Fit<Owner>[] }[]} */
    const taken = [];
    for (const { wording, owner } of this.#possible(small)) {
      const place = within(wording, text, small);
      if (!place) continue;
      const over = taken.find((each) => place.at < each.place.end && each.place.at < place.end);
      if (!over) taken.push({ place, fits: [{ wording, owner, values: place.values }] });
      else if (over.fits[0].wording.text === wording.text)
        over.fits.push({ wording, owner, values: over.place.values });
    }
    return taken.sort((a, b) => a.place.at - b.place.at);
  }
}

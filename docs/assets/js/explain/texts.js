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

/** A normalized text, the same in lower case, and its words, each once: what every search in it needs. */
export class PlainText {
  /** @param {string} text normalized */
  constructor(text) {
    this.text = text;
    this.small = lower(text);
    this.words = new Set(this.small.match(WORDS) ?? []);
  }
}

/**
 * Return the words that stand whole in the fixed parts of a template.
 *
 * @param {Template} wording
 */
function wordsOf({ parts }) {
  const found = [];
  for (const [n, part] of parts.entries()) {
    for (const { 0: word, index } of part.matchAll(WORDS)) {
      const begins = index > 0 || n === 0;
      const ends = index + word.length < part.length || n === parts.length - 1;
      if (begins && ends) found.push(word);
    }
  }
  return found;
}

/** Numbers, each by that of its words that the fewest have, and those that have none. */
export class WordIndex {
  /** @type {Map<string, number[]>} */
  #byWord = new Map();
  /** @type {number[]} */
  #without = [];

  /** @param {string[][]} words the words of each number */
  constructor(words) {
    /** @type {Map<string, number>} */
    const counts = new Map();
    for (const word of words.flat()) counts.set(word, (counts.get(word) ?? 0) + 1);
    for (const [n, own] of words.entries()) {
      const [rarest] = own.sort((a, b) => (counts.get(a) ?? 0) - (counts.get(b) ?? 0) || b.length - a.length);
      if (!rarest) this.#without.push(n);
      else if (this.#byWord.has(rarest)) this.#byWord.get(rarest)?.push(n);
      else this.#byWord.set(rarest, [n]);
    }
  }

  /**
   * Return the numbers whose word is among those of a text, in order.
   *
   * @param {Set<string>} words
   * @param {boolean} [all] whether with those that have no word
   */
  possible(words, all = true) {
    const found = all ? [...this.#without] : [];
    for (const word of words) {
      const numbers = this.#byWord.get(word);
      if (numbers) found.push(...numbers);
    }
    return found.sort((a, b) => a - b);
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
    this.#index = new WordIndex(this.known.map(({ wording }) => wordsOf(wording)));
  }

  /** @param {PlainText} plain */
  #possible({ words }) {
    return this.#index.possible(words).map((n) => this.known[n]);
  }

  /**
   * Return the longest that are a whole text.
   *
   * @param {PlainText} asked
   */
  being(asked) {
    /** @type {Fit<Owner>[]} */
    const found = [];
    for (const { wording, owner } of asked.text ? this.#possible(asked) : []) {
      if (found.length && wording.length < found[0].wording.length) break;
      const values = whole(wording, asked.text, asked.small);
      if (values) found.push({ wording, owner, values });
    }
    return found;
  }

  /**
   * Return where texts stand in a text, none within another, with all that have the same text.
   *
   * @param {PlainText} plain
   */
  places(plain) {
    /** @type {{ place: Place, fits: Fit<Owner>[] }[]} */
    const taken = [];
    for (const { wording, owner } of this.#possible(plain)) {
      const place = within(wording, plain.text, plain.small);
      if (!place) continue;
      const over = taken.find((each) => place.at < each.place.end && each.place.at < place.end);
      if (!over) taken.push({ place, fits: [{ wording, owner, values: place.values }] });
      else if (over.fits[0].wording.text === wording.text)
        over.fits.push({ wording, owner, values: over.place.values });
    }
    return taken.sort((a, b) => a.place.at - b.place.at);
  }
}

/* The keys and wordings of the catalog, and what in them is near to a text. */

import { distance } from "../distance.js";
import { lower, normalized } from "../pasted/coats.js";
import { template, whole, within } from "./messages.js";

/**
 * @import { Template, Value } from "./messages.js"
 * @import { CatalogAnswer, Candidate, ExplainData } from "./matcher.js"
 */
/**
 * @typedef {Template & { entry: string, answer?: CatalogAnswer, seen?: string }} Wording a template of an entry; `answer`
 *   is there if 3.0 has it, `seen` says where another wording is met
 */
/** @typedef {{ wording: Wording, values: Value[] }} Fit */
/** @typedef {{ at: number, end: number, fits: Fit[] }} Place where wordings stand in a text */

const WORDS = 2000; // characters of a text whose words are compared

/**
 * Return the entries of fits, each once.
 *
 * @param {Fit[]} fits
 */
export const entriesOf = (fits) => [...new Set(fits.map(({ wording }) => wording.entry))];

/**
 * Return each word of four letters or more once.
 *
 * @param {string} text
 */
export const longWords = (text) => new Set(text.match(/[a-z]{4,}/g) ?? []);

/** The keys and wordings of the catalog. */
export class Catalog {
  /** @type {Map<string, string>} */
  #keys = new Map();
  /** @type {Wording[]} */
  #wordings;

  /** @param {ExplainData} data */
  constructor(data) {
    for (const [address, { key }] of Object.entries(data.entries)) if (key) this.#keys.set(key.toLowerCase(), address);
    for (const [key, address] of Object.entries(data.keys))
      if (!this.#keys.has(key.toLowerCase())) this.#keys.set(key.toLowerCase(), address);
    /** @type {Wording[]} */
    const own = data.answers.flatMap((answer) =>
      answer.message ? [{ ...template(answer.message), entry: answer.entry, answer }] : [],
    );
    /** @type {Wording[]} */
    const others = data.aliases.map(({ entry, text, seen }) => ({ ...template(text), entry, seen }));
    this.#wordings = [...own, ...others].sort((a, b) => b.length - a.length || Number(!a.answer) - Number(!b.answer));
  }

  /**
   * Return the entry that has a key, in any case of letters.
   *
   * @param {string} key
   */
  entryOf(key) {
    return this.#keys.get(key.toLowerCase());
  }

  /**
   * Return all wordings that a whole message has, those of answers that are sent first; only the longest fit counts.
   *
   * @param {string} message
   * @returns {Fit[]}
   */
  wordingsOf(message) {
    /** @type {Fit[]} */
    const fits = [];
    const text = normalized(message);
    const small = lower(text);
    for (const wording of text ? this.#wordings : []) {
      if (fits.length && wording.length < fits[0].wording.length) break;
      const values = whole(wording, text, small);
      if (values) fits.push({ wording, values });
    }
    return fits;
  }

  /**
   * Return the places in a normalized text where wordings stand, none within another; the longest wording wins.
   *
   * @param {string} text
   * @returns {Place[]}
   */
  placesIn(text) {
    const small = lower(text);
    /** @type {Place[]} */
    const taken = [];
    for (const wording of this.#wordings) {
      const place = within(wording, text, small);
      if (!place || taken.some(({ at, end }) => place.at < end && at < place.end)) continue;
      const same = this.#wordings.filter((each) => each.text === wording.text);
      taken.push({ ...place, fits: same.map((each) => ({ wording: each, values: place.values })) });
    }
    return taken.sort((a, b) => a.at - b.at);
  }

  /**
   * Return the entries whose keys are nearest to a word.
   *
   * @param {string} word
   * @param {string} why
   * @returns {Candidate[]}
   */
  near(word, why) {
    const small = word.toLowerCase();
    const most = small.length < 6 ? 1 : 2;
    const found = new Best();
    for (const [key, entry] of this.#keys) {
      const apart = distance(small, key, most);
      if (apart <= most) found.add({ entry, why, score: 100 - 10 * apart });
      else if (small.length > 4 && key.includes(small)) found.add({ entry, why: "the key holds this word", score: 60 });
    }
    return found.all();
  }

  /**
   * Return the entries whose texts have the most of a text's words.
   *
   * @param {string} text
   * @returns {Candidate[]}
   */
  alike(text) {
    const asked = longWords(lower(normalized(text).slice(0, WORDS)));
    const found = new Best();
    for (const { parts, entry } of asked.size ? this.#wordings : []) {
      const words = longWords(parts.join(" "));
      const shared = [...words].filter((word) => asked.has(word)).length;
      if (shared < 2 || shared < Math.min(3, words.size)) continue;
      const score = Math.round((50 * shared * shared) / (words.size * Math.min(asked.size, 12)));
      if (score > 12) found.add({ entry, why: `${shared} words are those of its message`, score });
    }
    return found.all();
  }
}

/** Candidates, of each entry the one with the highest score. */
export class Best {
  /** @type {Map<string, Candidate>} */
  #found = new Map();

  /** @param {Candidate} candidate */
  add(candidate) {
    if (candidate.score > (this.#found.get(candidate.entry)?.score ?? 0)) this.#found.set(candidate.entry, candidate);
  }

  /** Return them in the order in which their entries first came. */
  all() {
    return [...this.#found.values()];
  }
}

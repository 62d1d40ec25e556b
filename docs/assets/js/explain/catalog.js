/* The keys and wordings of the catalog, and what in them is near to a text. */

import { distance } from "../distance.js";
import { lower, normalized } from "../pasted/coats.js";
import { limits, patterns } from "../pasted/rules.js";
import { template } from "./messages.js";
import { scores, why as WHY } from "./rules.js";
import { said } from "./said.js";
import { PlainText, Texts } from "./texts.js";

/**
 * @import { CatalogAnswer, Candidate, ExplainData } from "./data.js"
 * @import { Template } from "./messages.js"
 * @import { Fit as FitOf } from "./texts.js"
 */
/**
 * @typedef {object} Owner what a wording belongs to
 * @property {string} entry
 * @property {CatalogAnswer} [answer] the answer of 3.0 that has it
 * @property {string} seen where another wording is met
 * @property {boolean} wire whether a program sends it; otherwise somebody describes it so
 * @property {string[]} lines of another wording, the release lines that send it
 */
/** @typedef {FitOf<Owner>} Fit */

const KEY = new RegExp(patterns.key, "g");
const SPELLED = new RegExp(patterns.spelled);
const LONG = new RegExp(patterns.long_word, "g");
const PLURAL = new RegExp(patterns.plural);

/**
 * Return the entries of fits, each once.
 *
 * @param {Fit[]} fits
 */
export const entriesOf = (fits) => [...new Set(fits.map(({ owner }) => owner.entry))];

/**
 * Return each word of four letters or more once.
 *
 * @param {string} text
 */
export const longWords = (text) => new Set((text.match(LONG) ?? []).map((word) => word.replace(PLURAL, "")));

/** Candidates, of each entry the one with the highest score. */
export class Best {
  /** @type {Map<string, Candidate>} */
  #found = new Map();

  /** @param {Candidate} candidate */
  add(candidate) {
    const now = this.#found.get(candidate.entry);
    if (!now || candidate.score > now.score) this.#found.set(candidate.entry, candidate);
  }

  /** Return them in the order in which their entries first came. */
  all() {
    return [...this.#found.values()];
  }
}

/**
 * Return all wordings of the tool's data.
 *
 * @param {ExplainData} data
 */
function wordings(data) {
  const own = data.answers.flatMap((answer) =>
    answer.message
      ? [{ wording: template(answer.message), owner: { entry: answer.entry, answer, seen: "", wire: true, lines: [] } }]
      : [],
  );
  const others = data.aliases.map(({ entry, text, seen, wire, lines }) => ({
    wording: template(text),
    owner: { entry, seen, wire, lines },
  }));
  /** @type {{ wording: Template, owner: Owner }[]} */
  const all = [...own, ...others];
  return all;
}

/** The keys and wordings of the catalog. */
export class Catalog {
  /** @type {Map<string, string>} */
  #keys = new Map();
  /** @type {Map<string, string>} as they are written */
  #spelled = new Map();
  #wire;
  #described;
  /** @type {{ words: Set<string>, entry: string }[]} */
  #words;
  /** @type {Map<string, number[]>} */
  #byWord = new Map();

  /** @param {ExplainData} data */
  constructor(data) {
    const own = Object.entries(data.entries).flatMap(([entry, { key }]) => (key ? [[key, entry]] : []));
    for (const [key, entry] of [...own, ...Object.entries(data.keys)]) {
      if (!this.#keys.has(lower(key))) this.#keys.set(lower(key), entry);
      if (!this.#spelled.has(key)) this.#spelled.set(key, entry);
    }
    const known = wordings(data);
    this.#wire = new Texts(known.filter(({ owner }) => owner.wire));
    this.#described = new Texts(known.filter(({ owner }) => !owner.wire));
    /** Entries that have a text of their own. */
    this.withTexts = new Set(this.#wire.known.map(({ owner }) => owner.entry));
    this.#words = known.map(({ wording, owner }) => ({
      words: longWords(wording.parts.join(" ")),
      entry: owner.entry,
    }));
    for (const [n, { words }] of this.#words.entries())
      for (const word of words) this.#byWord.set(word, [...(this.#byWord.get(word) ?? []), n]);
  }

  /**
   * Return the entry that has a key, in any case of letters.
   *
   * @param {string} key
   */
  entryOf(key) {
    return this.#keys.get(lower(key));
  }

  /**
   * Return all wordings that a whole message has and that a program sends; only the longest fit counts.
   *
   * @param {string} message
   * @returns {Fit[]}
   */
  wordingsOf(message) {
    return this.#wire.being(new PlainText(normalized(message)));
  }

  /**
   * Return the entries that are described by a text that no program sends.
   *
   * @param {PlainText} asked
   */
  describedBy(asked) {
    return entriesOf(this.#described.being(asked));
  }

  /**
   * Return the places in a text where wordings stand that a program sends.
   *
   * @param {PlainText} plain
   */
  placesIn(plain) {
    return this.#wire.places(plain);
  }

  /**
   * Return the entries whose keys are nearest to a word.
   *
   * @param {string} word
   * @param {string} why
   * @returns {Candidate[]}
   */
  near(word, why) {
    const small = lower(word);
    const most = small.length < 6 ? 1 : 2;
    const found = new Best();
    for (const [key, entry] of this.#keys) {
      const apart = distance(small, key, most);
      if (apart <= most) found.add({ entry, why, score: scores.near - 10 * apart });
      else if (small.length > 4 && key.includes(small)) found.add({ entry, why: WHY.holds, score: scores.holds });
    }
    return found.all();
  }

  /**
   * Return the entries whose texts have the most of a text's words; a name such as createTime counts twice.
   *
   * @param {string} text
   * @returns {Candidate[]}
   */
  alike(text) {
    const read = normalized(text).slice(0, limits.words);
    const asked = longWords(lower(read));
    const names = (read.match(KEY) ?? []).filter((name) => SPELLED.test(name)).map(lower);
    /** @type {Map<number, number>} */
    const shares = new Map();
    for (const word of asked) for (const n of this.#byWord.get(word) ?? []) shares.set(n, (shares.get(n) ?? 0) + 1);
    const found = new Best();
    for (const [n, shared] of [...shares].sort(([a], [b]) => a - b)) {
      const { words, entry } = this.#words[n];
      const named = names.some((name) => words.has(name)) ? 1 : 0;
      if (shared < 2 || shared + named < Math.min(3, words.size)) continue;
      const among = words.size * Math.min(asked.size, 12);
      const score = Math.floor((100 * shared * shared + among) / (2 * among));
      if (score > scores.alike) found.add({ entry, why: said(WHY.alike, { count: shared }), score });
    }
    return found.all();
  }

  /**
   * Return the keys that stand in a text just as they are written, and where.
   *
   * @param {string} text
   */
  keysIn(text) {
    const found = [];
    for (const { 0: key, index: at } of text.slice(0, limits.searched).matchAll(KEY)) {
      const entry = this.#spelled.get(key);
      if (entry && SPELLED.test(key)) found.push({ key, entry, at });
    }
    return found;
  }
}

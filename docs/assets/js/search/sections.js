/* Finds sections by their words: rare words count more than common ones, words of a heading more than those of the
   text, and a section with all words more than one with some. */

import { distance } from "../distance.js";
import { analyzed, isFunctionWord, parts, split, stem } from "./words.js";

/**
 * @typedef {object} IndexedSection a document of the search index
 * @property {string} location the page, and the section after a #
 * @property {string} title
 * @property {string} text
 * @property {number} [boost] how much more it counts than others
 */
/** @typedef {{ section: number, weight: number }} Posting how much a section is about a word */
/** @typedef {{ words: string[], weight: number }} Term words that stand for one word of a question */
/** @typedef {{ section: IndexedSection, score: number }} Hit */
/** @typedef {{ page: string, score: number, hits: Hit[] }} FoundPage */

const TITLE = 4;
const PAGE_TITLE = 2; // for every section below it
const PART = 0.5; // a part of a name against a whole word
const SATURATION = 1.2;
const LENGTH = 0.35; // how much a long text is held against a section
const SHORTEST_PREFIX = 4;
const SHORTEST_MISSPELLED = 5;
const MOST_VARIANTS = 30;
const SLICE = 100; // sections that are read without a pause

/** All sections of the site, to be asked. */
export class Sections {
  /** @type {IndexedSection[]} */
  #sections;
  /** @type {Map<string, Posting[]>} */
  #postings = new Map();
  /** @type {Float64Array} */
  #lengths;
  #average = 1;
  /** @type {Map<string, string>} of pages */
  #titles = new Map();

  /** @param {IndexedSection[]} sections */
  constructor(sections) {
    this.#sections = sections;
    this.#lengths = new Float64Array(sections.length);
    for (const { location, title } of sections) if (!location.includes("#")) this.#titles.set(location, title);
  }

  /** Read all sections. The page lives on in between. */
  async read() {
    for (const number of this.#sections.keys()) {
      this.#add(number);
      if (number % SLICE === SLICE - 1) await new Promise((resolve) => setTimeout(resolve));
    }
    this.#average = this.#lengths.reduce((sum, length) => sum + length, 0) / (this.#lengths.length || 1);
  }

  /** @param {number} number */
  #add(number) {
    const { location, title, text } = this.#sections[number];
    /** @type {Map<string, number>} */
    const counts = new Map();
    const [page, anchor] = location.split("#");
    for (const [of, weight] of /** @type {[string, number][]} */ ([
      [title, TITLE],
      [anchor ? (this.#titles.get(page) ?? "") : "", PAGE_TITLE],
      [text, 1],
    ])) {
      for (const word of split(of)) {
        const { whole, pieces } = analyzed(word);
        counts.set(whole, (counts.get(whole) ?? 0) + weight);
        for (const part of pieces) counts.set(part, (counts.get(part) ?? 0) + weight * PART);
        this.#lengths[number] += 1;
      }
    }
    for (const [word, weight] of counts) {
      const known = this.#postings.get(word);
      if (known) known.push({ section: number, weight });
      else this.#postings.set(word, [{ section: number, weight }]);
    }
  }

  /**
   * Return the words of the index that are meant by those of a question. The last one may be still to be finished, and
   * an unknown one may be a name in parts, or misspelled.
   *
   * @param {string} question
   * @returns {Term[]}
   */
  terms(question) {
    const all = split(question);
    const telling = all.filter((word) => !isFunctionWord(word));
    const words = [...new Set(telling.length ? telling : all)].slice(0, 40);
    const last = /[\p{L}\p{N}_]$/u.test(question) ? all.at(-1) : undefined;
    return words.flatMap((word) => this.#variants(word, word === last));
  }

  /**
   * @param {string} word
   * @param {boolean} unfinished
   * @returns {Term[]}
   */
  #variants(word, unfinished) {
    const whole = stem(word);
    const known = this.#postings.has(whole);
    const begun = unfinished && word.length >= SHORTEST_PREFIX ? this.#beginning(word.toLowerCase(), whole) : [];
    if (known || begun.length) return [{ words: [...(known ? [whole] : []), ...begun], weight: 1 }];
    const pieces = parts(word).filter((part) => this.#postings.has(part));
    if (pieces.length) return pieces.map((part) => ({ words: [part], weight: 1 / pieces.length }));
    const near = word.length >= SHORTEST_MISSPELLED ? this.#near(whole) : [];
    return near.length ? [{ words: near, weight: 0.7 }] : [];
  }

  /**
   * @param {string} start
   * @param {string} except
   */
  #beginning(start, except) {
    const found = [];
    for (const word of this.#postings.keys())
      if (word !== except && word.startsWith(start) && found.push(word) === MOST_VARIANTS) break;
    return found;
  }

  /** @param {string} word */
  #near(word) {
    const most = word.length < 8 ? 1 : 2;
    return [...this.#postings.keys()].filter(
      (other) => Math.abs(other.length - word.length) <= most && distance(word, other, most) <= most,
    );
  }

  /**
   * Return the pages that a question finds, best first, each with its sections, best first.
   *
   * @param {string} question
   * @returns {FoundPage[]}
   */
  find(question) {
    const terms = this.terms(question);
    /** @type {Map<number, number[]>} for each section, how well each term fits */
    const fits = new Map();
    let whole = 0;
    for (const [number, { words, weight }] of terms.entries()) {
      let rarity = 0;
      for (const [variant, word] of words.entries()) {
        const postings = this.#postings.get(word) ?? [];
        const rare = Math.log(1 + this.#sections.length / postings.length) * weight * (variant ? 0.5 : 1);
        rarity = Math.max(rarity, rare);
        for (const { section, weight: count } of postings) {
          const long = 1 - LENGTH + (LENGTH * this.#lengths[section]) / this.#average;
          const fit = (rare * count * (SATURATION + 1)) / (count + SATURATION * long);
          const row = fits.get(section) ?? new Array(terms.length).fill(0);
          row[number] = Math.max(row[number], fit);
          fits.set(section, row);
        }
      }
      whole += rarity;
    }
    return this.#pages(fits, terms.length, whole);
  }

  /**
   * @param {Map<number, number[]>} fits
   * @param {number} terms
   * @param {number} whole
   */
  #pages(fits, terms, whole) {
    /** @type {Map<string, { hits: Hit[], best: number[] }>} */
    const pages = new Map();
    for (const [number, row] of fits) {
      const section = this.#sections[number];
      const [page] = section.location.split("#");
      const found = pages.get(page) ?? { hits: /** @type {Hit[]} */ ([]), best: new Array(terms).fill(0) };
      for (const [term, fit] of row.entries()) found.best[term] = Math.max(found.best[term], fit);
      found.hits.push({ section, score: score(row, whole) * (section.boost ?? 1) });
      pages.set(page, found);
    }
    const list = [...pages].map(([page, { hits, best }]) => {
      hits.sort((a, b) => b.score - a.score);
      const boost = hits[0].section.boost ?? 1;
      return { page, hits, score: 0.6 * hits[0].score + 0.4 * score(best, whole) * boost };
    });
    return list.sort((a, b) => b.score - a.score);
  }
}

/**
 * Return a number for how well terms fit together: their sum, less what is missing.
 *
 * @param {number[]} fits
 * @param {number} whole what a single plain occurrence of every term gives
 */
function score(fits, whole) {
  const sum = fits.reduce((total, fit) => total + fit, 0);
  const covered = fits.reduce((total, fit) => total + (fit ? 1 : 0), 0) / fits.length;
  return whole ? (sum / whole) * (0.3 + 0.7 * covered) : 0;
}

/* Finds pages by their words: rare words count more than common ones, words of a heading more than those of the text. A
   page counts by its best section and as a whole. */

import { distance } from "../distance.js";
import { fitsOf, scoreOf, shareOf, valueOf } from "./ranking.js";
import { alike, analyzed, isFunctionWord, parts, split, stem } from "./words.js";

/**
 * @typedef {object} IndexedSection a document of the search index
 * @property {string} location the page, and the section after a #
 * @property {string} title
 * @property {string} text
 * @property {number} [boost] how much more it counts than others
 */
/** @typedef {{ section: number, weight: number }} Posting how much a section is about a word */
/** @typedef {Map<string, number>} Variants words that stand for one word of a question, and how much each counts */
/** @typedef {{ words: Variants, rarity: number }} Term one word of a question */
/** @typedef {{ section: IndexedSection, score: number }} Hit */
/** @typedef {{ page: string, score: number, hits: Hit[] }} FoundPage */
/** @typedef {{ title: string, words: string[], length: number }} Page `words` are those of the title */

const TITLE = 4;
const PAGE_TITLE = 2; // for every section below it
const PART = 0.5; // a part of a name against a whole word
const BEGUN = 0.35; // a word that begins like one asked for against that one
const LIKE = 0.2; // a word that is used for it
const UNKNOWN = 0.7; // a word that is misspelled, or never used
const SHORTEST_PREFIX = 4;
const SHORTEST_MISSPELLED = 5;
const MOST_VARIANTS = 30;
const HOW = 1.5; // how much more a page without symptoms counts if somebody asks how
const ASKS_HOW = /^\s*(?:how|where|which|what|can|is there|list|example|sample|difference)\b/i;
const SYMPTOMS = /^(?:troubleshooting\b|after-join\b)/;
const SLICE = 100; // sections that are read without a pause

/** All sections of the site, to be asked. */
export class Sections {
  /** @type {IndexedSection[]} */
  #sections;
  /** @type {Map<string, Posting[]>} */
  #postings = new Map();
  /** @type {Float64Array} */
  #lengths;
  /** @type {Map<string, Page>} */
  #pages = new Map();

  /** @param {IndexedSection[]} sections */
  constructor(sections) {
    this.#sections = sections;
    this.#lengths = new Float64Array(sections.length);
    for (const { location, title } of sections) {
      const words = split(title).filter((word) => !isFunctionWord(word));
      if (!location.includes("#"))
        this.#pages.set(location, { title, words: [...new Set(words.map(stem))], length: 0 });
    }
  }

  /** Read all sections. The page lives on in between. */
  async read() {
    for (const number of this.#sections.keys()) {
      this.#add(number);
      if (number % SLICE === SLICE - 1) await new Promise((resolve) => setTimeout(resolve));
    }
  }

  /** @param {number} number */
  #add(number) {
    const { location, title, text } = this.#sections[number];
    /** @type {Map<string, number>} */
    const counts = new Map();
    const [page, anchor] = location.split("#");
    const of = this.#page(page);
    for (const [part, weight] of /** @type {[string, number][]} */ ([
      [title, TITLE],
      [anchor ? of.title : "", PAGE_TITLE],
      [text, 1],
    ])) {
      for (const word of split(part)) {
        const { whole, pieces } = analyzed(word);
        counts.set(whole, (counts.get(whole) ?? 0) + weight);
        for (const piece of pieces) counts.set(piece, (counts.get(piece) ?? 0) + weight * PART);
        this.#lengths[number] += 1;
      }
    }
    of.length += this.#lengths[number];
    for (const [word, weight] of counts) {
      const known = this.#postings.get(word);
      if (known) known.push({ section: number, weight });
      else this.#postings.set(word, [{ section: number, weight }]);
    }
  }

  /**
   * Return a page, also one of which the index has no section of its own.
   *
   * @param {string} location
   */
  #page(location) {
    const page = this.#pages.get(location) ?? { title: "", words: [], length: 0 };
    this.#pages.set(location, page);
    return page;
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
   * Return the words of the index that a question has, or begins, but not those that are used for them.
   *
   * @param {string} question
   */
  meant(question) {
    const words = this.terms(question).flatMap((term) => [...term.words]);
    return new Set(words.filter(([, share]) => share > LIKE).map(([word]) => word));
  }

  /**
   * @param {string} word
   * @param {boolean} unfinished
   * @returns {Term[]}
   */
  #variants(word, unfinished) {
    const whole = stem(word);
    const begun = unfinished && word.length >= SHORTEST_PREFIX ? this.#beginning(word.toLowerCase(), whole) : [];
    const like = alike(whole).filter((each) => this.#postings.has(each));
    if (this.#postings.has(whole)) return [this.#term([whole], 1, begun, like)];
    if (begun.length) return [this.#term(begun.slice(0, 1), 1, begun.slice(1), like)];
    const pieces = parts(word).filter((part) => this.#postings.has(part));
    if (pieces.length) return pieces.map((part) => this.#term([part], 1 / pieces.length));
    const near = word.length >= SHORTEST_MISSPELLED && !like.length ? this.#near(whole) : [];
    return like.length || near.length ? [this.#term([...like, ...near], UNKNOWN)] : [];
  }

  /**
   * @param {string[]} words that are meant
   * @param {number} weight how much the term counts
   * @param {string[]} begun words that begin like them
   * @param {string[]} like words that are used for them
   * @returns {Term}
   */
  #term(words, weight, begun = [], like = []) {
    const counts = [words.map(() => 1), begun.map(() => BEGUN), like.map(() => LIKE)].flat();
    const variants = new Map([...words, ...begun, ...like].map((word, place) => [word, counts[place]]));
    return { words: variants, rarity: weight * Math.max(...words.map((word) => this.#rarityOf(word))) };
  }

  /** @param {string} word */
  #rarityOf(word) {
    return Math.log(1 + this.#sections.length / (this.#postings.get(word)?.length ?? 1));
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
   * Return how often each section, and each page as a whole, has the terms.
   *
   * @param {Term[]} terms
   */
  #counted(terms) {
    /** @type {Map<number, number[]>} */
    const sections = new Map();
    /** @type {Map<string, number[]>} */
    const pages = new Map();
    for (const [number, { words }] of terms.entries()) {
      for (const [word, share] of words) {
        for (const { section, weight } of this.#postings.get(word) ?? []) {
          const [page] = this.#sections[section].location.split("#");
          const [row, rows] = [sections.get(section) ?? terms.map(() => 0), pages.get(page) ?? terms.map(() => 0)];
          row[number] += weight * share;
          rows[number] += weight * share;
          sections.set(section, row);
          pages.set(page, rows);
        }
      }
    }
    return { sections, pages };
  }

  /**
   * Return the pages that a question finds, best first, each with its sections, best first.
   *
   * @param {string} question
   * @returns {FoundPage[]}
   */
  find(question) {
    const terms = this.terms(question);
    const rarities = terms.map(({ rarity }) => rarity);
    const asked = new Set(terms.flatMap(({ words }) => [...words.keys()]));
    const how = ASKS_HOW.test(question);
    const counted = this.#counted(terms);
    const all = this.#lengths.reduce((sum, length) => sum + length, 0);
    const averages = { section: all / (this.#sections.length || 1), page: all / (this.#pages.size || 1) };
    /** @type {Map<string, Hit[]>} */
    const hits = new Map();
    for (const [number, row] of counted.sections) {
      const section = this.#sections[number];
      const [page] = section.location.split("#");
      const score = scoreOf(fitsOf(row, rarities, this.#lengths[number] / averages.section), rarities);
      hits.set(page, [...(hits.get(page) ?? []), { section, score }]);
    }
    const list = [...hits].map(([page, own]) => {
      own.sort((a, b) => b.score - a.score);
      const { words, length } = this.#page(page);
      const whole = scoreOf(fitsOf(counted.pages.get(page) ?? [], rarities, length / averages.page), rarities);
      const title = shareOf(words, asked, (word) => this.#rarityOf(word));
      const weight = (own[0].section.boost ?? 1) * (how && !SYMPTOMS.test(page) ? HOW : 1);
      return { page, hits: own, score: weight * valueOf(own[0].score, whole, title) };
    });
    return list.sort((a, b) => b.score - a.score);
  }
}

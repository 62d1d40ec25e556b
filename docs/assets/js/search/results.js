/* Answers a question in the form in which the theme shows results: per page, its sections, best first. */

import { keyAndMessage } from "../pasted/responses.js";
import { DECIDES, ExactTexts } from "./exact.js";
import { Sections } from "./sections.js";
import { marked, snippet } from "./snippet.js";

/**
 * @import { ExactRow } from "./exact.js"
 * @import { FoundPage, IndexedSection } from "./sections.js"
 */
/** @typedef {{ docs: IndexedSection[], config: { exact?: ExactRow[] } }} SearchIndex */
/** @typedef {{ location: string, title: string, text: string, score: number, terms: Record<string, boolean> }} Result */

const LONGEST = 2000; // characters of a question
const MOST_PAGES = 10;
const MOST_SECTIONS = 2;

/**
 * Return what exactly is asked for: the key or the message of a pasted response, otherwise the text itself.
 *
 * @param {string} text
 */
export function subject(text) {
  const { key, message } = keyAndMessage(text);
  return key || message || text;
}

/** The search of this site. */
export class Search {
  /** @type {Sections} */
  #sections;
  /** @type {ExactTexts} */
  #texts;
  /** @type {Map<string, IndexedSection>} */
  #byLocation;

  /**
   * Return the search of an index, once that is read.
   *
   * @param {SearchIndex} index
   */
  static async of(index) {
    const search = new Search(index);
    await search.#sections.read();
    return search;
  }

  /** @param {SearchIndex} index */
  constructor({ docs, config }) {
    this.#sections = new Sections(docs);
    this.#texts = new ExactTexts(config.exact ?? []);
    this.#byLocation = new Map(docs.map((section) => [section.location, section]));
  }

  /**
   * Return the pages for a question, best first: those that say exactly this, then those with its words.
   *
   * @param {string} text of which the beginning is the question
   * @returns {Result[][]}
   */
  answer(text) {
    const question = text.slice(0, LONGEST);
    const asked = subject(question);
    const { key, message } = keyAndMessage(question);
    const words = key ? `${key} ${message} ` : asked;
    const pages = this.#ranked(this.#sections.find(words), this.#texts.rank(asked)).slice(0, MOST_PAGES);
    const terms = this.#sections.meant(words);
    return pages.map(({ page, hits }, place) => {
      const sections = hits.slice(0, MOST_SECTIONS).map(({ section }) => section);
      const own = this.#byLocation.get(page);
      if (own && !sections.includes(own)) sections.push(own);
      return sections.map((section, number) => ({
        location: section.location,
        title: marked(section.title, terms),
        text: snippet(section.text, terms),
        score: MOST_PAGES - place - (number && 0.5 + number / 100),
        terms: {},
      }));
    });
  }

  /**
   * Return pages with those first that have an exact text, and such a section first in its page.
   *
   * @param {FoundPage[]} found
   * @param {Map<string, number>} ranks by location
   */
  #ranked(found, ranks) {
    const pages = new Map(found.map((each) => [each.page, { ...each, rank: 0 }]));
    for (const [location, rank] of [...ranks].sort(([, a], [, b]) => a - b)) {
      const [page] = location.split("#");
      const section = this.#byLocation.get(location) ?? this.#byLocation.get(page);
      if (!section) continue;
      const { hits, score } = pages.get(page) ?? { hits: [], score: 0 };
      const others = hits.filter((hit) => hit.section !== section);
      pages.set(page, { page, score, rank, hits: [{ section, score }, ...others] });
    }
    /** @param {{ rank: number, score: number }} page */
    const value = ({ rank, score }) => (rank >= DECIDES ? 1000 + rank : score * (1 + rank / 10));
    return [...pages.values()].sort((a, b) => value(b) - value(a));
  }
}

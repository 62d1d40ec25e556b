/* Sentences of front ends: which of them a text is or holds, and what can be behind them. */

import { lower, normalized } from "../pasted/coats.js";
import { longWords } from "./catalog.js";
import { template, whole, within } from "./messages.js";

/**
 * @import { Template } from "./messages.js"
 * @import { CatalogSentence, ExplainData } from "./matcher.js"
 */
/** @typedef {Template & { sentence: CatalogSentence }} Known a template of a sentence */
/** @typedef {{ at: number, end: number, known: Known }} Place where a sentence stands in a text */

const BEGUN = 20; // letters of a sentence that is broken off

/**
 * Return which share of a sentence's words a text has, or 0 if it is too little of either.
 *
 * @param {Set<string>} own
 * @param {Set<string>} asked
 */
function shareOf(own, asked) {
  const shared = [...own].filter((word) => asked.has(word)).length;
  return shared >= 3 && shared >= 0.7 * own.size && shared >= 0.5 * asked.size ? shared / own.size : 0;
}

/** The sentences of front ends. */
export class Sentences {
  /** @type {Known[]} the longest first */
  #known;

  /** @param {ExplainData} data */
  constructor({ sentences }) {
    this.#known = sentences
      .flatMap((sentence) => sentence.texts.map((text) => ({ ...template(text), sentence })))
      .sort((a, b) => b.length - a.length);
  }

  /**
   * Return the sentences that a text is; if none, those that it holds; if none, those that it begins.
   *
   * @param {string} asked the whole text, normalized; empty if it is too long for that
   * @param {string[]} layers
   */
  in(asked, layers) {
    const found = [() => this.#being(asked), () => this.#heldBy(layers), () => this.#begunBy(asked)];
    for (const look of found) {
      const sentences = look().map(({ sentence }) => sentence);
      if (sentences.length) return [...new Set(sentences)];
    }
    return [];
  }

  /**
   * Return the sentences whose words are nearly those of a text.
   *
   * @param {string} asked the text, normalized
   */
  alike(asked) {
    const words = longWords(lower(asked));
    const rated = this.#known.map((known) => ({ known, share: shareOf(longWords(known.parts.join(" ")), words) }));
    const best = Math.max(0, ...rated.map(({ share }) => share));
    return [...new Set(rated.filter(({ share }) => share && share === best).map(({ known }) => known.sentence))];
  }

  /** @param {string} asked */
  #being(asked) {
    const small = lower(asked);
    const fits = this.#known.filter((known) => asked && whole(known, asked, small));
    return fits.filter(({ length }) => length === fits[0].length);
  }

  /** @param {string[]} layers */
  #heldBy(layers) {
    for (const layer of layers) {
      const text = normalized(layer);
      const small = lower(text);
      /** @type {Place[]} */
      const places = [];
      for (const known of this.#known) {
        const place = within(known, text, small);
        const taken = place && places.find(({ at, end }) => place.at < end && at < place.end);
        if (place && (!taken || taken.known.text === known.text)) places.push({ ...place, known });
      }
      if (places.length) return places.map(({ known }) => known);
    }
    return [];
  }

  /** @param {string} asked */
  #begunBy(asked) {
    const begin = lower(asked).replace(/[\s.\u2026]+$/, "");
    return begin.length < BEGUN ? [] : this.#known.filter(({ parts }) => parts[0].startsWith(begin));
  }
}

/**
 * Return the entries that can be behind sentences, each once: what is likeliest for each of them comes first.
 *
 * @param {CatalogSentence[]} sentences
 */
export function entriesBehind(sentences) {
  const most = Math.max(0, ...sentences.map(({ behind }) => behind.length));
  const turns = Array.from({ length: most }, (_, n) => sentences.flatMap(({ behind }) => behind[n]?.entries ?? []));
  return [...new Set(turns.flat())];
}

/**
 * Return whether nothing else than one entry can be behind sentences.
 *
 * @param {CatalogSentence[]} sentences
 */
export const isCertain = (sentences) =>
  entriesBehind(sentences).length === 1 &&
  sentences.every(({ behind }) => behind.length === 1 && behind[0].entries.length === 1);

/* Sentences of front ends, lines of logs and the like: which of them a text is or holds, and what can be behind them. */

import { lower } from "../pasted/coats.js";
import { limits } from "../pasted/rules.js";
import { longWords } from "./catalog.js";
import { template } from "./messages.js";
import { Texts } from "./texts.js";

/**
 * @import { CatalogSentence, ExplainData, Sign } from "./data.js"
 * @import { PlainText } from "./texts.js"
 */

/** The source of texts that the client of a meeting shows, which may be those of a page of the web server. */
export const CLIENT = "client";

/**
 * Return which share of a sentence's words a text has, or 0 if it is too little of either.
 *
 * @param {Set<string>} own
 * @param {Set<string>} asked
 */
function shareOf(own, asked) {
  const shared = [...own].filter((word) => asked.has(word)).length;
  return shared >= 3 && 10 * shared >= 7 * own.size && 2 * shared >= asked.size ? shared / own.size : 0;
}

/**
 * Return what texts of the outermost layer that holds any belong to.
 *
 * @template Owner
 * @param {Texts<Owner>} texts
 * @param {PlainText[]} layers
 */
function heldBy(texts, layers) {
  for (const layer of layers) {
    const places = texts.places(layer);
    if (places.length) return places.flatMap(({ fits }) => fits.map(({ owner }) => owner));
  }
  return [];
}

/** The sentences of front ends. */
export class Sentences {
  #texts;
  #words;

  /** @param {ExplainData} data */
  constructor({ sentences }) {
    this.#texts = new Texts(
      sentences.flatMap((sentence) => sentence.texts.map((text) => ({ wording: template(text), owner: sentence }))),
    );
    this.#words = this.#texts.known.map(({ wording, owner }) => ({ own: longWords(wording.parts.join(" ")), owner }));
  }

  /**
   * Return the sentences that a text is; if none, those that it holds; if none, those that it begins.
   *
   * @param {PlainText} asked the whole text; empty if it is too long for that
   * @param {PlainText[]} layers
   */
  in(asked, layers) {
    const found = [
      () => this.#texts.being(asked).map(({ owner }) => owner),
      () => heldBy(this.#texts, layers),
      () => this.#begunBy(asked),
    ];
    for (const look of found) {
      const sentences = look();
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
    const rated = this.#words.map(({ own, owner }) => ({ owner, share: shareOf(own, words) }));
    const best = rated.reduce((most, { share }) => Math.max(most, share), 0);
    return [...new Set(rated.filter(({ share }) => share && share === best).map(({ owner }) => owner))];
  }

  /** @param {PlainText} asked */
  #begunBy({ small }) {
    const begin = small.replace(/[ .\u2026]+$/, "");
    if (begin.length < limits.begun) return [];
    return this.#texts.known.filter(({ wording }) => wording.parts[0].startsWith(begin)).map(({ owner }) => owner);
  }
}

/** Lines of logs, texts of the client after a join, and what libraries put around a failure. */
export class Signs {
  #signs;
  #texts;

  /** @param {Sign[]} signs */
  constructor(signs) {
    this.#signs = signs;
    this.#texts = new Texts(signs.map((sign) => ({ wording: template(sign.text), owner: sign })));
  }

  /**
   * Return the signs that a text is; if none, those that it holds.
   *
   * @param {PlainText} asked
   * @param {PlainText[]} layers
   */
  in(asked, layers) {
    const being = this.#texts.being(asked).map(({ owner }) => owner);
    return [...new Set(being.length ? being : heldBy(this.#texts, layers))].slice(0, limits.signs);
  }

  /**
   * Return what the client of a meeting shows with a status.
   *
   * @param {number} status
   */
  ofStatus(status) {
    return this.#signs.filter(({ number }) => number === status).slice(0, limits.signs);
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

/* What HTTP libraries and parsers say: the cause that the pieces in a text point to. */

import { lower } from "../pasted/coats.js";
import { patterns } from "../pasted/rules.js";
import { client } from "./rules.js";
import { WordIndex } from "./texts.js";

/**
 * @import { ExplainData, Marker } from "./data.js"
 * @import { PlainText } from "./texts.js"
 */
/**
 * @typedef {object} Heard what pieces in a text point to
 * @property {string[]} causes the causes that all pieces allow, the likeliest first
 * @property {string} marker the longest piece
 * @property {boolean} sure whether there is no other cause
 * @property {boolean} weak whether other texts hold these pieces too
 */

const SHOWN = 80; // letters of a piece
const WORDS = new RegExp(patterns.word, "g");
const NOT_WORD = /[^A-Za-z0-9]/g;
const SHAPES = client.shapes.map(({ pattern, causes }) => ({ shape: new RegExp(pattern), causes }));

const WHOLE_WORDS = new Map(
  client.words.map((text) => [text, new RegExp(client.word_begins + text + client.word_ends)]),
);

/**
 * @param {string} text
 * @param {string} marker
 */
const holds = (text, marker) => WHOLE_WORDS.get(marker)?.test(text) ?? text.includes(marker);

/**
 * Return the words with something else on both sides, as letters may go on at the ends of a piece.
 *
 * @param {string} text
 */
function wordsOf(text) {
  const small = lower(text);
  return [...small.matchAll(WORDS)].flatMap(({ 0: word, index }) =>
    index > 0 && index + word.length < small.length ? [word] : [],
  );
}

/** The pieces of the catalog. */
export class Clients {
  #markers;
  #index;
  #wordless;
  #causes;

  /** @param {ExplainData} data */
  constructor(data) {
    this.#markers = [...data.markers].sort((a, b) => b.text.length - a.text.length);
    const texts = this.#markers.map(({ text }) => text);
    this.#index = new WordIndex(texts.map(wordsOf));
    const wordless = texts.filter((text) => !wordsOf(text).length).map((text) => text.replace(NOT_WORD, "\\$&"));
    this.#wordless = new RegExp(wordless.join("|")); // one search tells whether any of these is there
    this.#causes = data.causes;
    /** The entries that are a cause themselves. */
    this.firstEntries = new Set(
      Object.entries(data.causes).flatMap(([name, { entries }]) => (name === client.of_status ? [] : [entries[0]])),
    );
  }

  /**
   * Return what the pieces in a text point to; null if there are none.
   *
   * @param {PlainText} plain
   * @returns {Heard | null}
   */
  inText({ text, words }) {
    for (const { shape, causes } of SHAPES) {
      const match = shape.exec(text);
      if (match) return { causes, marker: match[0].slice(0, SHOWN), sure: causes.length === 1, weak: false };
    }
    /** @type {Marker[]} */
    const present = [];
    for (const n of this.#index.possible(words, this.#wordless.test(text))) {
      const marker = this.#markers[n];
      if (holds(text, marker.text) && !present.some((each) => each.text.includes(marker.text))) present.push(marker);
    }
    return present.length ? this.#judged(present) : null;
  }

  /**
   * Return what the pieces in the outermost layer that has any point to; null if there are none.
   *
   * @param {PlainText[]} layers
   */
  inLayers(layers) {
    for (const layer of layers) {
      const heard = this.inText(layer);
      if (heard) return heard;
    }
    return null;
  }

  /**
   * @param {Marker[]} present
   * @returns {Heard}
   */
  #judged(present) {
    const rest = present.filter(({ text }) => !client.weak.includes(text));
    const strong = rest.length ? rest : present;
    /** @type {Map<string, number>} */
    const points = new Map();
    for (const { causes } of present) {
      const total = Object.values(causes).reduce((sum, seen) => sum + seen, 0);
      for (const [cause, seen] of Object.entries(causes))
        points.set(cause, (points.get(cause) ?? 0) + Math.floor((1000 * seen) / total));
    }
    const common = [...points.keys()].filter((cause) => strong.every(({ causes }) => cause in causes));
    const possible = common.length ? common : [...points.keys()];
    possible.sort((a, b) => (points.get(b) ?? 0) - (points.get(a) ?? 0));
    const weak = !rest.length;
    return { causes: possible, marker: present[0].text.slice(0, SHOWN), sure: common.length === 1 && !weak, weak };
  }

  /**
   * Return the entries of causes, the likeliest of each first.
   *
   * @param {string[]} causes
   */
  entriesOf(causes) {
    const first = causes.map((cause) => this.#causes[cause].entries[0]);
    const others = causes.flatMap((cause) => this.#causes[cause].entries.slice(1));
    return [...new Set([...first, ...others])];
  }
}

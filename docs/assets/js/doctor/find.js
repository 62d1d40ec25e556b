/* The search for mistakes that give one digest. The page may breathe in between. */

import { bytesOf, digest } from "./hashes.js";

/**
 * @import { ReadChecksum } from "./checksum.js"
 * @import { Bytes } from "./hashes.js"
 * @import { Attempt } from "./texts.js"
 */

const BREATH = 25; // milliseconds of work before the page may breathe; a wait costs 4 ms in a browser

/** Nobody waits for the result any more. */
export class Stopped extends Error {}

/** The search for mistakes that give one checksum. */
export class Search {
  /** @type {Map<string, string[]>} */
  #fits = new Map();
  /** @type {Set<string>} */
  #shorter = new Set();
  /** @type {Set<string>} texts that don't give the checksum: several mistakes can make one text */
  #missed = new Set();
  #began = performance.now();
  tried = 0;

  /**
   * @param {ReadChecksum} wanted
   * @param {() => boolean} stopped
   */
  constructor(wanted, stopped) {
    this.wanted = wanted;
    this.stopped = stopped;
  }

  /** All that fits, the fewest mistakes first. */
  get mistakes() {
    return [...this.#fits.values()].filter((ids) => ids.length).sort((a, b) => a.length - b.length);
  }

  /** Whether something fits, a right checksum as well. */
  get found() {
    return this.#fits.size > 0;
  }

  /** Whether the text that was hashed was right, and the form of the checksum too. */
  get right() {
    return this.#fits.has("");
  }

  /** Whether what was hashed is shorter than what was to be hashed, in what fits best. */
  get shorter() {
    return this.mistakes.length > 0 && this.#shorter.has(this.mistakes[0].join(" "));
  }

  /**
   * @param {string[]} ids
   * @param {boolean} [shorter]
   */
  fit(ids, shorter = false) {
    const mistakes = [...new Set([...ids, ...this.wanted.shown])];
    const name = [...mistakes].sort().join(" ");
    if (!this.#fits.has(name)) this.#fits.set(name, mistakes);
    if (shorter) this.#shorter.add(mistakes.join(" "));
  }

  /** @param {Bytes} bytes */
  #is(bytes) {
    this.tried += 1;
    const wanted = this.wanted.digest;
    return bytes[0] === wanted[0] && bytes.every((byte, n) => byte === wanted[n]);
  }

  /**
   * Return whether a text gives the checksum.
   *
   * @param {string} text
   */
  gives(text) {
    if (this.#missed.has(text)) return false;
    const fits = this.#is(digest(this.wanted.algorithm, bytesOf(text)));
    if (!fits) this.#missed.add(text);
    return fits;
  }

  /** Whether it is time to let the page breathe. */
  get isTired() {
    return performance.now() - this.#began >= BREATH;
  }

  /** Let the page breathe; raises Stopped if nobody waits any more. */
  async breathe() {
    await new Promise((resolve) => setTimeout(resolve));
    if (this.stopped()) throw new Stopped();
    this.#began = performance.now();
  }

  /**
   * Try texts, but no more than so many.
   *
   * @param {Iterable<Attempt>} attempts
   * @param {number} length of the right text
   * @param {number} [most]
   */
  async texts(attempts, length, most = Infinity) {
    let count = 0;
    for (const [ids, text] of attempts) {
      if (count++ >= most) break;
      if (this.gives(text)) this.fit(ids, text.length < length);
      if (this.isTired) await this.breathe();
    }
  }

  /**
   * Try queries with two mistakes, but no more than so many.
   *
   * @param {Iterable<[ids: string[], query: string, first: string]>} attempts
   * @param {(query: string) => string} textOf what is hashed with a query
   * @param {{ query: string, most: number, undone: (query: string, first: string, again: string) => boolean }} limits
   */
  async queries(attempts, textOf, { query, most, undone }) {
    let count = 0;
    for (const [ids, other, first] of attempts) {
      if (count++ >= most) break;
      if (this.gives(textOf(other)) && !undone(query, first, other)) this.fit(ids, other.length < query.length);
      if (this.isTired) await this.breathe();
    }
  }

  /**
   * Look at digests that were made in wrong ways.
   *
   * @param {Iterable<[id: string, bytes: Bytes]>} made
   * @param {string[]} [ids] the mistakes that the text has
   */
  hashes(made, ids = []) {
    for (const [id, bytes] of made) if (this.#is(bytes)) this.fit([...ids, id]);
  }
}

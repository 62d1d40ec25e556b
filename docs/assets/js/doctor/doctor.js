/* Finds the mistake that gives exactly this checksum. Pure apart from hashing, which Web Crypto makes asynchronous. */

import { readChecksum } from "./checksum.js";
import { bytesOf, hasher, hex } from "./hashes.js";
import { hmacsWithMistake, withOneMistake, withTwoMistakes, wrongHashings } from "./texts.js";

/**
 * @import { ReadChecksum } from "./checksum.js"
 * @import { Algorithm, Hasher } from "./hashes.js"
 * @import { SignedRequest } from "./request.js"
 * @import { Attempt, Hashing, Signed } from "./texts.js"
 */
/** @typedef {"right" | "mistake" | "not-accepted" | "unknown" | "incomplete" | "stopped"} Verdict */
/**
 * @typedef {object} Diagnosis
 * @property {Verdict} verdict
 * @property {Algorithm | null} algorithm that the length of the checksum tells; null if none has that length
 * @property {string[][]} mistakes what fits, each one mistake or two; several if they cannot be told apart
 * @property {string} checksum the right one
 * @property {string} query the right one, as it must be sent
 * @property {number} tried number of texts that were hashed
 */
/**
 * @typedef {object} Options
 * @property {string} [body]
 * @property {string[]} [names] those of all calls
 * @property {SubtleCrypto | null} [subtle] Web Crypto, or nothing
 * @property {() => boolean} [stopped] whether nobody waits for the result any more
 */

const CHUNK = 500; // texts that are hashed before the page may breathe

/** Return the options that hold if none are given. */
const defaults = () => ({
  body: "",
  names: /** @type {string[]} */ ([]),
  subtle: globalThis.crypto?.subtle,
  stopped: () => false,
});

/** The search for mistakes that give one checksum. */
class Search {
  /** @type {Map<string, string[]>} */
  #fits = new Map();
  tried = 0;

  /**
   * @param {ReadChecksum} wanted
   * @param {Hasher} digest
   * @param {() => boolean} stopped
   */
  constructor(wanted, digest, stopped) {
    this.wanted = wanted;
    this.digest = digest;
    this.stopped = stopped;
    /** Mistakes that the form of the checksum shows. */
    this.shown = [...(wanted.base64 ? ["base64"] : []), ...(wanted.algorithm === "md5" ? ["md5"] : [])];
  }

  /** All that fits, the fewest mistakes first. */
  get mistakes() {
    return [...this.#fits.values()].sort((a, b) => a.length - b.length);
  }

  /** @param {string[]} ids */
  fit(ids) {
    const mistakes = [...new Set([...ids, ...this.shown])];
    this.#fits.set([...mistakes].sort().join(" "), mistakes);
  }

  /**
   * Return whether a text gives the checksum.
   *
   * @param {string} text
   */
  async gives(text) {
    this.tried += 1;
    return hex(await this.digest(bytesOf(text))) === this.wanted.digest;
  }

  /** @param {(Attempt | Hashing)[]} batch */
  async attempt(batch) {
    const made = await Promise.all(
      batch.map(([, text]) => (typeof text === "string" ? this.digest(bytesOf(text)).then(hex) : text)),
    );
    for (const [n, digits] of made.entries()) if (digits === this.wanted.digest) this.fit(batch[n][0]);
    this.tried += batch.length;
  }

  /**
   * Try all; return false if it was stopped.
   *
   * @param {(Attempt | Hashing)[]} first
   * @param {Iterable<Attempt | Hashing>} more
   */
  async all(first, more) {
    let batch = first;
    for (const attempt of more) {
      batch.push(attempt);
      if (batch.length < CHUNK) continue;
      await this.attempt(batch);
      batch = [];
      await new Promise((resolve) => setTimeout(resolve));
      if (this.stopped()) return false;
    }
    await this.attempt(batch);
    return true;
  }
}

/**
 * Look for one mistake, then for two.
 *
 * @param {Search} search
 * @param {Signed} signed
 * @param {string} right the right checksum; some hash a query that already has it
 * @returns {Promise<Verdict>}
 */
async function lookForMistakes(search, signed, right) {
  const { request, secret } = signed;
  const { call, query } = request;
  const { algorithm } = search.wanted;
  /** @param {Attempt} attempt */
  const hashings = (attempt) => wrongHashings(attempt, signed, algorithm, search.digest);
  /** @type {Attempt} */
  const included = [["checksum-included"], `${call}${query ? `${query}&` : ""}checksum=${right}${secret}`];

  const alone = [...hashings([[], call + query + secret]), included];
  if (!(await search.all(alone, withOneMistake(signed)))) return "stopped";
  if (search.mistakes.length) return "mistake";

  function* inPairs() {
    for (const attempt of withOneMistake(signed)) yield* hashings(attempt);
    yield* hmacsWithMistake(signed, algorithm);
    yield* withTwoMistakes(signed);
  }
  if (!(await search.all([], inPairs()))) return "stopped";
  return search.mistakes.length ? "mistake" : "unknown";
}

/**
 * Look for what gives the checksum, and fill in what was found.
 *
 * @param {Diagnosis} result
 * @param {Search} search
 * @param {Signed} signed
 * @returns {Promise<Diagnosis>}
 */
async function examine(result, search, signed) {
  const { request, secret } = signed;
  /** @type {Verdict} */
  let verdict;
  if (!(await search.gives(request.call + request.query + secret))) {
    verdict = await lookForMistakes(search, signed, result.checksum);
  } else if (search.shown.length) {
    search.fit([]);
    verdict = "mistake";
  } else {
    verdict = "right";
  }
  return { ...result, verdict, mistakes: search.mistakes, tried: search.tried };
}

/**
 * Return what is wrong with the checksum of a request.
 *
 * @param {SignedRequest} request
 * @param {string} secret
 * @param {Options} [options]
 * @returns {Promise<Diagnosis>}
 */
export async function diagnose(request, secret, options = {}) {
  const { body, names, subtle, stopped } = { ...defaults(), ...options };
  const { call, query } = request;
  const wanted = readChecksum(request.checksum);
  const algorithm = wanted ? wanted.algorithm : null;
  /** @type {Diagnosis} */
  const result = { verdict: "incomplete", algorithm, mistakes: [], checksum: "", query, tried: 0 };
  if (!call || !secret) return result;
  const accepted = algorithm && algorithm !== "md5" ? algorithm : "sha256";
  result.checksum = hex(await hasher(accepted, subtle)(bytesOf(call + query + secret)));
  if (!request.checksum) return result;
  if (!wanted) return { ...result, verdict: "not-accepted" };
  const search = new Search(wanted, hasher(wanted.algorithm, subtle), stopped);
  return examine(result, search, { request, secret, body, names });
}

/* The texts that are hashed: those with one or two mistakes in them, and wrong ways to hash. */

import { bytesOf, hex, keyed } from "./hashes.js";
import { calls, encodings, layouts, secrets } from "./mistakes.js";
import { queries } from "./queries.js";

/**
 * @import { Algorithm, Bytes, Hasher } from "./hashes.js"
 * @import { SignedRequest } from "./request.js"
 */
/**
 * @typedef {object} Signed all that may have gone into a checksum
 * @property {SignedRequest} request
 * @property {string} secret
 * @property {string} body
 * @property {string[]} names those of all calls
 */
/** @typedef {[ids: string[], text: string]} Attempt a text and the mistakes in it */
/** @typedef {[ids: string[], digits: Promise<string>]} Hashing hex digits and the mistakes that gave them */

/** @param {Signed} signed */
const changesOf = ({ request, secret, body, names }) => ({
  inSecret: secrets(secret, request),
  inCall: calls(request.call, request, names),
  inQuery: queries(request.query, { ...request, body }),
});

/**
 * Return all texts with one mistake.
 *
 * @param {Signed} signed
 * @returns {Generator<Attempt>}
 */
export function* withOneMistake(signed) {
  const { request, secret } = signed;
  const { call, query } = request;
  const { inSecret, inCall, inQuery } = changesOf(signed);
  for (const [id, text] of inSecret) yield [[id], call + query + text];
  for (const [id, text] of inCall) yield [[id], text + query + secret];
  for (const [id, text] of inQuery) yield [[id], call + text + secret];
  for (const [id, text] of layouts(call, query, secret, request)) yield [[id], text];
}

/**
 * Return all texts with two mistakes.
 *
 * @param {Signed} signed
 * @returns {Generator<Attempt>}
 */
export function* withTwoMistakes(signed) {
  const { request, secret, body } = signed;
  const { call, query } = request;
  const given = { ...request, body };
  const { inSecret, inCall, inQuery } = changesOf(signed);
  for (const [one, text] of inQuery) {
    for (const [two, other] of queries(text, given, one === "order")) yield [[one, two], call + other + secret];
    for (const [two, other] of inSecret) yield [[one, two], call + text + other];
    for (const [two, other] of inCall) yield [[one, two], other + text + secret];
    for (const [two, other] of layouts(call, text, secret, request)) yield [[one, two], other];
  }
  for (const [one, text] of inSecret) {
    for (const [two, other] of secrets(text, request)) yield [[one, two], call + query + other];
    for (const [two, other] of inCall) yield [[one, two], other + query + text];
    for (const [two, other] of layouts(call, query, text, request)) yield [[one, two], other];
  }
  for (const [one, text] of inCall)
    for (const [two, other] of layouts(text, query, secret, request)) yield [[one, two], other];
}

/**
 * Return what the wrong ways to hash give for a text that has mistakes or none.
 *
 * @param {Attempt} attempt
 * @param {Signed} signed
 * @param {Algorithm} algorithm
 * @param {Hasher} digest
 * @returns {Hashing[]}
 */
export function wrongHashings([ids, text], { request, secret }, algorithm, digest) {
  const bytes = bytesOf(text);
  /** @type {[string, Promise<Bytes>][]} */
  const found = [
    ["hashed-twice", digest(bytes).then(digest)],
    ["hashed-twice", digest(bytes).then((once) => digest(bytesOf(hex(once))))],
  ];
  if (secret) {
    const key = bytesOf(secret);
    const unsigned = bytesOf(request.call + request.query);
    found.push(["hmac", Promise.resolve(keyed(algorithm, key, unsigned))]);
    found.push(["hmac", Promise.resolve(keyed(algorithm, key, bytes))]);
  }
  for (const [id, other] of encodings(text)) found.push([id, digest(other)]);
  return found.map(([id, made]) => [[...ids, id], made.then(hex)]);
}

/**
 * Return what HMAC gives if there is one mistake besides.
 *
 * @param {Signed} signed
 * @param {Algorithm} algorithm
 * @returns {Generator<Hashing>}
 */
export function* hmacsWithMistake(signed, algorithm) {
  const { request, secret } = signed;
  const { call, query } = request;
  const { inSecret, inCall, inQuery } = changesOf(signed);
  /** @type {(id: string, key: string, text: string) => Hashing} */
  const hmac = (id, key, text) => [[id, "hmac"], Promise.resolve(hex(keyed(algorithm, bytesOf(key), bytesOf(text))))];
  for (const [id, text] of inQuery) yield hmac(id, secret, call + text);
  for (const [id, text] of inCall) yield hmac(id, secret, text + query);
  for (const [id, text] of inSecret) if (text) yield hmac(id, text, call + query);
}

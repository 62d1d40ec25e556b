/* The texts that are hashed: those with one or two mistakes in them. */

import { eachReal } from "./changes.js";
import { recoded } from "./encoders.js";
import { bytesOf, keyed } from "./hashes.js";
import { asAWhole, calls, layouts, secrets } from "./mistakes.js";
import { queries } from "./queries.js";

/**
 * @import { Change, Ways } from "./changes.js"
 * @import { Algorithm, Bytes } from "./hashes.js"
 * @import { SignedRequest } from "./request.js"
 */
/**
 * @typedef {object} Signed all that may have gone into a checksum
 * @property {SignedRequest} request
 * @property {string} secret
 * @property {Ways} ways
 */
/** @typedef {[ids: string[], text: string]} Attempt a text and the mistakes in it */

/** @param {Signed} signed */
const changesOf = ({ request, secret, ways }, second = false) => ({
  inSecret: secrets(secret, request, ways),
  inCall: calls(request.call, request, ways),
  inQuery: queries(request.query, request, ways, second),
});

/**
 * Return all texts with one mistake.
 *
 * @param {Signed} signed
 * @returns {Generator<Attempt>}
 */
export function* withOneMistake(signed) {
  const { request, secret, ways } = signed;
  const { call, query } = request;
  const { inSecret, inCall, inQuery } = changesOf(signed);
  for (const [id, text] of inSecret) yield [[id], call + query + text];
  for (const [id, text] of inCall) yield [[id], text + query + secret];
  for (const [id, text] of inQuery) yield [[id], call + text + secret];
  for (const [id, text] of layouts(call, query, secret, request, ways)) yield [[id], text];
  for (const [id, text] of asAWhole(call, query, secret, ways)) yield [[id], text];
}

/**
 * Return the query with one of two mistakes, or as other encoders write it.
 *
 * @param {Pick<Signed, "request" | "ways">} signed
 * @returns {Generator<Change>}
 */
function* firstInQuery({ request, ways }) {
  const { query } = request;
  yield* queries(query, request, ways, true);
  yield* eachReal(
    query,
    recoded(query, ways.encoders).map(([, text]) => ["encoder", text]),
  );
}

/**
 * Return texts with a mistake in the query and another one elsewhere.
 *
 * @param {Signed} signed
 * @returns {Generator<Attempt>}
 */
function* withOneInQuery(signed) {
  const { request, secret, ways } = signed;
  const { call } = request;
  const [inSecret, inCall] = [secrets(secret, request, ways), calls(call, request, ways)];
  for (const [one, text] of firstInQuery(signed)) {
    for (const [two, other] of inSecret) yield [[one, two], call + text + other];
    for (const [two, other] of inCall) yield [[one, two], other + text + secret];
    for (const [two, other] of layouts(call, text, secret, request, ways, true)) yield [[one, two], other];
  }
}

/**
 * Return texts with two mistakes, but for two in the query; no part is left out and changed as well.
 *
 * @param {Signed} signed
 * @returns {Generator<Attempt>}
 */
export function* withTwoMistakes(signed) {
  const { request, secret, ways } = signed;
  const { call, query } = request;
  const [inSecret, inCall] = [secrets(secret, request, ways), calls(call, request, ways)];
  yield* withOneInQuery(signed);
  for (const [one, text] of inSecret) {
    for (const [two, other] of inCall) yield [[one, two], other + query + text];
    for (const [two, other] of layouts(call, query, text, request, ways, true)) yield [[one, two], other];
  }
  for (const [one, text] of inCall)
    for (const [two, other] of layouts(text, query, secret, request, ways, true)) yield [[one, two], other];
  for (const [one, text] of inSecret.filter(([, wrong]) => wrong))
    for (const [two, other] of secrets(text, request, ways)) if (other) yield [[one, two], call + query + other];
}

/**
 * Return queries with two mistakes, and as they are with the first one alone.
 *
 * @param {Signed} signed
 * @returns {Generator<[ids: string[], text: string, first: string]>}
 */
export function* twiceInQuery({ request, ways }) {
  for (const [one, text] of firstInQuery({ request, ways }))
    if (text) for (const [two, other] of queries(text, request, ways, true)) yield [[one, two], other, text];
}

/**
 * Return what HMAC gives if there is one mistake besides.
 *
 * @param {Signed} signed
 * @param {Algorithm} algorithm
 * @returns {Generator<[ids: string[], bytes: Bytes]>}
 */
export function* hmacsWithMistake(signed, algorithm) {
  const { request, secret } = signed;
  const { call, query } = request;
  const { inSecret, inCall, inQuery } = changesOf(signed, true);
  /** @type {(id: string, key: string, text: string) => [string[], Bytes]} */
  const hmac = (id, key, text) => [[id, "hmac"], keyed(algorithm, key, text)];
  for (const [id, text] of inQuery) yield hmac(id, secret, call + text);
  for (const [id, text] of inCall) yield hmac(id, secret, text + query);
  for (const [id, text] of inSecret) if (text) yield hmac(id, text, call + query);
}

const LONG = 2000; // characters of a query of which the bytes are not compared

/**
 * Return the bytes of a query, each as it is written: raw, or as an escape.
 *
 * @param {string} query
 */
const bytesAsWritten = (query) =>
  (query.match(/%[0-9a-f]{2}|[^%]+|%/gi) ?? []).flatMap((piece) =>
    /^%./.test(piece) ? [piece] : Array.from(bytesOf(piece), (byte) => String.fromCharCode(byte)),
  );

/**
 * Return whether a second change of a query takes back a part of the first, so that they are no two mistakes.
 *
 * @param {string} query
 * @param {string} changed
 * @param {string} again
 */
export function undone(query, changed, again) {
  if (again === query) return true;
  if (query.length > LONG) return false;
  const [first, second, third] = [query, changed, again].map(bytesAsWritten);
  if (first.length !== second.length || first.length !== third.length) return false;
  return first.some((unit, n) => unit !== second[n] && unit === third[n]);
}

/* Finds the mistake that gives exactly this checksum. hooks/bbb_errors/doctor/ does the same. */

import { diagnoseCallback } from "./callback.js";
import { swapped } from "./changes.js";
import { readChecksum } from "./checksum.js";
import { fromLatin, onTheWire, recoded } from "./encoders.js";
import { Search, Stopped } from "./find.js";
import { ACCEPTED, bytesOf, digest, hex, hmacs, wrongHashes } from "./hashes.js";
import { holds } from "./mask.js";
import { bareSecret } from "./request.js";
import { hmacsWithMistake, twiceInQuery, undone, withOneMistake, withTwoMistakes } from "./texts.js";
import { percentDecoded } from "../pasted/coats.js";

/**
 * @import { Ways } from "./changes.js"
 * @import { Algorithm } from "./hashes.js"
 * @import { SignedRequest } from "./request.js"
 * @import { ReadChecksum } from "./checksum.js"
 * @import { Attempt, Signed } from "./texts.js"
 */
/** @typedef {"right" | "mistake" | "not-accepted" | "unknown" | "incomplete" | "stopped"} Verdict */
/**
 * @typedef {object} Diagnosis nothing of it holds the secret
 * @property {Verdict} verdict
 * @property {Algorithm | null} algorithm that the length of the checksum tells; null if none has that length
 * @property {string[][]} mistakes what fits, each one mistake or two; several if they cannot be told apart
 * @property {string} checksum the right one
 * @property {string} query the right one, as it must be sent
 * @property {string} url the right one; empty if it would show the secret
 * @property {[Algorithm, string][]} digests the right ones
 * @property {string[]} encoders that would write what was hashed
 * @property {string} signed which text of a callback was signed, by versions
 * @property {boolean} raw whether the query has characters that no URL has
 * @property {boolean} repeated whether a right checksum is sent more than once
 * @property {number} tried number of texts that were hashed
 */
/** @typedef {Ways & { signatures: [versions: string, proves: string][] }} Data */

const PAIRS = 8_000_000; // bytes that may be hashed for two mistakes at once; half with the longer hashes
const CUT_OFF = /^[0-9a-f]{8,127}$/i;

/**
 * Return a diagnosis with nothing in it but its verdict.
 *
 * @param {Verdict} verdict
 * @param {Algorithm | null} algorithm
 * @returns {Diagnosis}
 */
export const plain = (verdict, algorithm) => ({
  verdict,
  algorithm,
  mistakes: [],
  checksum: "",
  query: "",
  url: "",
  digests: [],
  encoders: [],
  signed: "",
  raw: false,
  repeated: false,
  tried: 0,
});

/**
 * Return the query without the faults that were named, as it must be sent.
 *
 * @param {string} query
 * @param {string[]} ids
 * @param {Ways} ways
 * @param {boolean} asItIs whether escapes of escapes stay
 */
function repaired(query, ids, ways, asItIs) {
  let text = query;
  for (const id of ids) {
    if (!asItIs || id !== "double-encoded") text = swapped(text, ways.repairs[id] ?? []);
    if (id === "latin-1-escaped") text = fromLatin(text);
  }
  return onTheWire(text);
}

/**
 * Fill in the right checksum, the digests and the repaired URL.
 *
 * @param {Diagnosis} found
 * @param {Signed} signed
 * @param {boolean} [asItIs] whether escapes of escapes stay
 * @returns {Diagnosis}
 */
function finished(found, { request, secret, ways }, asItIs = true) {
  if (request.callback) return found;
  const query = repaired(request.query, found.mistakes.at(0) ?? [], ways, asItIs);
  const bytes = bytesOf(request.call + query + secret);
  /** @type {[Algorithm, string][]} */
  const digests = ACCEPTED.map((name) => [name, hex(digest(name, bytes))]);
  const known = new Map(digests);
  const checksum = known.get(found.algorithm ?? "sha256") ?? known.get("sha256") ?? "";
  const start = `${request.base}${request.call}?`;
  if (holds(start + query, secret)) return { ...found, checksum, digests };
  return { ...found, checksum, query, digests, url: `${start}${query ? `${query}&` : ""}checksum=${checksum}` };
}

/**
 * Return attempts one by one, and note them.
 *
 * @param {Iterable<Attempt>} attempts
 * @param {Attempt[]} seen
 */
function* noted(attempts, seen) {
  for (const attempt of attempts) {
    seen.push(attempt);
    yield attempt;
  }
}

/**
 * Try what has no mistake or one; return the names of the encoders that fit.
 *
 * @param {Search} search
 * @param {Signed} signed
 * @param {Attempt[]} singles takes what was tried with one mistake
 * @returns {Promise<string[]>}
 */
async function lookForOne(search, signed, singles) {
  const { request, secret, ways } = signed;
  const { call, query } = request;
  /** @param {string} other */
  const textOf = (other) => call + other + secret;
  const text = textOf(query);
  await search.texts(noted(withOneMistake(signed), singles), text.length);
  const right = hex(digest(search.wanted.algorithm, bytesOf(text)));
  const included = textOf(`${query ? `${query}&` : ""}checksum=${right}`);
  await search.texts([[["checksum-included"], included]], text.length);
  search.hashes(hmacs(call + query, secret, search.wanted.algorithm));
  search.hashes(wrongHashes(text, secret, search.wanted.algorithm));
  if (search.found) return [];
  await search.breathe();
  const fit = recoded(query, ways.encoders).filter(([, other]) => search.gives(textOf(other)));
  for (const [, other] of fit) search.fit(["encoder"], other.length < query.length);
  return [...new Set(fit.flatMap(([place]) => ways.encoders[place].names))];
}

/**
 * Try what has two mistakes, as far as there is room.
 *
 * @param {Search} search
 * @param {Signed} signed
 * @param {Attempt[]} singles
 */
async function lookForTwo(search, signed, singles) {
  const { call, query } = signed.request;
  const { algorithm, digest: wanted } = search.wanted;
  const text = call + query + signed.secret;
  const most = Math.floor(PAIRS / ((bytesOf(text).length + 64) * (wanted.length > 32 ? 2 : 1)));
  const few = Math.max(1, Math.floor(most / 16));
  for (const [ids, other] of singles.slice(0, few)) {
    search.hashes(wrongHashes(other, signed.secret, algorithm), ids);
    if (search.isTired) await search.breathe();
  }
  let count = 0;
  for (const [ids, made] of hmacsWithMistake(signed, algorithm)) {
    if (count++ >= few) break;
    search.hashes([["hmac", made]], ids.slice(0, 1));
    if (search.isTired) await search.breathe();
  }
  await search.texts(withTwoMistakes(signed), text.length, most);
  /** @param {string} other */
  const textOf = (other) => call + other + signed.secret;
  await search.queries(twiceInQuery(signed), textOf, { query, most: Math.max(1, most - search.tried), undone });
}

/**
 * Try all, until something fits; return the names of the encoders that fit.
 *
 * @param {Search} search
 * @param {Signed} signed
 * @returns {Promise<string[]>}
 */
async function look(search, signed) {
  const { call, query } = signed.request;
  const wire = onTheWire(query);
  if (search.gives(call + query + signed.secret) || (wire !== query && search.gives(call + wire + signed.secret))) {
    search.fit([]);
    return [];
  }
  /** @type {Attempt[]} */
  const singles = [];
  const encoders = await lookForOne(search, signed, singles);
  if (!search.found) await lookForTwo(search, signed, singles);
  return encoders;
}

/**
 * Return whether a checksum that no algorithm gives is the beginning of a right one.
 *
 * @param {SignedRequest} request
 * @param {string} secret
 */
const isCutOff = ({ call, query, checksum }, secret) =>
  CUT_OFF.test(checksum) &&
  ACCEPTED.some((name) => hex(digest(name, bytesOf(call + query + secret))).startsWith(checksum.toLowerCase()));

/**
 * Return what can be told without a search; null if that isn't enough.
 *
 * @param {Signed} signed
 * @param {ReadChecksum | null} wanted
 * @returns {Diagnosis | null}
 */
function atOnce(signed, wanted) {
  const { request, secret } = signed;
  const { call, query, checksum, callback } = request;
  const algorithm = wanted && wanted.algorithm;
  if (!secret || !(call || callback)) return { ...plain("incomplete", algorithm), query };
  if (!checksum) return finished(plain("incomplete", algorithm), signed);
  if (bareSecret(percentDecoded(checksum)).toLowerCase() === secret.toLowerCase())
    return finished({ ...plain("mistake", algorithm), mistakes: [["secret-sent"]] }, signed);
  if (wanted) return null;
  if (!callback && isCutOff(request, secret))
    return finished({ ...plain("mistake", null), mistakes: [["cut-off"]] }, signed);
  return finished(plain("not-accepted", null), signed);
}

/**
 * Return what a search finds of a call.
 *
 * @param {Search} search
 * @param {Signed} signed
 * @returns {Promise<Diagnosis>}
 */
async function diagnoseCall(search, signed) {
  const { call, query, checksum, older } = signed.request;
  const { algorithm, shown } = search.wanted;
  if (call.startsWith("hooks/") && /[A-F]/.test(checksum) && !shown.includes("base64")) shown.push("digits-case");
  const encoders = await look(search, signed);
  const { mistakes, tried } = search;
  const wrong = search.found ? "mistake" : "unknown";
  const raw = onTheWire(query) !== query;
  const repeated = search.right && older.length > 0;
  const found = { ...plain(search.right ? "right" : wrong, algorithm), mistakes, encoders, raw, repeated, tried };
  return finished(found, signed, !search.shorter);
}

/**
 * Return what is wrong with the checksum of a request.
 *
 * @param {SignedRequest} request
 * @param {string} secret
 * @param {Data} data
 * @param {{ stopped?: () => boolean }} [options] whether nobody waits for the result any more
 * @returns {Promise<Diagnosis>}
 */
export async function diagnose(request, secret, data, { stopped = () => false } = {}) {
  const wanted = readChecksum(request.checksum);
  /** @type {Signed} */
  const signed = { request, secret, ways: data };
  const told = atOnce(signed, wanted);
  if (told || !wanted) return told ?? plain("not-accepted", null);
  const search = new Search(wanted, stopped);
  try {
    if (!request.callback) return await diagnoseCall(search, signed);
    return { ...plain("unknown", wanted.algorithm), ...(await diagnoseCallback(search, signed, data.signatures)) };
  } catch (problem) {
    if (problem instanceof Stopped) return plain("stopped", wanted.algorithm);
    throw problem;
  }
}

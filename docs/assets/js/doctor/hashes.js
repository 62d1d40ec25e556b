/* Hash functions of a vetted library. They need no wait, and for texts as short as these they are faster than Web
   Crypto, which has no MD5 and is missing on pages from http: addresses. */

import { hmac } from "../vendor/noble-hashes/hmac.js";
import { md5, sha1 } from "../vendor/noble-hashes/legacy.js";
import { sha224, sha256, sha384, sha512 } from "../vendor/noble-hashes/sha2.js";

/** @typedef {"md5" | "sha1" | "sha224" | "sha256" | "sha384" | "sha512"} Algorithm */
/** @typedef {Uint8Array<ArrayBuffer>} Bytes */

/** @type {Record<Algorithm, any>} */
const LIBRARY = { md5, sha1, sha224, sha256, sha384, sha512 };

/**
 * Names of algorithms by the length of their digest in bytes.
 *
 * @type {Record<number, Algorithm>}
 */
export const BY_LENGTH = { 16: "md5", 20: "sha1", 28: "sha224", 32: "sha256", 48: "sha384", 64: "sha512" };

/**
 * Algorithms that a server may accept.
 *
 * @type {Algorithm[]}
 */
export const ACCEPTED = ["sha1", "sha256", "sha384", "sha512"];

const PAIRS = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));
const encoder = new TextEncoder();

/**
 * Return a text as bytes of UTF-8.
 *
 * @param {string} text
 * @returns {Bytes}
 */
export const bytesOf = (text) => encoder.encode(text);

/**
 * Return bytes as hex digits.
 *
 * @param {Bytes} bytes
 */
export const hex = (bytes) => bytes.reduce((text, byte) => text + PAIRS[byte], "");

/**
 * Return the digest of bytes.
 *
 * @param {Algorithm} algorithm
 * @param {Bytes} bytes
 * @returns {Bytes}
 */
export const digest = (algorithm, bytes) => LIBRARY[algorithm](bytes);

/**
 * Return the HMAC of a text.
 *
 * @param {Algorithm} algorithm
 * @param {string} key
 * @param {string} text
 * @returns {Bytes}
 */
export const keyed = (algorithm, key, text) => hmac(LIBRARY[algorithm], bytesOf(key), bytesOf(text));

/**
 * Return a text in UTF-16.
 *
 * @param {string} text
 * @param {boolean} little whether the lower byte of a unit comes first
 */
function utf16(text, little) {
  const bytes = new Uint8Array(2 * text.length);
  const view = new DataView(bytes.buffer);
  for (let n = 0; n < text.length; n++) view.setUint16(2 * n, text.charCodeAt(n), little);
  return bytes;
}

/**
 * Return the HMACs of call and query, each with the id of its mistake.
 *
 * @param {string} unsigned call and query
 * @param {string} secret
 * @param {Algorithm} algorithm
 * @returns {[id: string, bytes: Bytes][]}
 */
export const hmacs = (unsigned, secret, algorithm) => [
  ["hmac", keyed(algorithm, secret, unsigned)],
  ["hmac-swapped", keyed(algorithm, unsigned, secret)],
];

/**
 * Return what the wrong ways to hash give for a text that has mistakes or none, each with the id of its mistake.
 *
 * @param {string} text
 * @param {string} secret
 * @param {Algorithm} algorithm
 * @returns {[id: string, bytes: Bytes][]}
 */
export function wrongHashes(text, secret, algorithm) {
  /** @param {Bytes} bytes */
  const hashed = (bytes) => digest(algorithm, bytes);
  const once = hashed(bytesOf(text));
  /** @type {[string, Bytes][]} */
  const found = [
    ["hashed-twice", hashed(once)],
    ["hashed-twice", hashed(bytesOf(hex(once)))],
    ["hashed-twice", hashed(bytesOf(hex(once).toUpperCase()))],
    ["hmac", keyed(algorithm, secret, text)],
  ];
  for (const little of [true, false])
    for (const start of ["", "\ufeff"]) found.push(["utf-16", hashed(utf16(start + text, little))]);
  if (/^[\0-\xff]*$/.test(text) && /[^\0-\x7f]/.test(text))
    found.push(["latin-1", hashed(Uint8Array.from(text, (letter) => letter.charCodeAt(0)))]);
  return found;
}

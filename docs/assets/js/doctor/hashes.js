/* Hash functions: Web Crypto where a page has it, otherwise a vetted library. Web Crypto is missing on pages from
   http: addresses other than localhost; pages opened from a file have it in Chromium. It never has MD5. */

import { hmac } from "../vendor/noble-hashes/hmac.js";
import { md5, sha1 } from "../vendor/noble-hashes/legacy.js";
import { sha256, sha384, sha512 } from "../vendor/noble-hashes/sha2.js";

/** @typedef {"md5" | "sha1" | "sha256" | "sha384" | "sha512"} Algorithm */
/** @typedef {Uint8Array<ArrayBuffer>} Bytes */
/** @typedef {(bytes: Bytes) => Promise<Bytes>} Hasher */

/** @type {Record<Algorithm, any>} */
const LIBRARY = { md5, sha1, sha256, sha384, sha512 };
/** @type {Partial<Record<Algorithm, string>>} */
const WEB = { sha1: "SHA-1", sha256: "SHA-256", sha384: "SHA-384", sha512: "SHA-512" };

/**
 * Names of algorithms by the length of their digest in bytes.
 *
 * @type {Record<number, Algorithm>}
 */
export const BY_LENGTH = { 16: "md5", 20: "sha1", 32: "sha256", 48: "sha384", 64: "sha512" };

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
 * Return a hash function for an algorithm.
 *
 * @param {Algorithm} algorithm
 * @param {SubtleCrypto | null} [subtle] Web Crypto, or nothing
 * @returns {Hasher}
 */
export function hasher(algorithm, subtle = globalThis.crypto?.subtle) {
  const name = WEB[algorithm];
  if (subtle && name) return async (bytes) => new Uint8Array(await subtle.digest(name, bytes));
  return async (bytes) => LIBRARY[algorithm](bytes);
}

/**
 * Return the HMAC of bytes.
 *
 * @param {Algorithm} algorithm
 * @param {Bytes} key
 * @param {Bytes} bytes
 * @returns {Bytes}
 */
export const keyed = (algorithm, key, bytes) => hmac(LIBRARY[algorithm], key, bytes);

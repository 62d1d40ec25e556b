/* Hash functions: Web Crypto where a page has it, otherwise a vetted library. Web Crypto is missing on pages from
   http: addresses other than localhost; pages opened from a file have it in Chromium. It never has MD5. */

import { hmac } from "../vendor/noble-hashes/hmac.js";
import { md5, sha1 } from "../vendor/noble-hashes/legacy.js";
import { sha256, sha384, sha512 } from "../vendor/noble-hashes/sha2.js";

const LIBRARY = { md5, sha1, sha256, sha384, sha512 };
const WEB = { sha1: "SHA-1", sha256: "SHA-256", sha384: "SHA-384", sha512: "SHA-512" };

/** Names of algorithms by the length of their digest in bytes. */
export const BY_LENGTH = { 16: "md5", 20: "sha1", 32: "sha256", 48: "sha384", 64: "sha512" };

const PAIRS = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));

/** Bytes as hex digits. */
export const hex = (bytes) => bytes.reduce((text, byte) => text + PAIRS[byte], "");

/** A hash function for an algorithm: bytes in, a promise of bytes out. `subtle` is Web Crypto, or nothing. */
export function hasher(algorithm, subtle = globalThis.crypto?.subtle) {
  if (subtle && WEB[algorithm]) return async (bytes) => new Uint8Array(await subtle.digest(WEB[algorithm], bytes));
  return async (bytes) => LIBRARY[algorithm](bytes);
}

/** The HMAC of bytes. */
export const keyed = (algorithm, key, bytes) => hmac(LIBRARY[algorithm], key, bytes);

/* Reads a checksum by its form. */

import { BY_LENGTH, hex } from "./hashes.js";

/**
 * @import { Algorithm } from "./hashes.js"
 */
/** @typedef {{ algorithm: Algorithm, base64: boolean, digest: string }} ReadChecksum `digest` is in hex digits */

/**
 * Return what a checksum is, by its form; null if no algorithm has its length.
 *
 * @param {string} checksum
 * @returns {ReadChecksum | null}
 */
export function readChecksum(checksum) {
  if (/^[0-9a-f]+$/i.test(checksum)) {
    const algorithm = BY_LENGTH[checksum.length / 2];
    if (algorithm) return { algorithm, base64: false, digest: checksum.toLowerCase() };
  }
  const digest = base64Digits(checksum);
  const algorithm = BY_LENGTH[digest.length / 2];
  return algorithm ? { algorithm, base64: true, digest } : null;
}

/**
 * Return the bytes of a base64 text, in any of its spellings in a URL, as hex digits; an empty text if it isn't one.
 *
 * @param {string} spelled
 */
function base64Digits(spelled) {
  const text = spelled
    .replace(/%2B/gi, "+")
    .replace(/%2F/gi, "/")
    .replace(/%3D/gi, "=")
    .replace(/-/g, "+")
    .replace(/_/g, "/")
    .replace(/ /g, "+");
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(text)) return "";
  try {
    return hex(Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0)));
  } catch {
    return "";
  }
}

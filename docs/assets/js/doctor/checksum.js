/* Reads a checksum by its form. */

import { ACCEPTED, BY_LENGTH } from "./hashes.js";

/**
 * @import { Algorithm, Bytes } from "./hashes.js"
 */
/** @typedef {{ algorithm: Algorithm, shown: string[], digest: Bytes }} ReadChecksum `shown` are mistakes of the form */

const JUNK = String.raw`(?:%0[aAdD9]|%2[0-9]|%2[dD]|%C2%A0|[ \t\r\n"'+*-])*`;
const TOOL = String.raw`(?:[A-Za-z0-9-]+(?:\(|%28)stdin(?:\)|%29)(?:=|%3[dD])|sha-?\d+[:=])`; // what command-line tools print
const BESIDE = new RegExp(`^${TOOL}?${JUNK}([0-9a-fA-F]{32,128})${JUNK}$`);
const LONG = 1000;

/**
 * Return hex digits without what stands beside or between them; null if there is nothing.
 *
 * @param {string} checksum
 */
function bareDigits(checksum) {
  if (/^[0-9a-f]+$/i.test(checksum) || checksum.length >= LONG) return null;
  const found = BESIDE.exec(checksum);
  if (found) return found[1];
  return /^(?:[0-9a-f]{2}[-: ])+[0-9a-f]{2}$/i.test(checksum) ? checksum.replace(/[-: ]/g, "") : null;
}

/**
 * Return whether a text is the hex digits of a digest.
 *
 * @param {string} text
 */
const isHex = (text) => /^[0-9a-f]+$/i.test(text) && text.length / 2 in BY_LENGTH;

/**
 * Return the bytes of hex digits.
 *
 * @param {string} digits
 */
const bytesOfHex = (digits) => Uint8Array.from(digits.match(/../g) ?? [], (pair) => parseInt(pair, 16));

/**
 * Return the digest in a base64 text, in any of its spellings in a URL; null if it isn't one. It may hold the bytes, or
 * their hex digits.
 *
 * @param {string} spelled
 */
function base64Bytes(spelled) {
  const text = spelled
    .replace(/%2B/gi, "+")
    .replace(/%2F/gi, "/")
    .replace(/%3D/gi, "=")
    .replace(/-/g, "+")
    .replace(/_/g, "/")
    .replace(/ /g, "+");
  const bare = text.replace(/=+$/, "");
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(text) || bare.length % 4 === 1) return null;
  const held = atob(bare);
  return isHex(held) ? bytesOfHex(held) : Uint8Array.from(held, (letter) => letter.charCodeAt(0));
}

/**
 * Return the bytes of a checksum that isn't in hex digits, and the mistakes of its form.
 *
 * @param {string} text
 */
function spelledOtherwise(text) {
  const stripped = text.length < LONG && /^([^]*?)(?:%0[ad]|[ \t\r\n])+$/i.exec(text);
  return {
    shown: stripped ? ["checksum-tail", "base64"] : ["base64"],
    digest: base64Bytes(stripped ? stripped[1] : text),
  };
}

/**
 * Return what a checksum is, by its form; null if no algorithm has its length.
 *
 * @param {string} checksum
 * @returns {ReadChecksum | null}
 */
export function readChecksum(checksum) {
  const bare = bareDigits(checksum);
  const digits = bare ?? checksum;
  const beside = bare === null ? [] : ["checksum-tail"];
  const { shown, digest } = isHex(digits) ? { shown: beside, digest: bytesOfHex(digits) } : spelledOtherwise(digits);
  const algorithm = digest && BY_LENGTH[digest.length];
  if (!digest || !algorithm) return null;
  return { algorithm, shown: ACCEPTED.includes(algorithm) ? shown : [...shown, algorithm], digest };
}

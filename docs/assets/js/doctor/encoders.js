/* Percent-encoding, as the functions do it that programs use. */

import { bytesOf } from "./hashes.js";

/** @typedef {{ names: string[], safe: string, space: string, lower: boolean }} Encoder */

const ESCAPE = /%[0-9a-f]{2}/gi;
const RAW = /[\0-\x20"<>#\\^`{|}\x7f-\uffff]+/g;

/**
 * Return a text with every byte percent-encoded.
 *
 * @param {string} text
 */
export const quoted = (text) =>
  Array.from(bytesOf(text), (byte) => `%${byte.toString(16).padStart(2, "0").toUpperCase()}`).join("");

/**
 * Return a query with characters encoded that no URL has.
 *
 * @param {string} query
 */
export const onTheWire = (query) => query.replace(RAW, quoted);

/**
 * Return a text with every escape in lower or upper case.
 *
 * @param {string} text
 * @param {boolean} lower
 */
export const escapesIn = (text, lower) =>
  text.replace(ESCAPE, (found) => (lower ? found.toLowerCase() : found.toUpperCase()));

/**
 * Return the bytes that a percent-encoded text stands for.
 *
 * @param {string} text
 */
export function bytesBehind(text) {
  const bytes = bytesOf(text);
  const found = new Uint8Array(bytes.length);
  let length = 0;
  for (let n = 0; n < bytes.length; n++) {
    const digits = bytes[n] === 37 ? text37(bytes, n) : -1;
    found[length++] = digits < 0 ? bytes[n] : digits;
    if (digits >= 0) n += 2;
  }
  return found.subarray(0, length);
}

/**
 * Return the value of the two hex digits behind a %, or -1.
 *
 * @param {Uint8Array} bytes
 * @param {number} at
 */
function text37(bytes, at) {
  const digits = String.fromCharCode(bytes[at + 1] ?? 0, bytes[at + 2] ?? 0);
  return /^[0-9a-f]{2}$/i.test(digits) ? parseInt(digits, 16) : -1;
}

/** @type {Map<string, string[]>} */
const tables = new Map();

/**
 * Return what an encoder makes of each byte.
 *
 * @param {Omit<Encoder, "names">} encoder
 */
export function tableOf({ safe, space, lower }) {
  const name = `${safe} ${space} ${lower}`;
  let table = tables.get(name);
  if (!table) {
    table = Array.from({ length: 256 }, (_, byte) => {
      const sign = String.fromCharCode(byte);
      if (/[0-9A-Za-z]/.test(sign) || safe.includes(sign)) return sign;
      const digits = byte.toString(16).padStart(2, "0");
      return `%${lower ? digits : digits.toUpperCase()}`;
    });
    table[32] = space;
    tables.set(name, table);
  }
  return table;
}

/**
 * Return bytes as an encoder writes them.
 *
 * @param {Uint8Array} bytes
 * @param {Omit<Encoder, "names">} encoder
 */
export function encoded(bytes, encoder) {
  const table = tableOf(encoder);
  let text = "";
  for (const byte of bytes) text += table[byte];
  return text;
}

/**
 * Return a query in units: its & and = as texts, what stands between them as bytes.
 *
 * @param {string} query
 * @returns {(string | Uint8Array)[]}
 */
function unitsOf(query) {
  let inValue = false; // a second = in a parameter is a part of its value
  return query.split(/([&=])/).map((piece) => {
    const sign = piece === "&" || (piece === "=" && !inValue);
    inValue = piece === "=" || (inValue && piece !== "&");
    return sign ? piece : bytesBehind(piece);
  });
}

/**
 * Return the query as each encoder writes it, with the encoder's place in the list. A + is read as a space and as it is.
 *
 * @param {string} query
 * @param {Encoder[]} encoders
 * @returns {[place: number, text: string][]}
 */
export function recoded(query, encoders) {
  /** @type {[number, string][]} */
  const found = [];
  const readings = [...new Set([query.replaceAll("+", " "), query])].map(unitsOf);
  for (const units of readings) {
    for (const [place, encoder] of encoders.entries()) {
      const text = units.map((unit) => (typeof unit === "string" ? unit : encoded(unit, encoder))).join("");
      if (!found.some(([at, known]) => at === place && known === text)) found.push([place, text]);
    }
  }
  return found;
}

/**
 * Return the query with letters escaped as UTF-8 in place of Latin-1.
 *
 * @param {string} query
 */
export const fromLatin = (query) =>
  query.replace(/(?:%[89a-f][0-9a-f])+/gi, (run) => {
    const bytes = bytesBehind(run);
    try {
      new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
      return run; // it is UTF-8 already
    } catch {
      return quoted(String.fromCharCode(...bytes));
    }
  });

/**
 * Return the query with letters escaped as Latin-1 in place of UTF-8.
 *
 * @param {string} query
 */
export const toLatin = (query) =>
  query.replace(/(?:%[89a-f][0-9a-f])+/gi, (run) => {
    let text;
    try {
      text = decodeURIComponent(run);
    } catch {
      return run;
    }
    return /[^\0-\xff]/.test(text)
      ? run
      : Array.from(text, (letter) => `%${letter.charCodeAt(0).toString(16).padStart(2, "0").toUpperCase()}`).join("");
  });

/* Percent-encoding, as the functions do it that programs use. */

import { bytesOf } from "./hashes.js";

/** @typedef {{ names: string[], safe: string, space: string, lower: boolean }} Encoder */

const ESCAPE = /%[0-9a-f]{2}/gi;
const SIGN = 256; // is added to an & or = that parts names and values
const [AMPERSAND, EQUALS, PERCENT] = [38, 61, 37];
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
    const behind = byteBehind(bytes, n);
    found[length++] = behind < 0 ? bytes[n] : behind;
    if (behind >= 0) n += 2;
  }
  return found.subarray(0, length);
}

/** @param {number} code of a letter */
const digitOf = (code) => parseInt(String.fromCharCode(code || 0), 16);

/**
 * Return the byte that the escape at a place stands for, or -1 if there is none.
 *
 * @param {Uint8Array} bytes
 * @param {number} at
 */
function byteBehind(bytes, at) {
  if (bytes[at] !== PERCENT) return -1;
  const value = 16 * digitOf(bytes[at + 1]) + digitOf(bytes[at + 2]);
  return Number.isNaN(value) ? -1 : value;
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
    table[SIGN + AMPERSAND] = "&";
    table[SIGN + EQUALS] = "=";
    tables.set(name, table);
  }
  return table;
}

/**
 * Return bytes, or the units of a query, as an encoder writes them.
 *
 * @param {Uint8Array | Uint16Array} bytes
 * @param {Omit<Encoder, "names">} encoder
 */
export function encoded(bytes, encoder) {
  const table = tableOf(encoder);
  let text = "";
  for (const byte of bytes) text += table[byte];
  return text;
}

/**
 * Return the bytes that a query stands for; an & or = that parts names and values is no byte, but SIGN more.
 *
 * @param {string} query
 */
function unitsOf(query) {
  const bytes = bytesOf(query);
  const units = new Uint16Array(bytes.length);
  let length = 0;
  let inValue = false; // a second = in a parameter is a part of its value
  for (let n = 0; n < bytes.length; n++) {
    const [byte, behind] = [bytes[n], byteBehind(bytes, n)];
    const parts = byte === AMPERSAND || (byte === EQUALS && !inValue);
    if (parts) inValue = byte === EQUALS;
    if (behind >= 0) n += 2;
    if (parts) units[length++] = SIGN + byte;
    else units[length++] = behind < 0 ? byte : behind;
  }
  return units.subarray(0, length);
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
      const text = encoded(units, encoder);
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

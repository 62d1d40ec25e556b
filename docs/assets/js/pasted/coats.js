/* Makes what was pasted readable: takes one coat of encoding off after the other, and cuts what is too long. */

import { limits, patterns, patterns_any_case as anyCase } from "./rules.js";

/** @type {Record<string, string>} */
const NAMED = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: " " };
const SPACES = new RegExp(`${patterns.space}+`, "g");
const ENTITY = new RegExp(anyCase.entity, "gi");
const JSON_ESCAPE = new RegExp(anyCase.json_escape, "gi");
const PERCENT = new RegExp(anyCase.percent, "gi");
const ENTITIES = new RegExp(anyCase.encoded_entities, "i");
const JSON_TEXT = new RegExp(patterns.encoded_json);
const FORM = new RegExp(anyCase.encoded_form, "i");
const PLUS = new RegExp(patterns.encoded_plus);
const BASE64 = new RegExp(patterns.encoded_base64);
const ALL_BASE64 = new RegExp(patterns.encoded_base64, "g");
const DECODER = new TextDecoder("utf-8", { ignoreBOM: true });

/**
 * Return the part of a text that is looked at: all of it, or its beginning and its end.
 *
 * @param {string} text
 */
export function cut(text) {
  const half = Math.floor(limits.looked_at / 2);
  return text.length <= 2 * half ? text : `${text.slice(0, half)}\n${text.slice(-half)}`;
}

/**
 * Return a character by its number; what isn't a character stays out.
 *
 * @param {number} number
 */
const character = (number) => (number > 0 && number <= 0x10ffff ? String.fromCodePoint(number) : "");

/**
 * Take HTML's and XML's entities off once.
 *
 * @param {string} text
 */
export function unescapeEntities(text) {
  return text
    .replace(/&(amp|lt|gt|quot|apos|nbsp);/g, (_, name) => NAMED[name])
    .replace(ENTITY, (_, hex, decimal) => character(hex ? parseInt(hex, 16) : Number(decimal)));
}

/**
 * Take the escapes of a JSON text off once.
 *
 * @param {string} text
 */
export function unescapeJson(text) {
  return text.replace(JSON_ESCAPE, (_, hex, sign) => (hex ? String.fromCharCode(parseInt(hex, 16)) : (sign ?? " ")));
}

/**
 * Percent-decode what can be decoded, run by run, so that a stray % does no harm.
 *
 * @param {string} text
 */
export function percentDecoded(text) {
  return text.replace(PERCENT, (run) => {
    try {
      return decodeURIComponent(run);
    } catch {
      return run;
    }
  });
}

/**
 * Take the encoding of a form off once: percent-encoding, with + for a space.
 *
 * @param {string} text
 */
export const unescapeForm = (text) => percentDecoded(text.replace(/\+/g, " "));

/**
 * Decode what begins as a response or a page does in base64.
 *
 * @param {string} text
 */
const unescapeBase64 = (text) =>
  text.replace(ALL_BASE64, (run) => {
    const digits = run.replace(/[\r\n]/g, "");
    const held = atob(digits.length % 4 === 1 ? digits.slice(0, -1) : digits);
    return DECODER.decode(Uint8Array.from(held, (letter) => letter.charCodeAt(0)));
  });

/**
 * Return the text in each of its coats, the outermost first. No text comes twice.
 *
 * @param {string} text
 */
export function coats(text) {
  const found = [cut(text).replace(/(^|\n)[<>*] /g, "$1")]; // curl -v puts these in front of headers
  for (let n = 0; n < limits.coats; n++) {
    const last = found[n];
    let next = last;
    if (ENTITIES.test(next)) next = unescapeEntities(next);
    else if (JSON_TEXT.test(next)) next = unescapeJson(next);
    else if (FORM.test(next)) next = unescapeForm(next);
    else if (PLUS.test(next)) next = next.replace(/\+/g, " ");
    else if (BASE64.test(next)) next = unescapeBase64(next);
    if (next === last) break;
    found.push(next);
  }
  return found;
}

/**
 * Return a text with single spaces and straight quotation marks.
 *
 * @param {string} text
 */
export function normalized(text) {
  return text
    .replace(/[\u2018\u2019\u02bc]/g, "'")
    .replace(/[\u201c\u201d\u201e]/g, '"')
    .replace(SPACES, " ")
    .trim();
}

/**
 * Return a text in lower case without a change of length, so that places in one are places in the other.
 *
 * @param {string} text
 */
export const lower = (text) => text.replace(/[A-Z\u00c0-\u00de]+/g, (run) => run.toLowerCase());

/**
 * Return a text with the letters of ASCII in upper case.
 *
 * @param {string} text
 */
export const upper = (text) => text.replace(/[a-z]+/g, (run) => run.toUpperCase());

/**
 * Return a body without XML declaration, and without white space at its ends and between its tags.
 *
 * @param {string} text
 */
export const bareBody = (text) =>
  text
    .replace(/<\?xml[^>]*\?>/, "")
    .replace(/>[\t-\r ]+</g, "><")
    .replace(/[\t-\r ]+/g, " ")
    .replace(/^ | $/g, "");

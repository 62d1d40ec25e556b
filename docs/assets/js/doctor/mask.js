/* Keeps the secret out of what is shown, wherever it stands in a text and however it is spelled. */

import { percentDecoded } from "../pasted/coats.js";
import { bytesOf } from "./hashes.js";

const RUN = 4; // characters of the secret in a row that count as a part of it
const DOT = "•";

/**
 * Return the characters of a text in lower case, as many as before: some, such as İ, would become two.
 *
 * @param {string} text
 */
const lowered = (text) =>
  text.split("").map((sign) => {
    const low = sign.toLowerCase();
    return low.length === 1 ? low : sign;
  });

/**
 * Return a text of the same length with every part of the secret as dots, in upper or lower case.
 *
 * @param {string} text
 * @param {string} secret
 */
export function masked(text, secret) {
  const size = Math.min(RUN, secret.length);
  if (!size) return text;
  const [where, own, parts] = [lowered(text).join(""), lowered(secret).join(""), new Set()];
  for (let at = 0; at + size <= own.length; at += 1) parts.add(own.slice(at, at + size));
  const signs = text.split("");
  for (let at = 0; at + size <= text.length; at += 1)
    if (parts.has(where.slice(at, at + size))) signs.fill(DOT, at, at + size);
  return signs.join("");
}

const LETTERS = "abcdefghijklmnopqrstuvwxyz";
const ALPHABETS = ["0123456789abcdef", `${LETTERS}234567`, `${LETTERS + LETTERS}0123456789+/`]; // of 4, 5 and 6 bits

/** @param {string} text */
const bare = (text) => text.toLowerCase().replace(/[^a-z0-9]/g, "");

/** @param {string} text */
const reversed = (text) => [...text].reverse().join("");

/**
 * Return the secret as it may stand in a text, and the least length of a part that counts.
 *
 * @param {string} secret
 * @returns {Generator<[spelled: string, least: number]>}
 */
function* spellingsOf(secret) {
  const plain = bare(secret);
  const turned = plain.replace(/[a-z]/g, (letter) => LETTERS[(LETTERS.indexOf(letter) + 13) % 26]);
  for (const text of [plain, reversed(plain), turned]) yield [text, 8];
  const bytes = bytesOf(secret);
  yield [bytes.join(""), 12];
  const units = secret.split("").flatMap((sign) => [sign.charCodeAt(0) & 255, sign.charCodeAt(0) >> 8]);
  for (const data of [[...bytes], units, [...bytes].reverse()]) {
    const bits = data.map((byte) => byte.toString(2).padStart(8, "0")).join("");
    for (const [n, alphabet] of ALPHABETS.entries()) {
      for (let width = n + 4, skip = 0; skip < width; skip++) {
        const digits = bits.slice(skip).match(new RegExp(`.{${width}}`, "g")) ?? [];
        yield [bare(digits.map((digit) => alphabet[parseInt(digit, 2)]).join("")), width === 4 ? 12 : 8];
      }
    }
  }
}

/**
 * Return a text as it is, and as it becomes readable.
 *
 * @param {string} text
 */
function viewsOf(text) {
  const views = [text];
  for (let n = 0; n < 3; n++)
    views.push(percentDecoded(views[n]).replace(/&#(\d{1,3});/g, (_, number) => String.fromCharCode(Number(number))));
  return [...views, ...views.map((view) => view.replace(/\\u00|\\x|0x|&#x/g, ""))];
}

/**
 * Return whether a text holds a part of the secret, in any common spelling.
 *
 * @param {string} text
 * @param {string} secret
 */
export function holds(text, secret) {
  if (secret.length < RUN) return false;
  const views = viewsOf(text);
  const own = secret.toLowerCase();
  if (views.some((view) => view.toLowerCase().includes(own) || view.toLowerCase().includes(reversed(own)))) return true;
  /** @type {Map<number, Set<string>>} */
  const runs = new Map();
  for (const [spelled, least] of spellingsOf(secret)) {
    const size = Math.min(spelled.length, Math.max(least, Math.floor(spelled.length / 2)));
    if (size < RUN) continue;
    const known = runs.get(size) ?? new Set();
    runs.set(size, known);
    for (let at = 0; at + size <= spelled.length; at++) known.add(spelled.slice(at, at + size));
  }
  const texts = [...new Set(views.map(bare))];
  return [...runs].some(([size, known]) =>
    texts.some((view) => {
      for (let at = 0; at + size <= view.length; at++) if (known.has(view.slice(at, at + size))) return true;
      return false;
    }),
  );
}

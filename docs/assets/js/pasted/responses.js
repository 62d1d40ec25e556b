/* Finds responses of the API in a text: XML in all its forms, JSON, and what a redirect carries. */

import { coats, unescapeEntities, unescapeJson } from "./coats.js";

/**
 * @typedef {object} Told what a response told; what it lacks is an empty text
 * @property {string} returncode in upper case
 * @property {string} key
 * @property {string} message
 * @property {string} form xml, xml-list, json or redirect
 */

const LONGEST = 4000; // characters of one value

const TOKEN = new RegExp(
  [
    `<(returncode|messageKey|key|message)>\\s{0,99}(?:<!\\[CDATA\\[)?((?:[^<\\]]|\\](?!\\]>)){0,${LONGEST}})`,
    `"(returncode|messageKey|key|message)"\\s{0,9}:\\s{0,9}"((?:[^"\\\\]|\\\\.){0,${LONGEST}})"`,
    `'(returncode|messageKey|key|message)'\\s{0,9}(?::|=>)\\s{0,9}'([^']{0,${LONGEST}})'`,
    `\\b(key|message)="([^"<>]{0,${LONGEST}})"`,
  ].join("|"),
  "gi",
);
const FORMS = ["xml", "json", "json", "xml-list"]; // of the alternatives of TOKEN, in their order

const REASONS = [
  "Bad Gateway",
  "Bad Request",
  "Not Found",
  "Internal Server Error",
  "Gateway Time-?out",
  "Request Entity Too Large",
  "Payload Too Large",
  "Service (?:Temporarily )?Unavailable",
  "Forbidden",
  "Unauthorized",
  "Moved Permanently",
  "Server Error",
  "Client Error",
];
const STATUSES = [
  /\bHTTP\/\d(?:\.\d)? ([1-5]\d\d)\b/i,
  /\b(?:HTTP )?(?:status|response|error|HTTP)(?: code)?[ :='"]{1,4}([1-5]\d\d)\b/i,
  new RegExp(`\\b([45]\\d\\d) (?:${REASONS.join("|")})`, "i"),
  /\b(301) Moved Permanently/i,
];

/**
 * Return what a match of TOKEN says.
 *
 * @param {RegExpMatchArray} match
 */
function tokenOf(match) {
  const alternative = [1, 3, 5, 7].findIndex((n) => match[n]);
  const tag = match[2 * alternative + 1].toLowerCase();
  return { tag, value: match[2 * alternative + 2].trim(), form: FORMS[alternative] };
}

/**
 * Return the form of a response after one more of its parts was read.
 *
 * @param {string} form the form so far, or an empty text
 * @param {string} tag
 * @param {string} ofToken
 */
function formWith(form, tag, ofToken) {
  const known = form || ofToken;
  if (tag !== "key") return known;
  return { json: "redirect", xml: "xml-list" }[known] ?? known;
}

/**
 * Return every response in a text, in order.
 *
 * @param {string} text
 * @returns {Told[]}
 */
export function responses(text) {
  /** @type {Told[]} */
  const found = [];
  /** @type {Told | null} */
  let now = null;
  let returncode = "";
  for (const match of text.matchAll(TOKEN)) {
    const { tag, value, form } = tokenOf(match);
    const name = tag === "message" ? "message" : "key";
    if (tag === "returncode") returncode = value.toUpperCase();
    if (tag === "returncode" || !now || now[name]) {
      now = { returncode, key: "", message: "", form: "" };
      found.push(now);
    }
    if (tag === "returncode") continue;
    now[name] = value;
    now.form = formWith(now.form, tag, form);
  }
  return found.filter((told) => told.returncode || told.key || told.message);
}

/**
 * Return the key and the message of the first response in a text that has a key, otherwise of the first with a message;
 * of a page of HTML, its title as the message. What is missing is an empty text.
 *
 * @param {string} text
 */
export function keyAndMessage(text) {
  const layers = coats(text);
  const found = layers.flatMap(responses);
  const told = found.find(({ key }) => key) ?? found.find(({ message }) => message);
  if (!told) return { key: "", message: layers.map(titleIn).find((title) => title) ?? "" };
  const decode = told.form.startsWith("xml") ? unescapeEntities : unescapeJson;
  return { key: decode(told.key), message: decode(told.message) };
}

/**
 * Return the title of a page of HTML; an empty text if there is none.
 *
 * @param {string} text
 */
const titleIn = (text) => unescapeEntities(/<title>([^<]{1,4000})</i.exec(text)?.[1] ?? "").trim();

/**
 * Return the API call of a text, from an address in it; an empty text if none is there.
 *
 * @param {string} text
 */
export const callIn = (text) => /\/api\/((?:hooks\/)?[A-Za-z]{2,40})\b/.exec(text)?.[1] ?? "";

/**
 * Return the HTTP status of a text, from a status line, a client's exception or the title of an error page; 0 if none.
 *
 * @param {string} text
 */
export function statusIn(text) {
  for (const pattern of STATUSES) {
    const found = pattern.exec(text);
    if (found) return Number(found[1]);
  }
  return 0;
}

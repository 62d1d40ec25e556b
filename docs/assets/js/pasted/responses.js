/* Finds responses of the API in a text: XML in all its forms, JSON, and what a redirect carries. */

import { coats, lower, normalized, unescapeEntities, unescapeJson, upper } from "./coats.js";
import { patterns, patterns_any_case as anyCase, statuses, tokens } from "./rules.js";

/**
 * @typedef {object} Told what a response told; what it lacks is an empty text
 * @property {string} returncode in upper case
 * @property {string} key
 * @property {string} message
 * @property {string} form xml, xml-list, json, redirect, or empty for a key in plain text
 */

const TOKEN = new RegExp(tokens.patterns.join("|"), "gi");
const STATUSES = statuses.patterns.map((pattern) => new RegExp(pattern, "i"));
const LOGGED = statuses.logged.map(({ pattern, status }) => ({ pattern: new RegExp(pattern), status }));
const ALONE = new RegExp(patterns.status_alone);
const CALL = new RegExp(patterns.call);
const RELEASE = new RegExp(anyCase.release, "gi");
const OPEN_TAG = new RegExp(patterns.open_tag);
const QUOTED = new RegExp(patterns.quoted, "g");

/**
 * Return what a match of TOKEN says.
 *
 * @param {RegExpMatchArray} match
 */
function tokenOf(match) {
  const alternative = tokens.forms.findIndex((_, n) => match[2 * n + 1]);
  const tag = lower(match[2 * alternative + 1]);
  return { tag, value: match[2 * alternative + 2].trim(), form: tokens.forms[alternative] };
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
 * Return a text without what somebody gave a meeting as its metadata.
 *
 * @param {string} text
 */
function withoutMetadata(text) {
  const [first, ...others] = text.split("<metadata>");
  return [first, ...others.map((each) => each.slice(Math.max(0, each.indexOf("</metadata>"))))].join("<metadata>");
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
  for (const match of withoutMetadata(text).matchAll(TOKEN)) {
    const { tag, value, form } = tokenOf(match);
    const name = tag === "message" ? "message" : "key";
    if (tag === "returncode") returncode = upper(value);
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
export const callIn = (text) => CALL.exec(text)?.[1] ?? "";

/**
 * Return the release line of BigBlueButton that a text names; an empty text if it names none, or several.
 *
 * @param {string} text
 */
export function releaseIn(text) {
  const [line, ...others] = new Set([...text.matchAll(RELEASE)].map((match) => match[1]));
  return line && !others.length ? line : "";
}

/**
 * Return the HTTP status of a text, from a status line, a client's exception or the title of an error page, or that of a
 * line of a web server's log; 0 if none.
 *
 * @param {string} text
 */
export function statusIn(text) {
  for (const pattern of STATUSES) {
    const found = pattern.exec(text);
    if (found) return Number(found.slice(1).find((group) => group));
  }
  const logged = LOGGED.find(({ pattern }) => pattern.test(text));
  if (logged) return logged.status;
  return Number(ALONE.exec(normalized(text.slice(0, 99)))?.[0] ?? 0);
}

/**
 * Return whether a response in a text has no end: an element that is not closed, or a brace.
 *
 * @param {string} text
 */
export function isCut(text) {
  const last = text.lastIndexOf("<response>");
  if (last >= 0) return !text.includes("</response>", last);
  const opened = OPEN_TAG.exec(text);
  if (opened) return !text.includes(`</${opened[1]}>`, opened.index);
  if (!text.includes('"returncode"')) return false;
  const rest = text.replace(QUOTED, "");
  return rest.split("{").length > rest.split("}").length;
}

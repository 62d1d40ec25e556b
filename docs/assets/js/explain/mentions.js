/* Tells whether what a text names is what went wrong, and whether that was at BigBlueButton. */

import { limits, patterns, patterns_any_case as anyCase } from "../pasted/rules.js";
import { keys } from "./rules.js";
import { isBeside } from "./surroundings.js";

/**
 * @import { Reading } from "./reading.js"
 * @import { Standing } from "./surroundings.js"
 */
/** @typedef {{ key: string, entry: string, at: number }} Mention a key in a text, and where it begins */

const AFTER_ERROR = new RegExp(patterns.after_error);
const FRAMED = new RegExp(patterns.framed);
const ASSIGNED = new RegExp(patterns.assigned);
const DEFINED = new RegExp(patterns.defined);
const URL_WITH_PATH = new RegExp(patterns.path_of_url, "g");
const DENIED_BEFORE = new RegExp(anyCase.denied_before, "i");
const DENIED_BEHIND = new RegExp(anyCase.denied_behind, "i");
const OUR_URL = new RegExp(anyCase.our_url, "i");
const ABOUT_URL = new RegExp(anyCase.about_url, "i");
const OTHER_PROGRAM = new RegExp(anyCase.other_program, "i");
const READ_FILE = new RegExp(anyCase.read_file, "i");
const LISTED = new RegExp(patterns.listed);
const COMMON = new Set(keys.common);

/**
 * @param {string} text
 * @param {Mention} mention
 */
const before = (text, { at }) => text.slice(Math.max(0, at - limits.before), at);

/**
 * Return whether a word for an error stands right in front of a key.
 *
 * @param {string} text
 * @param {Mention} mention
 */
export const isNamedAsError = (text, mention) => AFTER_ERROR.test(before(text, mention));

/**
 * Return whether other programs use a key, too.
 *
 * @param {Mention} mention
 */
export const isOfOthers = ({ key }) => COMMON.has(key);

/**
 * Return the keys that stand in a row of several entries, of which the text names none as the error.
 *
 * @param {string} text
 * @param {Mention[]} mentions
 */
function listed(text, mentions) {
  /** @type {Mention[][]} */
  const rows = [];
  for (const each of mentions) {
    const row = rows.at(-1);
    const last = row?.at(-1);
    const between = last ? text.slice(last.at + last.key.length, each.at) : "";
    if (row && between.length <= limits.behind && LISTED.test(between)) row.push(each);
    else rows.push([each]);
  }
  const unnamed = rows.filter((row) => !row.some((each) => isNamedAsError(text, each)));
  return unnamed.filter((row) => new Set(row.map(({ entry }) => entry)).size > 1).flat();
}

/**
 * Return whether a key is a value in code or in a URL, or the text says that it isn't the error, or no longer.
 *
 * @param {string} text
 * @param {Mention} mention
 */
function isCodeOrDenied(text, mention) {
  const start = before(text, mention);
  const end = mention.at + mention.key.length;
  const behind = text.slice(end, end + limits.behind);
  return ASSIGNED.test(start) || DEFINED.test(behind) || DENIED_BEFORE.test(start) || DENIED_BEHIND.test(behind);
}

/**
 * Return the keys of which the text says that they are the error.
 *
 * @param {string} text
 * @param {Mention[]} mentions its keys, of which none stands beside its message
 * @param {boolean} rivaled whether something else in the text says what went wrong, so that a key in prose doesn't
 */
function withoutDoubted(text, mentions, rivaled) {
  const inRows = listed(text, mentions);
  const single = mentions.filter((each) => !inRows.includes(each));
  const rest = single.filter((each) => isNamedAsError(text, each) || !isCodeOrDenied(text, each));
  if (!rivaled && new Set(rest.map(({ entry }) => entry)).size < 2) return rest;
  return rest.filter((each) => isNamedAsError(text, each) || FRAMED.test(before(text, each)));
}

/**
 * Return the keys that stand beside a message, or that the text says are the error.
 *
 * @param {Reading} reading
 * @param {Mention[]} mentions
 * @param {Standing[]} standing
 */
export function sureOf({ all, data, around, signs, heard }, mentions, standing) {
  /** @param {Mention} mention */
  const beside = ({ key }) => standing.some(({ text, place }) => isBeside(text, key, place));
  const alone = mentions.filter((each) => !beside(each));
  const isHeard = heard !== null && !heard.weak;
  const rivaled = Object.hasOwn(data.statuses, around.status) || signs.length > 0 || isHeard;
  const kept = new Set(withoutDoubted(all, alone, rivaled));
  return mentions.filter((each) => beside(each) || kept.has(each));
}

/**
 * Return whether a text is about another program, or its URLs are none of BigBlueButton.
 *
 * @param {string} text
 */
export function isElsewhere(text) {
  if (OTHER_PROGRAM.test(text) || READ_FILE.test(text)) return true;
  const urls = (text.match(URL_WITH_PATH) ?? []).filter((url) => !ABOUT_URL.test(url));
  return urls.length > 0 && !urls.some((url) => OUR_URL.test(url));
}

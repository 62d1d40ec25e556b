/* What is said of an entry that was recognized. */

import { entriesOf } from "./catalog.js";
import { remarks as REMARKS } from "./rules.js";
import { said } from "./said.js";

/**
 * @import { Told } from "../pasted/responses.js"
 * @import { Fit, Owner } from "./catalog.js"
 * @import { Address, CatalogAnswer, CatalogEntry, ExplainData } from "./data.js"
 * @import { Known } from "./matcher.js"
 * @import { Value } from "./messages.js"
 */
/**
 * @typedef {object} Around what stands around a response; an empty text, 0 and none if nothing
 * @property {string} call
 * @property {number} status
 * @property {string} release
 * @property {string[]} speakers
 * @property {Address[]} addresses
 */
/**
 * @typedef {object} Clues what an entry was recognized by
 * @property {string} how response, key, message, body, status, client, sign or sentence
 * @property {string} why
 * @property {Told} [told]
 * @property {Fit[]} [fits]
 */
/** @typedef {{ speaker: string, lines: string }} Said a speaker, and which release lines in words */
/**
 * @typedef {object} Finding
 * @property {string} entry
 * @property {string} how
 * @property {string} why
 * @property {boolean} fits whether a wording of the entry fits
 * @property {string | null} answer the id, if only one fits
 * @property {string | null} condition
 * @property {string} message
 * @property {(Value & { meaning: string })[]} values
 * @property {string | null} call
 * @property {string[]} calls
 * @property {string | null} format
 * @property {string | null} formatTitle
 * @property {string | null} returncode
 * @property {number | null} status
 * @property {string | null} release
 * @property {Said[]} saidBy who may have sent it, and which lines of BigBlueButton
 * @property {number[]} fixes the numbers of its fixes, those that fit best first
 * @property {number[]} causes
 * @property {string[]} remarks
 */

const NOTHING = { returncode: "", key: "", message: "", form: "" };

/**
 * Return a message without the full stop at its end, which gets lost on the way.
 *
 * @param {string | null} message
 */
const unstopped = (message) => (message ?? "").trim().replace(/\.$/, "");

/**
 * Return the answers of an entry that fit what is known. What fits none of them narrows nothing.
 *
 * @param {CatalogAnswer[]} answers
 * @param {Told} told
 * @param {Fit | undefined} fit
 * @param {Around} around
 */
function possibleAnswers(answers, told, fit, { call, status, release, speakers }) {
  let possible = answers;
  /** @param {(answer: CatalogAnswer) => boolean} test */
  const narrow = (test) => {
    const left = possible.filter(test);
    if (left.length) possible = left;
  };
  const own = fit?.owner.answer;
  if (own) narrow(({ message }) => unstopped(message) === unstopped(own.message));
  narrow(({ message }) => (message ?? "") === told.message); // a full stop more or less is another program, if there
  if (call) narrow(({ calls }) => calls.includes(call));
  if (told.form) narrow(({ format }) => format === told.form);
  if (told.form === "json") narrow(({ format, json }) => json || format.startsWith("json"));
  if (told.returncode) narrow(({ returncode }) => returncode === told.returncode);
  if (status) narrow((answer) => answer.status === status);
  if (speakers.length) narrow(({ speaker }) => speakers.includes(speaker));
  narrow(({ sent, not_in: notIn }) => (release ? !notIn.includes(release) : sent));
  return possible;
}

/**
 * Return the form of a response in the words of the catalog.
 *
 * @param {string} form
 * @param {CatalogAnswer[]} possible
 */
function formatOf(form, possible) {
  const [{ format }] = possible.length === 1 ? possible : [{ format: "" }];
  if (form === "json" && format.startsWith("json")) return format;
  return form || null;
}

/**
 * Return what must be added about the wording that fits.
 *
 * @param {Owner} owner
 * @param {string} kind
 * @param {string} release
 */
function remarksOnWording({ answer, lines, seen }, kind, release) {
  if (kind === "transport") return [];
  const text = answer?.texts[release];
  if (answer) return text ? [said(REMARKS.other_wording, { release, wording: text })] : [];
  return [lines.includes(release) ? said(REMARKS.own_wording, { release }) : said(REMARKS.wording, { seen })];
}

/**
 * Return what must be added about an entry.
 *
 * @param {Known} known
 * @param {string} entry
 * @param {Fit[]} fits
 * @param {Told} told
 * @param {Around} around
 */
function remarksOn({ data, unsent }, entry, fits, told, { release }) {
  const { key, status, instead, kind } = data.entries[entry];
  const fit = fits.find(({ owner }) => owner.entry === entry);
  const remarks = [];
  if (unsent.get(entry)?.has(release)) remarks.push(said(REMARKS.other_release, { release }));
  if (status === "never sent") remarks.push(REMARKS.never);
  if (status === "removed") remarks.push(REMARKS.removed);
  remarks.push(...instead);
  if (fit) remarks.push(...remarksOnWording(fit.owner, kind, release));
  const others = entriesOf(fits).filter((other) => other !== entry);
  if (!fit && others.length && key) {
    const names = others.map((other) => data.entries[other].name).join(" or ");
    remarks.push(said(REMARKS.other_message, { names }));
  }
  if (told.returncode === "SUCCESS" && kind === "error") remarks.push(REMARKS.success);
  return remarks;
}

/**
 * Return whether a text names a call.
 *
 * @param {string} text
 * @param {string} call
 */
const names = (text, call) => new RegExp(`(?<![A-Za-z])${call.replace(/[^A-Za-z]/g, "\\$&")}(?![A-Za-z])`).test(text);

/**
 * Return the numbers of texts: first what an address proves, then what names the call, last what names others; of these,
 * first what names the release line.
 *
 * @param {string[]} texts
 * @param {Around} around
 * @param {string[]} calls
 * @param {number[]} forLine the numbers of those that name the release line
 */
function ordered(texts, { call, addresses }, calls, forLine) {
  const pieces = addresses.flatMap(({ cause }) => cause ?? []);
  /** @param {number} number */
  const rank = (number) => {
    const text = texts[number].replaceAll("`", "");
    if (pieces.some((piece) => text.includes(piece))) return 0;
    if (!call) return 2;
    if (names(text, call)) return 1;
    return calls.some((each) => names(text, each)) ? 3 : 2;
  };
  const ranks = texts.map((_, number) => 2 * rank(number) - Number(forLine.includes(number)));
  return [...texts.keys()].sort((a, b) => ranks[a] - ranks[b]);
}

/**
 * Return the numbers of an entry's fixes and causes, those that fit best first.
 *
 * @param {CatalogEntry} about
 * @param {Around} around
 * @param {string[]} calls
 */
function adviceOf({ fixes, causes, for_line: forLine }, around, calls) {
  const named = forLine[around.release] ?? { fixes: [], causes: [] };
  const told = causes.map(({ cause, tell }) => `${cause} ${tell ?? ""}`);
  return {
    fixes: ordered(fixes, around, calls, named.fixes),
    causes: ordered(told, around, calls, named.causes),
  };
}

/**
 * Return what is known of a response from the answers that it may be, and from the only one if there is one.
 *
 * @param {CatalogAnswer[]} possible
 * @param {string} call
 */
function knownFrom(possible, call) {
  const calls = call ? [call] : [...new Set(possible.flatMap((answer) => answer.calls))];
  if (possible.length !== 1) return { answer: null, condition: null, call: call || null, calls, returncode: null };
  const [{ id, condition, returncode }] = possible;
  return { answer: id, condition, call: calls.length === 1 ? calls[0] : call || null, calls, returncode };
}

/**
 * Return a finding about an entry.
 *
 * @param {Known} known
 * @param {string} entry
 * @param {Around} around
 * @param {Clues} clues
 * @returns {Finding}
 */
export function findingOn(known, entry, around, { how, why, told = NOTHING, fits = [] }) {
  const { data, answers, calls: every } = known;
  const about = data.entries[entry];
  const fit = fits.find(({ owner }) => owner.entry === entry);
  const possible = possibleAnswers(answers.get(entry) ?? [], told, fit, around);
  const response = knownFrom(possible, around.call);
  const format = formatOf(told.form, possible);
  return {
    ...response,
    entry,
    how,
    why,
    fits: Boolean(fit),
    message: told.message,
    values: (fit?.values ?? []).map((each) => ({ ...each, meaning: data.placeholders[each.name] ?? "" })),
    format,
    formatTitle: data.formats[format ?? ""] ?? null,
    returncode: told.returncode || response.returncode,
    status: around.status || null,
    release: around.release || null,
    saidBy: about.said_by.filter(({ speaker }) => possible.some((answer) => answer.speaker === speaker)),
    ...adviceOf(about, around, every),
    remarks: remarksOn(known, entry, fits, told, around),
  };
}

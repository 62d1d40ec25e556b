/* What is said of an entry that was recognized. */

import { entriesOf } from "./catalog.js";

/**
 * @import { Told } from "../pasted/responses.js"
 * @import { Fit } from "./catalog.js"
 * @import { Value } from "./messages.js"
 * @import { CatalogAnswer, ExplainData } from "./matcher.js"
 */
/** @typedef {{ call: string, status: number }} Around what stands around a response; an empty text and 0 if nothing */
/**
 * @typedef {object} Clues what an entry was recognized by
 * @property {Partial<Told>} [told]
 * @property {Fit[]} [fits]
 */
/** @typedef {{ speaker: string, lines: string }} Said a speaker, and which release lines in words */
/**
 * @typedef {object} Finding
 * @property {string} entry
 * @property {string} why
 * @property {string | null} answer the id, if only one fits
 * @property {string | null} condition
 * @property {string | null} message
 * @property {(Value & { meaning: string })[]} values
 * @property {string | null} call
 * @property {string[]} calls
 * @property {string | null} format
 * @property {string | null} formatTitle
 * @property {string | null} returncode
 * @property {number | null} status
 * @property {Said[]} saidBy who may have sent it, and which lines of BigBlueButton
 * @property {string[]} remarks
 */

/**
 * Return a message without the full stop at its end, which gets lost on the way.
 *
 * @param {string | null} message
 */
const unstopped = (message) => message?.trim().replace(/\.$/, "");

/**
 * Return the answers of an entry that fit what is known. What fits none of them narrows nothing.
 *
 * @param {CatalogAnswer[]} answers
 * @param {Partial<Told>} told
 * @param {Fit | undefined} fit
 * @param {Around} around
 */
function possibleAnswers(answers, told, fit, { call, status }) {
  let possible = answers;
  /** @param {(answer: CatalogAnswer) => boolean} test */
  const narrow = (test) => {
    const left = possible.filter(test);
    if (left.length) possible = left;
  };
  const own = fit?.wording.answer;
  if (own) narrow(({ message }) => unstopped(message) === unstopped(own.message));
  narrow(({ message }) => message === told.message); // a full stop more or less is another program, if one is there
  if (call) narrow(({ calls }) => calls.includes(call));
  if (told.form) narrow(({ format }) => format === told.form);
  if (told.form === "json") narrow(({ format, json }) => json || format.startsWith("json"));
  if (told.returncode) narrow(({ returncode }) => returncode === told.returncode);
  if (status) narrow((answer) => answer.status === status);
  narrow(({ sent }) => sent);
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
 * Return what must be added about an entry.
 *
 * @param {ExplainData} data
 * @param {string} entry
 * @param {Fit[]} fits
 * @param {Partial<Told>} told
 */
function remarksOn(data, entry, fits, told) {
  const { key, status, instead, kind } = data.entries[entry];
  const fit = fits.find(({ wording }) => wording.entry === entry);
  const remarks = [];
  if (status === "never sent") remarks.push("BigBlueButton 3.0 never sends this key.");
  if (status === "removed") remarks.push("BigBlueButton 3.0 no longer sends this.");
  remarks.push(...instead);
  if (fit && !fit.wording.answer) remarks.push(`The wording is not that of 3.0. Where it is met: ${fit.wording.seen}`);
  const others = entriesOf(fits).filter((other) => other !== entry);
  if (!fit && others.length && key) {
    const names = others.map((other) => data.entries[other].name).join(" or ");
    remarks.push(`The message is that of ${names}; the key decides.`);
  }
  if (told.returncode === "SUCCESS" && kind === "error") remarks.push("The answer says SUCCESS all the same.");
  return remarks;
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
  return { answer: id, condition, call: calls.length === 1 ? calls[0] : null, calls, returncode };
}

/**
 * Return a finding about an entry.
 *
 * @param {ExplainData} data
 * @param {string} entry
 * @param {string} why
 * @param {Around} around
 * @param {Clues} [clues]
 * @returns {Finding}
 */
export function findingOn(data, entry, why, around, { told = {}, fits = [] } = {}) {
  const fit = fits.find(({ wording }) => wording.entry === entry);
  const own = data.answers.filter((answer) => answer.entry === entry);
  const possible = possibleAnswers(own, told, fit, around);
  const known = knownFrom(possible, around.call);
  const format = formatOf(told.form ?? "", possible);
  const values = fit ? fit.values : [];
  return {
    ...known,
    entry,
    why,
    message: told.message || null,
    values: values.map((each) => ({ ...each, meaning: data.placeholders[each.name] ?? "" })),
    format,
    formatTitle: data.formats[format ?? ""] ?? null,
    returncode: told.returncode || known.returncode,
    status: around.status || null,
    saidBy: data.entries[entry].said_by.filter(({ speaker }) => possible.some((answer) => answer.speaker === speaker)),
    remarks: remarksOn(data, entry, fits, told),
  };
}

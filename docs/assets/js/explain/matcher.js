/* Tells what a pasted text means: createMatcher(data) returns a function from a text to a report. Pure.

   `found` is only said of what is certain. What outranks what: a key in a response; a key in plain text; a whole text
   with one owner; status and body; other signs; words that are alike. hooks/bbb_errors does the same. */

import { lower, normalized } from "../pasted/coats.js";
import { limits, patterns, patterns_any_case as anyCase } from "../pasted/rules.js";
import { Best, Catalog } from "./catalog.js";
import { Clients } from "./clients.js";
import { headOf } from "./head.js";
import { Reading } from "./reading.js";
import { notes as NOTES, remarks as REMARKS, why as WHY } from "./rules.js";
import { said } from "./said.js";
import { entriesBehind, Sentences, Signs } from "./sentences.js";

/**
 * @import { Address, Candidate, CatalogAnswer, ExplainData, Report } from "./data.js"
 */
/**
 * @typedef {object} Known the tool's data, prepared
 * @property {ExplainData} data
 * @property {Map<string, CatalogAnswer[]>} answers those of each entry
 * @property {string[]} calls that any answer names
 * @property {Map<string, Set<string>>} unsent the release lines in which nobody sends an entry
 * @property {Catalog} catalog
 * @property {Sentences} sentences
 * @property {Signs} signs
 * @property {Clients} clients
 * @property {{ pattern: RegExp, address: Address }[]} addresses
 * @property {{ shown: string, speaker: string }[]} speakers
 * @property {Map<string, string[]>} bodies
 */

const HTML = new RegExp(anyCase.html, "i");
const JSON_TEXT = new RegExp(patterns.json);

/**
 * Return the release lines in which none of an entry's answers is sent.
 *
 * @param {CatalogAnswer[]} answers
 */
const unsentIn = (answers) =>
  new Set(answers[0].not_in.filter((line) => answers.every(({ not_in: notIn }) => notIn.includes(line))));

/**
 * Return the tool's data, prepared.
 *
 * @param {ExplainData} data
 * @returns {Known}
 */
export function createKnown(data) {
  /** @type {Map<string, string[]>} */
  const bodies = new Map();
  for (const { entry, text } of data.bodies) bodies.set(text, [...(bodies.get(text) ?? []), entry]);
  /** @type {Map<string, CatalogAnswer[]>} */
  const answers = new Map();
  for (const answer of data.answers) answers.set(answer.entry, [...(answers.get(answer.entry) ?? []), answer]);
  return {
    data,
    answers,
    calls: [...new Set(data.answers.flatMap(({ calls }) => calls))],
    unsent: new Map([...answers].map(([entry, own]) => [entry, unsentIn(own)])),
    catalog: new Catalog(data),
    sentences: new Sentences(data),
    signs: new Signs(data.signs),
    clients: new Clients(data),
    addresses: data.addresses.map((address) => ({ pattern: new RegExp(address.pattern), address })),
    speakers: Object.entries(data.speakers)
      .filter(([speaker]) => speaker !== "bigbluebutton")
      .map(([speaker, { name }]) => ({ shown: lower(name), speaker })),
    bodies,
  };
}

/**
 * Add to the findings what only the whole text tells.
 *
 * @param {Reading} reading
 */
function finish({ findings, data, around, cut }) {
  for (const { entry, how, remarks } of findings.values()) {
    for (const { cause, says, entries } of around.addresses) {
      const fitting = data.entries[entry].causes.find(
        (each) => cause && each.cause.replaceAll("`", "").includes(cause),
      );
      if (fitting && entries.includes(entry)) remarks.push(said(REMARKS.fitting, { says, cause: fitting.cause }));
    }
    if (cut && how === "response") remarks.push(REMARKS.cut);
  }
}

/**
 * Return the candidates, best first; those that the release in the text doesn't send are marked and come last.
 *
 * @param {Reading} reading
 */
function best({ candidates, findings, sentences, around: { release }, known: { unsent } }) {
  const found = new Best();
  for (const each of candidates) if (!findings.has(each.entry)) found.add(each);
  const all = found.all().sort((a, b) => b.score - a.score);
  const ours = all.filter(({ entry }) => !unsent.get(entry)?.has(release));
  const others = all.filter((each) => !ours.includes(each));
  const marked = others.map((each) => ({ ...each, why: said(WHY.other_release, { why: each.why, release }) }));
  return [...ours, ...marked].slice(0, Math.max(limits.candidates, entriesBehind(sentences).length));
}

/**
 * Return how sure a reading is.
 *
 * @param {Reading} reading
 * @param {Candidate[]} candidates
 * @returns {Report["kind"]}
 */
function kindOf({ findings, succeeded, letIn, notes, sentences, signs, request }, candidates) {
  if (findings.size) return "found";
  if ((succeeded && !notes.length) || (letIn && notes.length < 2 && !candidates.length)) return "success";
  return candidates.length || notes.length || sentences.length || signs.length || request ? "unsure" : "foreign";
}

/**
 * Return what is said of the text as a whole.
 *
 * @param {Reading} reading
 * @param {Report["kind"]} kind
 */
function notesOnWhole({ around, succeeded, all, layers }, kind) {
  const { call, status } = around;
  if (kind === "success" && succeeded) return [call ? said(NOTES.succeeded_call, { call }) : NOTES.succeeded];
  if (kind !== "foreign") return [];
  const notes = [HTML.test(all) ? NOTES.html : JSON_TEXT.test(layers[0]) ? NOTES.json : NOTES.nothing];
  if (status) notes.push(said(NOTES.status, { status }));
  return notes;
}

/**
 * Return the report on what was read.
 *
 * @param {Reading} reading
 * @returns {Report}
 */
function reportOn(reading) {
  finish(reading);
  const candidates = best(reading);
  if (reading.request && !reading.findings.size && !reading.letIn) reading.note(NOTES.request);
  const kind = kindOf(reading, candidates);
  const { sentences, signs, request } = reading;
  return {
    kind,
    head: headOf(reading, kind, candidates),
    findings: [...reading.findings.values()],
    candidates,
    notes: [...reading.notes, ...notesOnWhole(reading, kind)],
    sentences,
    signs,
    request,
  };
}

/**
 * Return a function that tells what the catalog says of a text.
 *
 * @param {ExplainData} data
 * @returns {(text: string) => Report}
 */
export function createMatcher(data) {
  const known = createKnown(data);
  return (text) => {
    if (!normalized(text.slice(0, limits.asked))) {
      return {
        kind: "empty",
        head: "",
        findings: [],
        candidates: [],
        notes: [],
        sentences: [],
        signs: [],
        request: null,
      };
    }
    const reading = new Reading(known, text);
    reading.read();
    return reportOn(reading);
  };
}

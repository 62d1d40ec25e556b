/* What a text is and how sure that is, in one line. */

import { callIn } from "../pasted/responses.js";
import { limits, patterns_any_case as anyCase } from "../pasted/rules.js";
import { head as HEAD } from "./rules.js";
import { said } from "./said.js";
import { CLIENT } from "./sentences.js";

/**
 * @import { Candidate, ExplainData, Report, Sign } from "./data.js"
 * @import { Finding } from "./finding.js"
 * @import { Reading } from "./reading.js"
 */

const OURS = "bigbluebutton";
const REASON = new RegExp(anyCase.reason, "i");

/**
 * Return the names of entries.
 *
 * @param {ExplainData} data
 * @param {{ entry: string }[]} entries
 */
const named = (data, entries) => entries.map(({ entry }) => data.entries[entry].name).join(", ");

/**
 * Return each text once, with "and" between them.
 *
 * @param {string[]} texts
 */
const together = (texts) => [...new Set(texts)].join(" and ");

/**
 * Return whether hardly anybody else writes this: it is neither short nor the reason of a status.
 *
 * @param {Reading} reading
 * @param {Sign} sign
 */
const isTelling = ({ isOurs }, { source, text }) =>
  (source !== CLIENT && isOurs) || (text.length >= limits.telling && !REASON.test(text));

/**
 * Return the line on who writes signs; nothing if others write them too and something else tells more.
 *
 * @param {Reading} reading
 * @param {string} names
 */
function writersOf(reading, names) {
  const { signs, notes } = reading;
  const telling = signs.filter((sign) => isTelling(reading, sign));
  if (telling.length) return said(HEAD.sign, { who: together(telling.map(({ who }) => who)) });
  if (!signs.length || names || notes.length) return "";
  return said(HEAD.sign_too, { who: together(signs.map(({ who }) => who)) });
}

/**
 * Return the line for what was found.
 *
 * @param {Reading} reading
 * @param {Finding[]} findings
 */
function found({ data, signs }, findings) {
  const names = named(data, findings);
  if (findings.length > 1) return said(HEAD.several, { count: findings.length, names });
  const [{ entry, how, saidBy }] = findings;
  const speakers = saidBy.map(({ speaker }) => speaker);
  if (how === "response" && (!speakers.length || speakers.includes(OURS)))
    return said(HEAD.response, { who: "BigBlueButton", names });
  if (how === "response") {
    const who = speakers
      .slice(0, 3)
      .map((speaker) => data.speakers[speaker].name)
      .join(" or ");
    return said(HEAD.told, { who, names });
  }
  const lines = /** @type {Record<string, string>} */ (HEAD);
  const who = together(signs.filter(({ entries }) => entries.includes(entry)).map((sign) => sign.who));
  return said(lines[how] ?? HEAD.found, { names, who });
}

/**
 * Return whether what HTTP libraries and parsers say is of a program that calls BigBlueButton, as far as can be seen.
 *
 * @param {Reading} reading
 */
const isOfClient = ({ heard, elsewhere }) => heard !== null && !heard.weak && !elsewhere;

/**
 * Return the line for what is not certain.
 *
 * @param {Reading} reading
 * @param {Candidate[]} candidates
 */
function unsure(reading, candidates) {
  const { data, cut, sentences, request, notes } = reading;
  const names = named(data, candidates.slice(0, 3));
  if (cut && candidates.slice(0, 3).every(({ entry }) => entry === "cut")) return HEAD.cut;
  if (sentences.length) {
    const who = together(sentences.map(({ front_end: frontEnd }) => data.front_ends[frontEnd].name));
    return said(sentences.some(({ behind }) => behind.length > 1) ? HEAD.hides : HEAD.says, { who });
  }
  const writers = writersOf(reading, names);
  if (writers) return writers;
  if (names && isOfClient(reading)) return said(HEAD.client, { names });
  if (request) return said(HEAD.request, { call: callIn(request) });
  return names ? said(HEAD.unsure, { names }) : (notes[0] ?? HEAD.nothing_near);
}

/**
 * Return the line.
 *
 * @param {Reading} reading
 * @param {Report["kind"]} kind
 * @param {Candidate[]} candidates
 */
export function headOf(reading, kind, candidates) {
  if (kind === "found") return found(reading, [...reading.findings.values()]);
  if (kind === "unsure") return unsure(reading, candidates);
  if (kind === "success" && reading.letIn) return reading.notes[0];
  return HEAD[kind];
}

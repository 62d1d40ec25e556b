/* What decides where no response and no message does: lines of logs, what libraries say, statuses, addresses, sentences
   of front ends. */

import { limits, patterns_any_case as anyCase } from "../pasted/rules.js";
import { client, scores, status as STATUS, why as WHY } from "./rules.js";
import { said } from "./said.js";
import { entriesBehind, isCertain } from "./sentences.js";

const ALONE = new RegExp(anyCase.alone, "i");
const SAID_STATUS = new RegExp(anyCase.said_status, "i");
const ABOUT_HTTP = new RegExp(anyCase.about_http, "i");
/** @type {Record<string, string[]>} entries by the status of a proxy that fails to reach the server */
const BETWEEN = STATUS.between;

/**
 * @import { Heard } from "./clients.js"
 * @import { Reading } from "./reading.js"
 */

/**
 * Read lines of logs and the like: some prove an entry. A short one may be that of another program.
 *
 * @param {Reading} reading
 */
export function readSigns(reading) {
  for (const { who, proves, entries, text } of reading.signs) {
    const why = said(WHY.log, { who });
    if (proves && (reading.isOurs || text.length >= limits.surely)) reading.find(entries[0], { how: "sign", why });
    else reading.guess(entries, why, scores.likeliest, 1);
  }
}

/**
 * Read what HTTP libraries and parsers say.
 *
 * @param {Reading} reading
 */
export function readClient(reading) {
  const { heard } = reading;
  const isStatus = heard?.causes[0] === client.of_status;
  if (!heard || (isStatus && reading.sentences.length)) return;
  const decided = String(reading.around.status) in reading.data.statuses && (isStatus || !heard.sure);
  if (isStatus || decided) readStatus(reading);
  guessClient(reading, heard, isStatus, decided);
}

/**
 * Add the entries of what was heard.
 *
 * @param {Reading} reading
 * @param {Heard} heard
 * @param {boolean} isStatus whether it is a status
 * @param {boolean} decided whether the status itself decides
 */
function guessClient(reading, heard, isStatus, decided) {
  const why = said(WHY.client, { marker: heard.marker });
  const causes = heard.causes.filter((cause) => !decided || cause !== client.of_status);
  const entries = reading.known.clients.entriesOf(causes);
  const sure = heard.sure && !reading.elsewhere;
  if (sure && !isStatus) reading.find(entries[0], { how: "client", why });
  if (!reading.findings.size || sure) reading.guess(entries, why, scores[heard.weak ? "hint" : "client"], 1);
}

/**
 * Read a status, which tells nothing if it is that of an address of the meeting's client.
 *
 * @param {Reading} reading
 */
export function readStatus(reading) {
  const { status, addresses } = reading.around;
  reading.guess(BETWEEN[status] ?? [], said(WHY.between, { status }), scores.status, 1);
  const entries = reading.data.statuses[status] ?? [];
  if (!entries.length || addresses.some(({ url }) => url)) return;
  const why = said(WHY.status, { status });
  if (STATUS.undecided.includes(status)) {
    if (!reading.signs.length) reading.signs = reading.known.signs.ofStatus(status);
    reading.guess(entries, why, scores.status, 1);
    return;
  }
  const leadsIn = addresses.some(({ success }) => success);
  if ((reading.elsewhere || leadsIn) && !reading.owners().length) {
    reading.guess(entries, why, scores.status, 1);
    return;
  }
  reading.find(entries[0], { how: "status", why });
  const others = reading.owners().filter((entry) => entry !== entries[0]);
  reading.guess(others, WHY.body, scores.same_body, 1);
  reading.guess(entries.slice(1), said(WHY.same_status, { status }), scores.status, 1);
}

/**
 * Read a status that stands in a sentence about HTTP or BigBlueButton.
 *
 * @param {Reading} reading
 */
export function readSaidStatus(reading) {
  const [, status] = SAID_STATUS.exec(reading.all) ?? [];
  if (!status || !ABOUT_HTTP.test(reading.all)) return;
  reading.guess(reading.data.statuses[status] ?? [], said(WHY.said_status, { status }), scores.status, 1);
}

/**
 * Return whether a text is no more than a redirect, or a URL, that leads into a meeting.
 *
 * @param {Reading} reading
 */
export function leadsIntoMeeting({ asked, around, heard }) {
  const success = around.addresses.some((each) => each.success);
  return success && (heard === null || heard.weak) && ALONE.test(asked) && STATUS.let_in.includes(around.status);
}

/**
 * Read addresses. One that leads into a meeting is no error, unless other words around it tell of one.
 *
 * @param {Reading} reading
 */
export function readAddresses(reading) {
  const isAlone = ALONE.test(reading.asked);
  for (const { success, entries, says, within } of reading.around.addresses) {
    if (success && isAlone) reading.letIn = true;
    else if (!success && !reading.findings.size) reading.guess(entries, WHY.address, scores.likeliest, 1);
    if (!reading.findings.size) reading.note(isAlone ? says : (within ?? says));
  }
}

/**
 * Look at what can be behind the sentences of front ends, where nothing else tells what is.
 *
 * @param {Reading} reading
 */
export function readSentences(reading) {
  const behind = entriesBehind(reading.sentences);
  const who = [...new Set(reading.sentences.map((each) => reading.data.front_ends[each.front_end].name))].join(" and ");
  if (isCertain(reading.sentences)) reading.find(behind[0], { how: "sentence", why: said(WHY.sentence, { who }) });
  else reading.guess(behind, said(WHY.behind, { who }), scores.likeliest, 1);
}

/* What is read of a text where no response, no key and no message in it decides, the most certain first. */

import { patterns_any_case as anyCase } from "../pasted/rules.js";
import { client, notes as NOTES, scores, why as WHY } from "./rules.js";
import { entriesBehind } from "./sentences.js";
import {
  leadsIntoMeeting,
  readAddresses,
  readClient,
  readSaidStatus,
  readSentences,
  readSigns,
  readStatus,
} from "./signs.js";

/**
 * @import { Reading } from "./reading.js"
 */

const HTML = new RegExp(anyCase.html, "i");

/**
 * Read the signs, and the status before those that may be of a page of the web server.
 *
 * @param {Reading} reading
 */
export function readAround(reading) {
  const { signs, heard, sentences } = reading;
  if (reading.open && leadsIntoMeeting(reading)) {
    readAddresses(reading);
    return;
  }
  const ofStatus = !heard || heard.weak || heard.causes[0] === client.of_status;
  if (reading.open && !sentences.length && ofStatus && reading.isOnlyOfClient) readStatus(reading);
  if (signs.length && !reading.findings.size) readSigns(reading);
  if (reading.open) readClient(reading);
}

/**
 * Read what decides only where nothing else does.
 *
 * @param {Reading} reading
 */
export function readRest(reading) {
  if (!reading.findings.size && reading.sentences.length) readSentences(reading);
  if (reading.sentences.length) return;
  if (reading.open) readStatus(reading);
  if (!reading.findings.size) {
    reading.guess(reading.named, WHY.stands, scores.stands);
    if (!reading.signs.length) readAddresses(reading);
  }
  readPageAndProse(reading);
  readAlike(reading);
  if (reading.elsewhere && reading.candidates.length && !reading.findings.size) reading.note(NOTES.elsewhere);
}

/**
 * Read a status in a sentence, and a page of HTML.
 *
 * @param {Reading} reading
 */
function readPageAndProse(reading) {
  if (reading.signs.length) return;
  if (reading.open) readSaidStatus(reading);
  if (!reading.open || !HTML.test(reading.all)) return;
  reading.guess(["not-bigbluebutton"], WHY.html, scores.html);
  reading.note(NOTES.html);
}

/**
 * Look at what only is alike.
 *
 * @param {Reading} reading
 */
function readAlike(reading) {
  const isKnown = () => !reading.open || reading.signs.length || reading.letIn || reading.request;
  if (!isKnown()) reading.candidates.push(...reading.catalog.alike(reading.asked));
  if (isKnown()) return;
  reading.sentences = reading.known.sentences.alike(reading.asked);
  reading.guess(entriesBehind(reading.sentences), WHY.nearly, scores.likeliest);
}

/* What stands around a response or a key in a text. */

import { lower } from "../pasted/coats.js";
import { callIn, releaseIn, statusIn } from "../pasted/responses.js";
import { limits, patterns } from "../pasted/rules.js";
import { entriesOf } from "./catalog.js";

/**
 * @import { Told } from "../pasted/responses.js"
 * @import { Fit } from "./catalog.js"
 * @import { Around } from "./finding.js"
 * @import { Known } from "./matcher.js"
 * @import { Place } from "./messages.js"
 * @import { Reading } from "./reading.js"
 */
/** @typedef {{ text: string, place: Place, fits: Fit[] }} Standing a message that stands in a text */

const GOES_ON = new RegExp(patterns.goes_on);
const PATH = new RegExp(patterns.path);

/**
 * Return responses without those that say the same as one before; of a great many, the first ones.
 *
 * @param {Told[]} told
 */
export const different = (told) =>
  [...new Map(told.map((each) => [JSON.stringify(Object.values(each)), each])).values()].slice(0, limits.read);

/**
 * Return whether a key stands right before or behind a place in a text.
 *
 * @param {string} text
 * @param {string} key
 * @param {Place} place
 */
export function isBeside(text, key, { at, end }) {
  const reach = key.length + limits.beside;
  return text.slice(Math.max(0, at - reach), at).includes(key) || text.slice(end, end + reach).includes(key);
}

/**
 * Return whether a text is told better by pieces of what libraries say, or by the status.
 *
 * @param {Reading} reading
 * @param {Fit[]} fits
 */
export function isToldByClient({ known, data, around, sentences, heard }, fits) {
  const ofStatus = data.statuses[around.status] ?? [];
  const { firstEntries } = known.clients;
  const entries = entriesOf(fits);
  if (!sentences.length && entries.every((entry) => ofStatus.includes(entry))) return true;
  return heard !== null && entries.every((entry) => firstEntries.has(entry));
}

/**
 * Return the messages that stand in the outermost layer that has any.
 *
 * @param {Reading} reading
 * @returns {Standing[]}
 */
export function standingIn(reading) {
  for (const layer of reading.plain) {
    const places = reading.catalog.placesIn(layer);
    if (!places.length) continue;
    return places.filter(({ fits }) => !isToldByClient(reading, fits)).map((each) => ({ text: layer.text, ...each }));
  }
  return [];
}

/**
 * Whether the sentence goes on behind a standing message.
 *
 * @param {Standing} standing
 */
export const goesOn = ({ text, place }) => GOES_ON.test(text.slice(place.end, place.end + 2));

/**
 * Return what a standing message says.
 *
 * @param {Standing} standing
 * @returns {Told}
 */
export const toldBy = ({ text, place }) => ({
  returncode: "",
  key: "",
  message: text.slice(place.at, place.end),
  form: "",
});

/**
 * Return what stands around a response.
 *
 * @param {Known} known
 * @param {string} all
 * @returns {Around}
 */
export function aroundIn({ addresses, speakers }, all) {
  const status = statusIn(all);
  const small = lower(all);
  return {
    call: callIn(PATH.exec(all)?.[1] ?? all),
    status,
    release: releaseIn(all),
    speakers: speakers.filter(({ shown }) => small.includes(shown)).map(({ speaker }) => speaker),
    addresses: addresses.flatMap(({ pattern, address }) =>
      (address.status === null || address.status === status) && pattern.test(all) ? [address] : [],
    ),
  };
}

/**
 * Return the entry that a message is of, if there is only one, or only one that the release sends; that is 3.0 if the
 * text names none.
 *
 * @param {Known} known
 * @param {string[]} entries
 * @param {Around} around
 */
export function likelyOf({ data, unsent }, entries, { release }) {
  const rest = entries.filter((entry) =>
    release ? !unsent.get(entry)?.has(release) : data.entries[entry].status !== "removed",
  );
  const [one] = rest.length ? rest : entries;
  return rest.length === 1 || entries.length === 1 ? one : undefined;
}

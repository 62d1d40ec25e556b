/* Changes of a text: pairs of the id of a mistake, which docs/catalog/checksum-mistakes.yml explains, and the text that
   the mistake gives. */

/**
 * @import { Encoder } from "./encoders.js"
 */
/** @typedef {[id: string, text: string]} Change */
/** @typedef {[old: string, new: string][]} Replacements one after the other */
/**
 * @typedef {object} Ways how plain mistakes are made, by docs/catalog/checksum-mistakes.yml
 * @property {Record<"secret" | "call" | "query" | "layout", Change[]>} forms wrong forms of a part, or of all
 * @property {[id: string, replacements: Replacements][]} replace changes of the query
 * @property {Record<string, Replacements>} repairs what takes the fault out of a query
 * @property {Encoder[]} encoders
 * @property {string[]} calls names of all calls
 */

/**
 * Return changes one by one, as they are made, without those that change nothing; each text once per id.
 *
 * @param {string} text
 * @param {Iterable<Change>} pairs
 */
export function* eachReal(text, pairs) {
  /** @type {Map<string, Set<string>>} */
  const seen = new Map();
  for (const change of pairs) {
    const [id, changed] = change;
    const texts = seen.get(id) ?? new Set([text]);
    if (!texts.has(changed)) yield change;
    seen.set(id, texts.add(changed));
  }
}

/**
 * Return all changes without those that change nothing, each text once per id.
 *
 * @param {string} text
 * @param {Change[]} pairs
 */
export const realChanges = (text, pairs) => [...eachReal(text, pairs)];

/**
 * Return several texts that one mistake gives.
 *
 * @param {string} id
 * @param {string[]} texts
 * @returns {Change[]}
 */
export const each = (id, ...texts) => texts.map((text) => [id, text]);

/** @type {Map<string, string[]>} the pieces of each form: $call, $query, $secret, and what stands between them */
const known = new Map();

/** @param {string} form */
function piecesOf(form) {
  const pieces = known.get(form) ?? form.split(/(\$(?:call|query|secret))/).filter((piece) => piece);
  known.set(form, pieces);
  return pieces;
}

/**
 * Return the wrong forms of a part, or of the whole text, that the catalog lists.
 *
 * @param {Ways} ways
 * @param {"secret" | "call" | "query" | "layout"} part
 * @param {Map<string, string>} right what stands for $call, $query and $secret
 * @returns {Change[]}
 */
export const filled = ({ forms }, part, right) =>
  forms[part].map(([id, form]) => [
    id,
    piecesOf(form)
      .map((piece) => right.get(piece) ?? piece)
      .join(""),
  ]);

/**
 * Return a text after replacements.
 *
 * @param {string} text
 * @param {Replacements} pairs
 */
export const swapped = (text, pairs) => pairs.reduce((said, [old, other]) => said.replaceAll(old, () => other), text);

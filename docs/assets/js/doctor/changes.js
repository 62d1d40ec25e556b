/* Changes of a text: pairs of the id of a mistake, which docs/catalog/checksum-mistakes.yml explains, and the text that
   the mistake gives. */

/** @typedef {[id: string, text: string]} Change */

/**
 * Return changes without those that change nothing, each text once per id.
 *
 * @param {string} text
 * @param {Change[]} pairs
 */
export function realChanges(text, pairs) {
  const seen = new Set();
  return pairs.filter(([id, changed]) => {
    const name = `${id} ${changed}`;
    return changed !== text && !seen.has(name) && seen.add(name);
  });
}

/**
 * Return several texts that one mistake gives.
 *
 * @param {string} id
 * @param {string[]} texts
 * @returns {Change[]}
 */
export const each = (id, ...texts) => texts.map((text) => [id, text]);

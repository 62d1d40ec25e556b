/* Which rows of the matrix of keys and release lines fit what is asked. */

/** @typedef {"yes" | "part" | "no" | "unknown"} Holds whether a line sends a key: in all, some, none of its releases */
/**
 * @typedef {object} Row a key
 * @property {string} text what words are looked for in
 * @property {Record<string, Holds>} lines
 */
/**
 * @typedef {object} Asked
 * @property {string} key words, all of which must be there
 * @property {string} line a release line; empty for none
 * @property {string} sent what the line must do: one of SENT
 */

/** @type {Record<string, Holds[]>} */
export const SENT = { yes: ["yes", "part"], no: ["no"], unknown: ["unknown"] };

/**
 * Return whether a row fits. Without a line, `sent` asks nothing.
 *
 * @param {Row} row
 * @param {Asked} asked
 */
export function fits({ text, lines }, { key, line, sent }) {
  const words = key.toLowerCase().split(/\s+/).filter(Boolean);
  const found = words.every((word) => text.toLowerCase().includes(word));
  return found && (!line || (SENT[sent] ?? SENT.yes).includes(lines[line]));
}

/**
 * Return how many rows are shown, in words.
 *
 * @param {number} shown
 * @param {number} all
 * @param {Asked} asked
 */
export function counted(shown, all, { line, sent }) {
  const words = { no: `not sent by ${line}`, unknown: `not known for ${line}` }[sent] ?? `sent by ${line}`;
  return `${shown} of ${all} keys${line ? `, ${words}` : ""}`;
}

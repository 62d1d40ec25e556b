/* Reads a log: which errors and known lines it holds, how often, and where. */

import { normalized } from "../pasted/coats.js";
import { createKnown } from "./matcher.js";

/**
 * @import { ExplainData } from "./data.js"
 */
/** @typedef {{ name: string, url: string | null, count: number, lines: number[] }} Met something that stands in a log */

const LINE = 2000; // characters of a line that are read
const SHOWN = 5; // numbers of lines
const NUMBERS = /[A-Za-z0-9]*[0-9][A-Za-z0-9]*/g; // and IDs: lines that differ in nothing else say the same

/**
 * Return a function that tells what stands in a log, the most frequent first.
 *
 * @param {ExplainData} data
 * @returns {(text: string) => Met[]}
 */
export function createLogReader(data) {
  const { catalog, signs, clients } = createKnown(data);

  /**
   * @param {string} line
   * @returns {[string, string | null][]}
   */
  function read(line) {
    /** @type {Map<string, string | null>} */
    const found = new Map();
    const keys = catalog.keysIn(line).map(({ entry }) => entry);
    const messages = keys.length
      ? []
      : catalog.placesIn(line).flatMap(({ fits }) => fits.map(({ owner }) => owner.entry));
    const heard = keys.length || messages.length ? null : clients.inText(line);
    const said = heard?.sure ? clients.entriesOf(heard.causes).slice(0, 1) : [];
    for (const entry of [...keys, ...messages, ...said]) found.set(data.entries[entry].name, data.entries[entry].url);
    for (const { text, url } of found.size ? [] : signs.in(line, [line])) found.set(text, url);
    return [...found];
  }

  return (text) => {
    /** @type {Map<string, Met>} */
    const met = new Map();
    /** @type {Map<string, [string, string | null][]>} */
    const before = new Map();
    for (const [n, whole] of text.split("\n").entries()) {
      const line = whole.slice(0, LINE);
      const shape = line.replace(NUMBERS, "0");
      const found = before.get(shape) ?? read(normalized(line));
      before.set(shape, found);
      for (const [name, url] of found) {
        const known = met.get(name) ?? { name, url, count: 0, lines: [] };
        known.count += 1;
        if (known.lines.length < SHOWN) known.lines.push(n + 1);
        met.set(name, known);
      }
    }
    return [...met.values()].sort((a, b) => b.count - a.count);
  };
}

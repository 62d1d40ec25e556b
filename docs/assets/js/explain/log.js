/* Reads a log: which errors and known lines it holds, how often, and where. */

import { normalized } from "../pasted/coats.js";
import { limits } from "../pasted/rules.js";
import { createKnown } from "./matcher.js";
import { PlainText } from "./texts.js";

/**
 * @import { ExplainData } from "./data.js"
 */
/** @typedef {{ name: string, url: string | null, count: number, lines: number[] }} Met something that stands in a log */

/**
 * Return a function that tells what stands in a log, the most frequent first.
 *
 * @param {ExplainData} data
 * @returns {(text: string) => Met[]}
 */
export function createLogReader(data) {
  const { catalog, signs, clients } = createKnown(data);

  /**
   * Return what stands in a line: the names and the addresses.
   *
   * @param {string} line
   * @returns {[string, string | null][]}
   */
  function read(line) {
    const plain = new PlainText(normalized(line));
    const found = new Set(catalog.keysIn(plain.text).map(({ entry }) => entry));
    if (!found.size)
      for (const { fits } of catalog.placesIn(plain)) for (const { owner } of fits) found.add(owner.entry);
    const heard = found.size ? null : clients.inText(plain);
    if (heard?.sure) found.add(clients.entriesOf(heard.causes)[0]);
    if (found.size) return [...found].map((entry) => [data.entries[entry].name, data.entries[entry].url]);
    return signs.in(plain, [plain]).map(({ text, url }) => [text, url]);
  }

  return (text) => {
    /** @type {Map<string, Met>} */
    const met = new Map();
    /** @type {Map<string, [string, string | null][]>} */
    const before = new Map();
    for (const [n, whole] of text.split("\n").entries()) {
      const line = whole.slice(0, limits.line);
      const found = before.get(line) ?? read(line);
      before.set(line, found);
      for (const [name, url] of found) {
        const known = met.get(name) ?? { name, url, count: 0, lines: [] };
        known.count += 1;
        if (known.lines.length < limits.numbers) known.lines.push(n + 1);
        met.set(name, known);
      }
    }
    return [...met.values()].sort((a, b) => b.count - a.count);
  };
}

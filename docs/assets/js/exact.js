/* Which pages say exactly what was asked: a key, a message or another name of an error. */

import { decoded } from "./answer.js";

const MOST = 40; // words that are looked at

/** The words of a text, without any sign that a search would take as an order. */
export const words = (text) => (text.match(/[\p{L}\p{N}_]+/gu) ?? []).slice(0, MOST);

/** Words in a row and in lower case, to compare texts by. */
const plain = (text) => words(text).join(" ").toLowerCase();

/** The other names in the text of a section "Also known as": in code, or between quotes before the parenthesis. */
const otherNames = (text) => [...text.matchAll(/<li>\s*(?:<code>(.+?)<\/code>|"(.+?)" \()/g)].map(([, key, name]) => key ?? name);

/** The answers that a section shows. */
const samples = (text) => [...text.matchAll(/<pre><code>([^]+?)<\/code><\/pre>/g)].map(([, sample]) => sample);

/** The exact texts of the whole reference, from the documents of the search index. */
export class ExactTexts {
  #texts = [];

  constructor(docs) {
    for (const { location, title, text } of docs) {
      const [page, part] = location.split("#");
      const [folder, name] = page.split("/");
      this.#add(page, title, 2000, folder === "errors");
      if (folder !== "errors") continue;
      if (!part) this.#add(page, name.replace(/\.html$/, ""), 500);
      if (part === "also") for (const other of otherNames(text)) this.#add(page, other, 1000, true);
      for (const sample of samples(text)) this.#add(page, sample, 1500);
    }
  }

  /** A {placeholder} stands for any words. A text of some length, or a key, is also recognized when it is quoted. */
  #add(page, html, weight, quotable = false) {
    const text = decoded(html.replace(/<[^>]+>/g, ""));
    const pattern = text.split(/\{\w+\}/).map(plain).join(" .+ ").trim();
    if (!/[^ .+]/.test(pattern)) return;
    const length = words(text).length;
    const quoted = quotable && (length > 1 || /^\w*[a-z_][A-Z_]\w*$/.test(text)) && new RegExp(`(^| )${pattern}( |$)`);
    this.#texts.push({ page, weight, pattern, length, whole: new RegExp(`^${pattern}$`), quoted });
  }

  /**
   * How well pages fit. Best are those that have the text asked for, then those whose text is quoted in it, the longest
   * first, then those whose text begins with it.
   */
  rank(asked) {
    const text = plain(asked);
    const started = text.includes(" ");
    const ranks = new Map();
    for (const { page, weight, pattern, length, whole, quoted } of this.#texts) {
      let fit = 0;
      if (whole.test(text)) fit = weight;
      else if (quoted && quoted.test(text)) fit = length;
      else if (quoted && started && pattern.startsWith(text)) fit = 1;
      if (fit > (ranks.get(page) ?? 0)) ranks.set(page, fit);
    }
    return ranks;
  }
}

/* Shows a report of the explain tool. */

import { element } from "../dom.js";
import { entriesBehind } from "./sentences.js";

/**
 * @import { Finding, Said } from "./finding.js"
 * @import { Candidate, CatalogSentence, ExplainData, Report } from "./matcher.js"
 */

const CALLS = 8; // that are named
const FIXES = 3;

/**
 * Return what is said in one line, also to a screen reader.
 *
 * @param {Report} report
 * @param {ExplainData} data
 */
export function summary({ kind, findings, candidates, sentences }, data) {
  /** @param {{ entry: string }[]} list */
  const names = (list) => list.map(({ entry }) => data.entries[entry].name).join(", ");
  const nearest = names(candidates.slice(0, 3));
  const closest = nearest
    ? `I can't tell for certain. Closest: ${nearest}`
    : "I can't tell: nothing known comes close.";
  const what = findings.length === 1 ? "answer" : `${findings.length} answers`;
  return {
    found: `Recognized ${what}: ${names(findings)}`,
    unsure: sentences.length ? summaryOf(sentences, nearest, data) : closest,
    success: "No error: the call succeeded.",
    foreign: "I can't tell: this is no answer of the BigBlueButton API that is known.",
    empty: "",
  }[kind];
}

/**
 * Return what is said in one line of sentences of front ends.
 *
 * @param {CatalogSentence[]} sentences
 * @param {string} nearest
 * @param {ExplainData} data
 */
function summaryOf(sentences, nearest, data) {
  const programs = [...new Set(sentences.map((each) => data.front_ends[each.front_end].name))].join(" and ");
  return nearest
    ? `This sentence of ${programs} stands for several failures. Likely: ${nearest}`
    : `A sentence of ${programs}; what is behind it stands below.`;
}

/**
 * Return the facts of a finding: for each its name, its value, and what the value means.
 *
 * @param {Finding} finding
 * @returns {[string, Node | string, string?][]}
 */
function factsOf({ values, call, calls, formatTitle, returncode, status, condition }) {
  /** @type {[string, Node | string, string?][]} */
  const facts = values.map(({ name, meaning, value }) => [name, element("code", {}, value || "(empty)"), meaning]);
  if (call) facts.push(["Call", element("code", {}, call)]);
  else if (calls.length)
    facts.push(["Possible calls", calls.slice(0, CALLS).join(", ") + (calls.length > CALLS ? " …" : "")]);
  if (returncode) facts.push(["returncode", element("code", {}, returncode)]);
  if (formatTitle) facts.push(["Form", formatTitle]);
  if (status) facts.push(["HTTP status", String(status)]);
  if (condition) facts.push(["Sent when", condition]);
  return facts;
}

/**
 * Return the name of a speaker, of BigBlueButton with its release lines.
 *
 * @param {Said} said
 * @param {ExplainData} data
 */
const nameOf = ({ speaker, lines }, data) => `${data.speakers[speaker].name}${lines ? ` ${lines}` : ""}`;

/**
 * Return who may have sent an answer and, if that may be several, how to tell them.
 *
 * @param {Said[]} saidBy
 * @param {ExplainData} data
 * @param {URL} root
 */
function senders(saidBy, data, root) {
  if (!saidBy.length) return [];
  const items = saidBy.map((said) => {
    const { url, tell } = data.speakers[said.speaker];
    const name = nameOf(said, data);
    const shown = url ? element("a", { href: new URL(url, root).href }, name) : name;
    return element("li", {}, shown, tell && saidBy.length > 1 ? `: ${tell}` : "");
  });
  return [element("h3", {}, "Who says it"), element("ul", { class: "explain__who" }, ...items)];
}

/**
 * Return one error that was found.
 *
 * @param {Finding} finding
 * @param {ExplainData} data
 * @param {URL} root
 */
function card(finding, data, root) {
  const { key, name, kind, url, meaning, fixes } = data.entries[finding.entry];
  const { href } = new URL(url, root);
  const badge = element("span", { class: `badge badge--${kind}` }, kind);
  const title = element("a", { href }, key ? element("code", {}, name) : name);
  const made = element("section", { class: `explain__card explain__card--${kind}` });
  made.append(element("h2", { tabindex: "-1" }, title, " ", badge), element("p", {}, meaning));
  if (fixes.length) {
    const items = fixes.slice(0, FIXES).map((fix) => element("li", {}, fix));
    made.append(element("h3", {}, "What to do"), element("ol", {}, ...items));
  }
  made.append(...finding.remarks.map((remark) => element("p", { class: "explain__remark" }, remark)));
  const rows = factsOf(finding).map(([term, value, more]) =>
    element("div", {}, element("dt", {}, term), element("dd", {}, value, more ? ` – ${more}` : "")),
  );
  if (rows.length)
    made.append(element("h3", {}, "In this answer"), element("dl", { class: "explain__facts" }, ...rows));
  made.append(...senders(finding.saidBy, data, root));
  const all = element("a", { href }, `All causes and fixes of ${name}`);
  made.append(element("p", { class: "explain__more" }, `Recognized by: ${finding.why}. `, all));
  return made;
}

/**
 * Return the candidates, where nothing is certain.
 *
 * @param {Candidate[]} candidates
 * @param {ExplainData} data
 * @param {URL} root
 */
function guesses(candidates, data, root) {
  const items = candidates.map(({ entry, why }) => {
    const { name, url, title, said_by: saidBy } = data.entries[entry];
    const who = saidBy.map((said) => nameOf(said, data)).join(", ");
    const link = element("a", { href: new URL(url, root).href }, name);
    return element(
      "li",
      {},
      link,
      name === title ? "" : `: ${title}`,
      element("span", { class: "explain__why" }, ` (${why}${who && `; said by ${who}`})`),
    );
  });
  const title = element("h2", { tabindex: "-1" }, "It may be one of these");
  return element("section", { class: "explain__card" }, title, element("ol", {}, ...items));
}

/**
 * Return a sentence of a front end: what can be behind it, and where the truth is.
 *
 * @param {CatalogSentence} sentence
 * @param {ExplainData} data
 * @param {URL} root
 */
function heard(sentence, data, root) {
  const { name, log } = data.front_ends[sentence.front_end];
  const { href } = new URL(sentence.url, root);
  const several = sentence.behind.length > 1;
  const made = element("section", { class: "explain__card" });
  const title = element("h2", { tabindex: "-1" }, element("a", { href }, name), " says this");
  made.append(title, element("p", {}, several ? `It hides the real error. When: ${sentence.when}` : sentence.when));
  const items = sentence.behind.map(({ what, entries }) => {
    const links = entries.map((entry) =>
      element("a", { href: new URL(data.entries[entry].url, root).href }, data.entries[entry].name),
    );
    const named = links.flatMap((link, n) => [n ? ", " : " See ", link]);
    return element("li", {}, what, ...named, links.length ? "." : "");
  });
  made.append(element("h3", {}, several ? "What can be behind it, most likely first" : "Behind it"));
  made.append(element(several ? "ol" : "ul", {}, ...items));
  made.append(element("h3", {}, "What to do next"), element("p", {}, sentence.next));
  made.append(element("h3", {}, "Where the truth is"), element("p", {}, sentence.log ?? log));
  return made;
}

/**
 * Return all of a report, as elements.
 *
 * @param {Report} report
 * @param {ExplainData} data
 * @param {URL} root the address of the site's first page
 */
export function reportView(report, data, root) {
  const made = report.findings.map((finding) => card(finding, data, root));
  made.push(...report.sentences.map((sentence) => heard(sentence, data, root)));
  const behind = new Set(entriesBehind(report.sentences));
  const others = report.candidates.filter(({ entry }) => !behind.has(entry));
  if (others.length) made.push(guesses(others, data, root));
  const notes = report.notes.map((note) => element("p", {}, note));
  if (notes.length) made.push(element("section", { class: "explain__card" }, ...notes));
  return made;
}

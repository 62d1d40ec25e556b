/* Shows a report of the explain tool. */

import { element } from "../dom.js";
import { prose } from "./prose.js";
import { entriesBehind } from "./sentences.js";

/**
 * @import { Candidate, CatalogSentence, ExplainData, Report, Sign } from "./data.js"
 * @import { Finding, Said } from "./finding.js"
 */

const CALLS = 8; // that are named
const CAUSES = 5;

/**
 * Return a link to a page of the site.
 *
 * @param {string} page
 * @param {URL} root the address of the site's first page
 * @param {...(Node | string)} label
 */
const linkTo = (page, root, ...label) => element("a", { href: new URL(page, root).href }, ...label);

/**
 * Return the facts of a finding: for each its name, its value, and what the value means.
 *
 * @param {Finding} finding
 * @returns {[string, Node | string, string?][]}
 */
function factsOf({ values, call, calls, formatTitle, returncode, status, release, condition }) {
  /** @type {[string, Node | string, string?][]} */
  const facts = values.map(({ name, meaning, value }) => [
    name,
    element("code", { dir: "auto" }, value || "(empty)"),
    meaning,
  ]);
  if (call) facts.push(["Call", element("code", {}, call)]);
  else if (calls.length)
    facts.push(["Possible calls", calls.slice(0, CALLS).join(", ") + (calls.length > CALLS ? " …" : "")]);
  if (returncode) facts.push(["returncode", element("code", {}, returncode)]);
  if (formatTitle) facts.push(["Form", formatTitle]);
  if (status) facts.push(["HTTP status", String(status)]);
  if (release) facts.push(["Release line", release]);
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
    const shown = url ? linkTo(url, root, name) : name;
    return element("li", {}, shown, tell && saidBy.length > 1 ? `: ${tell}` : "");
  });
  return [element("h3", {}, "Who sends it"), element("ul", { class: "explain__who" }, ...items)];
}

/**
 * Return what to do about a finding: all fixes, those that fit best first.
 *
 * @param {Finding} finding
 * @param {ExplainData} data
 * @param {URL} root
 */
function fixesOf({ entry, fixes }, data, root) {
  const { fixes: texts, doctor } = data.entries[entry];
  const items = fixes.map((number) => element("li", {}, ...prose(texts[number], root)));
  /** @type {HTMLElement[]} */
  const made =
    doctor && !texts.some((text) => text.includes(data.pages.doctor))
      ? [element("p", {}, linkTo(data.pages.doctor, root, "The checksum doctor"), " finds the mistake in your URL.")]
      : [];
  if (items.length) made.push(element("ol", {}, ...items));
  return made.length ? [element("h3", {}, "What to do"), ...made] : [];
}

/**
 * Return the causes of a finding, those that fit best first, and how to tell them apart.
 *
 * @param {Finding} finding
 * @param {ExplainData} data
 * @param {URL} root
 */
function causesOf({ entry, causes }, data, root) {
  const { causes: texts, url } = data.entries[entry];
  const items = causes.slice(0, CAUSES).map((number) => {
    const { cause, tell } = texts[number];
    const how = tell ? [" ", element("span", { class: "explain__why" }, "Tell: ", ...prose(tell, root))] : [];
    return element("li", {}, ...prose(cause, root), ...how);
  });
  if (!items.length) return [];
  const more = causes.length - items.length;
  const rest = more > 0 ? [element("p", {}, linkTo(url, root, `${more} more`))] : [];
  return [element("h3", {}, "Causes, and how to tell"), element("ul", {}, ...items), ...rest];
}

/**
 * Return one error that was found.
 *
 * @param {Finding} finding
 * @param {ExplainData} data
 * @param {URL} root
 */
function card(finding, data, root) {
  const { key, name, kind, url, meaning } = data.entries[finding.entry];
  const badge = element("span", { class: `badge badge--${kind}` }, kind);
  const title = linkTo(url, root, key ? element("code", {}, name) : name);
  const made = element("section", { class: `explain__card explain__card--${kind}` });
  made.append(element("h2", { tabindex: "-1" }, title, " ", badge), element("p", {}, ...prose(meaning, root)));
  made.append(
    ...finding.remarks.map((remark) => element("p", { class: "explain__remark" }, ...prose(remark, root))),
    ...fixesOf(finding, data, root),
    ...causesOf(finding, data, root),
  );
  const rows = factsOf(finding).map(([term, value, more]) =>
    element("div", {}, element("dt", {}, term), element("dd", {}, value, more ? ` – ${more}` : "")),
  );
  if (rows.length) made.append(element("h3", {}, "In this text"), element("dl", { class: "explain__facts" }, ...rows));
  made.append(...senders(finding.saidBy, data, root));
  const all = linkTo(url, root, `All about ${name}`);
  made.append(element("p", { class: "explain__more" }, `Recognized by: ${finding.why}. `, all));
  return made;
}

/**
 * Return the candidates, where nothing is certain.
 *
 * @param {Candidate[]} candidates
 * @param {ExplainData} data
 * @param {URL} root
 * @param {boolean} isAll whether nothing was found besides
 */
function guesses(candidates, data, root, isAll) {
  const items = candidates.map(({ entry, why }) => {
    const { name, url, title, said_by: saidBy } = data.entries[entry];
    const who = saidBy.map((said) => nameOf(said, data)).join(", ");
    const more = element("span", { class: "explain__why" }, ` (${why}${who && `; said by ${who}`})`);
    return element("li", {}, linkTo(url, root, name), name === title ? "" : `: ${title}`, more);
  });
  const title = element("h2", { tabindex: "-1" }, isAll ? "It may be one of these" : "Also possible");
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
  const several = sentence.behind.length > 1;
  const made = element("section", { class: "explain__card" });
  const title = element("h2", { tabindex: "-1" }, linkTo(sentence.url, root, name), " says this");
  made.append(
    title,
    element("p", {}, several ? `This text hides the real error. When: ${sentence.when}` : sentence.when),
  );
  const items = sentence.behind.map(({ what, entries }) => {
    const links = entries.map((entry) => linkTo(data.entries[entry].url, root, data.entries[entry].name));
    const named = links.flatMap((link, n) => [n ? ", " : " See ", link]);
    return element("li", {}, what, ...named, links.length ? "." : "");
  });
  made.append(element("h3", {}, several ? "What can be behind it, most likely first" : "Behind it"));
  made.append(element(several ? "ol" : "ul", {}, ...items));
  made.append(element("h3", {}, "What to do next"), element("p", {}, sentence.next));
  made.append(element("h3", {}, "Where to look"), element("p", {}, sentence.log ?? log));
  return made;
}

/**
 * Return a line of a log or the like: who writes it, and what it means.
 *
 * @param {Sign} sign
 * @param {URL} root
 */
function signCard({ who, url, text, means, behind }, root) {
  const made = element("section", { class: "explain__card" });
  made.append(element("h2", { tabindex: "-1" }, "Written by ", url ? linkTo(url, root, who) : who));
  made.append(element("p", {}, element("code", {}, text)), element("p", {}, means));
  const items = behind.map((each) => element("li", {}, linkTo(each.url, root, each.what)));
  if (items.length) made.append(element("h3", {}, "What can be behind it"), element("ol", {}, ...items));
  return made;
}

/**
 * Return what leads on where there is only a note, or nothing.
 *
 * @param {Report} report
 * @param {ExplainData} data
 * @param {URL} root
 */
function notesCard({ notes, request }, data, root) {
  if (!notes.length) return [];
  const made = element("section", { class: "explain__card" }, ...notes.map((note) => element("p", {}, note)));
  if (request) {
    const address = `${data.pages.doctor}#url=${encodeURIComponent(request)}`;
    made.append(element("p", {}, linkTo(address, root, "Take this request to the checksum doctor")));
  }
  return [made];
}

/**
 * Return all of a report, as elements.
 *
 * @param {Report} report
 * @param {ExplainData} data
 * @param {URL} root the address of the site's first page
 */
export function reportView(report, data, root) {
  const { findings, sentences, signs, candidates } = report;
  const made = findings.map((finding) => card(finding, data, root));
  made.push(...sentences.map((sentence) => heard(sentence, data, root)), ...signs.map((sign) => signCard(sign, root)));
  const behind = new Set(entriesBehind(sentences));
  const others = candidates.filter(({ entry }) => !behind.has(entry));
  if (others.length) made.push(guesses(others, data, root, !findings.length));
  made.push(...notesCard(report, data, root));
  return made;
}

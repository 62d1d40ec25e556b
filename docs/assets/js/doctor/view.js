/* Shows what the checksum doctor found. */

import { element } from "../dom.js";
import { percentDecoded } from "../pasted/coats.js";
import { holds, masked } from "./mask.js";

/**
 * @import { Data, Diagnosis } from "./doctor.js"
 * @import { SignedRequest } from "./request.js"
 */
/**
 * @typedef {object} Words what the catalog says, by hooks/reference/exports/programs.py
 * @property {Record<string, { title: string, fix: string }>} mistakes
 * @property {{ check: string, how: string, right: boolean }[]} next
 * @property {{ url: string, secret: string }} example
 */
/** @typedef {Data & Words} MistakeData */

/**
 * What is said in one line, also to a screen reader.
 *
 * @type {Record<string, string>}
 */
export const VERDICTS = {
  right: "The checksum is correct.",
  mistake: "The checksum is wrong, and here is why.",
  "not-accepted": "The checksum is wrong: no accepted algorithm produces this length.",
  unknown: "The checksum is wrong, but none of the known mistakes explains it.",
};

/**
 * The same of a callback.
 *
 * @type {Record<string, string>}
 */
export const CALLBACK_VERDICTS = {
  right: "The signature of this callback is correct.",
  mistake: "The signature is correct for a different spelling of the callback.",
  "not-accepted": "The signature is wrong: no accepted algorithm produces this length.",
  unknown: "The signature is wrong: it doesn't match this URL, body and secret.",
};

const HASHED = ["the JSON of event, timestamp and domain", "the two characters {}", "the body as it arrived"];

/**
 * Return a text that begins in upper case as it stands within a sentence.
 *
 * @param {string} text
 */
const inSentence = (text) => text.slice(0, 1).toLowerCase() + text.slice(1);

const BEFORE = 12; // characters that are shown before a difference
const AFTER = 20;

/**
 * Return the first place in which two texts differ, with some letters around; the secret is left out
 * wherever it stands.
 *
 * @param {string} hashed
 * @param {string} right
 * @param {string} secret
 */
export function difference(hashed, right, secret) {
  if (hashed === right) return "The text you hashed is correct.";
  let at = 0;
  while (hashed[at] !== undefined && hashed[at] === right[at]) at += 1;
  if (at >= right.length - secret.length && right.startsWith(hashed.slice(0, at)))
    return "The text you hashed differs from the correct one in the secret, or after it.";
  if (holds(masked(hashed, secret), secret) || holds(masked(percentDecoded(hashed), secret), secret))
    return `The text you hashed differs at character ${at + 1}, and contains the secret in a different spelling.`;
  /** @param {string} text */
  const some = (text) =>
    masked(text, secret).slice(
      Math.max(0, at - BEFORE),
      Math.min(at + AFTER, Math.max(at, text.length - secret.length)),
    );
  const [yours, correct] = [some(hashed), some(right)];
  return `The text you hashed differs at character ${at + 1}: yours has “${yours}”, the correct one “${correct}”.`;
}

/**
 * Return a value with a button that copies it.
 *
 * @param {string} title
 * @param {string} value
 */
function copyable(title, value) {
  const button = element("button", { type: "button" }, "Copy");
  const code = element("code", {}, value);
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(value);
      button.textContent = "Copied";
    } catch {
      getSelection()?.selectAllChildren(code);
    }
  });
  return element("div", { class: "doctor__value" }, element("h3", {}, title), code, button);
}

/**
 * Return a list of bold titles with a sentence each.
 *
 * @param {"ol" | "ul"} tag
 * @param {[string, string][]} items
 */
const list = (tag, items) =>
  element(tag, {}, ...items.map(([title, text]) => element("li", {}, element("strong", {}, title), ` ${text}`)));

/** @param {string} text */
const say = (text) => element("p", {}, text);

/**
 * Return what to look at next.
 *
 * @param {MistakeData} data
 * @param {boolean} right whether the checksum is
 */
const nextOf = (data, right) =>
  list(
    "ol",
    data.next.filter((each) => right || !each.right).map(({ check, how }) => [check, how]),
  );

/**
 * Return the heading of the result and what follows from the verdict alone.
 *
 * @param {Diagnosis} found
 * @param {SignedRequest} request
 * @param {MistakeData} data
 * @returns {[string, ...Node[]]}
 */
function headOf(found, request, data) {
  if (found.repeated) return [`Right, with ${found.algorithm}, but sent more than once`, say(REPEATED)];
  if (found.verdict === "right") {
    return [
      `Right, with ${found.algorithm}`,
      say("If the server still refuses it, check in this order:"),
      nextOf(data, true),
    ];
  }
  if (found.verdict === "mistake") return ["This gives exactly your checksum"];
  if (found.verdict === "not-accepted") {
    const length = `Yours has ${request.checksum.length} characters.`;
    const text = `${length} A server accepts 40, 64, 96 or 128 hex digits. Yours may be cut off.`;
    return ["No accepted algorithm produces this length", say(text)];
  }
  const text = `${found.tried} texts were hashed, with the known mistakes one at a time and in pairs. Check next:`;
  return ["No known mistake fits", say(text), nextOf(data, false)];
}

/**
 * Return the heading of the result for a callback, and what follows from the verdict alone.
 *
 * @param {Diagnosis} found
 * @param {MistakeData} data
 * @returns {[string, ...Node[]]}
 */
function headOfCallback(found, data) {
  const place = data.signatures.findIndex(([versions]) => versions === found.signed);
  if (place >= 0) {
    const [versions, proves] = data.signatures[place];
    const nodes = [
      say(`What was hashed: the callback URL as it was registered, ${HASHED[place]}, and the shared secret.`),
      say(`Versions of bbb-webhooks that sign like this: ${inSentence(versions)}. It proves ${inSentence(proves)}`),
    ];
    const title =
      found.verdict === "right" ? "The signature is correct" : "The signature is correct, with a difference";
    return [`${title}, with ${found.algorithm}`, ...nodes];
  }
  if (found.verdict === "not-accepted")
    return ["No accepted algorithm produces this length", say("A signature has 40, 64, 96 or 128 hex digits.")];
  return [
    "The signature doesn't match",
    say("Don't trust this request. Compare, in this order:"),
    list("ol", [
      ["The shared secret.", "bbb-webhooks signs with its server's secret."],
      ["The URL.", "It is hashed as it was registered; hooks/list shows it."],
      ["The body.", "Take it byte by byte, before a parser touches it."],
    ]),
  ];
}

/**
 * Return the values that are right, the repaired URL first.
 *
 * @param {Diagnosis} found
 */
function valuesOf(found) {
  if (!found.checksum) return [];
  const hidden = "The URL contains part of the shared secret, so it isn't shown. Remove the secret from the query.";
  const digests = found.digests.filter(([, value]) => value !== found.checksum);
  return [
    found.url ? copyable("Right URL", found.url) : say(hidden),
    copyable(`Right checksum`, found.checksum),
    element(
      "details",
      {},
      element("summary", {}, "With the other algorithms"),
      say("A server accepts the algorithms in its setting supportedChecksumAlgorithms, by default all four."),
      ...digests.map(([name, value]) => copyable(name, value)),
    ),
  ];
}

const REPEATED =
  "BigBlueButton 3.0.37 and later refuse a URL that has the parameter checksum twice, with equal values too. " +
  "Sign each URL once, and send the right one below.";
const RAW =
  "The URL has characters that aren't allowed in a URL, such as spaces. " +
  "They are encoded before it is sent, and the server hashes what arrives: encode first, then sign.";

/**
 * Return what was found, as an element.
 *
 * @param {Diagnosis} found
 * @param {SignedRequest} request
 * @param {string[]} remarks
 * @param {MistakeData} data
 */
export function diagnosisView(found, request, remarks, data) {
  const kind = found.verdict === "right" && !found.repeated ? "success" : "error";
  const card = element("section", { class: `explain__card explain__card--${kind}` });
  const [title, ...rest] = request.callback ? headOfCallback(found, data) : headOf(found, request, data);
  card.append(element("h2", { tabindex: "-1" }, title), ...rest);
  for (const [n, ids] of found.mistakes.entries()) {
    if (n) card.append(say("Or, since it gives the same text:"));
    card.append(
      list(
        "ul",
        ids.map((id) => [data.mistakes[id].title, data.mistakes[id].fix]),
      ),
    );
  }
  const encoders = found.encoders.slice(0, 3).join(" and ");
  const said = [...(encoders ? [`What was hashed is written as ${encoders} would write it.`] : []), ...remarks];
  if (found.raw) said.push(RAW);
  for (const remark of said) card.append(element("p", { class: "explain__remark" }, remark));
  card.append(...valuesOf(found));
  return card;
}

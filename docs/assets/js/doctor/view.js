/* Shows what the checksum doctor found. */

import { element } from "../dom.js";
import { percentDecoded } from "../pasted/coats.js";
import { masked } from "./mask.js";

/**
 * @import { Diagnosis } from "./doctor.js"
 * @import { SignedRequest } from "./request.js"
 */
/**
 * @typedef {object} MistakeData what the catalog says, by hooks/reference/exports/programs.py
 * @property {Record<string, { title: string, fix: string }>} mistakes
 * @property {{ check: string, how: string }[]} next
 * @property {string[]} calls
 * @property {{ url: string, secret: string }} example
 */

/**
 * What is said in one line, also to a screen reader.
 *
 * @type {Record<string, string>}
 */
export const VERDICTS = {
  right: "The checksum is right.",
  mistake: "The checksum is wrong, and this is why.",
  "not-accepted": "The checksum is wrong: no algorithm gives this length.",
  unknown: "The checksum is wrong, and no mistake that is known explains it.",
};

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
  if (hashed === right) return "The text that you hashed is the right one.";
  let at = 0;
  while (hashed[at] !== undefined && hashed[at] === right[at]) at += 1;
  if (at >= right.length - secret.length && right.startsWith(hashed.slice(0, at)))
    return "The text that you hashed differs from the right one in the secret, or behind it.";
  /** @param {string} text */
  const hidden = (text) => masked(text, secret).replace(/[^•]+/g, "").length;
  if (hidden(percentDecoded(hashed)) > hidden(hashed))
    return `The text that you hashed differs at character ${at + 1}, and holds the secret in another spelling.`;
  /** @param {string} text */
  const some = (text) =>
    masked(text, secret).slice(
      Math.max(0, at - BEFORE),
      Math.min(at + AFTER, Math.max(at, text.length - secret.length)),
    );
  return `The text that you hashed differs at character ${at + 1}: yours has “${some(hashed)}”, right is “${some(right)}”.`;
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

/**
 * Return the heading of the result and what follows from the verdict alone.
 *
 * @param {Diagnosis} found
 * @param {SignedRequest} request
 * @param {MistakeData} data
 * @returns {[string, ...Node[]]}
 */
function headOf(found, request, data) {
  /** @type {[string, string][]} */
  const next = data.next.map(({ check, how }) => [check, how]);
  /** @param {string} text */
  const say = (text) => element("p", {}, text);
  if (found.verdict === "right") {
    const text = "If the server refuses it all the same, the secret there is another one. Check in this order:";
    return [`Right, with ${found.algorithm}`, say(text), list("ol", next)];
  }
  if (found.verdict === "mistake") return ["This gives exactly your checksum"];
  if (found.verdict === "not-accepted") {
    const length = `Yours has ${request.checksum.length} characters.`;
    const text = `${length} A server takes 40, 64, 96 or 128 hex digits. It may be cut off.`;
    return ["No algorithm has this length", say(text)];
  }
  const text = `${found.tried} texts were hashed, with every mistake of the list alone and in pairs. Check next:`;
  return ["No known mistake fits", say(text), list("ol", next)];
}

/**
 * Return what was found, as an element.
 *
 * @param {Diagnosis} found
 * @param {SignedRequest} request
 * @param {string[]} remarks
 * @param {MistakeData} data
 */
export function diagnosisView(found, request, remarks, data) {
  const kind = found.verdict === "right" ? "success" : "error";
  const card = element("section", { class: `explain__card explain__card--${kind}` });
  const [title, ...rest] = headOf(found, request, data);
  card.append(element("h2", { tabindex: "-1" }, title), ...rest);
  for (const [n, ids] of found.mistakes.entries()) {
    if (n) card.append(element("p", {}, "Or, as it gives the same text:"));
    card.append(
      list(
        "ul",
        ids.map((id) => [data.mistakes[id].title, data.mistakes[id].fix]),
      ),
    );
  }
  for (const remark of remarks) card.append(element("p", { class: "explain__remark" }, remark));
  if (found.verdict !== "right") {
    const joined = found.query ? `${found.query}&` : "";
    const url = `${request.base}${request.call}?${joined}checksum=${found.checksum}`;
    card.append(copyable("Right checksum", found.checksum), copyable("Right URL", url));
  }
  return card;
}

/* The box into which an answer is pasted. Nothing that is typed leaves the page: no request is made, nothing is stored,
   and the address changes only in the link that the reader asks for. */

import { data } from "../data/explain.js";
import { only, targetOf } from "./dom.js";
import { createMatcher } from "./explain/matcher.js";
import { reportView, summary } from "./explain/view.js";

/**
 * @import { Report } from "./explain/matcher.js"
 */

const LINKABLE = 2000; // characters that a link carries
const SECRET = /checksum=|secret|password|sessionToken/i;

/**
 * Return the question in the address, behind `#q=`; null if there is none.
 *
 * @param {string} hash
 */
export function questionIn(hash) {
  if (!hash.startsWith("#q=")) return null;
  try {
    return decodeURIComponent(hash.slice(3).replace(/\+/g, " "));
  } catch {
    return hash.slice(3);
  }
}

const HALVES = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g; // of a character

/**
 * Copy a link to a question; return what to say about it.
 *
 * @param {string} text
 */
async function copyLink(text) {
  if (text.length > LINKABLE) return "The text is too long for a link. Shorten it to the answer itself.";
  const address = `${location.href.split("#")[0]}#q=${encodeURIComponent(text.replace(HALVES, "\ufffd"))}`;
  const warning = SECRET.test(text) ? " Mind that it carries a checksum, a token or a secret." : "";
  try {
    await navigator.clipboard.writeText(address);
    return `The link is copied.${warning}`;
  } catch {
    return `Copy this link: ${address}${warning}`;
  }
}

/**
 * Make one box work.
 *
 * @param {HTMLElement} box
 * @param {(text: string) => Report} explain
 * @param {URL} root the address of the site's first page
 */
function bindExplain(box, explain, root) {
  /** @type {HTMLTextAreaElement} */
  const field = only(box, "textarea");
  const status = only(box, "[role=status]");
  const results = only(box, ".explain__results");

  function show() {
    const began = performance.now();
    const report = explain(field.value);
    status.textContent = summary(report, data);
    results.replaceChildren(...reportView(report, data, root));
    results.hidden = report.kind === "empty";
    results.dataset.kind = report.kind;
    results.dataset.ms = String(Math.ceil(performance.now() - began));
  }

  /** @param {string | null} text */
  function fill(text) {
    if (text === null) return;
    field.value = text;
    show();
  }

  async function link() {
    const text = field.value.trim();
    if (text) status.textContent = await copyLink(text);
  }

  field.addEventListener("input", show);
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) results.querySelector("h2")?.focus();
  });
  box.addEventListener("click", (event) => {
    const { do: wanted, example } = targetOf(event)?.closest("button")?.dataset ?? {};
    if (wanted === "clear") fill("");
    if (wanted === "clear") field.focus();
    if (wanted === "link") link();
    if (example) fill(example);
  });
  addEventListener("hashchange", () => fill(questionIn(location.hash)));
  fill(questionIn(location.hash));
  if (field.value) show(); // the browser kept the text over a reload
}

const root = new URL(".", /** @type {HTMLAnchorElement} */ (only(document, ".site-brand")).href);
/** @type {NodeListOf<HTMLElement>} */
const boxes = document.querySelectorAll("[data-explain]");
for (const box of boxes) bindExplain(box, createMatcher(data), root);

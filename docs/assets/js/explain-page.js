/* The box into which an answer is pasted. Nothing that is typed leaves the page: no request is made, nothing is stored,
   and the address changes only in the link that the reader asks for. */

import { data } from "../data/explain.js";
import { createMatcher } from "./explain/matcher.js";
import { summary, view } from "./explain-view.js";

const LINKABLE = 2000; // characters that a link carries
const SECRET = /checksum=|secret|password|sessionToken/i;

/** The question in the address, behind `#q=`; null if there is none or it cannot be read. */
export function questionIn(hash) {
  if (!hash.startsWith("#q=")) return null;
  try {
    return decodeURIComponent(hash.slice(3).replace(/\+/g, " "));
  } catch {
    return hash.slice(3);
  }
}

/** Make one box work. `root` is the address of the site's first page. */
function bind(box, explain, root) {
  const field = box.querySelector("textarea");
  const status = box.querySelector("[role=status]");
  const results = box.querySelector(".explain__results");

  function show() {
    const began = performance.now();
    const report = explain(field.value);
    status.textContent = summary(report, data);
    results.replaceChildren(...view(report, data, root));
    results.hidden = report.kind === "empty";
    results.dataset.kind = report.kind;
    results.dataset.ms = String(Math.ceil(performance.now() - began));
  }

  function fill(text) {
    field.value = text;
    show();
  }

  async function link() {
    const text = field.value.trim();
    if (!text) return;
    if (text.length > LINKABLE) {
      status.textContent = "The text is too long for a link. Shorten it to the answer itself.";
      return;
    }
    const address = `${location.href.split("#")[0]}#q=${encodeURIComponent(text)}`;
    const warning = SECRET.test(text) ? " Mind that it carries a checksum, a token or a secret." : "";
    try {
      await navigator.clipboard.writeText(address);
      status.textContent = `The link is copied.${warning}`;
    } catch {
      status.textContent = `Copy this link: ${address}${warning}`;
    }
  }

  const asked = () => {
    const text = questionIn(location.hash);
    if (text !== null) fill(text);
  };

  field.addEventListener("input", show);
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) results.querySelector("h2")?.focus();
  });
  box.addEventListener("click", ({ target }) => {
    const button = target.closest("button");
    if (!button) return;
    if (button.dataset.do === "clear") fill("");
    if (button.dataset.do === "clear") field.focus();
    if (button.dataset.do === "link") link();
    if (button.dataset.example) fill(button.dataset.example);
  });
  addEventListener("hashchange", asked);
  asked();
  if (field.value) show(); // the browser kept the text over a reload
}

for (const box of document.querySelectorAll("[data-explain]")) bind(box, createMatcher(data), new URL(".", document.querySelector(".site-brand").href));

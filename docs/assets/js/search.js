/* Makes the theme's search fit for pasted errors. The field keeps what was typed or pasted; what goes to the search
   worker is put in other words, and what is exactly a text of the reference comes first in the results.
   The search index is loaded when a search is near, not with every page.
   Must run before the theme's own script, which starts the worker. */

import { parts } from "./answer.js";
import { ExactTexts, words } from "./exact.js";

const FIELD = ".md-search__input";
const ENTRY = "form[data-find]";
const INDEX = "search/search_index.json";
const [SETUP, QUERY, RESULT] = [0, 2, 3]; // the theme's numbers for what goes to its worker and comes back

/**
 * The question for the search worker (lunr's language: `^20` is a weight, `*` any letters, `~1` one wrong letter; the
 * theme itself adds a `*` behind a word without weight). A key decides alone; of a sentence, whole words count more
 * than words that only begin like them; a single word may also be the middle or the end of a key, or be misspelled.
 */
export function question(text) {
  const { key, message } = parts(text);
  if (key) return [...words(key).map((word) => `${word}^1000`), ...words(message).map((word) => `${word}^1`)].join(" ");
  const list = words(message || text);
  const [word = ""] = list;
  if (list.length === 1 && word.length > 4) return `${word}^20 ${word} *${word} ${word}~1`;
  return list.flatMap((each) => [`${each}^20`, each]).join(" ");
}

/** Put the pages that say exactly this first. `items` are the results: per page, its sections, best first. */
export function promote(items, ranks) {
  const rank = ([section]) => ranks.get(section.location.split("#")[0]) ?? 0;
  items.sort((a, b) => rank(b) - rank(a));
  if (items.length && rank(items[0])) items[0][0].score += Math.max(...items.flat().map(({ score }) => score)); // Enter takes the best score
}

/** The theme's worker, with our question and our order of results. */
const searchWorker = (Base) =>
  class extends Base {
    #texts;
    #asked = "";

    constructor(...options) {
      super(...options);
      this.addEventListener("message", ({ data: { type, data } = {} }) => {
        if (type === RESULT && this.#texts) promote(data.items, this.#texts.rank(this.#asked));
      });
    }

    postMessage(message, ...rest) {
      if (message.type === SETUP) this.#texts = new ExactTexts(message.data.docs);
      if (message.type !== QUERY) return super.postMessage(message, ...rest);
      const { key, message: said } = parts(message.data);
      this.#asked = key || said || message.data;
      return super.postMessage({ ...message, data: question(message.data) }, ...rest);
    }
  };

/** Requests as ever, but that for the search index waits until it is needed. */
const patientRequest = (Base, needed) =>
  class extends Base {
    #waits = false;

    open(method, url, ...rest) {
      this.#waits = String(url).endsWith(INDEX);
      super.open(method, url, ...rest);
    }

    send(body) {
      if (this.#waits) needed.then(() => super.send(body));
      else super.send(body);
    }
  };

/** The theme listens to released keys only; tell it of every other change as well. */
const changed = (field) => field.dispatchEvent(new KeyboardEvent("keyup"));

/** Open the theme's search with this text. */
export function search(text) {
  const field = document.querySelector(FIELD);
  if (!field) return;
  field.value = text;
  field.focus();
  changed(field);
}

/** A field of one line glues pasted lines together; put blanks between them. */
function paste(event) {
  const field = event.target;
  const text = event.clipboardData?.getData("text/plain") ?? "";
  if (!text.includes("\n") || !field.matches?.(`${FIELD}, ${ENTRY} input`)) return;
  event.preventDefault();
  field.setRangeText(text.replace(/\s+/g, " ").trim(), field.selectionStart, field.selectionEnd, "end");
  field.dispatchEvent(new InputEvent("input", { bubbles: true, inputType: "insertFromPaste" }));
}

/** Search for whatever changed in the theme's field, and at once for what was pasted into the start page's. */
function input({ target, inputType }) {
  if (target.matches?.(FIELD)) changed(target);
  else if (inputType === "insertFromPaste" && target.matches?.(`${ENTRY} input`)) search(target.value);
}

function start() {
  let need;
  const needed = new Promise((resolve) => (need = resolve));
  window.Worker = searchWorker(window.Worker);
  window.XMLHttpRequest = patientRequest(window.XMLHttpRequest, needed);

  const near = ({ target }) => target.closest?.(`${FIELD}, [for="__search"], ${ENTRY}`) && need();
  for (const name of ["focusin", "pointerover"]) document.addEventListener(name, near);

  document.addEventListener("paste", paste, true);
  document.addEventListener("input", input);
  document.addEventListener("submit", (event) => {
    if (!event.target.matches(ENTRY) || !document.querySelector(FIELD)) return;
    event.preventDefault();
    search(new FormData(event.target).get("q"));
  });
}

if (typeof document !== "undefined") start();

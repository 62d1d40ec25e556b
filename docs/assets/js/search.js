/* Makes the theme's search fit for errors: field and list of results are the theme's, what is found is ours. What is
   exactly a text of the reference comes first, then the pages with the words of the question.
   The index and the scripts that read it are loaded when a search is near, not with every page.
   Must run before the theme's own script, which starts its search worker. */

import { targetOf } from "./dom.js";
import { MESSAGES, SELECTORS, TEXTS } from "./material.js";

/** @import { Search } from "./search/results.js" */

const ENTRY = "form[data-find]";

/**
 * Return a stand-in for the theme's search worker. It takes the same messages and answers them itself, in the page: the
 * index is read in a moment, and a browser starts no worker from a file.
 *
 * @param {Promise<typeof import("./search/results.js")>} reader what reads the index
 */
const searchWorker = (reader) =>
  class extends EventTarget {
    /** @type {Promise<Search> | null} */
    #search = null;

    /** @param {any} message */
    async postMessage({ type, data }) {
      if (type === MESSAGES.setup) this.#search = reader.then(({ Search }) => Search.of(data));
      const search = await this.#search;
      if (type === MESSAGES.setup) this.#answer({ type: MESSAGES.ready });
      if (type === MESSAGES.query)
        this.#answer({ type: MESSAGES.result, data: { items: search?.answer(String(data)) ?? [] } });
    }

    /** @param {unknown} data */
    #answer(data) {
      this.dispatchEvent(new MessageEvent("message", { data }));
    }
  };

/**
 * Return requests that delay the one for the search index until it is needed.
 *
 * @param {typeof XMLHttpRequest} Base
 * @param {Promise<unknown>} needed
 */
const patientRequest = (Base, needed) =>
  class extends Base {
    #waits = false;

    /**
     * @param {string} method
     * @param {string | URL} url
     * @param {any[]} rest
     */
    open(method, url, ...rest) {
      this.#waits = String(url).endsWith(TEXTS.searchIndex);
      // @ts-expect-error The types know no call with just any further arguments.
      super.open(method, url, ...rest);
    }

    /** @param {XMLHttpRequestBodyInit | null} [body] */
    send(body) {
      if (this.#waits) needed.then(() => super.send(body));
      else super.send(body);
    }
  };

/** Return the theme's search field; null in a page without one. */
const searchField = () => /** @type {HTMLInputElement | null} */ (document.querySelector(SELECTORS.searchField));

/**
 * Tell the theme, which listens to released keys only, of any other change.
 *
 * @param {Element} field
 */
const announceChange = (field) => field.dispatchEvent(new KeyboardEvent(TEXTS.keyReleased));

/**
 * Open the theme's search with this text.
 *
 * @param {string} text
 */
export function openSearch(text) {
  const field = searchField();
  if (!field) return;
  field.value = text;
  field.focus();
  announceChange(field);
}

/**
 * Put spaces between pasted lines, which a field of one line would glue together.
 *
 * @param {ClipboardEvent} event
 */
function onPaste(event) {
  const field = event.target;
  const text = event.clipboardData?.getData("text/plain") ?? "";
  if (!text.includes("\n") || !(field instanceof HTMLInputElement)) return;
  if (!field.matches(`${SELECTORS.searchField}, ${ENTRY} input`)) return;
  event.preventDefault();
  field.setRangeText(
    text.replace(/\s+/g, " ").trim(),
    field.selectionStart ?? field.value.length,
    field.selectionEnd ?? field.value.length,
    "end",
  );
  field.dispatchEvent(new InputEvent("input", { bubbles: true, inputType: "insertFromPaste" }));
}

/**
 * Search for whatever changed in the theme's field, and at once for what was pasted into the start page's.
 *
 * @param {Event} event
 */
function onInput(event) {
  const field = event.target;
  if (!(field instanceof HTMLInputElement)) return;
  const pasted = event instanceof InputEvent && event.inputType === "insertFromPaste";
  if (field.matches(SELECTORS.searchField)) announceChange(field);
  else if (pasted && field.matches(`${ENTRY} input`)) openSearch(field.value);
}

/** @param {SubmitEvent} event */
function onSubmit(event) {
  const form = event.target;
  if (!(form instanceof HTMLFormElement) || !form.matches(ENTRY) || !searchField()) return;
  event.preventDefault();
  openSearch(String(new FormData(form).get("q") ?? ""));
}

function prepareSearch() {
  const needed = new Promise((resolve) => {
    const near = `${SELECTORS.searchField}, ${SELECTORS.searchButton}, ${ENTRY}`;
    for (const name of ["focusin", "pointerover"])
      document.addEventListener(name, (event) => targetOf(event)?.closest(near) && resolve(null));
  });
  // @ts-expect-error The theme uses no more of a worker than its messages.
  window.Worker = searchWorker(needed.then(() => import("./search/results.js"))); // beside the index, not after it
  window.XMLHttpRequest = patientRequest(window.XMLHttpRequest, needed);
  document.addEventListener("paste", onPaste, true);
  document.addEventListener("input", onInput);
  document.addEventListener("submit", onSubmit);
}

if (typeof document !== "undefined") prepareSearch();

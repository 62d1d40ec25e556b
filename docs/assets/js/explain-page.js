/* The box into which an answer is pasted. Nothing that is typed leaves the page: the only request is for the tool's own
   data, when somebody comes near the box; nothing is stored, and the address changes only in the link that the reader
   asks for. */

import { element, only, targetOf } from "./dom.js";
import { isLog, textOf } from "./explain/file.js";
import { leadOn, search } from "./explain/lead-on.js";
import { loaded } from "./explain/loading.js";
import { createLogReader } from "./explain/log.js";
import { straight } from "./explain/said.js";
import { reportView } from "./explain/view.js";

/**
 * @import { Tool } from "./explain/loading.js"
 */

const LINKABLE = 2000; // characters that a link carries
const LARGEST = 20_000_000; // bytes of a file that are read
const SHOWN = 20_000; // characters of a file that the box shows
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
  if (text.length > LINKABLE) return "The text is too long for a link. Shorten it to the response itself.";
  const address = `${location.href.split("#")[0]}#q=${encodeURIComponent(text.replace(HALVES, "\ufffd"))}`;
  const warning = SECRET.test(text) ? " Careful: it contains a checksum, a token or a secret." : "";
  try {
    await navigator.clipboard.writeText(address);
    return `Link copied.${warning}`;
  } catch {
    return `Copy this link: ${address}${warning}`;
  }
}

/** One box on a page. */
class ExplainBox {
  #run = 0;

  /**
   * @param {HTMLElement} box
   * @param {URL} root the address of the site's first page
   */
  constructor(box, root) {
    this.root = root;
    /** @type {HTMLTextAreaElement} */
    this.field = only(box, "textarea");
    this.status = only(box, "[role=status]");
    this.results = only(box, ".explain__results");
    this.field.addEventListener("focus", () => this.tool());
    box.addEventListener("pointerenter", () => this.tool());
    this.field.addEventListener("input", () => this.show());
    this.field.addEventListener("keydown", async (event) => {
      if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
      await this.show();
      this.results.querySelector("h2")?.focus();
    });
    box.addEventListener("click", (event) => this.react(targetOf(event)?.closest("button")));
    box.addEventListener("dragover", (event) => event.preventDefault());
    box.addEventListener("drop", (event) => this.drop(event));
    document.addEventListener("paste", (event) => this.paste(event));
    addEventListener("hashchange", () => this.fill(questionIn(location.hash)));
    this.fill(questionIn(location.hash));
    if (this.field.value) this.show(); // the browser kept the text over a reload
  }

  /** The tool with its data; undefined, and said, if that did not load. */
  async tool() {
    try {
      return await loaded(this.root);
    } catch (error) {
      this.status.textContent = error instanceof Error ? error.message : String(error);
      return undefined;
    }
  }

  /**
   * Show elements as the result.
   *
   * @param {string} kind
   * @param {string} line
   * @param {Node[]} made
   */
  put(kind, line, made) {
    this.status.textContent = line;
    this.results.replaceChildren(...made);
    this.results.hidden = kind === "empty";
    this.results.dataset.kind = kind;
  }

  async show() {
    this.#run += 1;
    const run = this.#run;
    const tool = await this.tool();
    if (tool && run === this.#run) this.answer(tool, this.field.value);
  }

  /**
   * Show what a text means.
   *
   * @param {Tool} tool
   * @param {string} text
   */
  answer(tool, text) {
    const began = performance.now();
    const report = tool.explain(text);
    const made = reportView(report, tool.data, this.root);
    const isOpen = report.kind === "foreign" || (report.kind === "unsure" && !report.request);
    if (isOpen) made.push(leadOn(text, tool.data, this.root));
    this.put(report.kind, report.head, made);
    this.results.dataset.ms = String(Math.ceil(performance.now() - began));
  }

  /** @param {string | null} text */
  fill(text) {
    if (text === null) return;
    this.field.value = text;
    this.show();
  }

  /** @param {HTMLButtonElement | null | undefined} button */
  async react(button) {
    const { do: wanted, example, search: words } = button?.dataset ?? {};
    if (wanted === "clear") this.fill("");
    if (wanted === "clear") this.field.focus();
    if (wanted === "link" && this.field.value.trim()) this.status.textContent = await copyLink(this.field.value.trim());
    if (example) this.fill(example);
    if (words) search(words);
  }

  /**
   * Take what is pasted anywhere on the page where nothing else takes it.
   *
   * @param {ClipboardEvent} event
   */
  paste(event) {
    const text = event.clipboardData?.getData("text/plain");
    if (!text || targetOf(event)?.closest("input, textarea, [contenteditable]")) return;
    event.preventDefault();
    this.fill(text);
    this.field.focus();
  }

  /** @param {DragEvent} event */
  async drop(event) {
    const file = event.dataTransfer?.files[0];
    if (!file) return; // a dragged text goes where it falls
    event.preventDefault();
    this.#run += 1;
    const run = this.#run;
    const bytes = await file.slice(0, LARGEST).arrayBuffer();
    if (run !== this.#run) return; // something newer came while the file was read
    const text = textOf(new Uint8Array(bytes));
    if (text.length <= SHOWN && !isLog(text)) this.fill(text);
    else await this.showFile(`${file.size > LARGEST ? "the first 20 MB of " : ""}${straight(file.name)}`, text);
  }

  /**
   * List what stands in a log; of another file, or if nothing in its lines is known, say what it is as a whole.
   *
   * @param {string} name
   * @param {string} text
   */
  async showFile(name, text) {
    this.#run += 1;
    const run = this.#run;
    const tool = await this.tool();
    if (!tool || run !== this.#run) return;
    const began = performance.now();
    const met = isLog(text) ? createLogReader(tool.data)(text) : [];
    this.field.value = "";
    if (!met.length) {
      this.answer(tool, text);
      return;
    }
    const items = met.map(({ name: what, url, count, lines }) => {
      const label = element("code", {}, what);
      const shown = url ? element("a", { href: new URL(url, this.root).href }, label) : label;
      const where = `line${count > 1 ? "s" : ""} ${lines.join(", ")}${count > lines.length ? " …" : ""}`;
      return element("li", {}, shown, element("span", { class: "explain__why" }, `: ${count} (${where})`));
    });
    const title = element("h2", { tabindex: "-1" }, `In ${name}, most frequent first`);
    const made = element("section", { class: "explain__card explain__log" }, title, element("ol", {}, ...items));
    this.put("log", `${name}: ${items.length} known errors and lines.`, [made]);
    this.results.dataset.ms = String(Math.ceil(performance.now() - began));
  }
}

const root = new URL(".", /** @type {HTMLAnchorElement} */ (only(document, ".site-brand")).href);
/** @type {NodeListOf<HTMLElement>} */
const boxes = document.querySelectorAll("[data-explain]");
for (const box of boxes) new ExplainBox(box, root);

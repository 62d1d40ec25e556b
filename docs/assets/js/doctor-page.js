/* The checksum doctor's form. The secret is read from its field when it is needed and goes nowhere else: not into the
   address, not into storage, not into the results. */

import { data } from "../data/checksum-mistakes.js";
import { only, targetOf } from "./dom.js";
import { diagnose } from "./doctor/doctor.js";
import { bareSecret, requestIn } from "./doctor/request.js";
import { CALLBACK_VERDICTS, VERDICTS, diagnosisView, difference } from "./doctor/view.js";

/** @typedef {(name: string) => HTMLInputElement | HTMLTextAreaElement} FieldOf */

const WAIT = 120; // milliseconds after the last key
const LONGEST = 8_192; // characters; nginx refuses a longer line by default
const BODY = 100_000; // characters of a body
const SECRET = 500; // characters of a secret

/**
 * Return the request from the URL, with what stands in the parts in place of its own; null if there is none.
 *
 * @param {FieldOf} field
 */
function readRequest(field) {
  const read = requestIn(field("url").value, field("body").value);
  const [call, query, checksum] = ["call", "query", "checksum"].map((name) => field(name).value.trim());
  if (!read && !call) return null;
  const none = { base: "/bigbluebutton/api/", query: "", checksum: "", older: [], fragment: "", callback: "" };
  const known = read && !(call && read.callback) ? read : { ...none, call, body: field("body").value };
  return {
    ...known,
    call: call || known.call,
    query: query.replace(/^\?/, "") || known.query,
    checksum: checksum || known.checksum,
  };
}

/**
 * Return what there is to be said besides the diagnosis.
 *
 * @param {FieldOf} field
 * @param {string} secret
 * @param {string} right the text that a server hashes
 */
function remarksOn(field, secret, right) {
  const remarks = [];
  if (field("secret").value !== secret) {
    remarks.push(
      "What you typed as the secret has spaces, quotation marks or a label around it; they were ignored here.",
    );
  }
  const hashed = field("hashed").value;
  if (hashed) remarks.push(difference(hashed, right, secret));
  return remarks;
}

/** One form on a page. */
class DoctorForm {
  #run = 0;
  #timer = 0;

  /** @param {HTMLElement} box */
  constructor(box) {
    /** @type {FieldOf} */
    this.field = (name) => only(box, `#doctor-${name}`);
    /** @type {(HTMLInputElement | HTMLTextAreaElement)[]} */
    this.fields = [...box.querySelectorAll("input, textarea")].map((each) => /** @type {HTMLInputElement} */ (each));
    this.status = only(box, "[role=status]");
    this.results = only(box, ".explain__results");
    this.reveal = only(box, "[data-do=reveal]");
    box.addEventListener("input", () => this.lookSoon());
    box.addEventListener("submit", async (event) => {
      event.preventDefault(); // Enter in a field
      clearTimeout(this.#timer); // or what is focused now would be replaced
      await this.look();
      if (!this.status.textContent) this.say("Enter the URL and the shared secret.");
      this.results.querySelector("h2")?.focus();
    });
    box.addEventListener("click", (event) => this.react(targetOf(event)));
    addEventListener("pagehide", () => this.clear());
    this.clear(); // a browser may have kept what was typed before a reload
    this.take();
  }

  /** Take the request that the explain tool hands over behind `#url=`, and leave nothing of it in the address. */
  take() {
    const url = new URLSearchParams(location.hash.slice(1)).get("url");
    if (!url) return;
    this.field("url").value = url;
    history.replaceState(null, "", location.pathname);
    this.lookSoon();
  }

  /** @param {string} text */
  say(text) {
    this.status.textContent = text;
    this.results.replaceChildren();
    this.results.hidden = true;
  }

  /** Return what is missing; an empty text if nothing was filled in, undefined if nothing is missing. */
  missing() {
    if (!this.fields.some(({ value }) => value)) return "";
    for (const { id, value } of this.fields) {
      if (value.length > (id === "doctor-body" ? BODY : LONGEST)) {
        return id === "doctor-body"
          ? "The body is longer than 100,000 characters, so it wasn't tested. For a call to BigBlueButton 3.0, leave it out."
          : "That's longer than 8,192 characters, which nginx refuses by default (HTTP 414), so it wasn't tested. Paste the URL of one call.";
      }
    }
    if (!readRequest(this.field)) {
      return this.field("url").value
        ? "This isn't an API URL: it must contain /api/ and the name of a call. A callback URL must contain its checksum."
        : "The URL is missing.";
    }
    const secret = this.field("secret").value;
    if (!secret) return "The shared secret is missing.";
    if (secret.length > SECRET) return "The shared secret is longer than 500 characters. Paste only the secret.";
    return bareSecret(secret) ? undefined : "The shared secret has only spaces or quotation marks.";
  }

  async look() {
    this.#run += 1;
    const run = this.#run;
    const missing = this.missing(); // before anything long is read
    const secret = missing === undefined ? bareSecret(this.field("secret").value) : "";
    const request = missing === undefined ? readRequest(this.field) : null;
    if (!request || missing !== undefined) {
      this.say(missing ?? "");
      return;
    }
    this.say("Looking for the mistake …");
    const remarks = remarksOn(this.field, secret, request.call + request.query + secret);
    const stopped = () => this.#run !== run;
    const found = await diagnose(request, secret, data, { stopped });
    if (stopped()) return;
    if (found.verdict === "incomplete") {
      this.say(
        request.checksum
          ? "This URL has no call, so it's treated as a callback from bbb-webhooks. Enter its body too, exactly as it arrived."
          : "The URL has no checksum.",
      );
      return;
    }
    this.status.textContent = (request.callback ? CALLBACK_VERDICTS : VERDICTS)[found.verdict];
    this.results.replaceChildren(diagnosisView(found, request, remarks, data));
    this.results.hidden = false;
    this.results.dataset.verdict = found.verdict;
  }

  lookSoon() {
    clearTimeout(this.#timer);
    this.#run += 1; // what is being computed is of no use any more
    if (!this.results.hidden) this.say("Looking for the mistake …");
    this.#timer = setTimeout(() => this.look(), WAIT);
  }

  /** @param {boolean} shown */
  showSecret(shown) {
    this.field("secret").setAttribute("type", shown ? "text" : "password");
    this.reveal.setAttribute("aria-pressed", String(shown));
  }

  clear() {
    for (const each of this.fields) each.value = "";
    this.showSecret(false);
    this.look();
  }

  /** @param {Element | null} target */
  react(target) {
    const wanted = /** @type {HTMLElement | null | undefined} */ (target?.closest("[data-do]"))?.dataset.do;
    if (wanted === "reveal") this.showSecret(this.field("secret").type === "password");
    if (wanted === "clear" || wanted === "example") this.clear();
    if (wanted !== "example") return;
    this.field("url").value = data.example.url;
    this.field("secret").value = data.example.secret;
    this.look();
  }
}

/** @type {NodeListOf<HTMLElement>} */
const boxes = document.querySelectorAll("[data-doctor]");
for (const box of boxes) new DoctorForm(box);

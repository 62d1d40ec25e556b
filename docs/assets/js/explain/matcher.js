/* Tells what a pasted text means: createMatcher(data) returns a function from a text to a report. Pure.

   `found` is only said of what is certain: a key or a message in a response, a whole message, a status of HTTP.
   hooks/bbb_errors/matcher.py does the same; the two are held against the same corpus. */

import { coats, lower, normalized } from "../pasted/coats.js";
import { callIn, responses, statusIn } from "../pasted/responses.js";
import { Best, Catalog, entriesOf } from "./catalog.js";
import { findingOn } from "./finding.js";
import { entriesBehind, isCertain, Sentences } from "./sentences.js";

/**
 * @import { Told } from "../pasted/responses.js"
 * @import { Fit } from "./catalog.js"
 * @import { Around, Clues, Finding, Said } from "./finding.js"
 */
/**
 * @typedef {object} CatalogEntry
 * @property {string} url
 * @property {string} name the key, or the title if there is none
 * @property {string | null} key
 * @property {string} kind
 * @property {string} status
 * @property {string} title
 * @property {string} meaning
 * @property {string[]} fixes
 * @property {string[]} instead
 * @property {Said[]} said_by
 */
/**
 * @typedef {object} CatalogAnswer
 * @property {string} id
 * @property {string} entry
 * @property {string} speaker
 * @property {string | null} message
 * @property {string[]} calls
 * @property {string} format
 * @property {boolean} json
 * @property {string | null} returncode
 * @property {number | null} status
 * @property {string | null} condition
 * @property {boolean} sent
 */
/**
 * @typedef {object} CatalogSentence what a front end says
 * @property {string} front_end
 * @property {string} url
 * @property {string[]} texts
 * @property {string} when
 * @property {{ what: string, entries: string[] }[]} behind likeliest first
 * @property {string | null} log
 * @property {string} next
 */
/**
 * @typedef {object} ExplainData what hooks/bbb_errors/data.py takes from errors.json
 * @property {Record<string, CatalogEntry>} entries
 * @property {CatalogAnswer[]} answers
 * @property {Record<string, { name: string, url: string | null, tell: string | null }>} speakers
 * @property {{ entry: string, text: string, seen: string }[]} aliases
 * @property {Record<string, string>} keys
 * @property {Record<string, string>} placeholders
 * @property {Record<string, string>} formats
 * @property {Record<string, { name: string, log: string }>} front_ends
 * @property {CatalogSentence[]} sentences
 */
/** @typedef {{ entry: string, why: string, score: number }} Candidate */
/**
 * @typedef {object} Report
 * @property {"found" | "success" | "unsure" | "foreign" | "empty"} kind
 * @property {Finding[]} findings
 * @property {Candidate[]} candidates best first
 * @property {string[]} notes
 * @property {CatalogSentence[]} sentences of front ends; what can be behind them is among the candidates
 */

const MOST = 6; // candidates
const ASKED = 1000; // characters that may be one message
const LIKELIEST = 89; // score of what is likeliest behind a sentence
const SEARCHED = 100_000; // characters in which keys are looked for
const READ = 100; // different responses that are read
const OURS =
  /bigbluebutton|\bbbb\b|messageKey|returncode|\/api\/(?:create|join|end|getMeeting|isMeeting|getRecording)/i;
/** @type {Record<number, string>} */
const PAGES = {
  301: "http-301-redirect",
  404: "http-404",
  413: "http-413",
  500: "http-500",
  502: "http-502",
  504: "http-504",
};
const SPELLED = "key is spelled almost like that";
const ITS_OWN = "the message is its own";

/**
 * Return responses without those that say the same as one before; of a great many, the first ones.
 *
 * @param {Told[]} told
 */
const different = (told) =>
  [...new Map(told.map((each) => [Object.values(each).join("\n"), each])).values()].slice(0, READ);

/** What is learned from one text, step by step. */
class Reading {
  /** @type {Map<string, Finding>} */
  findings = new Map();
  /** @type {Candidate[]} */
  candidates = [];
  /** @type {string[]} */
  notes = [];
  succeeded = false;

  /**
   * @param {ExplainData} data
   * @param {Catalog} catalog
   * @param {Sentences} sentences
   * @param {string} text
   */
  constructor(data, catalog, sentences, text) {
    this.data = data;
    this.catalog = catalog;
    this.frontEnds = sentences;
    this.asked = normalized(text.slice(0, ASKED));
    this.layers = coats(text);
    this.all = this.layers.join("\n");
    this.told = different(this.layers.flatMap(responses));
    this.sentences = sentences.in(this.asked.length < ASKED ? this.asked : "", this.layers);
    /** @type {Around} */
    this.around = { call: callIn(this.all), status: statusIn(this.all) };
  }

  /** Whether nothing is known yet, not even by guess. */
  get open() {
    return !this.findings.size && !this.candidates.length && !this.succeeded;
  }

  /**
   * Add a finding about an entry that has none.
   *
   * @param {string} entry
   * @param {string} why
   * @param {Clues} [clues]
   */
  find(entry, why, clues) {
    if (!this.findings.has(entry)) this.findings.set(entry, findingOn(this.data, entry, why, this.around, clues));
  }

  /**
   * Add entries as candidates.
   *
   * @param {string[]} entries
   * @param {string} why
   * @param {number} score
   */
  guess(entries, why, score) {
    this.candidates.push(...entries.map((entry) => ({ entry, why, score })));
  }

  /**
   * Read one response.
   *
   * @param {Told} told
   */
  readResponse(told) {
    const fits = this.catalog.wordingsOf(told.message);
    const known = this.catalog.entryOf(told.key);
    const real = told.returncode === "SUCCESS" || told.returncode === "FAILED";
    if (known) {
      const why = told.form === "redirect" ? "key in the errors of a redirect" : "messageKey in an answer";
      this.find(known, why, { told, fits });
    } else if (told.key && (real || told.form === "xml-list" || fits.length)) {
      this.notes.push(`No release that was read sends the key ${told.key.slice(0, 80)}.`);
      this.candidates.push(...this.catalog.near(told.key, `its ${SPELLED}`));
      this.guess(
        fits.map(({ wording }) => wording.entry),
        ITS_OWN,
        95,
      );
    } else if (fits.length) {
      this.readMessage(told, fits);
    } else if (told.returncode === "SUCCESS") {
      this.succeeded = true;
    } else if (told.returncode === "FAILED") {
      this.notes.push("This is a failed answer of the API, with no key and no message that is known.");
      this.candidates.push(...this.catalog.alike(told.message));
    }
  }

  /**
   * Read a response that has a known message and no key. One with a returncode is rather that of an entry without key.
   *
   * @param {Told} told
   * @param {Fit[]} fits
   */
  readMessage(told, fits) {
    const entries = entriesOf(fits);
    const keyless = entries.filter((entry) => !this.data.entries[entry].key);
    const [entry] = told.returncode && keyless.length === 1 ? keyless : entries;
    if (entries.length === 1 || keyless.length === 1) this.find(entry, "the exact message", { told, fits });
    else this.guess(entries, ITS_OWN, 90);
  }

  /**
   * Return the entry that a message is of, if there is only one, or only one that 3.0 sends.
   *
   * @param {string[]} entries
   */
  likely(entries) {
    const rest = entries.filter((entry) => this.data.entries[entry].status !== "removed");
    const [one] = rest.length ? rest : entries;
    return rest.length === 1 || entries.length === 1 ? one : undefined;
  }

  /** The messages that stand in the outermost layer that has any, with the entries that have them. */
  messagesWithin() {
    for (const layer of this.layers) {
      const text = normalized(layer);
      const places = this.catalog.placesIn(text);
      if (places.length)
        return places.map(({ at, end, fits }) => ({ message: text.slice(at, end), fits, entries: entriesOf(fits) }));
    }
    return [];
  }

  /** Add what stands beside the responses, in the same text. */
  readBeside() {
    const read = this.told.map(({ message }) => lower(normalized(message)));
    for (const { message, fits, entries } of this.messagesWithin()) {
      if (entries.length > 1 || read.some((each) => each.includes(lower(message)))) continue;
      this.find(entries[0], "its message stands in the text", { told: { message }, fits });
    }
  }

  /** Take the whole text for a key or a message. */
  readWhole() {
    const bare = this.asked.replace(/^['"`]+|['"`.,;:]+$/g, "");
    const known = this.catalog.entryOf(bare);
    const fits = this.asked.length < ASKED ? this.catalog.wordingsOf(this.asked) : [];
    const entries = entriesOf(fits);
    const told = { message: this.asked };
    const likely = this.likely(entries);
    if (known) {
      this.find(known, "the messageKey");
    } else if (likely) {
      this.find(likely, "the exact message", { told, fits });
      this.guess(
        entries.filter((entry) => entry !== likely),
        "an older line has the same message",
        60,
      );
    } else if (entries.length) {
      this.guess(entries, ITS_OWN, 90);
    } else if (!this.sentences.length && /^[\w .-]{1,40}$/.test(bare)) {
      this.candidates.push(...this.catalog.near(bare, `the ${SPELLED}`));
    }
  }

  /** Look for messages within the text. A status beside the sentence of a front end may be its own. */
  readMessagesWithin() {
    const why = "its message stands in the text";
    for (const { message, fits, entries } of this.messagesWithin()) {
      const likely = this.likely(entries);
      const mayBeItsOwn = likely && this.sentences.length && this.data.entries[likely].kind === "transport";
      if (likely && !mayBeItsOwn) this.find(likely, why, { told: { message }, fits });
      else this.guess(entries, why, 90);
    }
  }

  /** Look for keys within the text, which are certain only if it is about this API. */
  readKeysWithin() {
    const why = "its key stands in the text";
    const ours = OURS.test(this.all);
    for (const [word] of this.all.slice(0, SEARCHED).matchAll(/\b[A-Za-z][A-Za-z_]{4,39}\b/g)) {
      const entry = this.catalog.entryOf(word);
      if (!entry || !/[a-z][A-Z]|_/.test(word) || word !== this.data.entries[entry].key) continue;
      if (ours) this.find(entry, why);
      else this.guess([entry], why, 70);
    }
  }

  /** Look at what can be behind the sentences of front ends, where nothing else tells what is. */
  readSentences() {
    const behind = entriesBehind(this.sentences);
    const names = [...new Set(this.sentences.map((each) => this.data.front_ends[each.front_end].name))].join(" and ");
    if (isCertain(this.sentences)) this.find(behind[0], `a sentence of ${names}, behind which is nothing else`);
    else behind.forEach((entry, turn) => this.guess([entry], `can be behind what ${names} says`, LIKELIEST - turn));
  }

  /** Look for sentences with nearly the words of the text; none of them is certain. */
  guessSentences() {
    this.sentences = this.frontEnds.alike(this.asked);
    this.guess(entriesBehind(this.sentences), "behind a sentence with nearly these words", LIKELIEST);
  }

  /** Read all of the text, the most certain first. */
  read() {
    for (const told of this.told) this.readResponse(told);
    if (this.findings.size) this.readBeside();
    if (!this.open) return;
    this.readWhole();
    if (this.open) this.readMessagesWithin();
    if (!this.findings.size) this.readKeysWithin();
    if (this.sentences.length) {
      if (!this.findings.size) this.readSentences();
      return;
    }
    const { status } = this.around;
    if (this.open && PAGES[status]) this.find(PAGES[status], `HTTP status ${status}, and no answer of the API`);
    if (this.open) this.candidates = this.catalog.alike(this.asked);
    if (this.open) this.guessSentences();
  }

  /** Return what is said of the text as a whole. */
  notesOnWhole() {
    const { call, status } = this.around;
    if (this.succeeded)
      return [`The answer says SUCCESS and carries no key${call ? `: ${call} did what it was asked for` : ""}.`];
    const notes = [kindOfForeign(this.all, this.layers[0])];
    if (status) {
      notes.push(
        `The HTTP status is ${status}. What answered may be a proxy or another program in front of the server.`,
      );
    }
    return notes;
  }

  /**
   * Return the report.
   *
   * @returns {Report}
   */
  report() {
    const best = new Best();
    for (const each of this.candidates) best.add(each);
    const findings = [...this.findings.values()];
    const candidates = best
      .all()
      .filter(({ entry }) => !this.findings.has(entry))
      .sort((a, b) => b.score - a.score)
      .slice(0, Math.max(MOST, entriesBehind(this.sentences).length));
    const { notes, sentences } = this;
    const seen = { findings, candidates, notes, sentences };
    if (findings.length) return { kind: "found", ...seen };
    if (candidates.length || notes.length || sentences.length) return { kind: "unsure", ...seen };
    return { ...seen, kind: this.succeeded ? "success" : "foreign", notes: this.notesOnWhole() };
  }
}

/**
 * Return what a text is in which nothing was recognized.
 *
 * @param {string} all
 * @param {string} outermost
 */
function kindOfForeign(all, outermost) {
  if (/<html|<!doctype html/i.test(all)) {
    return (
      "This is an HTML page, not an answer of the API. " +
      "It may be an error page of a web server, a login page, or another program at this address."
    );
  }
  if (/^\s*[{[]/.test(outermost))
    return "This is JSON, but not an answer of the BigBlueButton API: it has no returncode.";
  return "Nothing in this text is a key or a message of the BigBlueButton API.";
}

/**
 * Return a function that tells what the catalog says of a text.
 *
 * @param {ExplainData} data
 * @returns {(text: string) => Report}
 */
export function createMatcher(data) {
  const catalog = new Catalog(data);
  const sentences = new Sentences(data);
  return (text) => {
    if (!normalized(text.slice(0, ASKED)))
      return { kind: "empty", findings: [], candidates: [], notes: [], sentences: [] };
    const reading = new Reading(data, catalog, sentences, text);
    reading.read();
    return reading.report();
  };
}

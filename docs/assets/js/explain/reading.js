/* What is learned from one text, step by step, the most certain first. */

import { bareBody, coats, lower, normalized, upper } from "../pasted/coats.js";
import { isCut, responses } from "../pasted/responses.js";
import { limits, patterns, patterns_any_case as anyCase } from "../pasted/rules.js";
import { entriesOf } from "./catalog.js";
import { findingOn } from "./finding.js";
import { isElsewhere, isNamedAsError, isOfOthers, sureOf } from "./mentions.js";
import { keys as KEYS, notes as NOTES, remarks as REMARKS, scores, why as WHY } from "./rules.js";
import { said } from "./said.js";
import { readAround, readRest } from "./rest.js";
import { CLIENT } from "./sentences.js";
import { readClient } from "./signs.js";
import { aroundIn, different, isBeside, isToldByClient, likelyOf, standingIn, toldBy, goesOn } from "./surroundings.js";
import { PlainText } from "./texts.js";

/**
 * @import { Told } from "../pasted/responses.js"
 * @import { Fit } from "./catalog.js"
 * @import { Candidate } from "./data.js"
 * @import { Clues, Finding } from "./finding.js"
 * @import { Known } from "./matcher.js"
 * @import { Mention } from "./mentions.js"
 * @import { Standing } from "./surroundings.js"
 */

const OURS = new RegExp(anyCase.ours, "i");
const REDIRECTED = new RegExp(anyCase.redirected, "i");
const BARE = new RegExp(patterns.bare);
const EDGE = new RegExp(patterns.edge, "g");
const REQUEST = new RegExp(patterns.request);
const SIGNED = new RegExp(patterns.signed);

/** What is learned from one text. */
export class Reading {
  /** @type {Map<string, Finding>} */
  findings = new Map();
  /** @type {Candidate[]} */
  candidates = [];
  /** @type {string[]} */
  notes = [];
  succeeded = false;
  letIn = false;
  /** @type {string[]} entries whose keys stand in a text about something else */
  named = [];

  /**
   * @param {Known} known
   * @param {string} text
   */
  constructor(known, text) {
    this.known = known;
    this.data = known.data;
    this.catalog = known.catalog;
    this.layers = coats(text);
    this.plain = this.layers.map((layer) => new PlainText(normalized(layer)));
    this.heard = known.clients.inLayers(this.plain);
    this.all = this.layers.join("\n");
    this.asked = normalized(text.slice(0, limits.asked));
    this.whole = this.asked.length < limits.asked && text.length <= limits.asked ? this.asked : "";
    const perLayer = this.layers.map(responses);
    this.told = different(perLayer.flat());
    const answering = this.layers.filter((_, n) => perLayer[n].length);
    this.cut = answering.length > 0 && isCut(answering[answering.length - 1]);
    const whole = new PlainText(this.whole);
    this.sentences = known.sentences.in(whole, this.plain);
    this.signs = this.told.length ? [] : known.signs.in(whole, this.plain);
    this.around = aroundIn(known, this.all);
    this.elsewhere = isElsewhere(this.all);
    const [request] = REQUEST.exec(this.layers[0]) ?? [""];
    this.request = SIGNED.test(request) ? request : null;
  }

  /** Whether nothing is known yet, not even by guess. */
  get open() {
    return !this.findings.size && !this.candidates.length && !this.succeeded;
  }

  /** Whether a text with a key or a message and no returncode is about this API. */
  get isOurs() {
    return OURS.test(this.all) || REDIRECTED.test(this.all);
  }

  /**
   * Add a finding about an entry that has none, or none with a text of its own.
   *
   * @param {string} entry
   * @param {Clues} clues
   */
  find(entry, clues) {
    const before = this.findings.get(entry);
    if (before && (before.fits || !clues.fits?.some(({ owner }) => owner.entry === entry))) return;
    this.findings.set(entry, findingOn(this.known, entry, this.around, clues));
  }

  /**
   * Add entries as candidates.
   *
   * @param {string[]} entries
   * @param {string} why
   * @param {number} score
   * @param {number} [step] how much lower each next one is
   */
  guess(entries, why, score, step = 0) {
    const known = entries.filter((entry) => Object.hasOwn(this.data.entries, entry));
    this.candidates.push(...known.map((entry, n) => ({ entry, why, score: score - step * n })));
  }

  /**
   * Add a note, once.
   *
   * @param {string} text
   */
  note(text) {
    if (!this.notes.includes(text)) this.notes.push(text);
  }

  // ---- Responses

  /** @param {Told} told */
  #readResponse(told) {
    const fits = this.catalog.wordingsOf(told.message);
    const known = told.key ? this.catalog.entryOf(told.key) : undefined;
    if (told.returncode && told.returncode !== "SUCCESS" && told.returncode !== "FAILED")
      this.note(said(NOTES.unknown_code, { code: told.returncode.slice(0, 40) }));
    if (known) {
      this.#readKnownKey(known, told, fits);
    } else if (told.key && (told.returncode || told.form === "xml-list" || fits.length)) {
      this.note(said(NOTES.unknown_key, { key: told.key.slice(0, 80) }));
      this.candidates.push(...this.catalog.near(told.key, WHY.almost_its));
      this.guess(entriesOf(fits), WHY.its_own, scores.its_own);
    } else if (fits.length) {
      this.#readMessage(told, fits);
    } else {
      this.#readReturncode(told);
    }
  }

  /**
   * Read a key that has an entry; other programs have such keys, too.
   *
   * @param {string} entry
   * @param {Told} told
   * @param {Fit[]} fits
   */
  #readKnownKey(entry, told, fits) {
    if (told.returncode || fits.length || this.isOurs) {
      const why = told.form === "redirect" ? WHY.redirect : WHY.response;
      this.find(entry, { how: "response", why, told, fits });
    } else {
      this.guess([entry], WHY.stands, scores.stands);
      this.note(NOTES.elsewhere);
    }
  }

  /** @param {Told} told */
  #readReturncode({ returncode, message }) {
    if (returncode === "SUCCESS") {
      this.succeeded = true;
    } else if (returncode) {
      this.note(NOTES.failed);
      this.candidates.push(...this.catalog.alike(message));
    }
  }

  /**
   * Read a known message without key. With a returncode it is rather that of an entry without key. Without one, a short
   * message may be that of another program.
   *
   * @param {Told} told
   * @param {Fit[]} fits
   */
  #readMessage(told, fits) {
    const entries = entriesOf(fits);
    const keyless = entries.filter((entry) => !this.data.entries[entry].key);
    const chosen = told.returncode && keyless.length === 1 ? keyless : entries;
    const sure = told.returncode || this.isOurs || fits[0].wording.length >= limits.surely;
    if (chosen.length === 1 && sure) this.find(chosen[0], { how: "response", why: WHY.message, told, fits });
    else this.guess(chosen, WHY.its_own, scores.shared);
  }

  /** Say of a key whose text is none of its own that it isn't, and whose it may be. */
  #remarkOnTexts() {
    for (const [entry, { fits, message, remarks }] of this.findings) {
      if (fits || !message || !this.data.entries[entry].key || !this.catalog.withTexts.has(entry)) continue;
      if (this.catalog.wordingsOf(message).length) continue; // the remark says whose it is
      remarks.push(REMARKS.unknown_message);
      const like = this.catalog.alike(message).sort((a, b) => b.score - a.score);
      const others = like.filter((each) => each.entry !== entry).slice(0, 2);
      const names = others.map((each) => this.data.entries[each.entry].name).join(" or ");
      if (names) remarks.push(said(REMARKS.maybe_of, { names }));
    }
  }

  /** Read messages that stand beside responses and keys, in the same text, and belong to none of them. */
  #readBeside() {
    const read = this.told.map(({ message }) => lower(normalized(message)));
    const keys = this.told.filter(({ key, message, form }) => key && !message && !form).map(({ key }) => key);
    for (const each of standingIn(this)) {
      const entries = entriesOf(each.fits);
      const told = toldBy(each);
      const message = lower(told.message);
      if (entries.length > 1 || read.some((text) => text.includes(message))) continue;
      if (keys.some((key) => isBeside(each.text, key, each.place))) continue;
      this.find(entries[0], { how: "message", why: WHY.within, told, fits: each.fits });
    }
  }

  // ---- Texts

  /** Read keys in plain text that the text, if it is about this API, or a word before them names as the error. */
  #readNamedKeys() {
    const ours = OURS.test(this.all);
    const named = this.catalog.keysIn(this.all);
    const around = named.length ? standingIn(this) : [];
    const asErrors = named.filter((each) => ours || this.#isNamedAsOurs(each, around));
    const sure = sureOf(this, asErrors, around);
    if (!sure.length) this.named = named.map(({ entry }) => entry);
    const standing = sure.length ? around : [];
    const used = new Set();
    for (const [key, entry] of new Map(sure.map((each) => [each.key, each.entry]))) {
      const near = standing.find(({ text, place }) => isBeside(text, key, place));
      if (near) used.add(near);
      const told = near && toldBy(near);
      this.find(entry, { how: "key", why: ours ? WHY.named : WHY.stands, told, fits: near?.fits });
    }
    for (const each of standing) {
      const entries = entriesOf(each.fits);
      if (entries.length === 1 && !used.has(each))
        this.find(entries[0], { how: "message", why: WHY.within, told: toldBy(each), fits: each.fits });
    }
  }

  /**
   * Return whether a text without another word on BigBlueButton names a key of it as the error. One that other programs
   * use, too, has to stand beside a message.
   *
   * @param {Mention} mention
   * @param {Standing[]} around
   */
  #isNamedAsOurs(mention, around) {
    const beside = around.some(({ text, place }) => isBeside(text, mention.key, place));
    return isNamedAsError(this.all, mention) && (beside || !(this.elsewhere || isOfOthers(mention)));
  }

  /** Take the whole text for a key, a message or a body. */
  #readWhole() {
    const bare = this.asked.replace(EDGE, "");
    const known = this.catalog.entryOf(bare);
    const all = this.catalog.wordingsOf(this.whole);
    const fits = all.length && isToldByClient(this, all) ? [] : all;
    const entries = entriesOf(fits);
    const likely = likelyOf(this.known, entries, this.around);
    const owners = this.whole ? this.owners() : [];
    const isSole = owners.every((owner) => owner === likely);
    if (known) {
      this.find(known, { how: "key", why: WHY.key });
    } else if (likely && isSole && !this.#mayBeOfAnother(likely)) {
      const told = { returncode: "", key: "", message: this.whole, form: "" };
      this.find(likely, { how: "message", why: WHY.message, told, fits });
      const others = entries.filter((entry) => entry !== likely);
      this.guess(others, WHY.older, scores.older);
    } else if (entries.length) {
      this.guess([...entries, ...owners], WHY.its_own, scores.shared);
    } else {
      this.#readBodyOrWord(bare, owners);
    }
  }

  /**
   * @param {string} bare
   * @param {string[]} owners
   */
  #readBodyOrWord(bare, owners) {
    const described = this.catalog.describedBy(new PlainText(this.whole));
    if (described.length) this.guess(described, WHY.paraphrase, scores.paraphrase);
    else if (owners.length) this.#readBody(owners);
    else if (KEYS.returncodes.includes(upper(bare))) this.note(NOTES.returncode);
    else if (!this.sentences.length && !this.signs.length && !this.around.status && BARE.test(bare))
      this.candidates.push(...this.catalog.near(bare, WHY.almost));
  }

  /** Whether there is no sign but of the client of a meeting, whose texts may be those of a page of the server. */
  get isOnlyOfClient() {
    return this.signs.every(({ source }) => source === CLIENT);
  }

  /** The entries that have just this body. */
  owners() {
    return this.known.bodies.get(bareBody(this.layers[0])) ?? [];
  }

  /** @param {string[]} owners */
  #readBody(owners) {
    const own = this.isOurs || this.asked.length >= limits.telling; // a few words may be those of any program
    if (owners.length === 1 && own && this.isOnlyOfClient && !this.succeeded)
      this.find(owners[0], { how: "body", why: WHY.body });
    else this.guess(owners, WHY.body, scores.same_body);
  }

  /**
   * Return whether a front end or a library may say this of a failure of another kind.
   *
   * @param {string} entry
   */
  #mayBeOfAnother(entry) {
    return this.sentences.length + this.signs.length > 0 && this.data.entries[entry].kind === "transport";
  }

  /** Look for messages within the text. A status beside the sentence of a front end may be its own. */
  #readMessagesWithin() {
    for (const each of standingIn(this)) {
      const entries = entriesOf(each.fits);
      const likely = likelyOf(this.known, entries, this.around);
      const sure = each.fits[0].wording.length >= (goesOn(each) ? limits.in_sentence : limits.surely);
      if (likely && sure && !this.#mayBeOfAnother(likely))
        this.find(likely, { how: "message", why: WHY.within, told: toldBy(each), fits: each.fits });
      else this.guess(entries, WHY.within, scores.shared);
    }
  }

  #readAllResponses() {
    for (const told of this.told) this.#readResponse(told);
    if (this.succeeded && this.cut) {
      this.succeeded = false;
      this.note(NOTES.cut);
      this.guess(["cut"], WHY.cut, scores.likeliest);
    } else if (this.succeeded && !this.findings.size) {
      this.#readBody(this.owners());
    }
    this.#remarkOnTexts();
    if (this.findings.size) this.#readBeside();
    else if (this.told.length && this.heard && !this.heard.weak) readClient(this);
  }

  /** Whether all that the text says in the form of a response is FAILED. */
  get #isBareFailure() {
    const { notes, told } = this;
    return this.open && notes.length === 1 && notes[0] === NOTES.failed && !told.some(({ message }) => message);
  }

  /** Read all of the text, the most certain first. */
  read() {
    this.#readAllResponses();
    if (this.#isBareFailure) {
      this.#readNamedKeys();
      if (this.findings.size) this.notes = [];
    }
    if (!this.open || this.notes.length) return;
    this.#readNamedKeys();
    if (this.open) this.#readWhole();
    if (this.open) this.#readMessagesWithin();
    readAround(this);
    readRest(this);
  }
}

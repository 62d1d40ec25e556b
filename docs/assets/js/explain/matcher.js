/* Tells what a pasted text means. Pure: createMatcher(data) returns explain(text), which returns

     {
       kind: "found" | "success" | "unsure" | "foreign" | "empty",
       findings: [{ entry, why, answer, condition, message, values: [{ name, meaning, value }], call, calls, format,
                    formatTitle, returncode, status, remarks: [text] }],
       candidates: [{ entry, why, score }],        ranked, best first
       notes: [text],
     }

   `found` is only said of what is certain: a key or a message in an answer, a whole message, a status of HTTP.
   The data's shape stands in hooks/bbb_errors/data.py. */

import { answers, callIn, statusIn } from "./answers.js";
import { distance } from "./distance.js";
import { template, whole, within } from "./messages.js";
import { coats, lower, plain } from "./read.js";

const MOST = 6; // candidates
const OURS = /bigbluebutton|\bbbb\b|messageKey|returncode|\/api\/(?:create|join|end|getMeeting|isMeeting|getRecording)/i;
const PAGES = { 301: "http-301-redirect", 404: "http-404", 413: "http-413", 500: "http-500", 502: "http-502", 504: "http-504" };

/** What is said of `text` by the catalog in `data`. */
export function createMatcher(data) {
  const keys = new Map();
  for (const [address, entry] of Object.entries(data.entries)) if (entry.key) keys.set(entry.key.toLowerCase(), address);
  for (const [key, address] of Object.entries(data.keys)) if (!keys.has(key.toLowerCase())) keys.set(key.toLowerCase(), address);

  const wordings = [
    ...data.answers.filter(({ message }) => message).map((answer) => ({ ...template(answer.message), entry: answer.entry, answer })),
    ...data.aliases.map(({ entry, text, seen }) => ({ ...template(text), entry, seen })),
  ].sort((a, b) => b.length - a.length || Number(!a.answer) - Number(!b.answer));

  /** All wordings that a whole message has, those of answers that are sent first; only the longest fit counts. */
  function wordingsOf(message) {
    const fits = [];
    for (const wording of wordings) {
      if (fits.length && wording.length < fits[0].wording.length) break;
      const values = message ? whole(wording, message) : null;
      if (values) fits.push({ wording, values });
    }
    return fits;
  }

  const named = (values) => values.map((each) => ({ ...each, meaning: data.placeholders[each.name] ?? "" }));

  /** A finding about an entry, with what an answer told: {returncode, message, form}, and what stands around it. */
  function finding(entry, why, { told = {}, fits = [], call = "", status = 0 }) {
    const fit = fits.find(({ wording }) => wording.entry === entry);
    let possible = data.answers.filter((answer) => answer.entry === entry);
    const narrow = (test) => {
      const left = possible.filter(test);
      if (left.length) possible = left;
    };
    if (fit?.wording.answer) narrow(({ message }) => message === fit.wording.answer.message);
    if (call) narrow(({ calls }) => calls.includes(call));
    if (told.form) narrow(({ format }) => format === told.form);
    if (told.form === "json") narrow(({ format, json }) => json || format.startsWith("json"));
    if (told.returncode) narrow(({ returncode }) => returncode === told.returncode);
    if (status) narrow((answer) => answer.status === status);
    narrow(({ sent }) => sent);
    const [only] = possible.length === 1 ? possible : [];
    const form = told.form === "json" ? (only?.format.startsWith("json") ? only.format : "json") : told.form || null;
    const remarks = [];
    const { key, status: sent, instead } = data.entries[entry];
    if (sent === "never sent") remarks.push("BigBlueButton 3.0 never sends this key.");
    if (sent === "removed") remarks.push("BigBlueButton 3.0 no longer sends this.");
    remarks.push(...instead);
    if (fit && !fit.wording.answer) remarks.push(`The wording is not that of 3.0. Where it is met: ${fit.wording.seen}`);
    const others = [...new Set(fits.map(({ wording }) => wording.entry))].filter((other) => other !== entry);
    if (!fit && others.length && key) remarks.push(`The message is that of ${others.map((other) => data.entries[other].name).join(" or ")}; the key decides.`);
    if (told.returncode === "SUCCESS" && data.entries[entry].kind === "error") remarks.push("The answer says SUCCESS all the same.");
    return {
      entry,
      why,
      answer: only?.id ?? null,
      condition: only?.condition ?? null,
      message: told.message || null,
      values: named(fit?.values ?? []),
      call: call || (only?.calls.length === 1 ? only.calls[0] : null),
      calls: call ? [call] : [...new Set(possible.flatMap(({ calls }) => calls))],
      format: form,
      formatTitle: data.formats[form] ?? null,
      returncode: told.returncode || only?.returncode || null,
      status: status || null,
      remarks,
    };
  }

  /** The keys nearest to a word. */
  function near(word, why) {
    const small = word.toLowerCase();
    const most = small.length < 6 ? 1 : 2;
    const found = new Map();
    for (const [key, entry] of keys) {
      const apart = distance(small, key, most);
      const score = apart <= most ? 100 - 10 * apart : small.length > 4 && key.includes(small) ? 60 : 0;
      if (score > (found.get(entry)?.score ?? 0)) found.set(entry, { entry, why: apart <= most ? why : "the key holds this word", score });
    }
    return [...found.values()];
  }

  /** Entries whose texts have the most of the asked words. */
  function alike(text) {
    const asked = new Set(lower(plain(text).slice(0, 2000)).match(/[a-z]{4,}/g) ?? []);
    const found = new Map();
    for (const { parts, entry } of asked.size ? wordings : []) {
      const words = new Set(parts.join(" ").match(/[a-z]{4,}/g) ?? []);
      const shared = [...words].filter((word) => asked.has(word)).length;
      const score = shared < Math.min(3, words.size) || shared < 2 ? 0 : Math.round((50 * shared * shared) / (words.size * Math.min(asked.size, 12)));
      if (score > Math.max(12, found.get(entry)?.score ?? 0)) found.set(entry, { entry, why: `${shared} words are those of its message`, score });
    }
    return [...found.values()];
  }

  /** What the answers in a text say: findings, unknown keys with what is near them, and the number of plain successes. */
  function fromAnswers(layers, around) {
    const findings = [];
    const candidates = [];
    const notes = [];
    let succeeded = 0;
    for (const told of layers.flatMap(answers)) {
      const fits = wordingsOf(told.message);
      const real = told.returncode === "SUCCESS" || told.returncode === "FAILED";
      const known = keys.get(told.key.toLowerCase());
      if (known) {
        const why = told.form === "redirect" ? "key in the errors of a redirect" : "messageKey in an answer";
        findings.push(finding(known, why, { ...around, told, fits }));
      } else if (told.key && (real || told.form === "xml-list" || fits.length)) {
        notes.push(`No release that was read sends the key ${told.key.slice(0, 80)}.`);
        candidates.push(...near(told.key, "its key is spelled almost like that"));
        candidates.push(...fits.map(({ wording }) => ({ entry: wording.entry, why: "the message is its own", score: 95 })));
      } else if (fits.length) {
        const entries = [...new Set(fits.map(({ wording }) => wording.entry))];
        const plainForms = entries.filter((entry) => !data.entries[entry].key);
        const [entry] = told.returncode && plainForms.length === 1 ? plainForms : entries;
        if (entries.length === 1 || plainForms.length === 1) findings.push(finding(entry, "the exact message", { ...around, told, fits }));
        else candidates.push(...entries.map((each) => ({ entry: each, why: "the message is its own", score: 90 })));
      } else if (told.returncode === "SUCCESS") succeeded += 1;
      else if (told.returncode === "FAILED") {
        notes.push("This is a failed answer of the API, with no key and no message that is known.");
        candidates.push(...alike(told.message));
      }
    }
    const messages = layers.flatMap(answers).map(({ message }) => lower(plain(message)));
    return { findings, candidates, notes, succeeded, messages };
  }

  /** The messages that stand in a longer text, the longest first, none within another. */
  function fromMessages(layers, around) {
    const findings = [];
    for (const layer of layers) {
      const text = plain(layer);
      const small = lower(text);
      const taken = [];
      for (const wording of wordings) {
        const place = within(wording, text, small);
        if (!place || taken.some(({ at, end }) => place.at < end && at < place.end)) continue;
        const fits = wordings
          .filter(({ text: same }) => same === wording.text)
          .map((each) => ({ wording: each, values: place.values }));
        taken.push({ ...place, fits });
      }
      for (const { at, end, fits } of taken.sort((a, b) => a.at - b.at)) {
        const entries = [...new Set(fits.map(({ wording }) => wording.entry))];
        findings.push({ entries, made: entries.map((entry) => finding(entry, "its message stands in the text", { ...around, fits, told: { message: text.slice(at, end) } })) });
      }
      if (findings.length) break;
    }
    return findings;
  }

  return function explain(text) {
    const report = { kind: "empty", findings: [], candidates: [], notes: [] };
    const asked = plain(text.slice(0, 1000));
    if (!asked) return report;
    const layers = coats(text);
    const all = layers.join("\n");
    const around = { call: callIn(all), status: statusIn(all) };

    const read = fromAnswers(layers, around);
    report.notes.push(...read.notes);
    const seen = new Set();
    const add = (each) => {
      if (!seen.has(each.entry)) report.findings.push(each);
      seen.add(each.entry);
    };
    read.findings.forEach(add);
    if (report.findings.length)
      for (const { made } of fromMessages(layers, around))
        if (made.length === 1 && !read.messages.some((message) => message.includes(lower(made[0].message)))) add(made[0]);
    let candidates = read.candidates;

    if (!report.findings.length && !candidates.length && !read.succeeded) {
      const bare = asked.replace(/^['"`]+|['"`.,;:]+$/g, "");
      const word = /^[\w .-]{1,40}$/.test(bare) ? bare : ""; // two keys hold a blank or a full stop
      const fits = asked.length < 1000 ? wordingsOf(asked) : [];
      const entries = [...new Set(fits.map(({ wording }) => wording.entry))];
      if (word && keys.has(word.toLowerCase())) add(finding(keys.get(word.toLowerCase()), "the messageKey", around));
      else if (keys.has(bare.toLowerCase())) add(finding(keys.get(bare.toLowerCase()), "the messageKey", around));
      else if (entries.length === 1) add(finding(entries[0], "the exact message", { ...around, fits, told: { message: asked } }));
      else if (entries.length) candidates = entries.map((entry) => ({ entry, why: "the message is its own", score: 90 }));
      else if (word) candidates = near(word, "the key is spelled almost like that");
      if (!report.findings.length && !candidates.length)
        for (const { entries: possible, made } of fromMessages(layers, around))
          if (made.length === 1) add(made[0]);
          else candidates.push(...possible.map((entry) => ({ entry, why: "its message stands in the text", score: 90 })));
      if (!report.findings.length) {
        for (const [found] of all.slice(0, 100_000).matchAll(/\b[A-Za-z][A-Za-z_]{4,39}\b/g)) {
          const entry = keys.get(found.toLowerCase());
          if (!entry || !/[a-z][A-Z]|_/.test(found) || found !== data.entries[entry].key) continue;
          if (OURS.test(all)) add(finding(entry, "its key stands in the text", around));
          else candidates.push({ entry, why: "its key stands in the text", score: 70 });
        }
      }
    }

    if (!report.findings.length && !candidates.length && !read.succeeded && PAGES[around.status])
      add(finding(PAGES[around.status], `HTTP status ${around.status}, and no answer of the API`, around));
    if (!report.findings.length && !candidates.length && !read.succeeded) candidates = alike(asked);

    const best = new Map();
    for (const each of candidates) if (each.score > (best.get(each.entry)?.score ?? 0)) best.set(each.entry, each);
    report.candidates = [...best.values()].filter(({ entry }) => !seen.has(entry)).sort((a, b) => b.score - a.score).slice(0, MOST);

    if (report.findings.length) report.kind = "found";
    else if (report.candidates.length || report.notes.length) report.kind = "unsure";
    else if (read.succeeded) {
      report.kind = "success";
      report.notes.push(`The answer says SUCCESS and carries no key${around.call ? `: ${around.call} did what it was asked for` : ""}.`);
    } else {
      report.kind = "foreign";
      if (/<html|<!doctype html/i.test(all)) report.notes.push("This is an HTML page, not an answer of the API. It may be an error page of a web server, a login page, or another program at this address.");
      else if (/^\s*[{[]/.test(layers[0])) report.notes.push("This is JSON, but not an answer of the BigBlueButton API: it has no returncode.");
      else report.notes.push("Nothing in this text is a key or a message of the BigBlueButton API.");
      if (around.status) report.notes.push(`The HTTP status is ${around.status}. What answered may be a proxy or another program in front of the server.`);
    }
    return report;
  };
}

/* Tells what the checksum of a callback of bbb-webhooks was made of. */

import { percentDecoded, unescapeForm } from "../pasted/coats.js";
import { encoded, escapesIn, onTheWire, recoded } from "./encoders.js";
import { bytesOf } from "./hashes.js";
import { secrets } from "./mistakes.js";
import { jsonOf } from "./queries.js";
import { orders, valueOf } from "./orders.js";
import { trimmed } from "./request.js";

/**
 * @import { Change } from "./changes.js"
 * @import { Diagnosis } from "./doctor.js"
 * @import { Search } from "./find.js"
 * @import { Encoder } from "./encoders.js"
 * @import { Signed } from "./texts.js"
 */
/** @typedef {[id: string, place: number, text: string]} Body `place` is that in the list of signatures */

const [OF_JSON, OF_BRACES, OF_BODY] = [0, 1, 2]; // places in the list of signatures
const FIELDS = 4; // of a body of which every order is tried

/**
 * Return items of which each text comes once.
 *
 * @template {unknown[]} T
 * @param {T[]} items
 * @param {(item: T) => unknown} textOf
 */
function once(items, textOf) {
  const seen = new Set();
  return items.filter((item) => !seen.has(textOf(item)) && seen.add(textOf(item)));
}

/**
 * Return the URL of a callback as it may have been registered; those without a mistake first.
 *
 * @param {string} callback
 * @returns {Change[]}
 */
function addresses(callback) {
  const schemes = callback.startsWith("//") ? ["https:", "http:"] : [""];
  const right = schemes.flatMap((scheme) => [scheme + callback, scheme + percentDecoded(callback)]);
  const wrong = right.flatMap((url) => [
    `${url}/`,
    url.replace(/\/$/, ""),
    url.toLowerCase(),
    url.split("?", 1)[0],
    onTheWire(url),
    encoded(bytesOf(url), { safe: "-_.~", space: "%20", lower: false }),
    url.replace(/^https?:/, "https:"),
    url.replace(/^https?:/, "http:"),
    url.replace(/^(https?:\/\/[^/:]+):\d+/, "$1"),
    url.replace(/^https?:\/\/[^/]+/, ""),
  ]);
  /** @type {Change[]} */
  const pairs = [...right.map((url) => ["", url]), ...wrong.map((url) => ["callback-url", url])].map(([id, url]) => [
    id,
    url,
  ]);
  return once(pairs, ([, url]) => url);
}

/**
 * Return what may have been signed after the URL.
 *
 * @param {string} body
 * @param {Encoder[]} encoders
 */
function bodies(body, encoders) {
  const parts = body.split("&");
  const fields = new Map(parts.map((part) => [part.split("=", 1)[0], unescapeForm(valueOf(part))]));
  /** @param {string} name */
  const text = (name) => JSON.stringify(fields.get(name) ?? "");
  const json = `{"event":${text("event")},"timestamp":${fields.get("timestamp") ?? ""},"domain":${text("domain")}}`;
  const again = [
    ...recoded(body, encoders).map(([, other]) => other),
    percentDecoded(body),
    unescapeForm(body),
    ...(parts.length <= FIELDS ? [...orders(parts, false)].map((list) => list.join("&")) : []),
    fields.get("event") ?? "",
    `${body}\n`,
    `${body}\r\n`,
    trimmed(body),
    jsonOf([...fields]),
    escapesIn(body, true),
  ];
  /** @type {Body[]} */
  const made = [
    ["", OF_BODY, body],
    ["", OF_BRACES, "{}"],
    ["", OF_JSON, json],
  ];
  for (const other of again) made.push(["callback-body", OF_BODY, other]);
  if (/^[{[]/.test(body)) made.push(["callback-body", OF_JSON, body]);
  return once(made, ([, , other]) => other);
}

/**
 * Return what may have been signed, with the mistakes in it; a wrong secret goes with no other mistake.
 *
 * @param {Signed} signed
 * @returns {Generator<[ids: string[], place: number, text: string]>}
 */
function* attempts({ request, secret, ways }) {
  const texts = bodies(request.body, ways.encoders);
  const urls = addresses(request.callback);
  for (const [two, url] of urls)
    for (const [three, place, text] of texts) yield [[two, three], place, url + text + secret];
  const right = urls
    .filter(([id]) => !id)
    .flatMap(([, url]) => texts.filter(([id]) => !id).map((text) => ({ url, text })));
  for (const [one, key] of secrets(secret, { base: "" }, ways))
    for (const { url, text } of right) yield [[one], text[1], url + text[2] + key];
}

/**
 * Return what was found of a callback.
 *
 * @param {Search} search
 * @param {Signed} signed
 * @param {[versions: string, proves: string][]} signatures
 * @returns {Promise<Partial<Diagnosis>>}
 */
export async function diagnoseCallback(search, signed, signatures) {
  for (const [ids, place, text] of attempts(signed)) {
    if (search.isTired) await search.breathe();
    if (!search.gives(text)) continue;
    search.fit(ids.filter((id) => id));
    const { mistakes, tried, right } = search;
    return { verdict: right ? "right" : "mistake", mistakes, tried, signed: signatures[place][0] };
  }
  return { verdict: signed.request.body ? "unknown" : "incomplete", tried: search.tried };
}

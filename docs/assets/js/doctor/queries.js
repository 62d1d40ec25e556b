/* The mistakes of the query string. hooks/bbb_errors/doctor/ has the same in the same order. */

import { percentDecoded, unescapeForm } from "../pasted/coats.js";
import { each, eachReal, filled, swapped } from "./changes.js";
import { escapesIn, fromLatin, quoted, toLatin } from "./encoders.js";
import { bytesOf } from "./hashes.js";
import { LEFT_OUT, fewer, joined, orders, valueOf } from "./orders.js";
import { parameters, trimmed } from "./request.js";

/**
 * @import { Change, Replacements, Ways } from "./changes.js"
 */
/** @typedef {{ body?: string, fragment?: string, older?: string[] }} Given what was sent besides the query */

const MARKS = [..."!'()*/:,;@[]$\"<>{}|\\^`?+"];
const ROOM = 3_000_000; // bytes that may be hashed for mistakes of one kind

/**
 * Return a query with letters outside ASCII decoded.
 *
 * @param {string} text
 */
const rawLetters = (text) => text.replace(/(?:%[89a-f][0-9a-f])+/gi, percentDecoded);

/** @type {Replacements} what encodes each of them */
const ENCODE = MARKS.map((mark) => [mark, quoted(mark)]);
/** @type {Replacements[]} what decodes each of them */
const DECODE = MARKS.map((mark) => [
  [quoted(mark), mark],
  [quoted(mark).toLowerCase(), mark],
]);

/**
 * Return the query in which marks have another spelling: all of them, and each alone.
 *
 * @param {string} query
 */
function* otherMarks(query) {
  yield swapped(query, ENCODE);
  yield swapped(query, DECODE.flat());
  for (const n of MARKS.keys()) {
    yield swapped(query, [ENCODE[n]]);
    yield swapped(query, DECODE[n]);
  }
  yield query.replace(/%3D/gi, "=");
  yield query.replaceAll("%26", "&");
}

/**
 * Return the query in other encodings.
 *
 * @param {string} query
 * @returns {Generator<Change>}
 */
function* otherEncodings(query) {
  yield* each("decoded", percentDecoded(query), percentDecoded(query.replace(/\+/g, " ")));
  yield* each("non-ascii-raw", rawLetters(query));
  for (const text of otherMarks(query)) yield ["marks", text];
  yield* each("hex-case", escapesIn(query, true), escapesIn(query, false));
  yield* each("latin-1-escaped", fromLatin(query), toLatin(query), escapesIn(toLatin(query), true));
}

/**
 * Return the query with a body.
 *
 * @param {string} query
 * @param {string} body
 */
function withBody(query, body) {
  if (!body) return [];
  const after = query ? `${query}&` : "";
  const inBody = /^[^<{\s]+=/.test(body) ? parameters(trimmed(body)) : [];
  const sorted = [...parameters(query), ...inBody].sort().join("&");
  return [query + body, after + body, body, ...(inBody.length ? [sorted] : [])];
}

/**
 * Return a JSON object of texts.
 *
 * @param {[name: string, value: string][]} pairs
 * @param {string} [comma]
 * @param {string} [colon]
 */
export const jsonOf = (pairs, comma = ",", colon = ":") =>
  `{${pairs.map(([name, value]) => JSON.stringify(name) + colon + JSON.stringify(value)).join(comma)}}`;

/**
 * Return a text of JSON with every character outside ASCII escaped, in units of UTF-16.
 *
 * @param {string} text
 */
const ascii = (text) => text.replace(/[^ -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);

/**
 * Return the parameters as JSON, as several languages write it.
 *
 * @param {string[]} parts
 */
function jsons(parts) {
  if (!parts.length) return ["{}", "[]"];
  /** @type {[string, string][]} */
  const pairs = parts.map((part) => {
    const text = unescapeForm(part);
    return [text.split("=", 1)[0], valueOf(text)];
  });
  const once = [...new Map(pairs)]; // the last value of a name, in the place of the first
  return (once.length < pairs.length ? [pairs, once] : [pairs]).flatMap((list) => {
    const [plain, wide] = [jsonOf(list), jsonOf(list, ", ", ": ")];
    return [
      plain,
      ascii(wide),
      ascii(plain).replaceAll("/", "\\/"),
      wide,
      ascii(plain),
      plain.replaceAll("/", "\\/"),
      plain.replace(/:"(true|false|0|[1-9][0-9]{0,14})"/g, ":$1"),
    ];
  });
}

/**
 * Return the query with parameters without a value in the other spelling: all of them, and each alone.
 *
 * @param {string[]} parts
 */
function otherEmpty(parts) {
  const bare = parts.map((part) => (part.endsWith("=") ? part.slice(0, -1) : part));
  const full = parts.map((part) => (part.includes("=") ? part : `${part}=`));
  const few = parts.length <= LEFT_OUT ? [...parts.keys()] : [];
  /** @param {string[]} others */
  const alone = (others) => few.map((n) => parts.with(n, others[n]));
  return [bare, full, ...alone(bare), ...alone(full)].map((list) => list.join("&"));
}

/**
 * Return the values alone.
 *
 * @param {string[]} parts
 */
function valuesOf(parts) {
  const values = parts.map(valueOf);
  return [values.join(""), values.map(unescapeForm).join(""), ...",&|".split("").map((sign) => values.join(sign))];
}

/**
 * Return changed query strings, those that change nothing among them; made as they are asked for, as they may be long.
 *
 * @param {string} query
 * @param {Given} given
 * @param {Ways} ways
 * @param {boolean} second
 * @returns {Generator<Change>}
 */
function* changed(query, { body = "", fragment = "", older = [] }, ways, second) {
  const parts = parameters(query);
  const after = query ? `${query}&` : "";
  const room = Math.floor(ROOM / (bytesOf(query).length + 64));
  const outer = query.replace(/^&+|(?<!&)&+$/g, "").replace(/&&+/g, "&");
  for (const [id, pairs] of ways.replace) yield [id, swapped(query, pairs)];
  yield* otherEncodings(query);
  yield* filled(ways, "query", new Map([["$query", query]]));
  yield* each("ampersand", outer);
  yield* each("checksum-included", ...older.map((sum) => `${after}checksum=${sum}`));
  yield* each("checksum-included", ...older.map((sum) => `checksum=${sum}&${query}`));
  yield* each("checksum-included", `${after}checksum=`, `checksum=&${query}`, `${after}checksum`, `checksum=${query}`);
  for (const text of joined(fewer(parts, second), room)) yield ["parameter-added", text];
  yield* each("values-only", ...valuesOf(parts));
  yield* each("json", ...jsons(parts));
  yield* each("empty-value", ...otherEmpty(parts));
  for (const text of joined(orders(parts, second), room)) yield ["order", text];
  yield* each("body-included", ...withBody(query, body));
  if (fragment) yield* each("fragment", query + fragment, query + fragment.slice(1));
}

/**
 * Return wrong query strings.
 *
 * @param {string} query
 * @param {Given} given
 * @param {Ways} ways
 * @param {boolean} [second] whether there is another mistake, so that fewer are tried
 */
export function* queries(query, given, ways, second = false) {
  for (const change of eachReal(query, changed(query, given, ways, second)))
    if (change[1] || change[0] === "query-missing") yield change;
}

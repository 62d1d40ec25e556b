/* The mistakes of the query string. hooks/bbb_errors/doctor/ has the same in the same order. */

import { percentDecoded, unescapeForm } from "../pasted/coats.js";
import { each, filled, realChanges, swapped } from "./changes.js";
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
const otherMarks = (query) => [
  swapped(query, ENCODE),
  swapped(query, DECODE.flat()),
  ...MARKS.flatMap((_, n) => [swapped(query, [ENCODE[n]]), swapped(query, DECODE[n])]),
  query.replace(/%3D/gi, "="),
  query.replaceAll("%26", "&"),
];

/**
 * Return the query in other encodings.
 *
 * @param {string} query
 * @returns {Change[]}
 */
const otherEncodings = (query) => [
  ...each("decoded", percentDecoded(query), percentDecoded(query.replace(/\+/g, " "))),
  ...each("non-ascii-raw", rawLetters(query)),
  ...each("marks", ...otherMarks(query)),
  ...each("hex-case", escapesIn(query, true), escapesIn(query, false)),
  ...each("latin-1-escaped", fromLatin(query), toLatin(query), escapesIn(toLatin(query), true)),
];

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
 * Return wrong query strings.
 *
 * @param {string} query
 * @param {Given} given
 * @param {Ways} ways
 * @param {boolean} [second] whether there is another mistake, so that fewer are tried
 */
export function queries(query, { body = "", fragment = "", older = [] }, ways, second = false) {
  const parts = parameters(query);
  const after = query ? `${query}&` : "";
  const room = Math.floor(ROOM / (bytesOf(query).length + 64));
  /** @type {Change[]} */
  const replaced = ways.replace.map(([id, pairs]) => [id, swapped(query, pairs)]);
  const outer = query.replace(/^&+|(?<!&)&+$/g, "").replace(/&&+/g, "&");
  const pairs = [
    ...replaced,
    ...otherEncodings(query),
    ...filled(ways, "query", new Map([["$query", query]])),
    ...each("ampersand", outer),
    ...each("checksum-included", ...older.map((sum) => `${after}checksum=${sum}`)),
    ...each("checksum-included", ...older.map((sum) => `checksum=${sum}&${query}`)),
    ...each("checksum-included", `${after}checksum=`, `checksum=&${query}`, `${after}checksum`, `checksum=${query}`),
    ...each("parameter-added", ...joined(fewer(parts, second), room)),
    ...each("values-only", ...valuesOf(parts)),
    ...each("json", ...jsons(parts)),
    ...each("empty-value", ...otherEmpty(parts)),
    ...each("order", ...joined(orders(parts, second), room)),
    ...each("body-included", ...withBody(query, body)),
    ...(fragment ? each("fragment", query + fragment, query + fragment.slice(1)) : []),
  ];
  return realChanges(
    query,
    pairs.filter(([id, text]) => text || id === "query-missing"),
  );
}

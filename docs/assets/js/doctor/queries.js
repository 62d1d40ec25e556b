/* The mistakes of the query string. */

import { percentDecoded } from "../pasted/coats.js";
import { each, realChanges } from "./changes.js";
import { parameters } from "./request.js";

/**
 * @import { Change } from "./changes.js"
 */
/** @typedef {{ body?: string, fragment?: string, older?: string[] }} Given what was sent besides the query */

const MARKS = "!'()*/:,;@[]$";
const ORDERED = 5; // parameters of which every order is tried
const LEFT_OUT = 50; // parameters of which each is left out

/** @param {string} letter */
const quoted = (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`;

/**
 * Return a query with letters outside ASCII decoded.
 *
 * @param {string} text
 */
const rawLetters = (text) => text.replace(/(?:%[89a-f][0-9a-f])+/gi, percentDecoded);

/**
 * Return the query in which marks have another spelling: all of them, and each alone.
 *
 * @param {string} query
 */
const otherMarks = (query) => [
  query.replace(/[!'()*/:,;@[\]$]/g, quoted),
  query.replace(/%(?:21|27|28|29|2A|2F|3A|2C|3B|40|5B|5D|24)/gi, (found) => decodeURIComponent(found)),
  ...[...MARKS].flatMap((mark) => [
    query.replaceAll(mark, quoted(mark)),
    query.replace(new RegExp(quoted(mark), "gi"), () => mark),
  ]),
];

/**
 * Return all orders of up to five parameters; of more, only some.
 *
 * @param {string[]} parts
 * @returns {string[][]}
 */
function orders(parts) {
  if (parts.length > ORDERED)
    return [[...parts].sort(), [...parts].reverse(), parts.slice(1).concat(parts.slice(0, 1))];
  if (parts.length < 2) return [parts];
  return parts.flatMap((first, n) => orders(parts.filter((_, m) => m !== n)).map((rest) => [first, ...rest]));
}

/**
 * Return the query in other encodings.
 *
 * @param {string} query
 * @returns {Change[]}
 */
const otherEncodings = (query) => [
  ...each("decoded", percentDecoded(query), percentDecoded(query.replace(/\+/g, " "))),
  ...each("non-ascii-raw", rawLetters(query)),
  ...each("plus-space", query.replace(/%20/g, "+"), query.replace(/\+/g, "%20"), query.replace(/%20|\+/g, " ")),
  ...each("tilde", query.replace(/~/g, "%7E"), query.replace(/%7E/gi, "~")),
  ...each("marks", ...otherMarks(query)),
  ...each(
    "hex-case",
    query.replace(/%[0-9a-f]{2}/gi, (found) => found.toLowerCase()),
    query.replace(/%[0-9a-f]{2}/gi, (found) => found.toUpperCase()),
  ),
  ...each("double-encoded", query.replace(/%/g, "%25"), query.replace(/%25/g, "%")),
  ...each("html-escaped", query.replace(/&amp;/g, "&"), query.replace(/&/g, "&amp;")),
  ...each("ampersand", `&${query}`, `${query}&`),
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
  const inBody = /^[^<{\s]+=/.test(body) ? parameters(body.trim()) : [];
  const sorted = [...parameters(query), ...inBody].sort().join("&");
  return [query + body, after + body, body, ...(inBody.length ? [sorted] : [])];
}

/**
 * Return wrong query strings.
 *
 * @param {string} query
 * @param {Given} given
 * @param {boolean} [reordered] whether the query is one in another order, so that no order would be new if all were tried
 */
export function queries(query, { body = "", fragment = "", older = [] }, reordered = false) {
  const parts = parameters(query);
  const after = query ? `${query}&` : "";
  const sums = older.flatMap((sum) => [`${after}checksum=${sum}`, `checksum=${sum}&${query}`]);
  const few = parts.length > LEFT_OUT ? [] : parts;
  const fewer = few.map((_, n) => parts.filter((__, m) => m !== n).join("&"));
  const otherOrders = reordered && parts.length <= ORDERED ? [] : orders(parts).map((order) => order.join("&"));
  const pairs = [
    ...otherEncodings(query),
    ...each("checksum-included", ...sums),
    ...each("checksum-included", `${after}checksum=`, `checksum=&${query}`, `${after}checksum`, `checksum=${query}`),
    ...each("parameter-added", ...fewer, parts.filter((part) => !part.endsWith("=")).join("&")),
    ...each("order", ...otherOrders),
    ...each("body-included", ...withBody(query, body)),
    ...(fragment ? each("fragment", query + fragment, query + fragment.slice(1)) : []),
  ];
  return realChanges(query, [...pairs.filter(([, text]) => text), ["query-missing", ""]]);
}

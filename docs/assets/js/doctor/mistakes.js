/* The mistakes that the doctor tries: small changes of what is hashed. Those of the query string stand in queries.js.
   hooks/bbb_errors/doctor/ has the same in the same order. */

import { unescapeForm } from "../pasted/coats.js";
import { each, filled, realChanges } from "./changes.js";
import { encoded } from "./encoders.js";
import { bytesOf } from "./hashes.js";

/**
 * @import { Change, Ways } from "./changes.js"
 * @import { SignedRequest } from "./request.js"
 */

/**
 * Return an address without its host.
 *
 * @param {string} base
 */
const pathOf = (base) => base.replace(/^https?:\/\/[^/]+/, "");

/**
 * Return wrong secrets.
 *
 * @param {string} secret
 * @param {Pick<SignedRequest, "base">} request
 * @param {Ways} ways
 */
export function secrets(secret, { base }, ways) {
  const host = base.replace(/\/api\/$/, "");
  const letters = [...secret];
  const cut = [letters.slice(1).join(""), letters.slice(0, -1).join("")].filter((text) => text);
  return realChanges(secret, [
    ...filled(ways, "secret", new Map([["$secret", secret]])),
    ...each("secret-case", secret.toUpperCase(), secret.toLowerCase()),
    ...each("secret-cut", ...cut),
    ...(host ? each("secret-url", host, `${host}/`, base, base.slice(0, -1)) : []),
  ]);
}

/**
 * Return wrong call names.
 *
 * @param {string} call
 * @param {Pick<SignedRequest, "base">} request
 * @param {Ways} ways
 */
export function calls(call, { base }, ways) {
  const path = pathOf(base);
  const [first, last] = [call.slice(0, Math.max(0, call.lastIndexOf("/"))), call.slice(call.lastIndexOf("/") + 1)];
  const parts = first ? [last, first, first + last, `${first}.${last}`] : [];
  return realChanges(call, [
    ...each("call-part", ...parts.filter((part) => part)),
    ...filled(ways, "call", new Map([["$call", call]])),
    ...each("call-case", call.toLowerCase(), call.toUpperCase(), call.slice(0, 1).toUpperCase() + call.slice(1)),
    ...each("call-slash", path + call, path.replace(/api\/$/, "") + call),
    ...each("call-other", ...ways.calls.filter((name) => name !== call && name !== last)),
  ]);
}

/**
 * Return the address of the API in other spellings, the given one first.
 *
 * @param {string} base
 */
function spellings(base) {
  const path = pathOf(base);
  return new Set([
    base,
    path,
    path.slice(1),
    base.replace(/^(https?:\/\/[^/:]+)(?::\d+)?/, "$1"),
    base.replace(/^(https:\/\/[^/:]+)(?::\d+)?/, "$1:443"),
    base.replace(/^(http:\/\/[^/:]+)(?::\d+)?/, "$1:80"),
  ]);
}

/**
 * Return the texts that are made by putting the parts together in a wrong way.
 *
 * @param {string} call
 * @param {string} query
 * @param {string} secret
 * @param {Pick<SignedRequest, "base">} request
 * @param {Ways} ways
 * @param {boolean} [second] whether there is another mistake, so that fewer are tried
 */
export function layouts(call, query, secret, { base }, ways, second = false) {
  const path = query ? `${call}?${query}` : call;
  const parts = new Map([
    ["$call", call],
    ["$query", query],
    ["$secret", secret],
  ]);
  /** @param {string} start */
  const odd = (start) => [
    `${start}${call}?${query}${secret}`,
    `${start}?${query}${secret}`,
    `${start.slice(0, -1)}?${query}${secret}`,
    start + query + secret,
    call + start + path + secret,
  ];
  const urls = [...spellings(base)].flatMap((start) => [
    start + path + secret,
    start + call + query + secret,
    ...(second ? [] : odd(start)),
  ]);
  return realChanges(call + query + secret, [...filled(ways, "layout", parts), ...each("url-hashed", ...urls)]);
}

/**
 * Return texts that are wrong as a whole: encoded once more, or signed as a callback is.
 *
 * @param {string} call
 * @param {string} query
 * @param {string} secret
 * @param {Ways} ways
 */
export function asAWhole(call, query, secret, ways) {
  const text = call + query + secret;
  const bytes = bytesOf(text);
  const own = /(?:^|&)callbackURL=([^&]*)/.exec(query);
  const urls = own ? new Set([unescapeForm(own[1]), own[1]]) : [];
  const signed = [...urls].flatMap((url) => [
    url + query + secret,
    url + secret,
    `${url}{}${secret}`,
    call + url + secret,
  ]);
  return realChanges(text, [
    ...each("whole-encoded", ...ways.encoders.map((encoder) => encoded(bytes, encoder))),
    ...each("signed-as-callback", ...signed),
  ]);
}

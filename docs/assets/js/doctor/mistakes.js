/* The mistakes that the doctor tries: small changes of what is hashed. Those of the query string stand in queries.js.
   snippets/checksum_doctor.py has the same in the same order. */

import { each, realChanges } from "./changes.js";

/**
 * @import { Bytes } from "./hashes.js"
 * @import { SignedRequest } from "./request.js"
 */

const SIGNS = ["&", "+", " ", ":", "|", "\n", ","];

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
 */
export function secrets(secret, { base }) {
  const host = base.replace(/\/api\/$/, "");
  return realChanges(secret, [
    ...each("secret-line-end", `${secret}\n`, `${secret}\r\n`, `${secret}\r`),
    ...each("secret-space", ` ${secret}`, `${secret} `, ` ${secret} `, `${secret}\t`, `\t${secret}`),
    ...each("secret-quotes", `"${secret}"`, `'${secret}'`),
    ...each("secret-case", secret.toUpperCase(), secret.toLowerCase()),
    ...each("secret-bom", `\ufeff${secret}`),
    ...(host ? each("secret-url", host, `${host}/`, base, base.slice(0, -1)) : []),
    ...each("secret-missing", ""),
  ]);
}

/**
 * Return wrong call names.
 *
 * @param {string} call
 * @param {Pick<SignedRequest, "base">} request
 * @param {string[]} names those of all calls
 */
export function calls(call, { base }, names) {
  return realChanges(call, [
    ...each("call-missing", ""),
    ...each("call-case", call.toLowerCase(), call.toUpperCase(), call[0].toUpperCase() + call.slice(1)),
    ...each("call-slash", `/${call}`, `${call}/`, `api/${call}`, `/api/${call}`, pathOf(base) + call),
    ...each("question-mark", `${call}?`),
    ...each("call-other", ...names.filter((name) => name !== call)),
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
 */
export function layouts(call, query, secret, { base }) {
  const path = query ? `${call}?${query}` : call;
  const orders = [
    secret + call + query,
    call + secret + query,
    query + call + secret,
    query + secret + call,
    secret + query + call,
  ];
  const separated = SIGNS.flatMap((sign) => [
    call + sign + query + sign + secret,
    call + query + sign + secret,
    call + sign + query + secret,
  ]);
  const urls = [...spellings(base)].flatMap((start) => [start + path + secret, start + call + query + secret]);
  return realChanges(call + query + secret, [
    ...each("secret-first", ...orders),
    ...each("separator", ...separated),
    ...each("url-hashed", ...urls),
    ...each("newline", `${call}${query}${secret}\n`, `${call}${query}${secret}\r\n`),
  ]);
}

/**
 * Return a text in UTF-16.
 *
 * @param {string} text
 * @param {boolean} little whether the lower byte of a unit comes first
 */
function utf16(text, little) {
  const bytes = new Uint8Array(2 * text.length);
  const view = new DataView(bytes.buffer);
  for (let n = 0; n < text.length; n++) view.setUint16(2 * n, text.charCodeAt(n), little);
  return bytes;
}

/**
 * Return the wrong bytes of a text, each with the id of its mistake.
 *
 * @param {string} text
 * @returns {[id: string, bytes: Bytes][]}
 */
export function encodings(text) {
  const latin = /^[\0-\xff]*$/.test(text) && /[^\0-\x7f]/.test(text);
  /** @type {[string, Bytes][]} */
  const found = [
    ["utf-16", utf16(text, true)],
    ["utf-16", utf16(text, false)],
    ["utf-16", utf16(`\ufeff${text}`, true)],
    ["utf-16", utf16(`\ufeff${text}`, false)],
  ];
  if (latin) found.push(["latin-1", Uint8Array.from(text, (letter) => letter.charCodeAt(0))]);
  return found;
}

/* The mistakes that the doctor tries: small changes of what is hashed, each with the id that
   docs/catalog/checksum-mistakes.yml explains. snippets/checksum_doctor.py has the same in the same order.

   A change of a text is a pair [id, changed text]; equal texts and no-changes are dropped by `changes`. */

import { parameters } from "./request.js";

const MARKS = "!'()*/:,;@[]$";
const quote = (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`;

/** Percent-decode what can be decoded. */
export function decoded(text) {
  return text.replace(/(?:%[0-9a-f]{2})+/gi, (run) => {
    try {
      return decodeURIComponent(run);
    } catch {
      return run;
    }
  });
}

const encodeMarks = (text) => text.replace(/[!'()*/:,;@[\]$]/g, quote);
const decodeMarks = (text) => text.replace(/%(?:21|27|28|29|2A|2F|3A|2C|3B|40|5B|5D|24)/gi, (each) => decodeURIComponent(each));
const decodeMark = (text, mark) => text.replace(new RegExp(quote(mark), "gi"), mark);
const encodeMark = (text, mark) => text.replaceAll(mark, quote(mark));
const rawLetters = (text) => text.replace(/(?:%[89a-f][0-9a-f])+/gi, decoded);

/** Changes without those that change nothing, each text once per id. */
function changes(text, pairs) {
  const seen = new Set();
  return pairs.filter(([id, changed]) => {
    const name = `${id} ${changed}`;
    return changed !== text && !seen.has(name) && seen.add(name);
  });
}

/** Wrong secrets. */
export function secrets(secret, { base }) {
  const host = base.replace(/\/api\/$/, "");
  return changes(secret, [
    ...["\n", "\r\n", "\r"].map((end) => ["secret-line-end", secret + end]),
    ...[` ${secret}`, `${secret} `, ` ${secret} `, `${secret}\t`, `\t${secret}`].map((each) => ["secret-blank", each]),
    ...[`"${secret}"`, `'${secret}'`].map((each) => ["secret-quotes", each]),
    ...[secret.toUpperCase(), secret.toLowerCase()].map((each) => ["secret-case", each]),
    ["secret-bom", `\ufeff${secret}`],
    ...(host ? [host, `${host}/`, base, base.slice(0, -1)].map((each) => ["secret-url", each]) : []),
    ["secret-missing", ""],
  ]);
}

/** Wrong call names. `names` are those of all calls. */
export function calls(call, { base }, names) {
  const path = base.replace(/^https?:\/\/[^/]+/, "");
  return changes(call, [
    ["call-missing", ""],
    ...[call.toLowerCase(), call.toUpperCase(), call[0].toUpperCase() + call.slice(1)].map((each) => ["call-case", each]),
    ...[`/${call}`, `${call}/`, `api/${call}`, `/api/${call}`, path + call].map((each) => ["call-slash", each]),
    ["question-mark", `${call}?`],
    ...names.filter((name) => name !== call).map((name) => ["call-other", name]),
  ]);
}

/** All orders of up to five parameters; of more, only some. */
function orders(parts) {
  if (parts.length > 5) return [[...parts].sort(), [...parts].reverse(), parts.slice(1).concat(parts.slice(0, 1))];
  const all = (rest) => (rest.length < 2 ? [rest] : rest.flatMap((each, n) => all(rest.filter((_, m) => m !== n)).map((tail) => [each, ...tail])));
  return all(parts);
}

/** Wrong query strings. `given`: {body, fragment, older}. An order of a `reordered` query is no new one if all were tried. */
export function queries(query, { body = "", fragment = "", older = [] }, reordered = false) {
  const parts = parameters(query);
  const after = query ? `${query}&` : "";
  const inBody = /^[^<{\s]+=/.test(body) ? parameters(body.trim()) : [];
  const pairs = [
    ["decoded", decoded(query)],
    ["decoded", decoded(query.replace(/\+/g, " "))],
    ["non-ascii-raw", rawLetters(query)],
    ["plus-blank", query.replace(/%20/g, "+")],
    ["plus-blank", query.replace(/\+/g, "%20")],
    ["plus-blank", query.replace(/%20|\+/g, " ")],
    ["tilde", query.replace(/~/g, "%7E")],
    ["tilde", query.replace(/%7E/gi, "~")],
    ["marks", encodeMarks(query)],
    ["marks", decodeMarks(query)],
    ...[...MARKS].flatMap((mark) => [["marks", encodeMark(query, mark)], ["marks", decodeMark(query, mark)]]),
    ["hex-case", query.replace(/%[0-9a-f]{2}/gi, (each) => each.toLowerCase())],
    ["hex-case", query.replace(/%[0-9a-f]{2}/gi, (each) => each.toUpperCase())],
    ["double-encoded", query.replace(/%/g, "%25")],
    ["double-encoded", query.replace(/%25/g, "%")],
    ["html-escaped", query.replace(/&amp;/g, "&")],
    ["html-escaped", query.replace(/&/g, "&amp;")],
    ["ampersand", `&${query}`],
    ["ampersand", `${query}&`],
    ...older.flatMap((sum) => [["checksum-included", `${after}checksum=${sum}`], ["checksum-included", `checksum=${sum}&${query}`]]),
    ...[`${after}checksum=`, `checksum=&${query}`, `${after}checksum`, `checksum=${query}`].map((each) => ["checksum-included", each]),
    ...parts.map((_, n) => ["parameter-added", parts.filter((__, m) => m !== n).join("&")]),
    ["parameter-added", parts.filter((part) => !part.endsWith("=")).join("&")],
    ...(reordered && parts.length <= 5 ? [] : orders(parts)).map((order) => ["order", order.join("&")]),
    ...(body ? [["body-included", query + body], ["body-included", after + body], ["body-included", body]] : []),
    ...(inBody.length ? [["body-included", [...parts, ...inBody].sort().join("&")]] : []),
    ...(fragment ? [["fragment", query + fragment], ["fragment", query + fragment.slice(1)]] : []),
    ["query-missing", ""],
  ];
  return changes(query, pairs.filter(([id, text]) => text || id === "query-missing"));
}

/** Wrong ways to put the text together: [id, text]. `other` is the address in other spellings. */
export function layouts(call, query, secret, { base }) {
  const mark = query ? `${call}?${query}` : call;
  const path = base.replace(/^https?:\/\/[^/]+/, "");
  const bases = [base, path, path.slice(1), base.replace(/^(https?:\/\/[^/:]+)(?::\d+)?/, "$1"), base.replace(/^(https:\/\/[^/:]+)(?::\d+)?/, "$1:443"), base.replace(/^(http:\/\/[^/:]+)(?::\d+)?/, "$1:80")];
  return changes(call + query + secret, [
    ...[secret + call + query, call + secret + query, query + call + secret, query + secret + call, secret + query + call].map((each) => ["secret-first", each]),
    ...["&", "+", " ", ":", "|", "\n", ","].flatMap((sign) => [
      ["separator", call + sign + query + sign + secret],
      ["separator", call + query + sign + secret],
      ["separator", call + sign + query + secret],
    ]),
    ...[...new Set(bases)].flatMap((each) => [["url-hashed", each + mark + secret], ["url-hashed", each + call + query + secret]]),
    ["newline", `${call}${query}${secret}\n`],
    ["newline", `${call}${query}${secret}\r\n`],
  ]);
}

const units = (text, little) => Uint8Array.from([...Array(text.length).keys()].flatMap((n) => {
  const unit = text.charCodeAt(n);
  return little ? [unit & 255, unit >> 8] : [unit >> 8, unit & 255];
}));

/** Wrong bytes of a text: [id, bytes]. */
export function encodings(text) {
  const latin = /^[\0-\xff]*$/.test(text) && /[^\0-\x7f]/.test(text);
  return [
    ["utf-16", units(text, true)],
    ["utf-16", units(text, false)],
    ["utf-16", units(`\ufeff${text}`, true)],
    ["utf-16", units(`\ufeff${text}`, false)],
    ...(latin ? [["latin-1", Uint8Array.from(text, (letter) => letter.charCodeAt(0))]] : []),
  ];
}

/* Reads the request of which the checksum is to be looked at: a call, or a callback of bbb-webhooks. */

/**
 * @typedef {object} SignedRequest
 * @property {string} base the address up to and with /api/
 * @property {string} call
 * @property {string} query without the checksum
 * @property {string} checksum
 * @property {string[]} older the values of more checksum parameters
 * @property {string} fragment with its #
 * @property {string} body
 * @property {string} callback the URL of a callback; empty if it is a call
 */

const SPACE = String.raw` \t\r\n\f\v`;
const AROUND = String.raw`${SPACE}\u00a0\u2000-\u200f\u2028-\u202f\u205f-\u2069\u3000\ufeff"'\u2018\u2019\u201c\u201d`;
const SEPARATOR = String.raw`(?:&amp;|&#0?38;|\\u0026)`;
const FIELD = "(?:domain|event|timestamp)=";
const HALVES = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;
const AFTER_DIGITS = new RegExp(`(?<=[0-9a-f]{32})[.,;:!)\\]}>${AROUND}]+$`, "i");
const NAME = new RegExp(`api/([A-Za-z][^${SPACE}"'<>?#&=]*)`, "g");
const BEFORE = new RegExp(`[^${SPACE}"'<>\`?#&=(\\[\\u201c]*$`);
const SIGNED = `[?&;]checksum=[^${SPACE}]*`;
const EVENT = new RegExp(`(?:^|(?<=[${SPACE}'"]))(${FIELD}[^${SPACE}'"]*&${FIELD}[^${SPACE}'"]*)`);
const SUM = new RegExp(`[?&]checksum=[^${SPACE}"'<>&#]*`, "g");
const ENDS = " \t\r\n\f\v\"'<>".split(""); // none of them is in a URL
const POSTED = new RegExp(`(?:POST|GET) (/[^${SPACE}"]*?[?&]checksum=[^${SPACE}"&#]*)`);
const HOST = new RegExp(`(?:^|\\n)host: *([^${SPACE}/]+)`, "i");
const MOST = 20; // places that may be the path of a call

/** @type {Record<string, string>} */
const CLOSES = { '"': '"', "'": "'", "`": "`", "<": ">", "(": ")", "[": "]", "\u201c": "\u201d" };

/**
 * Return the parameters of a query as they stand there, without the empty ones.
 *
 * @param {string} query
 */
export const parameters = (query) => query.split("&").filter((part) => part);

/** @param {string} part */
const isChecksum = (part) => /^checksum(?:=|$)/.test(part);

/**
 * Return a text with halves of characters as TextEncoder would write them.
 *
 * @param {string} text
 */
const whole = (text) => text.replace(HALVES, "\ufffd");

/**
 * Return a text without the backslashes that JSON may put in front of slashes, if an address in it has them.
 *
 * @param {string} text
 */
const unescapedSlashes = (text) => (/:\\\/\\\/|\\\/api\\\//.test(text) ? text.replaceAll("\\/", "/") : text);

/**
 * Return a text without white space of ASCII around it.
 *
 * @param {string} text
 */
export const trimmed = (text) => text.replace(new RegExp(`^[${SPACE}]+|(?<![${SPACE}])[${SPACE}]+$`, "g"), "");

/**
 * Return the place of the first match in a part of a text, and where it ends; null if there is none.
 *
 * @param {string} pattern
 * @param {string} text
 * @param {number} from
 * @param {number} to
 */
function within(pattern, text, from, to) {
  const found = new RegExp(pattern).exec(text.slice(from, to));
  return found && { start: from + found.index, end: from + found.index + found[0].length };
}

/**
 * Return where the line ends in which a place is.
 *
 * @param {string} text
 * @param {number} at
 */
const lineEnd = (text, at) => (text.includes("\n", at) ? text.indexOf("\n", at) : text.length);

/**
 * Return where the quote is that closes the one before an address; null if none was opened, or none closes it.
 *
 * @param {string} text
 * @param {number} start
 * @param {number} path
 */
function closingQuote(text, start, path) {
  const closing = start ? CLOSES[text[start - 1]] : undefined;
  if (!closing) return null;
  const line = lineEnd(text, path);
  const last = `${closing.replace(/[)\]]/, "\\$&")}(?=[${SPACE},;)\\]}>."'\`\\\\]|$)`;
  let first = within(last, text, path, line);
  const signed = first && within(SIGNED, text, first.start, line);
  const between = signed ? text.slice(path, signed.start) : "checksum=";
  if (signed && !/checksum=|:\/\//.test(between)) first = within(last, text, signed.start, line); // it stood in a value
  const end = first ? first.start : text.slice(0, line).indexOf(closing, path);
  return end < 0 ? null : end;
}

/**
 * Return where an address ends: at the quote that closes the one before it; else at white space.
 *
 * @param {string} text
 * @param {number} start
 * @param {number} path
 */
function endOf(text, start, path) {
  const quote = closingQuote(text, start, path);
  if (quote !== null) return text[quote - 1] === "\\" ? quote - 1 : quote;
  const stop = within(`[${SPACE}]`, text, path, text.length);
  if (!stop) return text.length;
  if (text.slice(start, stop.start).includes("checksum=")) return stop.start;
  return within(SIGNED, text, stop.start, lineEnd(text, stop.start))?.end ?? stop.start;
}

/**
 * Return the query without the parameter checksum, as a server cuts it out, and the values of that parameter.
 *
 * @param {string} asked
 */
function withoutChecksum(asked) {
  const escaped = new RegExp(`${SEPARATOR}checksum=`).test(asked);
  const parts = asked.split(escaped ? new RegExp(`${SEPARATOR}(?=checksum=)|&(?!amp;|#0?38;)`) : "&");
  const sums = parts.filter(isChecksum).map((part) => part.slice(9));
  return { query: parts.filter((part) => !isChecksum(part)).join("&"), sums };
}

/**
 * Return what stands behind the path of a call: the query and the fragment.
 *
 * @param {string} rest
 */
function afterPath(rest) {
  const mark = rest.indexOf("#");
  const asked = rest.startsWith("?") ? rest.slice(1, mark < 0 ? undefined : mark) : "";
  const fragment = mark < 0 || !/^[?#]/.test(rest) ? "" : rest.slice(mark + 1);
  if (rest.startsWith("?") && fragment.includes("checksum=") && !asked.includes("checksum="))
    return { asked: rest.slice(1), fragment: "" }; // a raw # in a value
  return { asked, fragment };
}

/**
 * Return the request of a call of which the path was found.
 *
 * @param {string} text
 * @param {number} at
 * @param {number} matched where the match ends
 * @param {string} body
 * @returns {SignedRequest | null}
 */
function callAt(text, at, matched, body) {
  const from = Math.max(0, at - 300);
  let start = from + (BEFORE.exec(text.slice(from, at))?.index ?? at - from);
  const before = text.slice(start, at);
  start += Math.max(0, before.lastIndexOf("http://"), before.lastIndexOf("https://"));
  if (start < at && text[at - 1] !== "/") return null;
  const end = endOf(text, start, at);
  const path = text.slice(start, Math.min(matched, end));
  const cut = Math.max(start + path.lastIndexOf("/api/") + 1, at) + 4;
  const name = text.slice(cut, Math.min(matched, end));
  const call = name.startsWith("hooks/") && name.length > 6 ? name : name.replace(/\/+$/, "");
  if (!/^[A-Za-z][A-Za-z0-9._/-]*$/.test(call)) return null;
  const { asked, fragment } = afterPath(text.slice(cut + name.length, end));
  const { query, sums } = withoutChecksum(asked);
  const bare = sums.map((sum) => sum.replace(AFTER_DIGITS, ""));
  return {
    base: text.slice(start, cut),
    call,
    query,
    checksum: bare.at(-1) ?? "",
    older: bare.slice(0, -1),
    fragment: fragment && `#${fragment}`,
    body,
    callback: "",
  };
}

/**
 * Return the first URL with a checksum; an empty text if there is none.
 *
 * @param {string} text
 */
function signedUrl(text) {
  for (const found of [...text.matchAll(SUM)].slice(0, MOST)) {
    const before = text.slice(0, found.index);
    const start = Math.max(...ENDS.map((sign) => before.lastIndexOf(sign))) + 1;
    const scheme = before.slice(start).search(/https?:\/\//);
    if (scheme >= 0) return before.slice(start + scheme) + found[0];
  }
  return "";
}

/**
 * Return the request of a callback: a URL that has a checksum and is no call, or the request as it arrived.
 *
 * @param {string} text
 * @param {string} body
 * @returns {SignedRequest | null}
 */
function callbackIn(text, body) {
  const [line, host] = [POSTED.exec(text), HOST.exec(text)];
  const url = signedUrl(text) || (line && host ? `//${host[1]}${line[1]}` : "");
  if (!url) return null;
  const parts = url.split(/[?&]checksum=/);
  const checksum = parts.pop() ?? "";
  const callback = parts.join("?checksum=");
  return {
    base: "",
    call: "",
    query: "",
    checksum,
    older: [],
    fragment: "",
    body: body.replace(/^[\r\n]+|(?<![\r\n])[\r\n]+$/g, ""),
    callback,
  };
}

/**
 * Return the requests of all calls in a text.
 *
 * @param {string} text
 * @param {string} body
 */
const callsIn = (text, body) =>
  [...text.matchAll(NAME)]
    .slice(0, MOST)
    .map((found) => callAt(text, found.index, found.index + found[0].length, body))
    .filter((read) => read !== null);

/**
 * Return the request in a URL, a path, a curl line, a line of an access log, or a callback as it arrived; null if there
 * is none.
 *
 * @param {string} pasted
 * @param {string} [given] the body
 * @returns {SignedRequest | null}
 */
export function requestIn(pasted, given = "") {
  const text = unescapedSlashes(trimmed(whole(pasted)));
  const body = whole(given);
  const event = EVENT.exec(body) ?? EVENT.exec(text);
  const requests = event ? [] : callsIn(text, body);
  const signed = requests.find(({ checksum }) => checksum);
  const url = signedUrl(text);
  if (requests.length && (signed || !url || url.endsWith("checksum="))) return signed ?? requests[0];
  return callbackIn(text, body || (event ? event[1] : ""));
}

const LEADING = new RegExp(`^[${AROUND}]+`);
const TRAILING = new RegExp(`(?<![${AROUND}])[${AROUND}]+$`);
const LABEL = new RegExp(`^(?:[Ss]ecret|securitySalt) ?[:=][${SPACE}]*`);

/**
 * Return the secret without what commonly sticks to it.
 *
 * @param {string} secret
 */
export const bareSecret = (secret) =>
  whole(secret).replace(LEADING, "").replace(LABEL, "").replace(TRAILING, "").replace(LEADING, "");

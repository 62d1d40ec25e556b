/**
 * A small client for the BigBlueButton (BBB) API. Copy this file; it needs Node.js 20 and the XML parser saxes 6:
 *
 *     npm install saxes@6.0.0
 *
 *     const bbb = Client.fromEnv(); // reads BBB_URL and BBB_SECRET
 *     const response = await bbb.call("create", { meetingID: "algebra-1", name: "Algebra I" });
 *     console.log(response.get("createTime"), response.warning);
 *
 * A call that fails rejects with one of these. Catch those you can do something about:
 *
 *     BBBError          has key, message, call, status and page
 *     ├── FixRequest    the request is wrong; sent again, it fails again
 *     ├── FixSecret     checksumError, or HTTP 401: not the secret, algorithm or query string the server expects
 *     ├── RetryLater    the room is full, or the server down or too slow; it may have done the work all the same
 *     ├── Refused       the server says no, or what you ask for is not there; tell the user
 *     └── BadResponse   not an API response: a wrong URL or certificate, an error page, something broken or hostile
 *
 * Wrong settings, such as an empty secret, are a TypeError or a RangeError. The secret and checksums stay out of
 * errors, stack traces and what console.log shows. Each call has a connection of its own and keeps no cookies, so that
 * no response changes what happens to the next call. fetch uses a proxy only if Node.js is told to.
 */

import { createHash } from "node:crypto";
import process from "node:process";
import { isAnyArrayBuffer } from "node:util/types";
import { SaxesParser } from "saxes";

/** Where your copy of the error reference is. Without it, the links to its pages are relative. */
const DOCS_URL = process.env.BBB_ERRORS_URL ?? "";

/** The hashes a server may accept; it sees by the length of a checksum which one was used. */
export const ALGORITHMS = Object.freeze(["sha1", "sha256", "sha384", "sha512"]);

/**
 * @typedef {string | number | bigint | boolean | null | undefined} Value What a parameter may be. A boolean is sent as
 *   true or false; null and undefined are not sent.
 * @typedef {Readonly<Record<string, Value>> | Iterable<readonly [string, Value]>} Params Parameters of a call. An object
 *   moves names that are whole numbers to the front; to keep every order, pass a Map or a list of pairs.
 * @typedef {string | ArrayBuffer | ArrayBufferView | Blob | Params} Body What a POST may carry; parameters become a form.
 * @typedef {{ checksum: string, secret: string }} Sent What must not show, because it was sent.
 */

/** A call that failed. Branch on the class or on `key`, never on the text: texts differ between releases. */
export class BBBError extends Error {
  /**
   * Keeps what is known. Without a key, `page` is the name of the error's page; it becomes the whole link.
   *
   * @param {string} message
   * @param {{ key?: string | null, call?: string, status?: number | null, page?: string }} [known]
   */
  constructor(message, { key = null, call = "", status = null, page = "" } = {}) {
    super(message);
    this.key = key;
    this.call = call;
    this.status = status;
    const slug = (key || page).replace(/[^A-Za-z0-9_-]/gu, "-");
    this.page = `${[DOCS_URL.replace(/\/+$/, ""), "errors", slug].filter(Boolean).join("/")}/`;
  }

  /** The name of the class, which heads the stack trace. */
  get name() {
    return this.constructor.name;
  }
}

/** The request is wrong. Sent again as it is, it fails again. */
export class FixRequest extends BBBError {}

/** The checksum is not the one the server expects: wrong secret or algorithm, or another query was hashed. */
export class FixSecret extends BBBError {}

/** The same request may succeed later, or has worked unseen; `create` then returns duplicateWarning. */
export class RetryLater extends BBBError {}

/** The server says no, or does not have the meeting, recording or user. Tell whoever asked. */
export class Refused extends BBBError {}

/** What arrived isn't a response of the API. */
export class BadResponse extends BBBError {}

/**
 * What a key asks the caller to do. Other keys, and responses without one, are Refused.
 *
 * @type {Map<string, typeof BBBError>}
 */
const KINDS = new Map([
  // [keys] written by `make generate` from the catalog
  ["b3scale_server_error", FixRequest],
  ["b3scaleGatewayError", RetryLater],
  ["checksumError", FixSecret],
  ["clientError", FixRequest],
  ["configXMLChecksumError", FixSecret],
  ["configXMLError", FixRequest],
  ["createHookError", FixRequest],
  ["destroyHookError", RetryLater],
  ["emptyError", FixRequest],
  ["fullNameTooLong", FixRequest],
  ["idNotUnique", FixRequest],
  ["internalError", RetryLater],
  ["invalidFormat", FixRequest],
  ["invalidKind", FixRequest],
  ["invalidLang", FixRequest],
  ["invalidPassword", FixRequest],
  ["invalidPresentationUrl", FixRequest],
  ["malformedXml", FixRequest],
  ["maxParticipantsReached", RetryLater],
  ["meetingPoolReached", RetryLater],
  ["missingParamCallbackURL", FixRequest],
  ["missingParameterMeetingID", FixRequest],
  ["missingParameterName", FixRequest],
  ["missingParameterPublish", FixRequest],
  ["missingParameterRecordID", FixRequest],
  ["missingParameters", FixRequest],
  ["missingParamFullName", FixRequest],
  ["missingParamHookID", FixRequest],
  ["missingParamMeetingID", FixRequest],
  ["missingParamMessage", FixRequest],
  ["missingParamPublish", FixRequest],
  ["missingParamRecordID", FixRequest],
  ["noInstanceFound", RetryLater],
  ["nonUniqueVoiceBridge", FixRequest],
  ["noResponse", RetryLater],
  ["nullError", FixRequest],
  ["paramError", FixRequest],
  ["Params required", FixRequest],
  ["parentMeetingIDMissing", FixRequest],
  ["parentMeetingIdMissing", FixRequest],
  ["pollXMLChecksumError", FixSecret],
  ["sameServer", FixRequest],
  ["serverTagUnavailable", RetryLater],
  ["serverUnavailable", RetryLater],
  ["sizeError", FixRequest],
  ["tenantNotFound", FixRequest],
  ["unsupportedContentType", FixRequest],
  ["unsupportedRequest", FixRequest],
  ["upload_text_track_failed", RetryLater],
  ["userPoolReached", RetryLater],
  ["validationError", FixRequest],
  // [/keys]
]);

/** An element of a response in XML. */
export class XmlElement {
  /** @type {XmlElement[]} The elements in it. */
  children = [];

  /**
   * @param {string} name its name; with a namespace, it begins with that in braces
   * @param {string} text what stands in it before the first element or comment
   */
  constructor(name, text = "") {
    this.name = name;
    this.text = text;
  }

  /**
   * Returns the elements on a path such as meetings/meeting.
   *
   * @param {string} path
   * @returns {XmlElement[]}
   */
  findAll(path) {
    /** @type {XmlElement[]} */
    let found = [this];
    for (const name of path.split("/"))
      found = found.flatMap((element) => element.children.filter((child) => child.name === name));
    return found;
  }

  /**
   * Returns the text of the first element on a path.
   *
   * @param {string} path
   * @returns {string | undefined}
   */
  textOf(path) {
    const [name, ...rest] = path.split("/");
    for (const child of this.children) {
      if (child.name !== name) continue;
      const text = rest.length ? child.textOf(rest.join("/")) : child.text;
      if (text !== undefined) return text;
    }
    return undefined;
  }
}

/** A response, whatever form it came in. Calls return only those with returncode SUCCESS, and no HTTP error. */
export class Response {
  #xml;
  #data;
  #location;

  /**
   * @param {{ call: string, status: number, returncode: string, key?: string | null, message?: string,
   *   xml?: XmlElement, data?: Record<string, unknown>, location?: string }} known
   */
  constructor({ call, status, returncode, key = null, message = "", xml, data = {}, location = "" }) {
    this.call = call;
    this.status = status;
    this.returncode = returncode;
    this.key = key;
    this.message = message;
    this.#xml = xml ?? new XmlElement("response");
    this.#data = data;
    this.#location = location;
  }

  /** The element `response`; empty if the response isn't XML. */
  get xml() {
    return this.#xml;
  }

  /** The members of `response`; empty if the response isn't JSON. */
  get data() {
    return this.#data;
  }

  /**
   * Where `join` sends the browser, by http or https. The host is the server's word; it gets the session token. From a
   * load balancer it is `join` of a server behind it, which then responds to the browser itself.
   */
  get location() {
    return this.#location;
  }

  /** The key, if it matters in spite of SUCCESS: duplicateWarning means that your settings were ignored. */
  get warning() {
    return this.key === "duplicateWarning" ? this.key : null;
  }

  /**
   * Returns the text of an element or a member, such as `meetingID`. For what is nested, see xml and data.
   *
   * @param {string} name
   */
  get(name, otherwise = "") {
    const value = Object.hasOwn(this.#data, name) ? this.#data[name] : this.#xml.textOf(name);
    return ["string", "number", "boolean"].includes(typeof value) ? String(value) : otherwise;
  }
}

/**
 * Returns parameters as pairs; throws FixRequest for what isn't parameters, such as a stream or a text.
 *
 * @param {Params} params
 * @returns {(readonly [string, Value])[]}
 */
function pairs(params) {
  const iterable = typeof params === "object" && params !== null && Symbol.iterator in params;
  const found = iterable ? Array.from(params) : isPlain(params) && Object.entries(params);
  if (!found || !found.every((pair) => Array.isArray(pair) && pair.length === 2))
    throw new FixRequest("parameters are a plain object, a Map or a list of pairs");
  return found;
}

/**
 * Returns whether a value is an object of no class, also if it comes from another context.
 *
 * @param {unknown} value
 */
function isPlain(value) {
  if (typeof value !== "object" || value === null) return false;
  const above = Object.getPrototypeOf(value);
  return above === null || Object.getPrototypeOf(above) === null;
}

/**
 * Returns the bytes of a body, or nothing if it is to become a form; throws FixRequest for a body that can't be sent.
 *
 * @param {string} call
 * @param {Body} body
 * @returns {Promise<Uint8Array<ArrayBuffer> | undefined>}
 */
async function bytesOf(call, body) {
  if (typeof body === "string") {
    if (body.isWellFormed()) return Buffer.from(body);
    throw new FixRequest("nothing was sent: body, headers or cookies cannot be encoded", { call });
  }
  if (ArrayBuffer.isView(body)) return Buffer.from(new Uint8Array(body.buffer, body.byteOffset, body.byteLength));
  if (isAnyArrayBuffer(body)) return Buffer.from(body);
  if (!(body instanceof Blob)) return undefined;
  try {
    return Buffer.from(await body.arrayBuffer());
  } catch {
    throw new FixRequest("nothing was sent: the body cannot be read", { call });
  }
}

/**
 * Percent-encodes one text. encodeURIComponent leaves !'()* as they are; other languages encode them.
 *
 * @param {string} text
 */
const quote = (text) =>
  encodeURIComponent(text).replace(/[!'()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`);

/**
 * Percent-encodes parameters as UTF-8, each value once and in the order given.
 *
 * @param {Params} params
 */
export function encode(params) {
  try {
    return pairs(params)
      .filter(([, value]) => value !== null && value !== undefined)
      .map(([name, value]) => `${quote(name)}=${quote(String(value))}`)
      .join("&");
  } catch (error) {
    if (!(error instanceof URIError)) throw error;
    throw new FixRequest("a parameter holds half a character (a lone surrogate)");
  }
}

/**
 * Returns a call's query string with its checksum. Send it as it is: another encoding breaks the checksum.
 *
 * @param {string} call
 * @param {Params} params
 * @param {string} secret
 */
export function sign(call, params, secret, algorithm = "sha256") {
  if (!ALGORITHMS.includes(algorithm)) throw new TypeError(`unknown algorithm; use one of ${ALGORITHMS.join(", ")}`);
  const query = encode(params);
  const checksum = createHash(algorithm).update(`${call}${query}${secret}`).digest("hex");
  return query ? `${query}&checksum=${checksum}` : `checksum=${checksum}`;
}

const NOTHING_SENT = Object.freeze({ checksum: "", secret: "" });

/**
 * Reads a response in any form of the API; throws what it stands for unless it is SUCCESS.
 *
 * @param {string} call
 * @param {number} status
 * @param {Uint8Array} body
 * @param {string} [location] the header Location
 * @param {Sent} [sent] what must not show, wherever the server repeats it
 */
export function parse(call, status, body, location = "", sent = NOTHING_SENT) {
  const redirected = status >= 300 && status < 400;
  const response = redirected ? readRedirect(call, status, location, sent) : readBody(call, status, body, sent);
  if (response.returncode !== "SUCCESS") throw failed(response);
  if (status < 200 || status >= 400) throw ofStatus(call, status, "the body says SUCCESS, and the HTTP status doesn't");
  if (call && response.get("apiVersion")) {
    // What a wrong method gets; only the call "" asks for the version.
    const page = "wrong-http-method";
    throw new FixRequest("nothing was done: the call wants another method", { call, status, page });
  }
  return response;
}

/** @param {Response} response */
function failed({ key, message, call, status }) {
  const Kind = KINDS.get(key ?? "") ?? (status >= 500 ? RetryLater : Refused);
  return new Kind(message || "no reason given", { key, call, status });
}

// Absolute URLs without user and password, of printable ASCII but for \, which browsers take for a slash.
const HOST = String.raw`https?:\/\/(?:[a-z0-9][\w.-]*|\[[0-9a-f:.]+\])(?::\d{1,5})?`;
const JOINED = new RegExp(String.raw`^${HOST}(?=[/?])[!"$-\[\]-~]*[?&]sessionToken=[!-\[\]-~]+$`, "i");
const PASSED_ON = new RegExp(String.raw`^${HOST}\/[!"$->@-\[\]-~]*\/join\?[!"$-\[\]-~]*\bchecksum=(\w+)$`, "i");

/**
 * @param {string} call
 * @param {number} status
 * @param {string} location
 * @param {Sent} sent
 */
function readRedirect(call, status, location, sent) {
  for (const [, value = ""] of Array.from(location.matchAll(/[?&]errors=([^&#]*)/g)).reverse()) {
    const errors = fromJson(unquote(value.replaceAll("+", " ")));
    const { key, message } = (Array.isArray(errors) && errors[0]) || {};
    if (typeof key === "string" && typeof message === "string") {
      const told = { key: line(key, sent), message: line(message, sent) };
      return new Response({ call, status, returncode: "FAILED", ...told });
    }
  }
  if (call === "join" && (JOINED.test(location) || isPassedOn(status, location, sent)))
    return new Response({ call, status, returncode: "SUCCESS", location });
  const page = "http-301-redirect";
  throw new BadResponse("redirected elsewhere: check the base URL, https too", { call, status, page });
}

/**
 * Returns whether a load balancer sends the browser to a server, for which it has signed the request anew.
 *
 * @param {number} status
 * @param {string} location
 * @param {Sent} sent
 */
function isPassedOn(status, location, sent) {
  const found = PASSED_ON.exec(location);
  return (status === 302 || status === 307) && found !== null && found[1] !== sent.checksum;
}

/** @type {(value: unknown) => value is Record<string, unknown>} */
const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

/**
 * @param {string} call
 * @param {number} status
 * @param {Uint8Array} body
 * @param {Sent} sent
 */
function readBody(call, status, body, sent) {
  const content = fromJson(decoded(body) ?? "");
  const data = isObject(content) && Object.hasOwn(content, "response") ? content.response : content;
  if (isObject(data) && typeof data.returncode === "string") {
    const texts = [data.returncode, data.messageKey, data.message].map((x) => (typeof x === "string" ? x : ""));
    const [returncode = "", key, message = ""] = texts.map((text) => line(text, sent));
    return new Response({ call, status, returncode, key: key || null, message, data });
  }
  const xml = fromXml(body);
  if (!xml) throw notAnApiResponse(call, status, body, sent);
  /** @type {(...paths: string[]) => string} */
  const read = (...paths) => line(paths.map((path) => xml.textOf(path)).find(Boolean) ?? "", sent);
  const key = read("messageKey", "errors/error/key") || null;
  const message = read("message", "errors/error/message");
  return new Response({ call, status, returncode: read("returncode"), key, message, xml });
}

/**
 * @param {string} text
 * @returns {unknown} nothing if it isn't JSON
 */
function fromJson(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * Decodes what must be whole in its encoding.
 *
 * @param {Uint8Array} body
 * @returns {string | undefined} nothing if it isn't, or if the encoding is unknown
 */
function decoded(body, encoding = "utf-8") {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(body);
  } catch {
    return undefined;
  }
}

/** How a response in XML begins. So no document type comes before it. */
const OPENING = /^(?:\xef\xbb\xbf)?(?:<\?xml(?:[^<>]*?encoding\s*=\s*["']([\w.-]+)["'])?[^<>]*\?>)?\s*<response[\s/>]/;

/** How deep elements may be nested. */
const DEEPEST = 256;

/**
 * Returns the element `response` if this is a response in XML.
 *
 * @param {Uint8Array} body
 */
function fromXml(body) {
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  const start = bytes.findIndex((byte) => !(byte === 32 || (byte >= 9 && byte <= 13)));
  const opening = start < 0 ? null : OPENING.exec(bytes.toString("latin1", start, start + 2000));
  const text = opening && decoded(bytes.subarray(start), opening[1]);
  if (!text) return undefined;
  try {
    const root = tree(text);
    return root.name === "response" && root.textOf("returncode") ? root : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Builds the tree of an XML document. Throws an Error at the first thing that isn't well-formed, and at a document type;
 * so there are no entities but XML's own five.
 *
 * @param {string} text
 */
function tree(text) {
  const above = [new XmlElement("")];
  const inside = () => /** @type {XmlElement} */ (above.at(-1));
  let leading = true; // before the first element or comment of the innermost element
  /** @type {(text: string) => void} */
  const add = (more) => {
    if (leading) inside().text += more;
  };
  const end = () => {
    leading = false;
  };
  /** @type {(reason: unknown) => never} */
  const refuse = (reason) => {
    throw reason instanceof Error ? reason : new Error("a document type");
  };
  const parser = new SaxesParser({ xmlns: true, position: false });
  parser.on("error", refuse);
  parser.on("doctype", refuse);
  parser.on("opentag", ({ uri, local }) => {
    if (above.length > DEEPEST) throw new Error("nested too deep");
    const element = new XmlElement(uri ? `{${uri}}${local}` : local);
    inside().children.push(element);
    above.push(element);
    leading = true;
  });
  parser.on("closetag", () => {
    above.pop();
    end();
  });
  parser.on("comment", end);
  parser.on("processinginstruction", end);
  parser.on("text", add);
  parser.on("cdata", add);
  parser.write(text).close();
  return /** @type {XmlElement} */ (inside().children[0]);
}

const PAGES = new Set([400, 401, 403, 404, 405, 408, 413, 414, 415, 429, 500, 502, 503, 504]);

/** @type {Map<number, typeof BBBError>} */
const STATUSES = new Map([
  [401, FixSecret],
  ...[405, 413, 414, 415].map((status) => /** @type {const} */ ([status, FixRequest])),
  ...[408, 429, 502, 503, 504].map((status) => /** @type {const} */ ([status, RetryLater])),
]);

/**
 * @param {string} call
 * @param {number} status
 * @param {Uint8Array} body
 * @param {Sent} sent
 */
function notAnApiResponse(call, status, body, sent) {
  const start = Buffer.from(body.subarray(0, 500))
    .toString("latin1")
    .replace(/<[^>]*>/g, " ");
  const words = Array.from(line(Buffer.from(start, "latin1").toString(), sent))
    .slice(0, 100)
    .join("");
  const what = words ? quoted(words) : "an empty body";
  return ofStatus(call, status, `not an API response, but ${what}`);
}

/**
 * @param {string} call
 * @param {number} status
 * @param {string} text
 */
function ofStatus(call, status, text) {
  const Kind = STATUSES.get(status) ?? BadResponse;
  const unhandled = status < 300 ? "not-bigbluebutton" : "";
  return new Kind(text, { call, status, page: PAGES.has(status) ? `http-${status}` : unhandled });
}

/**
 * Puts a text into quotation marks.
 *
 * @param {string} text
 */
function quoted(text) {
  const mark = text.includes("'") && !text.includes('"') ? '"' : "'";
  return `${mark}${text.replaceAll("\\", "\\\\").replaceAll(mark, `\\${mark}`)}${mark}`;
}

/** What failed, by the code of the error behind that of fetch: the page about it. */
const FAILURES = new Map([
  ["CERT_HAS_EXPIRED", "tls-expired"],
  ["DEPTH_ZERO_SELF_SIGNED_CERT", "tls-chain"],
  ["EAI_AGAIN", "dns"],
  ["ECONNREFUSED", "refused"],
  ["ECONNRESET", "reset"],
  ["ENOTFOUND", "dns"],
  ["ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION", "tls-version"],
  ["ERR_SSL_WRONG_VERSION_NUMBER", "tls-to-plain"],
  ["ERR_TLS_CERT_ALTNAME_INVALID", "tls-name"],
  ["ETIMEDOUT", "time-out"],
  ["HPE_INVALID_CONSTANT", "no-http"],
  ["SELF_SIGNED_CERT_IN_CHAIN", "tls-chain"],
  ["UNABLE_TO_GET_ISSUER_CERT_LOCALLY", "tls-chain"],
  ["UNABLE_TO_VERIFY_LEAF_SIGNATURE", "tls-chain"],
  ["UND_ERR_BODY_TIMEOUT", "time-out"],
  ["UND_ERR_CONNECT_TIMEOUT", "time-out"],
  ["UND_ERR_HEADERS_TIMEOUT", "time-out"],
  ["UND_ERR_RES_CONTENT_LENGTH_MISMATCH", "cut"],
]);

/** Those of these pages whose failure may pass by itself. */
const PASSING = new Set(["", "refused", "reset", "empty", "cut"]);

/**
 * Returns the page about a failure of fetch, or nothing if the failure doesn't tell.
 *
 * @param {string} name
 * @param {{ code?: string, message?: string } | undefined} cause
 * @param {"empty" | "cut"} closed the page about a connection that the server closed at this point
 */
function failurePage(name, cause, closed) {
  if (name === "TimeoutError") return "time-out";
  if (cause?.message === "bad port") return "bad-url"; // fetch refuses some ports, such as 6000 and 10080
  if (cause?.message === "other side closed") return closed;
  if (cause?.message?.includes("before secure TLS connection")) return "empty";
  return FAILURES.get(cause?.code ?? "") ?? "";
}

/**
 * Says what a failure of fetch means. The failure itself is not kept: it may hold the URL.
 *
 * @param {string} call
 * @param {unknown} error
 * @param {"empty" | "cut"} closed
 */
function noReply(call, error, closed) {
  const { name, cause } = /** @type {{ name: string, cause?: { code?: string, message?: string } }} */ (error);
  const page = failurePage(name, cause, closed);
  if (page === "time-out") return new RetryLater("no response in time", { call, page });
  const Kind = PASSING.has(page) || cause?.code === "EAI_AGAIN" ? RetryLater : BadResponse;
  const why = cause?.code ?? (page === "bad-url" ? cause?.message : name);
  return new Kind(`no response, the connection failed (${why})`, { call, page });
}

/**
 * Makes a server's text fit for a log: one line, no control characters, no checksum, not endless.
 *
 * @param {string} text
 * @param {Sent} sent
 */
function line(text, sent) {
  const start = Array.from(text.slice(0, 4000)).slice(0, 2000).join("");
  return masked(
    start
      .replace(/[\t-\r\x85\p{Z}]+/gu, " ")
      .trim()
      .replace(/\p{C}/gu, ""),
    sent,
  );
}

/**
 * Decodes what is percent-encoded in a text.
 *
 * @param {string} text
 */
const unquote = (text) =>
  text.replace(/(?:%[0-9a-f]{2})+/gi, (run) => Buffer.from(run.replaceAll("%", ""), "hex").toString());

/** Digits of a checksum, as they are or percent-encoded. */
const DIGITS = /(?:[0-9a-f]|%(?:25)*(?:3\d|[46][1-6])){8,}/gi;

/**
 * Hides what is called a checksum, and every run of digits that is the checksum of this call or a part of it. Of a text
 * that still holds it, or the secret, nothing is left.
 *
 * @param {string} text
 * @param {Sent} sent
 */
function masked(text, { checksum, secret }) {
  let shown = text.replace(/(checksum(?:=|%(?:25)*3D))[\p{L}\p{N}_]+/giu, "$1***");
  if (checksum) {
    shown = shown.replace(DIGITS, (digits) => {
      const plain = unquote(digits.replace(/%(?:25)+/g, "%")).toLowerCase();
      return checksum.includes(plain) || plain.includes(checksum) ? "***" : digits;
    });
  }
  if (secret.length >= 8) shown = shown.replaceAll(secret, "***"); // the server has it, too
  return holds(shown, checksum, secret) ? "***" : shown;
}

/**
 * Returns whether a text holds the secret, or a part of the checksum, in whatever way its letters are written or parted.
 *
 * @param {string} text
 * @param {string} checksum
 * @param {string} secret
 */
function holds(text, checksum, secret) {
  const parts = Array.from({ length: Math.max(0, checksum.length - 15) }, (_, at) => checksum.slice(at, at + 16));
  const secrets = secret.length >= 8 ? [secret] : [];
  const digits = [...parts, ...[...parts, ...secrets].map((each) => Buffer.from(each).toString("hex"))];
  const words = [...secrets.map((each) => each.toLowerCase()), ...secrets.map(letters)].filter(
    (each) => each.length >= 8,
  );
  const plain = plainly(text);
  return [plain, Array.from(plain).reverse().join(""), ...unpacked(plain)].some((written) => {
    const low = written.toLowerCase();
    const inDigits = low.replace(/[^0-9a-f]/g, "");
    return (
      digits.some((each) => inDigits.includes(each)) || words.some((each) => `${low} ${letters(low)}`.includes(each))
    );
  });
}

/**
 * Returns what of a text is letters and digits, in lower case.
 *
 * @param {string} text
 */
const letters = (text) => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "");

/**
 * Decodes letters that are written in the ways of HTML, JSON, C, quoted-printable or URLs, also more than once.
 *
 * @param {string} text
 */
function plainly(text) {
  /** @type {(code: number) => string} */
  const letter = (code) => (code <= 0x10ffff ? String.fromCodePoint(code) : "");
  let plain = text;
  for (let times = 0; times < 3; times++) {
    plain = plain
      .replace(/&(?:amp|#38|#x26);?/gi, "&")
      .replace(/&#x0*([0-9a-f]{1,6});?/gi, (_, hex) => letter(Number.parseInt(hex, 16)))
      .replace(/&#0*(\d{1,7});?/g, (_, digits) => letter(Number(digits)))
      .replace(/(?:[\\%]u(?:0{6}|00|\{0*)|\\x|=|%)([0-9a-f]{2})\}?/gi, (_, hex) => letter(Number.parseInt(hex, 16)));
  }
  return plain.normalize("NFKC");
}

/**
 * Yields what a text may hold in base64, from whichever letter it begins: as letters, and as hex digits.
 *
 * @param {string} text
 */
function* unpacked(text) {
  for (const [packed] of text.matchAll(/[A-Za-z0-9+/_-]{16,}/g)) {
    for (let start = 0; start < 4; start++) {
      const data = Buffer.from(packed.slice(start), "base64"); // Buffer takes both alphabets of base64
      yield data.toString("latin1");
      yield data.toString("hex");
    }
  }
}

/** The longest URL that is sent; servers take less by default. */
const LONGEST_URL = 65_536;

/**
 * Returns the URL of the API.
 *
 * @param {string} url base URL, with or without /bigbluebutton and /api
 */
function apiOf(url) {
  const [, server, path = ""] = /^(https?:\/\/[^/?#@\s]+)(\/[^?#\s]*)?$/.exec(url) ?? [];
  if (!server) throw new TypeError("the URL is empty or not like https://bbb.example.org/bigbluebutton/; set BBB_URL");
  const host = !server.includes("\\") && URL.canParse(server) ? new URL(server).hostname : "";
  const labels = host.replace(/\.$/, "").split(".");
  if (!host.startsWith("[") && !labels.every((label) => label.length > 0 && label.length < 64))
    throw new TypeError("the URL has a host or a port that cannot be; set BBB_URL");
  return `${server}${(path.replace(/\/+$/, "") || "/bigbluebutton").replace(/\/api$/, "")}/api`;
}

/** Calls the API of one server. */
export class Client {
  #secret;
  #algorithm;
  #timeout;
  #limit;

  /**
   * Takes the URL with or without `/bigbluebutton/api`, and the secret with or without blanks around it.
   *
   * `timeout` is in seconds, for the whole of a call, from the DNS lookup to the last byte; fetch itself gives up after
   * 10 seconds without a connection, and after 300 without a response. `limit` is in bytes, for the body.
   *
   * @param {string} url
   * @param {string} secret
   * @param {{ algorithm?: string, timeout?: number, limit?: number }} [options]
   */
  constructor(url, secret, { algorithm = "sha256", timeout = 30, limit = 10_000_000 } = {}) {
    /** The URL of the API. */
    this.api = apiOf(url.trim());
    this.#secret = secret.trim();
    if (!this.#secret || /[\p{C}\p{Zl}\p{Zp}]|(?! )\p{Zs}/u.test(this.#secret))
      throw new TypeError("the secret is empty or holds invisible characters; set BBB_SECRET");
    if (!(timeout > 0 && timeout <= 86_400)) throw new RangeError("the timeout is not between 0 and 86,400 seconds");
    sign("", [], this.#secret, algorithm); // refuses an unknown algorithm
    this.#algorithm = algorithm;
    this.#timeout = timeout;
    this.#limit = limit;
  }

  /**
   * Takes URL and secret from BBB_URL and BBB_SECRET; the options are those of the class.
   *
   * @param {{ algorithm?: string, timeout?: number, limit?: number }} [options]
   */
  static fromEnv(options) {
    return new Client(process.env.BBB_URL ?? "", process.env.BBB_SECRET ?? "", options);
  }

  /**
   * Calls by GET and returns the response, or rejects with a BBBError. The call "" asks for the version.
   *
   * @param {string} call
   * @param {Params} [params]
   */
  async call(call, params = {}) {
    return this.#send("GET", call, params, undefined, new Headers());
  }

  /**
   * Calls by POST. Only `params`, which go into the URL, are signed; the body is not. A Blob's own type isn't looked at.
   *
   * @param {string} call
   * @param {Params} [params]
   * @param {Body} [body]
   */
  async post(call, params = {}, body = "", contentType = "application/xml") {
    const bytes = await bytesOf(call, body);
    const type = bytes ? contentType : "application/x-www-form-urlencoded";
    const content = bytes ?? Buffer.from(encode(/** @type {Params} */ (body)));
    if (!/^[\t\x20-\x7e]*$/.test(type))
      throw new FixRequest("nothing was sent: a header, such as the content type, breaks HTTP", { call });
    return this.#send("POST", call, params, content, new Headers(content.length ? { "Content-Type": type } : {}));
  }

  /**
   * Returns the signed URL of a call, such as the link a user joins by. Whoever has it can use it.
   *
   * @param {string} call
   * @param {Params} [params]
   */
  url(call, params = {}) {
    if (!/^(?:hooks\/)?[A-Za-z]*$/.test(call))
      throw new FixRequest("the name of a call has letters only, after hooks/ too");
    const query = sign(call, params, this.#secret, this.#algorithm);
    return `${`${this.api}/${call}`.replace(/\/+$/, "")}?${query}`;
  }

  /**
   * @param {string} method
   * @param {string} call
   * @param {Params} params
   * @param {Uint8Array<ArrayBuffer> | undefined} body
   * @param {Headers} headers
   */
  async #send(method, call, params, body, headers) {
    const url = this.url(call, params);
    if (url.length > LONGEST_URL) throw new FixRequest("the URL is too long; send parameters in a form body", { call });
    headers.set("Accept-Encoding", "identity"); // or a small response could unfold into a huge one
    headers.set("Connection", "close");
    const signal = AbortSignal.timeout(Math.ceil(this.#timeout * 1000)); // also ends the reading of the body
    /** @type {"empty" | "cut"} */
    let closed = "empty";
    try {
      const response = await fetch(url, { method, headers, body, redirect: "manual", signal });
      closed = "cut";
      const arrived = await this.#read(call, response);
      const location = Buffer.from((response.headers.get("location") ?? "").trim(), "latin1");
      const checksum = url.slice(url.lastIndexOf("=") + 1);
      const sent = { checksum, secret: this.#secret };
      return parse(call, response.status, arrived, decoded(location) ?? location.toString("latin1"), sent);
    } catch (error) {
      throw error instanceof BBBError ? error : noReply(call, error, closed);
    }
  }

  /**
   * Reads a body that is neither encoded nor too long. To stop reading closes the connection.
   *
   * @param {string} call
   * @param {globalThis.Response} response
   */
  async #read(call, { body, headers, status }) {
    if (!["", "identity"].includes((headers.get("content-encoding") ?? "").trim().toLowerCase())) {
      await body?.cancel();
      throw new BadResponse("an encoding nobody asked for", { call, status });
    }
    const chunks = [];
    let size = 0;
    for await (const chunk of body ?? []) {
      size += chunk.length;
      if (size > this.#limit) throw new BadResponse(`more than ${this.#limit} bytes`, { call, status });
      chunks.push(chunk);
    }
    return Buffer.concat(chunks);
  }
}

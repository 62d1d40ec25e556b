/**
 * Receive requests from BigBlueButton: take one in, respond at once, work later. Needs Node.js 20 and nothing else.
 *
 * A message is stored before the response, once for each key, and worked on afterward. So a repeat does no harm, a slow
 * job holds up nobody, and a restart loses nothing. In an application with a database, a table with a unique key does
 * what the folder of Inbox does here.
 */

import { createHash, createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import {
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  unlinkSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:http";
import path from "node:path";

/** How large a body may be, in bytes. */
export const MOST_BYTES = 1_048_576;

/** How long a request may take to arrive, in milliseconds. */
const PATIENCE = 10_000;

/**
 * @typedef {object} Request One request as it came.
 * @property {string} method
 * @property {URLSearchParams} query
 * @property {import("node:http").IncomingHttpHeaders} headers
 * @property {Buffer} body
 *
 * @typedef {object} Message What a request says, once it is known to be right.
 * @property {string} key the same for every repeat of the same message
 * @property {Record<string, unknown>} content
 * @property {boolean} [again] whether it is worked on again if it comes again once work on it has begun
 *
 * @typedef {(request: Request) => Message} Check Returns what a request says; throws Refused if it isn't from
 *   BigBlueButton.
 * @typedef {(content: any) => unknown} Work Does something with a message. If it throws, it is tried again later.
 */

/** The request isn't taken; the status tells why. */
export class Refused extends Error {
  /** @param {number} status */
  constructor(status) {
    super(`refused with status ${status}`);
    this.status = status;
  }
}

/**
 * Compares in a time that doesn't tell how much is right.
 *
 * @param {string | Buffer} right
 * @param {string | Buffer} given
 */
export function isSame(right, given) {
  const [left, other] = [Buffer.from(right), Buffer.from(given)];
  return left.length === other.length && timingSafeEqual(left, other);
}

/**
 * Returns the one value of a field; throws Refused if there is none, or more than one.
 *
 * @param {URLSearchParams} fields
 * @param {string} name
 */
export function one(fields, name) {
  const [value, ...more] = fields.getAll(name);
  if (!value || more.length) throw new Refused(400);
  return value;
}

/**
 * Returns the fields of a form.
 *
 * @param {Buffer} body
 */
export const form = (body) => new URLSearchParams(new TextDecoder("utf-8", { fatal: true }).decode(body));

/**
 * A folder of messages: each key once, until it is worked on, and remembered after that. A file ends in json while it
 * waits, in begun from when it is worked on, and in done after that.
 */
export class Inbox {
  #folder;
  #working = false;

  /** @param {string} folder */
  constructor(folder) {
    this.#folder = folder;
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  }

  /**
   * Stores a message; returns false if its key was there already and nothing is left to do.
   *
   * @param {Message} message
   */
  put({ key, content, again = false }) {
    const file = path.join(this.#folder, createHash("sha256").update(key).digest("hex"));
    if (!again && ["begun", "done"].some((ending) => existsSync(`${file}.${ending}`))) return false;
    const temporary = `${file}.${randomBytes(8).toString("hex")}`;
    writeFileSync(temporary, JSON.stringify({ arrived: Date.now(), content }), { flag: "wx", mode: 0o600 });
    try {
      linkSync(temporary, `${file}.json`); // whole or not at all, and never over another
    } catch (error) {
      if (/** @type {NodeJS.ErrnoException} */ (error).code === "EEXIST") return false;
      throw error;
    } finally {
      unlinkSync(temporary);
    }
    return true;
  }

  /**
   * Returns a message that waits; nothing if it can't be read, such as after a power failure.
   *
   * @param {string} name
   */
  #read(name) {
    try {
      const { arrived, content } = JSON.parse(readFileSync(path.join(this.#folder, name), "utf8"));
      return [{ name, arrived, content }];
    } catch {
      console.error("cannot be read:", name);
      return [];
    }
  }

  /**
   * Works on all messages that wait, oldest first. What fails is tried again next time.
   *
   * @param {Work} work
   */
  async work(work) {
    if (this.#working) return;
    this.#working = true;
    try {
      const files = readdirSync(this.#folder).filter((name) => /\.(?:json|begun)$/.test(name));
      const waiting = files.flatMap((name) => this.#read(name));
      for (const { name, content } of waiting.sort((left, right) => left.arrived - right.arrived)) {
        try {
          const file = path.join(this.#folder, path.parse(name).name);
          renameSync(path.join(this.#folder, name), `${file}.begun`); // so that it can come again meanwhile
          await work(content);
          renameSync(`${file}.begun`, `${file}.done`);
        } catch (error) {
          console.error("will be tried again:", error instanceof Error ? error.name : "unknown"); // others go on
        }
      }
    } finally {
      this.#working = false;
    }
  }
}

/**
 * Reads the body of a request; throws Refused if it is too large.
 *
 * @param {import("node:http").IncomingMessage} request
 */
async function bodyOf(request) {
  const chunks = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > MOST_BYTES) throw new Refused(413);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/**
 * Judges a request and stores what it says; returns the status to respond with.
 *
 * @param {import("node:http").IncomingMessage} request
 * @param {Record<string, Check>} checks
 * @param {Inbox} inbox
 */
async function take(request, checks, inbox) {
  const [, target = "", query = ""] = /^([^?]*)\??(.*)$/.exec(request.url ?? "") ?? [];
  if (!Object.hasOwn(checks, target)) return 404;
  let message;
  try {
    const { method = "", headers } = request;
    const body = await bodyOf(request);
    message = /** @type {Check} */ (checks[target])({ method, query: new URLSearchParams(query), headers, body });
  } catch (error) {
    return error instanceof Refused ? error.status : 400; // it couldn't be read
  }
  inbox.put(message);
  return 200; // nothing else: up to 3.0.26 the end callback wants exactly this
}

/**
 * Returns a web server that takes requests in, by path. It calls `arrived` after each that was right.
 *
 * @param {Record<string, Check>} checks
 * @param {Inbox} inbox
 * @param {() => unknown} arrived
 */
export function receiver(checks, inbox, arrived) {
  const limits = { requestTimeout: PATIENCE, headersTimeout: PATIENCE, connectionsCheckingInterval: 1000 };
  const server = createServer(limits, async (request, response) => {
    const status = await take(request, checks, inbox).catch(() => 500); // it couldn't be stored
    response.writeHead(status, { "Content-Length": 0, Connection: "close" }).end();
    if (status === 200) arrived();
  });
  return server;
}

/**
 * Runs a receiver for one path on this machine, behind a web server with HTTPS.
 *
 * @param {number} port
 * @param {string} target
 * @param {Check} check
 * @param {Work} work
 */
export function run(port, target, check, work) {
  const inbox = new Inbox(process.env.INBOX ?? "inbox");
  const again = () => inbox.work(work);
  setInterval(again, 60_000); // what failed before
  again();
  receiver({ [target]: check }, inbox, again).listen(port, "127.0.0.1");
}

/** What BigBlueButton and its load balancers sign tokens with. Never add `none`. */
const HASHES = new Map([
  ["HS256", "sha256"],
  ["HS512", "sha512"],
]);

/**
 * Decodes a part of a token; throws Refused if it isn't JSON.
 *
 * @param {string} part
 */
function unpacked(part) {
  try {
    return JSON.parse(String(Buffer.from(part, "base64url")));
  } catch {
    throw new Refused(401);
  }
}

/**
 * Returns the claims of a JSON Web Token that one of the secrets has signed; throws Refused for all others.
 *
 * @param {string} token
 * @param {string[]} secrets
 * @param {number} [now] in seconds
 * @returns {Record<string, unknown>}
 */
export function verified(token, secrets, now = Date.now() / 1000) {
  if (typeof token !== "string" || !/^[\w-]+\.[\w-]+\.[\w-]+$/.test(token)) throw new Refused(401);
  const [head, claims, signature] = /** @type {[string, string, string]} */ (token.split("."));
  const [header, told] = [head, claims].map(unpacked);
  const hash = HASHES.get(header?.alg);
  if (!hash) throw new Refused(401);
  const given = Buffer.from(signature, "base64url");
  const right = secrets.filter((secret) =>
    isSame(createHmac(hash, secret).update(`${head}.${claims}`).digest(), given),
  );
  if (!right.length || typeof told !== "object" || told === null) throw new Refused(401);
  if (told.exp !== undefined && !(typeof told.exp === "number" && told.exp > now)) throw new Refused(401);
  return told;
}

/**
 * Returns the words of a variable of the environment; throws if there are none.
 *
 * @param {string} name
 */
export function words(name) {
  const found = (process.env[name] ?? "").split(/\s+/).filter(Boolean);
  if (!found.length) throw new Error(`set ${name}`);
  return /** @type {[string, ...string[]]} */ (found);
}

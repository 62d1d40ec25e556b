/* Receive the events of bbb-webhooks, signed by a checksum or with the secret as a bearer token. */

import { createHash } from "node:crypto";
import { fileURLToPath } from "node:url";
import { form, isSame, one, Refused, run, words } from "./receive-common.mjs";

/** @typedef {import("./receive-common.mjs").Request} Request */

export const PATH = "/hook";

/** The hashes by their number of hex digits. */
const HASHES = new Map([
  [40, "sha1"],
  [64, "sha256"],
  [96, "sha384"],
  [128, "sha512"],
]);

/**
 * Returns what a version of bbb-webhooks signs between the URL and the secret.
 *
 * @param {Buffer} body
 * @param {string} version
 */
function signedText(body, version) {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  if (major > 3 || (major === 3 && minor >= 4)) return body;
  if (major === 3) return "{}"; // the same for every event: it proves nothing about the body
  const fields = form(body);
  const [event, timestamp, domain] = [one(fields, "event"), Number(one(fields, "timestamp")), one(fields, "domain")];
  return JSON.stringify({ event, timestamp, domain });
}

/**
 * Returns whether the checksum is right for the URL as it was registered and the body as it came.
 *
 * @param {Request} request
 * @param {string} registered
 * @param {string} secret
 * @param {string} version
 */
export function isSigned({ query, body }, registered, secret, version) {
  const given = query.getAll("checksum").at(-1) ?? "";
  const hash = HASHES.get(given.length);
  if (!hash) return false;
  const right = createHash(hash).update(registered).update(signedText(body, version)).update(secret).digest("hex");
  return isSame(right, given);
}

/**
 * Returns whether the secret itself came along, as it does with auth2_0.
 *
 * @param {Request} request
 * @param {string} secret
 */
function hasBearer({ headers }, secret) {
  const [scheme = "", given = ""] = (headers.authorization ?? "").split(/ +/, 2);
  return scheme.toLowerCase() === "bearer" && isSame(given, secret);
}

/**
 * Returns the event. 403, never 401: bbb-webhooks takes 401 for delivered.
 *
 * @param {Request} request
 * @param {string} registered
 * @param {string} secret
 */
export function check(request, registered, secret, version = "3.5", bearer = false) {
  if (request.method !== "POST") throw new Refused(405);
  const right = bearer ? hasBearer(request, secret) : isSigned(request, registered, secret, version);
  if (!right) throw new Refused(403);
  const fields = form(request.body);
  const event = one(fields, "event");
  const [{ data }] = JSON.parse(event);
  const content = { event: String(data.id), attributes: data.attributes, ts: Number(data.event.ts) };
  const same = createHash("sha256")
    .update(`${one(fields, "timestamp")} ${event}`)
    .digest("hex");
  return { key: `event ${same}`, content };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [registered] = words("CALLBACK_URL"); // exactly as it was given to hooks/create, decoded
  const [secret] = words("BBB_SECRET");
  run(
    8084,
    PATH,
    (request) => check(request, registered, secret),
    // Events come late and out of order: compare `ts`, and never go back in time.
    ({ event, attributes }) => console.log(event, attributes.meeting["external-meeting-id"]),
  );
}

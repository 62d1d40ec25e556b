/* Receive the end-of-meeting callback. Nothing is signed, so the URL carries a token of our own. */

import { createHmac, randomBytes } from "node:crypto";
import { fileURLToPath } from "node:url";
import { isSame, one, Refused, run, words } from "./receive-common.mjs";

export const PATH = "/ended";

/** What names a run. It holds no space, so a token is right for one meeting only. */
const RUN = /^[0-9a-f]{16}$/;

/**
 * Returns what only somebody with our key can know about one run of a meeting.
 *
 * @param {string} meeting
 * @param {string} start
 * @param {string} key
 */
const token = (meeting, start, key) => createHmac("sha256", key).update(`${meeting} ${start}`).digest("hex");

/**
 * Returns the URL to give to create, as meetingEndedURL or meta_endCallbackUrl. The client encodes it once more.
 *
 * @param {string} base
 * @param {string} meeting
 * @param {string} key
 */
export function url(base, meeting, key) {
  const start = randomBytes(8).toString("hex"); // the same meetingID may be used again
  return `${base}${PATH}?${new URLSearchParams({ meeting, run: start, token: token(meeting, start, key) })}`;
}

/**
 * Returns which meeting has ended. What BigBlueButton adds to the query isn't relied on.
 *
 * @param {import("./receive-common.mjs").Request} request
 * @param {string} key
 */
export function check({ method, query }, key) {
  const [meeting, start, given] = [one(query, "meeting"), one(query, "run"), one(query, "token")];
  if (!RUN.test(start) || method !== "GET" || !isSame(token(meeting, start, key), given)) throw new Refused(403);
  return { key: `ended ${meeting} ${start}`, content: { meeting } };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [key] = words("CALLBACK_KEY"); // yours, not the server's secret
  run(
    8081,
    PATH,
    (request) => check(request, key),
    ({ meeting }) => console.log("ended:", meeting),
  );
}

/* Receive the message that a recording is ready. A token says all there is, signed with the shared secret. */

import { fileURLToPath } from "node:url";
import { form, one, Refused, run, verified, words } from "./receive-common.mjs";

export const PATH = "/recording-ready";

/**
 * Returns the token: in a form, or in JSON as B3LB sends it.
 *
 * @param {import("./receive-common.mjs").Request} request
 * @returns {string}
 */
function tokenIn({ headers, body }) {
  const [type = ""] = (headers["content-type"] ?? "").split(";");
  if (type.trim().toLowerCase() === "application/json") return String(JSON.parse(String(body)).signed_parameters);
  return one(form(body), "signed_parameters");
}

/**
 * Returns which recording is ready. A 2xx to a token that doesn't verify would stop a balancer's further tries.
 *
 * @param {import("./receive-common.mjs").Request} request
 * @param {string[]} secrets
 */
export function check(request, secrets) {
  if (request.method !== "POST") throw new Refused(405);
  const { meeting_id: meeting, record_id: recording } = verified(tokenIn(request), secrets);
  if (!meeting || !recording) throw new Refused(400);
  return { key: `recording ${recording}`, content: { meeting, recording }, again: true };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const secrets = words("BBB_SECRET"); // behind a balancer, all secrets that it may sign with
  run(
    8082,
    PATH,
    (request) => check(request, secrets),
    // Read the recording by getRecordings now. The next format of it comes as the very same message.
    ({ meeting, recording }) => console.log("ready:", recording, "of", meeting),
  );
}

// stub: empty

// [start:all]
import { createHash } from "node:crypto";
import { BBBError, Client, encode, parse } from "./bbb-api.mjs";

const { api } = Client.fromEnv();

/**
 * Signs a query by hand, sends it, and returns the key or returncode of the response.
 *
 * @param {string} query
 */
async function sent(query) {
  const checksum = createHash("sha256").update(`create${query}${process.env.BBB_SECRET}`).digest("hex");
  const response = await fetch(`${api}/create?${query}&checksum=${checksum}`);
  try {
    return parse("create", response.status, new Uint8Array(await response.arrayBuffer())).returncode;
  } catch (error) {
    return error instanceof BBBError ? error.key : error;
  }
}

const params = { meetingID: "algebra-1", name: "Bob's algebra" };
const byComponent = `meetingID=algebra-1&name=${encodeURIComponent(params.name)}`;
const bySearchParams = String(new URLSearchParams(params));

for (const query of [byComponent, bySearchParams, encode(params)]) console.log(query, await sent(query));
console.log(new URL(`${api}/create?${byComponent}`).search, "is what fetch sends of the first");
// [end:all]

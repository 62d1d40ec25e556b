// [start:fix]
import { Client } from "./bbb-api.mjs";

/** @type {Record<string, [number, number]>} */
const LIMITS = { meetingID: [2, 256], name: [2, 256], message: [1, 500], userName: [0, 255] };

/**
 * Trims all values, and refuses those whose length the server would refuse.
 *
 * @param {Record<string, string>} params
 */
function checked(params) {
  const trimmed = Object.entries(params).map(([name, value]) => [name, value.trim()]);
  for (const [name = "", value = ""] of trimmed) {
    const [least, most] = LIMITS[name] ?? [0, Infinity];
    if (value.length < least || value.length > most)
      throw new RangeError(`${name} needs ${least} to ${most} characters: '${value.slice(0, 20)}'`);
  }
  return Object.fromEntries(trimmed);
}

const bbb = Client.fromEnv();
const response = await bbb.call("create", checked({ meetingID: "geometry-1", name: "Geometry I" }));
console.log(response.returncode, response.get("meetingID"));
try {
  await bbb.call("isMeetingRunning", checked({ meetingID: "" }));
} catch (error) {
  if (!(error instanceof RangeError)) throw error;
  console.log(error.message);
}
// [end:fix]

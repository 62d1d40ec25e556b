// [start:fix]
import { Client, Refused } from "./bbb-api.mjs";

const bbb = Client.fromEnv();

/**
 * Asks what the key cannot tell: is the meeting unknown, ended or open?
 *
 * @param {string} meetingID
 */
async function state(meetingID) {
  try {
    const info = await bbb.call("getMeetingInfo", { meetingID });
    return info.get("hasBeenForciblyEnded") === "true" ? "ended" : "open";
  } catch (error) {
    if (error instanceof Refused && error.key === "notFound") return "unknown";
    throw error;
  }
}

console.log("no-such-meeting is", await state("no-such-meeting"));
console.log("history-1 is", await state("history-1")); // one of your own
await bbb.call("create", { meetingID: "geometry-1", name: "Geometry I" }); // right before join
console.log("geometry-1 is", await state("geometry-1"));
const user = { meetingID: "geometry-1", fullName: "Ada Lovelace", role: "VIEWER", redirect: false };
const joined = await bbb.call("join", user);
console.log(joined.key);
// [end:fix]

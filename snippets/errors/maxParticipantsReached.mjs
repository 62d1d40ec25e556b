// stub: serverURL=

// [start:fix]
import { Client, RetryLater } from "./bbb-api.mjs";

const ROOM = { meetingID: "geometry-full", role: "VIEWER" };
const bbb = Client.fromEnv();

/**
 * Joins with an ID that stays the same for this person, so coming back takes no new place.
 *
 * @param {string} fullName
 * @param {string} userID
 */
async function tryJoin(fullName, userID) {
  try {
    await bbb.call("join", { ...ROOM, fullName, userID, redirect: false });
  } catch (error) {
    if (!(error instanceof RetryLater) || error.key !== "maxParticipantsReached") throw error;
    return "the room is full, please try again in a minute";
  }
  return "welcome";
}

await bbb.call("create", { meetingID: "geometry-full", name: "Geometry", maxParticipants: 1 });
await fetch(bbb.url("join", { ...ROOM, fullName: "Ada Lovelace", userID: "ada" })); // with a real server, use a browser
console.log("Ada, in a second tab:", await tryJoin("Ada Lovelace", "ada"));
console.log("Max:", await tryJoin("Max Born", "max"));
// [end:fix]

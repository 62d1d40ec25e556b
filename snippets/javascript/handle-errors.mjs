// stub: empty fault=truncated

// [start:all]
import { setTimeout as sleep } from "node:timers/promises";
import { BBBError, Client, Refused, RetryLater } from "./bbb-api.mjs";

/** Calls that might do their work twice. */
const ONCE = new Set(["insertDocument", "join", "putRecordingTextTrack", "sendChatMessage"]);

const bbb = Client.fromEnv({ timeout: 10 });

/**
 * Calls until there is a response or no sense in trying again; logs every failure.
 *
 * @param {string} call
 * @param {import("./bbb-api.mjs").Params} params
 */
async function ask(call, params, attempts = 3) {
  for (let attempt = 1; ; attempt++) {
    try {
      return await bbb.call(call, params);
    } catch (error) {
      if (!(error instanceof BBBError)) throw error;
      const { name, key, status, page } = error;
      console.log(`${name} call=${call} key=${key} status=${status} page=${page}`); // or your logger
      if (!(error instanceof RetryLater) || ONCE.has(call) || attempt === attempts) throw error;
    }
    await sleep(1000 * 2 ** (attempt - 1));
  }
}

/**
 * Returns what to tell the user.
 *
 * @param {BBBError} error
 */
function advice(error) {
  if (error.key === "maxParticipantsReached") return "The room is full.";
  if (error.key === "notFound" || error.key === "meetingForciblyEnded") return "There is no such meeting now.";
  if (error instanceof RetryLater) return "The conference server is busy. Please try again in a minute.";
  if (error instanceof Refused) return "The conference server says no.";
  return "This is our mistake. Support has been told."; // FixRequest, FixSecret, BadResponse
}

try {
  const created = await ask("create", { meetingID: "geometry-1", name: "Geometry I" });
  console.log(created.returncode);
  const info = await ask("getMeetingInfo", { meetingID: "geometry-2" });
  console.log(info.get("meetingName"));
} catch (error) {
  if (!(error instanceof BBBError)) throw error;
  console.log(advice(error));
}
// [end:all]

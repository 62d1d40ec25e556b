// [start:fix]
import { setTimeout as sleep } from "node:timers/promises";
import { Client } from "./bbb-api.mjs";

const bbb = Client.fromEnv();

/**
 * Creates a meeting; one that runs with older settings is ended first.
 *
 * @param {string} meetingID
 * @param {Record<string, string>} settings
 */
async function createAgain(meetingID, settings) {
  let response = await bbb.call("create", { meetingID, ...settings });
  if (response.warning) await bbb.call("end", { meetingID }); // the old meeting was kept, and the settings were ignored
  for (let tries = 0; response.warning; tries++) {
    if (tries === 20) throw new Error(`${meetingID} doesn't end`);
    await sleep(1000); // end responds before the meeting is gone
    response = await bbb.call("create", { meetingID, ...settings });
  }
  return response;
}

await bbb.call("create", { meetingID: "geometry-1", name: "Geometry I" });
const response = await createAgain("geometry-1", { name: "Geometry, second part" });
console.log(response.returncode, response.warning);
const info = await bbb.call("getMeetingInfo", { meetingID: "geometry-1" });
console.log(info.get("meetingName"));
// [end:fix]

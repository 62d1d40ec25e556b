// stub: fault=html502

// [start:fix]
import { setTimeout as sleep } from "node:timers/promises";
import { Client, RetryLater } from "./bbb-api.mjs";

const bbb = Client.fromEnv();

/**
 * Makes a call that may be repeated; waits longer each time.
 *
 * @param {string} call
 * @param {import("./bbb-api.mjs").Params} params
 */
async function patiently(call, params) {
  for (const pause of [1, 10, 60]) {
    try {
      return await bbb.call(call, params);
    } catch (error) {
      if (!(error instanceof RetryLater)) throw error;
      console.log(`not there, again in ${pause} s`);
    }
    await sleep(pause * 1000);
  }
  return bbb.call(call, params);
}

// A restart forgets all meetings, so create before you join
const response = await patiently("create", { meetingID: "geometry-1", name: "Geometry I" });
console.log(response.get("meetingID"), "is there");
// [end:fix]

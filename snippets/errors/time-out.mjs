// stub: fault=truncated

// [start:fix]
import { setTimeout as sleep } from "node:timers/promises";
import { Client, RetryLater } from "./bbb-api.mjs";

const bbb = Client.fromEnv({ timeout: 60 });

/**
 * Creates a meeting; repeats it with the same parameters, for the first one may have worked.
 *
 * @param {Record<string, string>} params
 */
async function create(params) {
  for (const pause of [1, 5, 20]) {
    try {
      return await bbb.call("create", params);
    } catch (error) {
      if (!(error instanceof RetryLater)) throw error;
      console.log(`${error.message}; again in ${pause} s`);
    }
    await sleep(pause * 1000);
  }
  return bbb.call("create", params);
}

const response = await create({ meetingID: "geometry-1", name: "Geometry I" });
console.log(response.warning ? "it was there already" : "created");
// [end:fix]

// stub: empty

// [start:all]
import bigbluebutton from "bigbluebutton-js";

// The URL without /api. It signs with SHA-1.
const url = process.env.BBB_URL?.replace(/\/(?:api\/?)?$/, "");
const bbb = bigbluebutton.api(url, process.env.BBB_SECRET?.trim());

/**
 * Calls a URL that the library has signed; returns its response, or throws what the server says.
 *
 * @param {string} signed
 */
async function call(signed) {
  const response = await bigbluebutton.http(signed);
  if (response.returncode === "SUCCESS") return response;
  throw Object.assign(new Error(response.message), { key: response.messageKey ?? null });
}

const created = await call(bbb.administration.create("Ada’s geometry", "geometry-1")); // with a typographic apostrophe
console.log(created.returncode, created.meetingID);
for (const signed of [
  bbb.administration.create("Ada's geometry", "geometry-2"), // signed as it is, but sent as %27
  bbb.monitoring.getMeetingInfo("geometry-3"),
]) {
  try {
    await call(signed);
  } catch (error) {
    const { key, message } = /** @type {Error & { key?: string }} */ (error);
    console.log(key, "|", message);
  }
}
// [end:all]

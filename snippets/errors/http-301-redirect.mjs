// stub: fault=html301

// [start:fix]
import { Client } from "./bbb-api.mjs";

const asked = new URL(Client.fromEnv().url(""));
// Do not follow: a POST may become a GET without its body
const reply = await fetch(asked, { redirect: "manual", signal: AbortSignal.timeout(30_000) });

const location = reply.headers.get("location");
if (location) {
  const wanted = new URL(location, asked);
  for (const part of /** @type {const} */ (["protocol", "host", "pathname"]))
    if (asked[part] !== wanted[part]) console.log(`BBB_URL: ${part} ${wanted[part]}, not ${asked[part]}`);
} else {
  console.log("no redirect: HTTP", reply.status);
}
// [end:fix]

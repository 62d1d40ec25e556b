// stub: fault=not-bbb

// [start:fix]
import { BBBError, Client } from "./bbb-api.mjs";

const bbb = Client.fromEnv();
try {
  const version = await bbb.call(""); // needs no secret
  console.log(`BigBlueButton responds, API ${version.get("apiVersion")}`);
} catch (error) {
  if (!(error instanceof BBBError)) throw error;
  console.log("no BigBlueButton at", process.env.BBB_URL);
  console.log(`in its place: ${error.message} (HTTP ${error.status})`);
  console.log("compare BBB_URL with what bbb-conf --secret prints on the server");
}
// [end:fix]

// stub: empty

// [start:all]
import { Client } from "./bbb-api.mjs";
import { url } from "./receive-end-callback.mjs";

const portal = "https://portal.example.org";
const bbb = Client.fromEnv({ timeout: 10 });

await bbb.call("create", {
  meetingID: "geometry-1",
  name: "Geometry I",
  record: true,
  meetingEndedURL: url(portal, "geometry-1", "a key of your own"),
  "meta_bbb-recording-ready-url": `${portal}/recording-ready`,
});
const hook = await bbb.call("hooks/create", { callbackURL: `${portal}/hook`, eventID: "meeting-ended" });
console.log(hook.returncode);
// [end:all]

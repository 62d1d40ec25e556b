// stub: empty

// [start:all]
import { Client } from "./bbb-api.mjs";

const bbb = Client.fromEnv({ timeout: 10 });

const meeting = await bbb.call("create", { meetingID: "geometry-1", name: "Geometry I & II", record: true });
if (meeting.warning) console.log("The meeting was there already; these settings were ignored.");

const link = bbb.url("join", {
  meetingID: "geometry-1",
  fullName: "Ada Lovelace",
  role: "MODERATOR",
  userID: "user-17",
  createTime: meeting.get("createTime"),
  errorRedirectUrl: "https://school.example.org/rooms/17",
});
// In a handler: response.redirect(303, link). Whoever has the link is that user, so log it nowhere.
console.log(link.split("?")[0]);

const info = await bbb.call("getMeetingInfo", { meetingID: "geometry-1" });
console.log(info.get("meetingName"));
// [end:all]

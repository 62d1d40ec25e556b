// [start:fix]
import { Client } from "./bbb-api.mjs";

const form = { name: " ", createTime: "" }; // what a user has sent you

const bbb = Client.fromEnv();
await bbb.call("create", { meetingID: "geometry-1", name: "Geometry I" });
const response = await bbb.call("join", {
  meetingID: "geometry-1",
  fullName: form.name.trim() || "Guest", // always there, never empty
  role: "VIEWER",
  createTime: form.createTime || null, // null leaves it out; empty, it is HTTP 500
  redirect: false,
});
console.log(response.message);
// [end:fix]

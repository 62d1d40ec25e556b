// [start:fix]
import { Client } from "./bbb-api.mjs";

const LIMIT = 1_000_000; // bytes; nginx takes 1 MB unless the server's site file says more

/**
 * Makes a text fit for an attribute.
 *
 * @param {string} text
 */
const escaped = (text) =>
  text.replace(/[<>&"]/g, (sign) => ({ "<": "&lt;", ">": "&gt;", "&": "&amp;", '"': "&quot;" })[sign] ?? sign);

const slides = "https://www.example.com/large.pdf?a=1&b=2"; // no content
const document = `<document url="${escaped(slides)}"/>`;
const body = Buffer.from(`<modules><module name="presentation">${document}</module></modules>`);
if (body.length > LIMIT) throw new RangeError("too large: send a url for each document in place of its content");

const bbb = Client.fromEnv();
await bbb.call("create", { meetingID: "geometry-1", name: "Geometry I" });
const response = await bbb.post("insertDocument", { meetingID: "geometry-1" }, body);
console.log(`${body.length} bytes: ${response.message}`);
// [end:fix]

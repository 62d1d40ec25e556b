// [start:fix]
import { createHash } from "node:crypto";
import { parse } from "./bbb-api.mjs";

const api = `${process.env.BBB_URL?.replace(/\/$/, "").replace(/\/api$/, "")}/api`;
const secret = process.env.BBB_SECRET?.trim(); // a line end would be hashed too

// Encode once, hash call + query + secret, and send that very query.
const query = String(new URLSearchParams({ name: "Frau Müller's lines & planes", meetingID: "geometry-1" }));
const checksum = createHash("sha256").update(`create${query}${secret}`).digest("hex");

const reply = await fetch(`${api}/create?${query}&checksum=${checksum}`, { signal: AbortSignal.timeout(10_000) });
const response = parse("create", reply.status, new Uint8Array(await reply.arrayBuffer()));
console.log(response.returncode, response.get("meetingID"));
// [end:fix]

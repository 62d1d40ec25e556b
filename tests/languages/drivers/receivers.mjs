/* Runs the receivers in JavaScript for the tests: all of them on one port, and a request in JSON a line on its input. */

import { createInterface } from "node:readline";
import * as end from "../../../snippets/javascript/receive-end-callback.mjs";
import * as ready from "../../../snippets/javascript/receive-recording-ready.mjs";
import * as hook from "../../../snippets/javascript/receive-webhooks.mjs";
import { Inbox, receiver, Refused, verified, words } from "../../../snippets/javascript/receive-common.mjs";

const [key] = words("CALLBACK_KEY");
const secrets = words("BBB_SECRET");
const folder = words("INBOX")[0];
let inbox = new Inbox(folder);
let origin = "";

/** @type {Record<string, import("../../../snippets/javascript/receive-common.mjs").Check>} */
const checks = {
  [end.PATH]: (request) => end.check(request, key),
  [ready.PATH]: (request) => ready.check(request, secrets),
  [hook.PATH]: (request) => hook.check(request, `${origin}${hook.PATH}`, secrets[0]),
};
/** @type {Pick<Inbox, "put">} */
const current = { put: (message) => inbox.put(message) };
const server = receiver(checks, /** @type {Inbox} */ (current), () => {});

/** @type {Record<string, (asked: any) => unknown>} */
const OPERATIONS = {
  start: ({ name }) => {
    inbox = new Inbox(`${folder}/${name}`);
    return origin;
  },
  url: () => end.url(origin, "geometry-1", key),
  work: async ({ failing = false }) => {
    /** @type {unknown[]} */
    const done = [];
    await inbox.work((content) => {
      if (failing) throw new Error("not now");
      done.push(content);
    });
    return done;
  },
  meanwhile: async ({ again }) => {
    // what becomes of a message that comes while it is worked on, and of work that another process takes over
    const message = { key: "recording r", content: { r: 1 }, again };
    /** @type {unknown[]} */
    const done = [inbox.put(message)];
    const work = async (/** @type {unknown} */ content) => {
      done.push(content);
      if (done.length === 2) done.push(inbox.put(message), inbox.put(message));
    };
    for (let times = 0; times < 3; times++) await inbox.work(work);
    return done;
  },
  cut: async ({ name }) => {
    /** @type {unknown[]} */
    const done = [];
    inbox.put({ key: "ended a", content: { a: 1 } });
    await inbox.work(async () => {
      await new Inbox(`${folder}/${name}`).work((content) => done.push(content));
    });
    return done;
  },
  signed: ({ url, secret, body, checksum, version }) => {
    const request = { method: "POST", query: new URLSearchParams({ checksum }), headers: {}, body: Buffer.from(body) };
    return hook.isSigned(request, url, secret, version);
  },
  bearer: ({ secret, authorization, body }) => {
    const request = {
      method: "POST",
      query: new URLSearchParams(),
      headers: { authorization },
      body: Buffer.from(body),
    };
    return hook.check(request, "", secret, "3.5", true).content;
  },
  verified: ({ token, trusted, now }) => verified(token, trusted, now),
};

server.listen(0, "127.0.0.1", async () => {
  origin = `http://127.0.0.1:${/** @type {import("node:net").AddressInfo} */ (server.address()).port}`;
  for await (const line of createInterface({ input: process.stdin })) {
    const asked = JSON.parse(line);
    let said;
    try {
      said = { result: await OPERATIONS[asked.op]?.(asked) };
    } catch (error) {
      said = { refused: error instanceof Refused ? error.status : String(error) };
    }
    process.stdout.write(`${JSON.stringify(said)}\n`);
  }
  server.close();
});

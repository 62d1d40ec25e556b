/* Drives the client in JavaScript for the tests: a JSON object a line in, a JSON object a line out. */

import { createInterface } from "node:readline";
import { inspect } from "node:util";
import { BBBError, Client, parse, sign } from "../../../snippets/javascript/bbb-api.mjs";

/** @typedef {Record<string, any>} Message */

/**
 * Returns everything that a program could show of a value.
 *
 * @param {...unknown} values
 */
const shown = (...values) =>
  values.map((each) => `${each} ${inspect(each, { depth: 9, showHidden: true })} ${JSON.stringify(each)}`).join("\n");

/** @param {Message} asked */
async function call(asked) {
  const { url, secret, algorithm, timeout, limit } = asked;
  const bbb = new Client(url, secret, { algorithm, timeout, limit });
  const body = typeof asked.body === "string" ? Buffer.from(asked.body, "base64") : asked.body;
  const response = await (asked.method === "GET"
    ? bbb.call(asked.call, asked.params)
    : bbb.post(asked.call, asked.params, body, asked.content_type));
  return { response, bbb };
}

/**
 * Carries out one request.
 *
 * @param {Message} asked
 * @returns {Promise<Message>}
 */
async function outcome(asked) {
  if (asked.op === "sign") return { query: sign(asked.call, asked.params, asked.secret, asked.algorithm) };
  if (asked.op === "client") {
    const { url, secret, algorithm, timeout } = asked;
    return { ok: { shown: shown(new Client(url, secret, { algorithm, timeout })) } };
  }
  const { response, bbb } =
    asked.op === "parse"
      ? { response: parse(asked.call, asked.status, Buffer.from(asked.body, "base64"), asked.location), bbb: undefined }
      : await call(asked);
  const { returncode, key, message, status, location, warning } = response;
  const values = Object.fromEntries((asked.read ?? []).map((/** @type {string} */ name) => [name, response.get(name)]));
  return { ok: { returncode, key, message, status, location, warning, values, shown: shown(response, bbb) } };
}

/**
 * Returns what a driver says of something that was thrown.
 *
 * @param {unknown} error
 * @returns {Message}
 */
function failure(error) {
  if (error instanceof BBBError) {
    const { name, key, message, status, page } = error;
    return { error: { class: name, key, message, call: error.call, status, page, shown: shown(error, error.stack) } };
  }
  const settings =
    (error instanceof TypeError || error instanceof RangeError) && /^(?:the|unknown) /.test(error.message);
  return settings ? { settings: error.message } : { crash: inspect(error) };
}

for await (const text of createInterface({ input: process.stdin })) {
  const said = await outcome(JSON.parse(text)).catch(failure);
  process.stdout.write(`${JSON.stringify(said)}\n`);
}

/* Finds the mistake that gives exactly this checksum. Pure apart from hashing, which Web Crypto makes asynchronous.

   diagnose(request, secret, options) returns a promise of

     {
       verdict: "right" | "mistake" | "not-accepted" | "unknown" | "incomplete" | "stopped",
       algorithm,              that the length of the checksum tells; null if none has that length
       mistakes: [[id, ...]],  what fits, each one mistake or two; several if they cannot be told apart
       checksum, query,        the right ones, as they must be sent
       tried,                  number of texts that were hashed
     }

   `request` is that of requestIn; options: {body, names, subtle, stopped}. */

import { BY_LENGTH, hasher, hex, keyed } from "./hashes.js";
import { calls, encodings, layouts, queries, secrets } from "./mistakes.js";

const CHUNK = 500; // texts that are hashed before the page may breathe

const encoder = new TextEncoder();
const bytesOf = (text) => encoder.encode(text);

/** What a checksum is, by its form: {algorithm, base64, bytes in hex digits}, or null. */
export function formOf(checksum) {
  if (/^[0-9a-f]+$/i.test(checksum)) {
    const algorithm = BY_LENGTH[checksum.length / 2];
    if (algorithm) return { algorithm, base64: false, digest: checksum.toLowerCase() };
  }
  const text = checksum.replace(/%2B/gi, "+").replace(/%2F/gi, "/").replace(/%3D/gi, "=").replace(/-/g, "+").replace(/_/g, "/").replace(/ /g, "+");
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(text)) return null;
  let digest;
  try {
    digest = hex(Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0)));
  } catch {
    return null;
  }
  const algorithm = BY_LENGTH[digest.length / 2];
  return algorithm ? { algorithm, base64: true, digest } : null;
}

/** All texts with one or two mistakes: [ids, bytes or digest function]. */
function* texts(request, secret, names, body, depth) {
  const { call, query } = request;
  const given = { ...request, body };
  const inSecret = secrets(secret, request);
  const inCall = calls(call, request, names);
  const inQuery = queries(query, given);
  if (depth === 1) {
    for (const [id, text] of inSecret) yield [[id], call + query + text];
    for (const [id, text] of inCall) yield [[id], text + query + secret];
    for (const [id, text] of inQuery) yield [[id], call + text + secret];
    for (const [id, text] of layouts(call, query, secret, request)) yield [[id], text];
    return;
  }
  for (const [one, text] of inQuery) {
    for (const [two, other] of queries(text, given, one === "order")) yield [[one, two], call + other + secret];
    for (const [two, other] of inSecret) yield [[one, two], call + text + other];
    for (const [two, other] of inCall) yield [[one, two], other + text + secret];
    for (const [two, other] of layouts(call, text, secret, request)) yield [[one, two], other];
  }
  for (const [one, text] of inSecret) {
    for (const [two, other] of secrets(text, request)) yield [[one, two], call + query + other];
    for (const [two, other] of inCall) yield [[one, two], other + query + text];
    for (const [two, other] of layouts(call, query, text, request)) yield [[one, two], other];
  }
  for (const [one, text] of inCall) for (const [two, other] of layouts(text, query, secret, request)) yield [[one, two], other];
}

/** Ways to hash that are wrong, for a text: [id, promise of hex digits]. */
function hashings(text, call, query, secret, algorithm, digest) {
  const bytes = bytesOf(text);
  const found = [["hashed-twice", digest(bytes).then(digest)], ["hashed-twice", digest(bytes).then((once) => digest(bytesOf(hex(once))))]];
  if (secret) {
    const key = bytesOf(secret);
    found.push(["hmac", Promise.resolve(keyed(algorithm, key, bytesOf(call + query)))], ["hmac", Promise.resolve(keyed(algorithm, key, bytes))]);
  }
  for (const [id, other] of encodings(text)) found.push([id, digest(other)]);
  return found.map(([id, made]) => [id, made.then(hex)]);
}

export async function diagnose(request, secret, { body = "", names = [], subtle = globalThis.crypto?.subtle, stopped = () => false } = {}) {
  const { call, query, checksum } = request;
  const form = formOf(checksum);
  const right = async (name) => hex(await hasher(name, subtle)(bytesOf(call + query + secret)));
  const good = form && form.algorithm !== "md5" ? form.algorithm : "sha256";
  const result = { verdict: "incomplete", algorithm: form?.algorithm ?? null, mistakes: [], checksum: "", query, tried: 0 };
  if (!call || !secret) return result;
  result.checksum = await right(good);
  if (!checksum) return result;
  if (!form) return { ...result, verdict: "not-accepted" };

  const always = [...(form.base64 ? ["base64"] : []), ...(form.algorithm === "md5" ? ["md5"] : [])];
  const digest = hasher(form.algorithm, subtle);
  const fits = new Map();
  const fit = (ids) => fits.set([...new Set([...ids, ...always])].sort().join(" "), [...new Set([...ids, ...always])]);
  const done = (verdict) => ({ ...result, verdict, mistakes: [...fits.values()].sort((a, b) => a.length - b.length) });

  result.tried += 1;
  if (hex(await digest(bytesOf(call + query + secret))) === form.digest) {
    if (!always.length) return done("right");
    fit([]);
    return done("mistake");
  }

  async function attempt(batch) {
    const made = await Promise.all(batch.map(([, text]) => (typeof text === "string" ? digest(bytesOf(text)).then(hex) : text)));
    made.forEach((each, n) => each === form.digest && fit(batch[n][0]));
    result.tried += batch.length;
  }

  for (const depth of [1, 2]) {
    let batch = [];
    const singles = depth === 2 ? [...texts(request, secret, names, body, 1)] : [];
    const more = depth === 1 ? [[[], call + query + secret]] : singles;
    for (const [ids, text] of more) for (const [id, made] of hashings(text, call, query, secret, form.algorithm, digest)) batch.push([[...ids, id], made]);
    if (depth === 2) {
      for (const [one, changed] of queries(query, { ...request, body })) batch.push([[one, "hmac"], Promise.resolve(hex(keyed(form.algorithm, bytesOf(secret), bytesOf(call + changed))))]);
      for (const [one, changed] of calls(call, request, names)) batch.push([[one, "hmac"], Promise.resolve(hex(keyed(form.algorithm, bytesOf(secret), bytesOf(changed + query))))]);
      for (const [one, changed] of secrets(secret, request)) if (changed) batch.push([[one, "hmac"], Promise.resolve(hex(keyed(form.algorithm, bytesOf(changed), bytesOf(call + query))))]);
    }
    const included = await right(good); // a second checksum over a query that already has the first
    const after = query ? `${query}&` : "";
    if (depth === 1) batch.push([["checksum-included"], `${call}${after}checksum=${included}${secret}`]);
    for (const each of texts(request, secret, names, body, depth)) {
      batch.push(each);
      if (batch.length < CHUNK) continue;
      await attempt(batch);
      batch = [];
      await new Promise((resolve) => setTimeout(resolve));
      if (stopped()) return done("stopped");
    }
    await attempt(batch);
    if (fits.size) return done("mistake");
  }
  return done("unknown");
}

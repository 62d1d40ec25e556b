import assert from "node:assert/strict";
import { createHash, createHmac } from "node:crypto";
import test from "node:test";
import { readChecksum } from "../../../docs/assets/js/doctor/checksum.js";
import { diagnose } from "../../../docs/assets/js/doctor/doctor.js";
import { calls, encodings, layouts, secrets } from "../../../docs/assets/js/doctor/mistakes.js";
import { queries } from "../../../docs/assets/js/doctor/queries.js";
import { masked } from "../../../docs/assets/js/doctor/mask.js";
import { bareSecret, parameters, requestIn } from "../../../docs/assets/js/doctor/request.js";
import { difference } from "../../../docs/assets/js/doctor/view.js";

const BASE = "https://bbb.example.org/bigbluebutton/api/";
const SECRET = "ExampleSharedSecret7";
const QUERY = "name=A%20B&meetingID=m";
const RIGHT = `create${QUERY}${SECRET}`;
const hash = (text, algorithm = "sha256", digits = "hex") => createHash(algorithm).update(text).digest(digits);
const asked = (checksum, query = QUERY) => requestIn(`${BASE}create?${query}&checksum=${checksum}`);

for (const [name, text, wanted] of [
  ["a URL", `${BASE}create?name=A&checksum=12`, { base: BASE, query: "name=A" }],
  ["a curl line", `curl '${BASE}create?name=A&checksum=12'`, { base: BASE, query: "name=A" }],
  [
    "a log line",
    "GET /bigbluebutton/api/create?name=A&checksum=12 HTTP/1.1",
    { base: "/bigbluebutton/api/", query: "name=A" },
  ],
  ["an escaped URL", `${BASE}create?name=A&amp;checksum=12`, { base: BASE, query: "name=A" }],
  ["two checksums", "api/create?checksum=1&name=A&checksum=12", { base: "api/", older: ["1"], query: "name=A" }],
  ["a fragment", "api/create?name=A&checksum=12#x", { base: "api/", query: "name=A", fragment: "#x" }],
]) {
  test(`request in ${name}`, () =>
    assert.deepEqual(requestIn(text), { call: "create", checksum: "12", older: [], fragment: "", ...wanted }));
}

test("a text without a call has no request", () => assert.equal(requestIn("https://example.org/"), null));
test("the secret without what sticks to it", () => assert.equal(bareSecret(` "${SECRET}'\n`), SECRET));
test("empty parameters are left out", () => assert.deepEqual(parameters("a=1&&b"), ["a=1", "b"]));

for (const [name, checksum, wanted] of [
  ["hex digits", hash("x").toUpperCase(), { algorithm: "sha256", base64: false, digest: hash("x") }],
  ["base64", hash("x", "sha1", "base64"), { algorithm: "sha1", base64: true, digest: hash("x", "sha1") }],
  [
    "base64 in a URL",
    encodeURIComponent(hash("x", "sha1", "base64")),
    { algorithm: "sha1", base64: true, digest: hash("x", "sha1") },
  ],
  ["another length", "abc", null],
  ["no base64", "%%", null],
  ["base64 that is cut off", "abcde", null],
])
  test(`checksum: ${name}`, () => assert.deepEqual(readChecksum(checksum), wanted));

const COMMON = { body: "b=1&a=2", names: ["create", "join"] };

for (const [name, checksum, verdict, mistakes] of [
  ["right", hash(RIGHT), "right", []],
  ["right with SHA-512", hash(RIGHT, "sha512"), "right", []],
  ["MD5", hash(RIGHT, "md5"), "mistake", [["md5"]]],
  ["base64", hash(RIGHT, "sha256", "base64"), "mistake", [["base64"]]],
  ["a line end", hash(`${RIGHT}\n`), "mistake", [["secret-line-end"], ["newline"]]],
  ["another call", hash(RIGHT.replace("create", "join")), "mistake", [["call-other"]]],
  ["decoded", hash(RIGHT.replace("%20", " ")), "mistake", [["decoded"], ["plus-space"]]],
  ["the body", hash(`create${QUERY}&b=1&a=2${SECRET}`), "mistake", [["body-included"]]],
  ["HMAC", createHmac("sha256", SECRET).update(`create${QUERY}`).digest("hex"), "mistake", [["hmac"]]],
  ["hashed twice", hash(hash(RIGHT)), "mistake", [["hashed-twice"]]],
  ["UTF-16", hash(Buffer.from(RIGHT, "utf16le")), "mistake", [["utf-16"]]],
  ["two at once", hash(`join${QUERY}${SECRET.toUpperCase()}`), "mistake", [["secret-case", "call-other"]]],
  [
    "HMAC and one more",
    createHmac("sha256", SECRET).update(`join${QUERY}`).digest("hex"),
    "mistake",
    [["call-other", "hmac"]],
  ],
  ["random", hash("something else"), "unknown", []],
  ["a wrong length", "abc", "not-accepted", []],
]) {
  for (const subtle of ["random", "a wrong length"].includes(name) ? [null] : [null, globalThis.crypto.subtle]) {
    test(`diagnosis: ${name}, with ${subtle ? "Web Crypto" : "the library"}`, async () => {
      const found = await diagnose(asked(checksum), SECRET, { ...COMMON, subtle });
      assert.deepEqual([found.verdict, found.mistakes], [verdict, mistakes]);
      const { algorithm } = found;
      assert.equal(found.checksum, hash(RIGHT, algorithm === null || algorithm === "md5" ? "sha256" : algorithm));
    });
  }
}

test("no checksum, no secret", async () => {
  assert.equal((await diagnose(asked(""), SECRET)).verdict, "incomplete");
  assert.equal((await diagnose(asked(hash(RIGHT)), "")).verdict, "incomplete");
});

test("a diagnosis that nobody waits for stops", async () => {
  const found = await diagnose(asked(hash("else")), SECRET, { subtle: null, stopped: () => true });
  assert.equal(found.verdict, "stopped");
});

test("no change leaves the text as it was, and none comes twice", () => {
  for (const [text, changes] of [
    [SECRET, secrets(SECRET, { base: BASE })],
    ["create", calls("create", { base: BASE }, COMMON.names)],
    [QUERY, queries(QUERY, { body: COMMON.body, fragment: "#x", older: ["12"] })],
    [RIGHT, layouts("create", QUERY, SECRET, { base: BASE })],
  ]) {
    const names = changes.map((change) => change.join(" "));
    assert.ok(names.length > 5);
    assert.equal(new Set(names).size, names.length);
    assert.ok(changes.every(([, changed]) => changed !== text));
  }
});

test("of many parameters, only some orders are tried", () => {
  const many = [..."fbadce"].map((name) => `${name}=1`).join("&");
  assert.equal(queries(many, {}).filter(([id]) => id === "order").length, 3);
  assert.equal(queries(QUERY, {}, true).filter(([id]) => id === "order").length, 0);
});

test("Latin-1 is tried for letters that it has", () => {
  const ids = (text) => encodings(text).map(([id]) => id);
  assert.ok(ids("ü").includes("latin-1"));
  assert.ok(!ids("u").includes("latin-1"));
  assert.ok(!ids("€").includes("latin-1"));
});

for (const [name, hashed, wanted] of [
  ["equal", RIGHT, /is the right one/],
  ["in the query", RIGHT.replace("A%20B", "A+B"), /at character 13: yours has “createname=A\+B/],
  ["in the secret", `${RIGHT}x`, /in the secret, or behind it/],
]) {
  test(`difference: ${name}`, () => {
    const text = difference(hashed, RIGHT, SECRET);
    assert.match(text, wanted);
    assert.ok(!text.includes(SECRET));
  });
}

const HIDDEN = "Zq7Kx0PwLm42Vb9Tn"; // without a word that the sentences have

for (const hashed of [
  `${HIDDEN}create${QUERY}`,
  `create${HIDDEN}${QUERY}`,
  `create${QUERY}&${HIDDEN}`,
  `create${HIDDEN.toUpperCase()}`,
  `x${HIDDEN}${HIDDEN}`,
  `create${QUERY}&${[...HIDDEN].map((letter) => `%${letter.charCodeAt(0).toString(16)}`).join("")}`,
]) {
  test(`the difference shows nothing of the secret: ${hashed}`, () => {
    const said = decodeURI(difference(hashed, `create${QUERY}${HIDDEN}`, HIDDEN)).toLowerCase();
    for (let at = 0; at + 4 <= HIDDEN.length; at += 1)
      assert.ok(!said.includes(HIDDEN.slice(at, at + 4).toLowerCase()), said);
  });
}

test("parts of the secret become dots, and nothing else does", () => {
  assert.equal(masked("create?a=secr", "secret"), "create?a=••••");
  assert.equal(masked("ab", "abc"), "ab");
  assert.equal(masked("xabcx", "abc"), "x•••x");
  assert.equal(masked("abc", ""), "abc");
  assert.equal(masked(`${"İ".repeat(9)}SECRET`, "secret"), `${"İ".repeat(9)}••••••`); // in lower case it's longer
  assert.equal(masked("x İstanbul x", "İSTANBUL"), "x •••••••• x");
});

for (const [name, read] of [
  ["a path that begins again and again", () => requestIn("/api/".repeat(40_000))],
  ["a host that begins again and again", () => requestIn("https://h/".repeat(20_000))],
  ["spaces within a secret", () => bareSecret(`x${" ".repeat(200_000)}y`)],
]) {
  test(`at once: ${name}`, () => {
    const began = performance.now();
    read();
    assert.ok(performance.now() - began < 2000);
  });
}

test("the page breathes over the longest query with the most parameters", async () => {
  const query = Array.from({ length: 2500 }, (_, n) => `a${n}=b`).join("&");
  assert.ok(queries(query, {}).length < 100);
  let [longest, last] = [0, performance.now()];
  const clock = setInterval(() => {
    longest = Math.max(longest, performance.now() - last);
    last = performance.now();
  }, 5);
  const { verdict } = await diagnose(asked("0".repeat(64), query), SECRET, COMMON);
  clearInterval(clock);
  assert.equal(verdict, "unknown");
  assert.ok(longest < 2000, `${longest} ms`);
});

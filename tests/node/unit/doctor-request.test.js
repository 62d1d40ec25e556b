import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import test from "node:test";
import { readChecksum } from "../../../docs/assets/js/doctor/checksum.js";
import { bareSecret, parameters, requestIn } from "../../../docs/assets/js/doctor/request.js";

const BASE = "https://bbb.example.org/bigbluebutton/api/";
const SECRET = "ExampleSharedSecret7";
const hash = (text, algorithm = "sha256", digits = "hex") => createHash(algorithm).update(text).digest(digits);

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
  ["a quote in a value", `${BASE}create?name=O'Neil&checksum=12`, { base: BASE, query: "name=O'Neil" }],
  ["quotes around one", `curl '${BASE}create?name=O'Neil' x&checksum=12' -s`, { base: BASE, query: "name=O'Neil' x" }],
  ["a link", `<a href="${BASE}create?name=A&checksum=12">A</a>`, { base: BASE, query: "name=A" }],
  ["JSON", `{"url": "${BASE}create?name=A\\u0026checksum=12"}`, { base: BASE, query: "name=A" }],
  ["JSON of PHP", `{"url":"${BASE.replaceAll("/", "\\/")}create?name=A&checksum=12"}`, { base: BASE, query: "name=A" }],
  [
    "a path of PHP's JSON",
    `\\/bigbluebutton\\/api\\/create?name=A&checksum=12`,
    { base: "/bigbluebutton/api/", query: "name=A" },
  ],
  ["a value with such a slash", `${BASE}create?name=A\\/B&checksum=12`, { base: BASE, query: "name=A\\/B" }],
  ["JSON in JSON", `{\\"url\\": \\"${BASE}create?name=A&checksum=12\\"}`, { base: BASE, query: "name=A" }],
  ["a quote that ends nowhere", `'${BASE}create?name=A&checksum=12`, { base: BASE, query: "name=A" }],
  ["an empty checksum", `${BASE}create?name=A&checksum=`, { base: BASE, query: "name=A", checksum: "" }],
  ["a raw space", `${BASE}create?name=A B&checksum=12 and more`, { base: BASE, query: "name=A B" }],
  ["a raw #", `${BASE}create?name=A#1&checksum=12`, { base: BASE, query: "name=A#1" }],
  ["a path twice", `${BASE}api/create?name=A&checksum=12`, { base: `${BASE}api/`, query: "name=A" }],
  ["a slash", `${BASE}hooks/list/?checksum=12`, { base: BASE, call: "hooks/list/", query: "" }],
  ["another slash", `${BASE}create/?name=A&checksum=12`, { base: BASE, query: "name=A" }],
  ["a fragment", "api/create?name=A&checksum=12#x", { base: "api/", query: "name=A", fragment: "#x" }],
]) {
  test(`request in ${name}`, () =>
    assert.deepEqual(requestIn(text), {
      ...{ call: "create", checksum: "12", older: [], fragment: "", body: "", callback: "" },
      ...wanted,
    }));
}

test("an invisible character behind the digits is no part of them", () =>
  assert.equal(requestIn(`${BASE}create?checksum=${hash("x")}\u200b`).checksum, hash("x")));

test("a text without a call has no request", () => assert.equal(requestIn("https://example.org/"), null));
test("the secret without what sticks to it", () => assert.equal(bareSecret(` "${SECRET}'\n`), SECRET));
test("empty parameters are left out", () => assert.deepEqual(parameters("a=1&&b"), ["a=1", "b"]));

for (const [name, checksum, wanted] of [
  ["hex digits", hash("x").toUpperCase(), { algorithm: "sha256", shown: [], digest: hash("x") }],
  ["base64", hash("x", "sha1", "base64"), { algorithm: "sha1", shown: ["base64"], digest: hash("x", "sha1") }],
  ["hex digits in base64", btoa(hash("x")), { algorithm: "sha256", shown: ["base64"], digest: hash("x") }],
  ["a line end", `${hash("x")}%0A`, { algorithm: "sha256", shown: ["checksum-tail"], digest: hash("x") }],
  [
    "a tool's name",
    `SHA2-256(stdin)=+${hash("x")}`,
    { algorithm: "sha256", shown: ["checksum-tail"], digest: hash("x") },
  ],
  ["hyphens", hash("x").match(/../g).join("-"), { algorithm: "sha256", shown: ["checksum-tail"], digest: hash("x") }],
  [
    "base64 with a line end",
    `${hash("x", "sha1", "base64")}%0A`,
    { algorithm: "sha1", shown: ["checksum-tail", "base64"], digest: hash("x", "sha1") },
  ],
  [
    "base64 in a URL",
    encodeURIComponent(hash("x", "sha1", "base64")),
    { algorithm: "sha1", shown: ["base64"], digest: hash("x", "sha1") },
  ],
  ["another length", "abc", null],
  ["no base64", "%%", null],
  ["base64 that is cut off", "abcde", null],
]) {
  test(`checksum: ${name}`, () => {
    const read = readChecksum(checksum);
    assert.deepEqual(read && { ...read, digest: Buffer.from(read.digest).toString("hex") }, wanted);
  });
}

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import test from "node:test";
import { diagnose } from "../../../docs/assets/js/doctor/doctor.js";
import { requestIn } from "../../../docs/assets/js/doctor/request.js";
import { DATA } from "./checksum-data.js";

const BASE = "https://bbb.example.org/bigbluebutton/api/";
const SECRET = "ExampleSharedSecret7";
const QUERY = "name=A%20B&meetingID=m";
const RIGHT = `create${QUERY}${SECRET}`;
const hash = (text, algorithm = "sha256") => createHash(algorithm).update(text).digest("hex");
const asked = (checksum, query = QUERY, body = "") => requestIn(`${BASE}create?${query}&checksum=${checksum}`, body);

const HOOK = "https://portal.example.org/hook";
const EVENT = "domain=b&event=%5B1%5D&timestamp=12";

for (const [name, text, body, verdict, signed, mistakes] of [
  ["the body", EVENT, EVENT, "right", "new", []],
  ["two braces", "{}", EVENT, "right", "middle", []],
  ["JSON", '{"event":"[1]","timestamp":12,"domain":"b"}', EVENT, "right", "old", []],
  ["another order", "event=%5B1%5D&domain=b&timestamp=12", EVENT, "mistake", "new", [["callback-body"]]],
  ["a slash", `/${EVENT}`, EVENT, "mistake", "new", [["callback-url"]]],
  ["JSON that was pasted", "[1]", "[1]", "right", "new", []],
  ["something else", "else", EVENT, "unknown", "", []],
  ["no body", EVENT, "", "incomplete", "", []],
]) {
  test(`callback: ${name}`, async () => {
    const checksum = hash(HOOK + text + SECRET, "sha1");
    const found = await diagnose(requestIn(`${HOOK}?checksum=${checksum}`, body), SECRET, DATA);
    assert.deepEqual([found.verdict, found.signed, found.mistakes], [verdict, signed, mistakes]);
    const whole = `POST /hook?checksum=${checksum} HTTP/1.1\nHost: portal.example.org\n\n${body}`;
    const arrived = requestIn(whole, body);
    assert.equal((await diagnose(arrived, SECRET, DATA)).verdict, verdict);
  });
}

test("a callback with a secret that is wrong, or a checksum of no length", async () => {
  const checksum = hash(`${HOOK}${EVENT}${SECRET}\n`);
  const found = await diagnose(requestIn(`${HOOK}?checksum=${checksum}`, EVENT), SECRET, DATA);
  assert.deepEqual(found.mistakes, [["secret-line-end"]]);
  assert.equal((await diagnose(requestIn(`${HOOK}?checksum=12`, EVENT), SECRET, DATA)).verdict, "not-accepted");
  assert.equal(requestIn("GET /hook?checksum=12 HTTP/1.1"), null); // nobody knows the host
});

for (const [name, query, checksum, mistakes, repaired] of [
  ["HTML", "a=1&amp;b=2", hash(`createa=1&b=2${SECRET}`), [["html-escaped"]], "a=1&b=2"],
  ["escapes of escapes", "a=1%2520", hash(`createa=1%20${SECRET}`), [["double-encoded"], ["decoded"]], "a=1%20"],
  ["escapes that are right", "a=1%25", hash(`createa=1%2525${SECRET}`), [["double-encoded"]], "a=1%25"],
  ["Latin-1", "a=%FC", hash(`createa=%C3%BC${SECRET}`), [["latin-1-escaped"]], "a=%C3%BC"],
  ["the secret", QUERY, SECRET, [["secret-sent"]], QUERY],
  ["cut off", QUERY, hash(RIGHT).slice(0, 50), [["cut-off"]], QUERY],
  ["another encoder", "a=b+c~&d=(e)", hash(`createa=b%20c%7E&d=%28e%29${SECRET}`), [["encoder"]], "a=b+c~&d=(e)"],
]) {
  test(`repaired: ${name}`, async () => {
    const found = await diagnose(asked(checksum, query, ""), SECRET, DATA);
    assert.deepEqual([found.verdict, found.mistakes, found.query], ["mistake", mistakes, repaired]);
    assert.equal((await diagnose(requestIn(found.url), SECRET, DATA)).verdict, "right");
  });
}

test("a raw character is encoded in the URL that is right", async () => {
  const found = await diagnose(asked(hash(`createname=A B${SECRET}`), "name=A B", ""), SECRET, DATA);
  assert.deepEqual([found.verdict, found.raw, found.query], ["right", true, "name=A%20B"]);
});

test("a right checksum that is sent twice is told, and the URL that is right has one", async () => {
  const sum = hash(`createname=A${SECRET}`);
  for (const sums of [
    [sum, sum],
    ["12", sum],
  ]) {
    const query = sums.map((each) => `checksum=${each}`).join("&");
    const found = await diagnose(requestIn(`${BASE}create?name=A&${query}`), SECRET, DATA);
    assert.deepEqual([found.verdict, found.repeated], ["right", true]);
    assert.equal(found.url, `${BASE}create?name=A&checksum=${hash(`createname=A${SECRET}`)}`);
  }
});

test("bbb-webhooks takes no digits in upper case", async () => {
  const sum = hash(`hooks/list${SECRET}`).toUpperCase();
  const found = await diagnose(requestIn(`${BASE}hooks/list?checksum=${sum}`), SECRET, DATA);
  assert.deepEqual(found.mistakes, [["digits-case"]]);
});

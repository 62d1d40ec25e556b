import assert from "node:assert/strict";
import { createHash, createHmac } from "node:crypto";
import test from "node:test";
import { diagnose } from "../../../docs/assets/js/doctor/doctor.js";
import { recoded } from "../../../docs/assets/js/doctor/encoders.js";
import { wrongHashes } from "../../../docs/assets/js/doctor/hashes.js";
import { asAWhole, calls, layouts, secrets } from "../../../docs/assets/js/doctor/mistakes.js";
import { queries } from "../../../docs/assets/js/doctor/queries.js";
import { holds, masked } from "../../../docs/assets/js/doctor/mask.js";
import { undone } from "../../../docs/assets/js/doctor/texts.js";
import { bareSecret, requestIn } from "../../../docs/assets/js/doctor/request.js";
import { difference } from "../../../docs/assets/js/doctor/view.js";
import { DATA } from "./checksum-data.js";

const BASE = "https://bbb.example.org/bigbluebutton/api/";
const SECRET = "ExampleSharedSecret7";
const QUERY = "name=A%20B&meetingID=m";
const RIGHT = `create${QUERY}${SECRET}`;
const hash = (text, algorithm = "sha256", digits = "hex") => createHash(algorithm).update(text).digest(digits);
const asked = (checksum, query = QUERY, body = "b=1&a=2") =>
  requestIn(`${BASE}create?${query}&checksum=${checksum}`, body);

const BODY = "b=1&a=2";

for (const [name, checksum, verdict, mistakes] of [
  ["right", hash(RIGHT), "right", []],
  ["right with SHA-512", hash(RIGHT, "sha512"), "right", []],
  ["MD5", hash(RIGHT, "md5"), "mistake", [["md5"]]],
  ["base64", hash(RIGHT, "sha256", "base64"), "mistake", [["base64"]]],
  ["a line end", hash(`${RIGHT}\n`), "mistake", [["secret-line-end"], ["newline"]]],
  ["another call", hash(RIGHT.replace("create", "join")), "mistake", [["call-other"]]],
  ["decoded", hash(RIGHT.replace("%20", " ")), "mistake", [["plus-space"], ["decoded"]]],
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
  test(`diagnosis: ${name}`, async () => {
    const found = await diagnose(asked(checksum), SECRET, DATA);
    assert.deepEqual([found.verdict, found.mistakes], [verdict, mistakes]);
    const { algorithm } = found;
    const known = new Map(found.digests);
    assert.equal(found.checksum, known.get(algorithm) ?? known.get("sha256"));
    assert.equal(known.get("sha256"), hash(`create${found.query}${SECRET}`));
  });
}

test("no checksum, no secret", async () => {
  assert.equal((await diagnose(asked(""), SECRET, DATA)).verdict, "incomplete");
  assert.equal((await diagnose(asked(hash(RIGHT)), "", DATA)).verdict, "incomplete");
});

test("a diagnosis that nobody waits for stops", async () => {
  const found = await diagnose(asked(hash("else"), "a=1&b=%2F&c=3&d=4&e=5&f=6&g=7"), SECRET, DATA, {
    stopped: () => true,
  });
  assert.equal(found.verdict, "stopped");
});

test("wrong queries are made as they are asked for, so that the page may breathe in between", () => {
  const unread = () => assert.fail("all of them were made");
  const given = { older: /** @type {any} */ ({ map: unread, [Symbol.iterator]: unread }) };
  assert.equal(queries("a=%20", given, DATA).next().value?.[0], "plus-space");
});

test("no change leaves the text as it was, and none comes twice", () => {
  for (const [text, changes] of [
    [SECRET, secrets(SECRET, { base: BASE }, DATA)],
    ["hooks/create", calls("hooks/create", { base: BASE }, DATA)],
    [QUERY, [...queries(QUERY, { body: BODY, fragment: "#x", older: ["12"] }, DATA)]],
    [RIGHT, layouts("create", QUERY, SECRET, { base: BASE }, DATA)],
    [`hooks/createcallbackURL=a%2Fb${SECRET}`, asAWhole("hooks/create", "callbackURL=a%2Fb", SECRET, DATA)],
  ]) {
    const names = changes.map((change) => change.join(" "));
    assert.ok(names.length > 5);
    assert.equal(new Set(names).size, names.length);
    assert.ok(changes.every(([, changed]) => changed !== text));
  }
});

test("all orders of six, and those that programs make of more", () => {
  const orders = (count, second) => {
    const parts = Array.from({ length: count }, (_, n) => `${String.fromCharCode(97 + ((n * 7) % 26))}${n}=1`);
    return [...queries(parts.join("&"), {}, DATA, second)].filter(([id]) => id === "order").length;
  };
  assert.equal(orders(6), 719);
  assert.ok(orders(8) > 56 && orders(8) < 150);
  assert.ok(orders(20) < 100 && orders(60) < 10 && orders(8, true) < 10);
});

test("two changes of which one takes back the other", () => {
  assert.ok(undone("a=%20%2F", "a= /", "a= %2F"));
  assert.ok(undone("a", "b", "a"));
  assert.ok(!undone("a=%20%2F", "a=+%2F", "a=+/"));
  assert.ok(!undone("a=%20", "a=%2520", "a=%20x"));
  assert.ok(!undone("a".repeat(3000), "b".repeat(3000), `a${"b".repeat(2999)}`));
});

test("Latin-1 is tried for letters that it has", () => {
  const ids = (text) => wrongHashes(text, "", "sha256").map(([id]) => id);
  assert.ok(ids("ü").includes("latin-1"));
  assert.ok(!ids("u").includes("latin-1"));
  assert.ok(!ids("€").includes("latin-1"));
});

test("the secret is found in any spelling, and nowhere else", () => {
  const secret = "Zq7Kx0PwLm42Vb9Tn";
  const bytes = Buffer.from(secret);
  for (const spelled of [
    secret.toUpperCase(),
    [...secret].reverse().join(""),
    bytes.toString("hex"),
    bytes.toString("base64"),
    Buffer.from(`x${secret}`).toString("base64url"),
    Buffer.from(secret, "utf16le").toString("hex"),
    [...bytes].map((byte) => `%25${byte.toString(16)}`).join(""),
    [...bytes].map((byte) => `&#${byte};`).join(""),
    [...secret].join(" "),
  ])
    assert.ok(holds(`x=${spelled}&y`, secret), spelled);
  assert.ok(!holds(`${BASE}create?name=Algebra%20I&checksum=${hash("x", "sha512")}`, secret));
  assert.ok(!holds("abc", "abc"));
});

test("a URL that holds the secret is not shown", async () => {
  const found = await diagnose(asked(hash("x"), `name=${SECRET}`), SECRET, DATA);
  assert.deepEqual([found.url, found.query], ["", ""]);
});

for (const [name, hashed, wanted] of [
  ["equal", RIGHT, /you hashed is correct/],
  ["in the query", RIGHT.replace("A%20B", "A+B"), /at character 13: yours has “createname=A\+B/],
  ["in the secret", `${RIGHT}x`, /in the secret, or after it/],
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
  ["a body of nothing but marks", () => recoded("=".repeat(100_000), DATA.encoders)],
  ["spaces within a secret", () => bareSecret(`x${" ".repeat(200_000)}y`)],
]) {
  test(`at once: ${name}`, () => {
    const began = performance.now();
    read();
    assert.ok(performance.now() - began < 2000);
  });
}

test("the page breathes over the longest body of a callback, and stops when nobody waits", async () => {
  const body = `event=${"+".repeat(100_000)}&domain=b&timestamp=1`;
  let turns = 0;
  const clock = setInterval(() => {
    turns += 1;
  }, 5);
  const request = requestIn(`https://portal.example.org/hook?checksum=${"0".repeat(64)}`, body);
  const { verdict } = await diagnose(request, SECRET, DATA);
  clearInterval(clock);
  assert.equal(verdict, "unknown");
  assert.ok(turns > 1);
  assert.equal((await diagnose(request, SECRET, DATA, { stopped: () => true })).verdict, "stopped");
});

test("the page breathes over the longest query with the most parameters", async () => {
  const query = Array.from({ length: 2000 }, (_, n) => `a${n}=b`).join("&");
  assert.ok([...queries(query, {}, DATA)].length < 150);
  let [longest, last] = [0, performance.now()];
  const clock = setInterval(() => {
    longest = Math.max(longest, performance.now() - last);
    last = performance.now();
  }, 5);
  const { verdict } = await diagnose(asked("0".repeat(64), query, ""), SECRET, DATA);
  clearInterval(clock);
  assert.equal(verdict, "unknown");
  assert.ok(longest < 2000, `${longest} ms`);
});

import assert from "node:assert/strict";
import test from "node:test";
import { failedPath, labels, nearest, pageFor, searchWords } from "../../../docs/assets/js/not-found.js";

const ADDRESSES = {
  "errors/checksumerror": "errors/checksumError/",
  "errors/notfound": "errors/notFound/",
  "errors/evil": "//evil.example/",
};

for (const [pathname, wanted] of [
  ["/docs/errors/notFound/", "errors/notFound"],
  ["/docs/errors/notFound/index.html", "errors/notFound"],
  ["/docs/errors/not%20found.html", "errors/not found"],
  ["/docs/%zz", "%zz"],
  ["/elsewhere/", "elsewhere"],
])
  test(`failedPath: ${pathname}`, () => assert.equal(failedPath(pathname, "/docs/"), wanted));

for (const [path, wanted] of [
  ["Errors/ChecksumError", "errors/checksumError/"],
  ["errors/evil", undefined],
  ["constructor", undefined],
])
  test(`pageFor: ${path}`, () => assert.equal(pageFor(ADDRESSES, path), wanted));

for (const [path, wanted] of [
  ["errors/checsumError", "errors/checksumError/"],
  ["errors/notfuond", "errors/notFound/"],
  ["errors/else", undefined],
])
  test(`nearest: ${path}`, () => assert.deepEqual(nearest(ADDRESSES, path), wanted ? [wanted] : []));

for (const [path, wanted] of [
  ["errors/someStrangeThing", "someStrangeThing"],
  ["errors/some-strange%thing", "some strange thing"],
  ["errors/plain", "plain"],
])
  test(`searchWords: ${path}`, () => assert.equal(searchWords(path), wanted));

test("nearest: the beginning and the end of addresses", () => {
  const addresses = Object.fromEntries(
    ["maxParticipantsReached", "setMaxParticipants", "maxParticipant", "other"].map((key) => [
      `errors/${key.toLowerCase()}`,
      `errors/${key}/`,
    ]),
  );
  assert.deepEqual(nearest(addresses, "errors/maxParticipants"), [
    "errors/maxParticipant/",
    "errors/maxParticipantsReached/",
    "errors/setMaxParticipants/",
  ]);
});

test("failedPath: slashes without end", () => {
  const began = performance.now();
  assert.equal(failedPath(`/docs/a${"/".repeat(200_000)}b`, "/docs/").length, 200_002);
  assert.ok(performance.now() - began < 2000);
});

test("nearest: the name itself comes before those that end like it", () => {
  const addresses = Object.fromEntries(
    ["configNotFound", "meetingNotFound", "notFound"].map((name) => [
      `errors/${name}`.toLowerCase(),
      `errors/${name}/`,
    ]),
  );
  assert.equal(nearest(addresses, "error/notFound")[0], "errors/notFound/");
});

test("labels have the folder where a name is there more than once", () =>
  assert.deepEqual(labels(["calls/join/", "guides/join/", "errors/notFound/"]), [
    "calls/join",
    "guides/join",
    "notFound",
  ]));

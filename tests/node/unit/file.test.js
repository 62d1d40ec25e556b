import assert from "node:assert/strict";
import test from "node:test";
import { isLog, textOf } from "../../../docs/assets/js/explain/file.js";

for (const [name, bytes] of [
  ["UTF-8", [0xc3, 0xbc, 0x61]],
  ["UTF-8 with a mark", [0xef, 0xbb, 0xbf, 0xc3, 0xbc, 0x61]],
  ["UTF-16, little end first", [0xff, 0xfe, 0xfc, 0x00, 0x61, 0x00]],
  ["UTF-16, big end first", [0xfe, 0xff, 0x00, 0xfc, 0x00, 0x61]],
])
  test(`textOf: ${name}`, () => assert.equal(textOf(Uint8Array.from(bytes)), "üa"));

test("textOf: what cannot be decoded, and nothing", () => {
  assert.equal(textOf(Uint8Array.from([0xff, 0x61])), "\ufffda");
  assert.equal(textOf(new Uint8Array()), "");
});

test("a file of more than 20 lines is a log", () => {
  assert.equal(isLog("x\n".repeat(19)), false);
  assert.equal(isLog("x\n".repeat(20)), true);
});

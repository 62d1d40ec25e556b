import assert from "node:assert/strict";
import test from "node:test";
import { withFields } from "../../../docs/assets/js/address.js";
import { counted, fits } from "../../../docs/assets/js/matrix.js";

/** @type {import("../../../docs/assets/js/matrix.js").Row} */
const ROW = {
  text: "notFound There is no such meeting",
  lines: { 2.6: "yes", 2.7: "unknown", "3.0": "part", "4.0": "no" },
};

for (const [key, line, sent, wanted] of /** @type {const} */ ([
  ["", "", "", true],
  ["NOTFOUND such", "", "", true],
  ["notFound other", "", "", false],
  ["", "2.6", "", true],
  ["", "2.7", "", false],
  ["", "3.0", "", true],
  ["", "4.0", "", false],
  ["", "2.6", "no", false],
  ["", "4.0", "no", true],
  ["", "2.7", "unknown", true],
  ["", "3.0", "nonsense", true],
  ["", "", "no", true],
  ["other", "2.6", "", false],
  ["", "9.9", "", false],
])) {
  test(`fits: ${key || "anything"}, ${line || "any line"} ${sent}`, () =>
    assert.equal(fits(ROW, { key, line, sent }), wanted));
}

for (const [line, sent, wanted] of /** @type {const} */ ([
  ["", "", "3 of 9 keys"],
  ["", "no", "3 of 9 keys"],
  ["2.7", "", "3 of 9 keys, sent by 2.7"],
  ["2.7", "no", "3 of 9 keys, not sent by 2.7"],
  ["2.7", "unknown", "3 of 9 keys, not known for 2.7"],
]))
  test(`counted: ${wanted}`, () => assert.equal(counted(3, 9, { key: "", line, sent }), wanted));

for (const [value, wanted] of [
  ["notFound", "https://a.example/?q=1&key=notFound#x"],
  ["", "https://a.example/?q=1#x"],
  ["x".repeat(501), "https://a.example/?q=1#x"],
  ["join?checksum=ab", "https://a.example/?q=1#x"],
  ["join%3FsessionToken%3Dab", "https://a.example/?q=1#x"],
]) {
  test(`withFields: ${value.slice(0, 40)}`, () =>
    assert.equal(withFields("https://a.example/?q=1&key=old#x", [{ name: "key", value }]), wanted));
}

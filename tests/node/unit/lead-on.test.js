import assert from "node:assert/strict";
import test from "node:test";
import { searchWords } from "../../../docs/assets/js/explain/lead-on.js";
import { said } from "../../../docs/assets/js/explain/said.js";

for (const [text, words] of [
  ["the room is gone", "the room gone"],
  ["see https://bbb.example.org/x?checksum=abcdef please", "see please"],
  ["secret=Zq7KxPwLm\nand more", "and more"],
  ['{"password=abc":"open"}', "open"],
  ["a b c", ""],
])
  test(`searchWords: ${text}`, () => assert.equal(searchWords(text), words));

for (const bit of ["x", "line\n", "password", "https:"]) {
  test(`searchWords at once: ${JSON.stringify(bit)} again and again`, () => {
    const began = performance.now();
    searchWords(bit.repeat(1_000_000 / bit.length));
    assert.ok(performance.now() - began < 2000);
  });
}

test("a value turns nothing around", () => {
  assert.equal(said("the key {key}.", { key: "a\u202eb\u2066c\u200f" }), "the key a\ufffdb\ufffdc\ufffd.");
});

import assert from "node:assert/strict";
import test from "node:test";
import { distance } from "../../../docs/assets/js/distance.js";

for (const [one, other, most, wanted] of [
  ["same", "same", 2, 0],
  ["wrong", "wrxng", 2, 1],
  ["missing", "missig", 2, 1],
  ["swapped", "wsapped", 2, 1],
  ["", "ab", 2, 2],
  ["far", "away", 2, 3],
  ["short", "muchlonger", 2, 3],
  ["kitten", "sitting", 5, 3],
]) {
  test(`${one} and ${other}`, () => {
    assert.equal(distance(one, other, most), wanted);
    assert.equal(distance(other, one, most), wanted);
  });
}

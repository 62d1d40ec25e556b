import assert from "node:assert/strict";
import test from "node:test";
import { createLogReader } from "../../../docs/assets/js/explain/log.js";
import { data } from "./data.js";

const read = createLogReader(data);
const QUIET = "2026-11-24 10:00:00 INFO nothing to see";

test("what a log holds is told by frequency, with the numbers of the first lines", () => {
  const log = [
    QUIET,
    "ERROR A meeting with that ID does not exist",
    "bigbluebutton create failed: checksumError",
    QUIET,
    "bigbluebutton end failed: checksumError",
  ];
  assert.deepEqual(read(log.join("\n")), [
    { name: "checksumError", url: "errors/checksumError/", count: 2, lines: [3, 5] },
    { name: "notFound", url: "errors/notFound/", count: 1, lines: [2] },
  ]);
});

test("lines that differ in numbers are counted each, and a few are named", () => {
  const log = Array.from({ length: 100 }, (_, n) => `2026-11-24 10:00:${n} create-${n} failed: checksumError`);
  const [met, ...others] = read(log.join("\n"));
  assert.equal(met.count, 100);
  assert.deepEqual(met.lines, [1, 2, 3, 4, 5]);
  assert.deepEqual(others, []);
});

test("a log without errors holds nothing", () => {
  assert.deepEqual(read(`${QUIET}\n${QUIET}\n`), []);
});

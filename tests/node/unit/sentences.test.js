import assert from "node:assert/strict";
import test from "node:test";
import { createMatcher } from "../../../docs/assets/js/explain/matcher.js";
import { entriesBehind, isCertain } from "../../../docs/assets/js/explain/sentences.js";
import { data } from "./data.js";

const explain = createMatcher(data);
const BOTH = ["http-502", "oldKey", "notFound", "checksumError"];

for (const [name, text, programs, candidates] of [
  ["the whole sentence of two programs", "Starting the room failed, sorry", ["portal", "school"], BOTH],
  ["in a log", "ERROR 12:00 Starting the room  failed, sorry. (7)", ["portal", "school"], BOTH],
  ["in another layer", "&lt;p&gt;Starting the room failed, sorry.&lt;/p&gt;", ["portal", "school"], BOTH],
  ["its beginning", "Starting the room fai\u2026", ["portal", "school"], BOTH],
  ["too little of its beginning", "Starting the room", [], []],
  ["its code", "start_failed", ["portal"], ["http-502", "notFound", "checksumError"]],
  ["the longer of two that begin alike", "The server said no: and why", ["portal"], ["checksumError"]],
  ["the shorter of the two", "The server said no", ["portal"], ["checksumError"]],
  ["nearly its words", "sorry, our room failed while starting", ["portal", "school"], BOTH],
  [
    "nearly the words of one that is certain",
    "My secret does not seem to fit, your honor",
    ["portal"],
    ["checksumError"],
  ],
  ["nothing that has an entry", "This is our own business.", ["school"], []],
]) {
  test(name, () => {
    const report = explain(text);
    assert.deepEqual(
      report.sentences.map((each) => each.front_end),
      programs,
    );
    assert.deepEqual(report.findings, []);
    assert.deepEqual(
      report.candidates.map(({ entry }) => entry),
      candidates,
    );
    assert.equal(report.kind, programs.length ? "unsure" : "foreign");
    assert.match(report.head, programs.length ? /Portal|School/ : /anything in this text/);
  });
}

test("a sentence that stands for one entry alone finds it", () => {
  const { kind, findings, candidates } = explain("Your secret does not fit at all!");
  assert.equal(kind, "found");
  assert.deepEqual(
    findings.map(({ entry, why }) => [entry, why]),
    [["checksumError", "a sentence from Portal with only this behind it"]],
  );
  assert.deepEqual(candidates, []);
});

test("what else the text says decides, and the sentence stands beside it", () => {
  const { kind, findings, candidates, sentences } = explain("The server said no: Meeting with id [x] not found.");
  assert.equal(kind, "found");
  assert.deepEqual(
    findings.map(({ entry }) => entry),
    ["no-such-meeting"],
  );
  assert.deepEqual(candidates, []);
  assert.equal(sentences.length, 1);
});

test("what is likeliest for each sentence comes first", () => {
  assert.deepEqual(entriesBehind([]), []);
  assert.equal(isCertain([]), false);
  assert.deepEqual(entriesBehind(data.sentences.slice(0, 2)), BOTH);
  assert.equal(isCertain(data.sentences.slice(2, 3)), true);
  assert.equal(isCertain(data.sentences.slice(3, 4)), false);
});

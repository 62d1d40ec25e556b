import assert from "node:assert/strict";
import test from "node:test";
import { template, whole, within } from "../../../docs/assets/js/explain/messages.js";
import { lower, normalized } from "../../../docs/assets/js/pasted/coats.js";

for (const [wording, text, wanted] of [
  ["Meeting not found", "meeting  not found.", []],
  ["Meeting not found", "Meeting found", null],
  ["id [{id}] not found", "ID [a b] not found", [{ name: "id", value: "a b" }]],
  ["id [{id}] not found", "ID [a b]", null],
  ["from {low} to {high} letters", "from 2 to 9 letters", ["low", "high"].map((name, n) => ({ name, value: "29"[n] }))],
  ["from {low} to {high} letters", "from 2 letters", null],
  ["aba{x}aba", "aba", null],
]) {
  test(`whole: ${wording} / ${text}`, () =>
    assert.deepEqual(whole(template(wording), normalized(text), lower(normalized(text))), wanted));
}

for (const [wording, text, wanted] of [
  ["Meeting not found", "log: Meeting not found (1)", "Meeting not found"],
  ["No user has the id {id}", "log: No user has the id x7, sorry", "No user has the id x7"],
  ["Meeting [{id}] not found", `Meeting [${"x".repeat(400)}] not found`, null],
  ["too short", "it is too short", null],
  ["Meeting not found", "nothing", null],
]) {
  test(`within: ${wording} / ${text.slice(0, 30)}`, () => {
    const place = within(template(wording), text, lower(text));
    assert.equal(place && text.slice(place.at, place.end), wanted);
  });
}

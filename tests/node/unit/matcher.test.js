import assert from "node:assert/strict";
import test from "node:test";
import { createMatcher } from "../../../docs/assets/js/explain/matcher.js";
import { data } from "./data.js";

const explain = createMatcher(data);
const response = (parts) =>
  Object.entries(parts)
    .map(([tag, text]) => `<${tag}>${text}</${tag}>`)
    .join("");
const FAILED = { returncode: "FAILED" };

for (const [name, text, kind, entries] of [
  ["a key", "checksumerror", "found", ["checksumError"]],
  ["a quoted key", '"checksumError",', "found", ["checksumError"]],
  ["another key", "OtherKey", "found", ["checksumError"]],
  ["a message", "Meeting with id [x] not found.", "found", ["no-such-meeting"]],
  ["a response", response({ ...FAILED, messageKey: "notFound" }), "found", ["notFound"]],
  [
    "a response with a message alone",
    response({ ...FAILED, message: "Meeting with id [x] not found." }),
    "found",
    ["no-such-meeting"],
  ],
  ["a message in a log", "ERROR: A meeting with that ID does not exist (retry)", "found", ["notFound"]],
  [
    "a message beside a response",
    `${response({ ...FAILED, messageKey: "oldKey" })} A meeting with that ID does not exist`,
    "found",
    ["oldKey", "notFound"],
  ],
  ["a key in a text about the API", "bigbluebutton said checksumError again", "found", ["checksumError"]],
  ["an HTTP status", "HTTP/1.1 502", "found", ["http-502"]],
  ["a misspelled key", "checksumEror", "unsure", ["checksumError"]],
  ["an unknown key", response({ ...FAILED, messageKey: "notFond" }), "unsure", ["notFound"]],
  ["a message of two entries", "Checksums do not match", "unsure", ["checksumError", "neverKey"]],
  [
    "that message in a response",
    response({ ...FAILED, message: "Checksums do not match" }),
    "unsure",
    ["checksumError", "neverKey"],
  ],
  ["that message in a log", "so: Checksums do not match (again)", "unsure", ["checksumError", "neverKey"]],
  ["that message of a release", "BigBlueButton 2.6.1: Checksums do not match (again)", "found", ["checksumError"]],
  ["a key in a text about anything", "they said checksumError again", "unsure", ["checksumError"]],
  ["some words of a message", "why does this meeting with an ID not exist", "unsure", ["notFound"]],
  ["a failure without anything", response(FAILED), "unsure", []],
  ["a success", response({ returncode: "SUCCESS" }), "success", []],
  ["a success that is cut off", "<response><returncode>SUCCESS</returncode><meet", "unsure", []],
  ["a key after an exception", "SomeException: notFound: Meeting with id [x] not found.", "found", ["notFound"]],
  ["a key in brackets", "FAILED [checksumError] sorry", "found", ["checksumError"]],
  ["a key and a code as parameters", 'returncode=FAILED messageKey=notFound message="x"', "found", ["notFound"]],
  ["a line of a log", "12:00 ERROR Nobody answers at home (3)", "found", ["notFound"]],
  ["a line that proves nothing", "Something went astray", "unsure", []],
  ["a piece of what libraries say", "java.io.X: the line fell dead here", "found", ["notFound"]],
  ["a status that a library says", "502 Server Error", "found", ["http-502"]],
  ["a body", "<html>the proxy\n is sad</html>", "found", ["http-502"]],
  ["a bare status", "502", "found", ["http-502"]],
  ["an address of somebody who was let in", "Location: https://b.example.org/client/?in=1", "success", []],
  ["an address that is wrong", "GET /wrong/create", "unsure", ["notFound"]],
  ["a request", "https://b.example.org/bigbluebutton/api/create?a=1&checksum=0", "unsure", []],
  ["a page of HTML", "<html>hello</html>", "unsure", []],
  ["JSON", '{"a": 1}', "foreign", []],
  ["another status", "HTTP/1.1 418", "foreign", []],
  ["nothing", " \n", "empty", []],
]) {
  test(name, () => {
    const report = explain(text);
    const found = (kind === "found" ? report.findings : report.candidates).map(({ entry }) => entry);
    assert.equal(report.kind, kind);
    assert.deepEqual(found, entries);
    assert.equal(Boolean(report.head), kind !== "empty");
  });
}

test("a finding tells what the response says", () => {
  const text = `POST /bigbluebutton/api/create HTTP/1.1 200 ${response({ ...FAILED, message: "Meeting with id [x] not found." })}`;
  const [finding] = explain(text).findings;
  assert.deepEqual(finding.values, [{ name: "meetingID", value: "x", meaning: "the ID that was asked for" }]);
  assert.equal(finding.call, "create");
  assert.equal(finding.formatTitle, "XML");
  assert.equal(finding.answer, "no-such-meeting");
});

for (const [name, text, remark] of [
  ["never sent", "neverKey", /never sends/],
  ["removed", "oldKey", /no longer sends/],
  ["another wording", "The cat was here in former times", /isn't the wording of 3\.0.*release 2\.3/],
  [
    "the message of another entry",
    response({ ...FAILED, messageKey: "oldKey", message: "A meeting with that ID does not exist" }),
    /belongs to notFound; the key decides/,
  ],
  ["the release's own wording", "BBB 2.3.5: The cat was here in former times", /the wording of BigBlueButton 2\.3/],
  ["another release's wording", "BBB v2.6 checksumError: Checksums do not match", /differently: The checksum is off/],
  ["not sent by the release", "BBB v2.6 neverKey", /2\.6 doesn't send this/],
  ["a success all the same", response({ returncode: "SUCCESS", messageKey: "notFound" }), /still says SUCCESS/],
])
  test(`remark: ${name}`, () => assert.ok(explain(text).findings[0].remarks.some((each) => remark.test(each))));

test("what names the release comes first, and what it doesn't send comes last", () => {
  const [{ fixes, release }] = explain("BigBlueButton 2.6.4 checksumError").findings;
  assert.deepEqual([release, fixes], ["2.6", [1, 0, 2]]);
  const { candidates } = explain(
    "BigBlueButton 2.6.4 said <key>neverKez</key><key>oldKez</key><returncode>FAILED</returncode>",
  );
  assert.match(candidates.at(-1)?.why ?? "", /2\.6 doesn't send it/);
});

test("a response that comes again and again is read once", () => {
  const text = response({ ...FAILED, message: "Nobody says that to anybody" });
  assert.equal(explain(text.repeat(1000)).notes.length, 1);
});

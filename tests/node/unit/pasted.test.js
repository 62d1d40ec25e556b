import assert from "node:assert/strict";
import test from "node:test";
import * as coats from "../../../docs/assets/js/pasted/coats.js";
import { callIn, keyAndMessage, releaseIn, responses, statusIn } from "../../../docs/assets/js/pasted/responses.js";

const XML =
  "<response><returncode>FAILED</returncode><messageKey>notFound</messageKey><message>No</message></response>";
const told = (form, more = {}) => ({ returncode: "", key: "notFound", message: "No", form, ...more });

for (const [name, text, wanted] of [
  ["XML", XML, [told("xml", { returncode: "FAILED" })]],
  ["the list form", "<error><key>notFound</key><message>No</message></error>", [told("xml-list")]],
  ["attributes", '<error key="notFound" message="No"/>', [told("xml-list")]],
  ["JSON", '{"messageKey": "notFound", "message": "No"}', [told("json")]],
  ["a redirect", '[{"message":"No","key":"notFound"}]', [told("redirect")]],
  ["a dump", "'messageKey' => 'notFound', 'message' => 'No'", [told("json")]],
  ["two responses", "<key>a</key><key>b</key>", ["a", "b"].map((key) => told("xml-list", { key, message: "" }))],
  ["CDATA", "<message><![CDATA[No]]></message>", [told("xml", { key: "" })]],
  [
    "brackets in CDATA",
    "<message><![CDATA[No [x] here]]></message>",
    [told("xml", { key: "", message: "No [x] here" })],
  ],
  ["nothing", "no response", []],
])
  test(`responses: ${name}`, () => assert.deepEqual(responses(text), wanted));

for (const [name, text, key, message] of [
  ["XML", XML, "notFound", "No"],
  ["escaped XML", XML.replaceAll("<", "&lt;").replaceAll(">", "&gt;"), "notFound", "No"],
  ["XML in JSON", JSON.stringify({ body: '<error key="notFound" message="No"/>' }), "notFound", "No"],
  ["a redirect", `Location: /?errors=${encodeURIComponent('[{"message":"No","key":"notFound"}]')}`, "notFound", "No"],
  ["brackets in a message", "<message>Meeting with id [a] not found.</message>", "", "Meeting with id [a] not found."],
  ["entities in a message", "<key>a</key><message>It&apos;s &#60;b&#x3e;</message>", "a", "It's <b>"],
  ["escapes in JSON", String.raw`{"key":"a","message":"say \"hi\" \u00fc"}`, "a", 'say "hi" ü'],
  ["a key after a message alone", "<message>x</message><returncode>FAILED</returncode><key>a</key>", "a", ""],
  ["a page of HTML", "<html><title>502 Bad &amp; Gateway</title>", "", "502 Bad & Gateway"],
  ["other text", "just words", "", ""],
])
  test(`keyAndMessage: ${name}`, () => assert.deepEqual(keyAndMessage(text), { key, message }));

for (const [text, status] of [
  ["HTTP/1.1 404", 404],
  ["HTTP/2 502", 502],
  ["status code: 500", 500],
  ["502 Bad Gateway", 502],
  ["301 Moved Permanently", 301],
  ["port 8443 Forbidden", 0],
])
  test(`statusIn: ${text}`, () => assert.equal(statusIn(text), status));

for (const [text, call] of [
  ["https://bbb.example.org/bigbluebutton/api/create?x=1", "create"],
  ["no address", ""],
])
  test(`callIn: ${text}`, () => assert.equal(callIn(text), call));

for (const [text, release] of [
  ["BigBlueButton Server 2.7.12 (3064)", "2.7"],
  ['{"bbbVersion":"3.0.4"}', "3.0"],
  ["bbb-web v2.6", "2.6"],
  ["BBB 2.6 was upgraded to BBB 3.0", ""],
  ["bbb-webhooks 3.0.0", ""],
  ["Apache/2.4.57 in front of BigBlueButton", ""],
])
  test(`releaseIn: ${text}`, () => assert.equal(releaseIn(text), release));

for (const [reader, text, wanted] of [
  ["unescapeEntities", "&lt;a&gt; &#x41;&#66;&#0;&#x110000;", "<a> AB"],
  ["unescapeJson", String.raw`\"a\/b\u0041\n`, '"a/bA '],
  ["percentDecoded", "%41%zz+%ff", "A%zz+%ff"],
  ["unescapeForm", "a+b%20c", "a b c"],
  ["normalized", " \u2018a\u2019 \n \u201cb\u201d ", "'a' \"b\""],
  ["lower", "ÀBC İ", "àbc İ"],
  ["cut", "short", "short"],
])
  test(`${reader}: ${text}`, () => assert.equal(coats[reader](text), wanted));

test("cut keeps beginning and end of a long text", () => {
  const text = coats.cut(`begin${"x".repeat(300_000)}end`);
  assert.match(text, /^begin[^]*end$/);
  assert.ok(text.length < 201_000);
});

test("coats come off one after the other, and no more than four", () => {
  assert.deepEqual(coats.coats("&amp;lt;a"), ["&amp;lt;a", "&lt;a", "<a"]);
  assert.equal(coats.coats(`&${"amp;".repeat(9)}lt;`).length, 5);
});

import assert from "node:assert/strict";
import test from "node:test";
import { ExactTexts, wordsOf } from "../../../docs/assets/js/search/exact.js";
import { promote, question, subject } from "../../../docs/assets/js/search/question.js";

const DOCS = [
  { location: "errors/notFound/", title: "notFound", text: "" },
  {
    location: "errors/notFound/#also",
    title: "Also known as",
    text: '<li><code>gone</code></li><li>"It is away" (2.3)',
  },
  {
    location: "errors/notFound/#answer",
    title: "Answer",
    text: "<pre><code>&lt;key&gt;notFound&lt;/key&gt;</code></pre>",
  },
  { location: "errors/other/#message", title: "Meeting {meetingID} is &lt;full&gt;", text: "" },
  { location: "guides/join/", title: "Join a meeting", text: "" },
];
const texts = new ExactTexts(DOCS);
const ranked = (asked) => Object.fromEntries(texts.rank(asked));

for (const [name, asked, wanted] of [
  ["a key", "notFound", { "errors/notFound/": 2000 }],
  ["a key in another case", "NOTFOUND", { "errors/notFound/": 2000 }],
  ["another key", "gone", { "errors/notFound/": 1000 }],
  ["another wording", "It is away", { "errors/notFound/": 1000 }],
  ["a sample", "<key>notFound</key>", { "errors/notFound/": 1500 }],
  ["a message with a value", "Meeting algebra is <full>", { "errors/other/": 2000 }],
  ["a quoted key", "why notFound again", { "errors/notFound/": 1 }],
  ["the beginning of a text", "it is", { "errors/notFound/": 1 }],
  ["a guide", "join a meeting", { "guides/join/": 2000 }],
  ["signs", "?!", {}],
])
  test(`rank: ${name}`, () => assert.deepEqual(ranked(asked), wanted));

for (const [name, text, wanted, about] of [
  ["a key alone decides", "<key>notFound</key><message>No way</message>", "notFound^1000 No^1 way^1", "notFound"],
  ["a word may be part of a key", "checksum", "checksum^20 checksum *checksum checksum~1", "checksum"],
  ["a short word is only itself", "join", "join^20 join", "join"],
  ["a sentence", "not there", "not^20 not there^20 there", "not there"],
  ["a message", "<message>not there</message>", "not^20 not there^20 there", "not there"],
  ["orders of the search are taken away", "+a -b*", "a^20 a b^20 b", "+a -b*"],
]) {
  test(`question: ${name}`, () => {
    assert.equal(question(text), wanted);
    assert.equal(subject(text), about);
  });
}

test("wordsOf takes no more than it looks at", () => assert.equal(wordsOf("a ".repeat(99)).length, 40));

test("promote puts exact pages first and gives the first the best score", () => {
  const items = ["a", "b", "c"].map((page, n) => [{ location: `${page}/#x`, score: 3 - n }]);
  promote(items, new Map([["c/", 5]]));
  assert.deepEqual(
    items.map(([{ location, score }]) => [location, score]),
    [
      ["c/#x", 4],
      ["a/#x", 3],
      ["b/#x", 2],
    ],
  );
  promote([], new Map());
});

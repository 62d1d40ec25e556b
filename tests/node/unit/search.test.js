import assert from "node:assert/strict";
import test from "node:test";
import { ExactTexts } from "../../../docs/assets/js/search/exact.js";
import { Search, subject } from "../../../docs/assets/js/search/results.js";
import { marked, snippet } from "../../../docs/assets/js/search/snippet.js";
import { parts, split, stem } from "../../../docs/assets/js/search/words.js";

const ROWS = [
  [2000, "errors/notFound/", "notFound"],
  [1000, "errors/notFound/", "gone", "It is away"],
  [1900, "errors/other/#m", "Meeting {meetingID} is <full>"],
  [480, "guides/join/", "Join a meeting"],
  [800, "errors/tls/#texts", "?!", "curl: (60) SSL: the certificate has expired"],
];
const ranked = (asked) => Object.fromEntries(new ExactTexts(ROWS).rank(asked));

for (const [name, asked, wanted] of [
  ["a key", "notFound", { "errors/notFound/": 3000 }],
  ["a key in another case", "NOTFOUND", { "errors/notFound/": 3000 }],
  ["another key", "gone", { "errors/notFound/": 2000 }],
  ["another wording", "It is away", { "errors/notFound/": 2000 }],
  ["a message with a value", "Meeting algebra is <full>", { "errors/other/#m": 2899.5 }],
  ["a quoted key", "why notFound again", { "errors/notFound/": 4.2 }],
  ["a quoted wording", "he says it is away today", { "errors/notFound/": 3.1 }],
  ["a word that is no name is not quoted", "all are gone", {}],
  ["four words of a text", "SSL: the certificate has", { "errors/tls/#texts": 4.08 }],
  ["three words of a text", "the certificate has", {}],
  ["the beginning of a text", "it is", { "errors/notFound/": 1 }],
  ["a guide", "join a meeting", { "guides/join/": 1480 }],
  ["a misspelled key", "notFuond", { "errors/notFound/": 4.1 }],
  ["a misspelled key in lower case", "notfounds", { "errors/notFound/": 4 }],
  ["a word that is far from every key", "nothing", {}],
  ["signs", "?!", {}],
])
  test(`rank: ${name}`, () => assert.deepEqual(ranked(asked), wanted));

for (const [word, wanted] of [
  ["redirects", "redirect"],
  ["redirected", "redirect"],
  ["encoding", stem("encoded")],
  ["stopped", "stop"],
  ["used", "used"],
  ["missing", "miss"],
  ["copies", "copy"],
  ["status", "status"],
  ["statuses", "status"],
  ["responses", stem("response")],
  ["302", "302"],
  ["checksumError", "checksumerror"],
])
  test(`stem: ${word}`, () => assert.equal(stem(word), wanted));

test("split keeps short forms and releases in one word", () =>
  assert.deepEqual(split("it's, a-b_c 3.0.37. 2.7 1.x"), ["its", "a", "b_c", "3.0.37", "2.7", "1", "x"]));
test("parts", () => {
  assert.deepEqual(parts("missingParamRecordID"), ["miss", "param", "record", "id"]);
  assert.deepEqual(parts("plain"), []);
  assert.deepEqual([parts("3.0.37"), parts("3.0")], [["3.0"], []]);
});

const DOCS = [
  { location: "errors/notFound/", title: "notFound", text: "No meeting has this ID." },
  { location: "errors/notFound/#fix", title: "Fix", text: "Create the meeting before you ask for it." },
  { location: "trouble/", title: "Recordings", text: "What fails with recordings.", boost: 2 },
  { location: "trouble/#old", title: "A deleted recording is still listed", text: "It is in a copy.", boost: 2 },
  { location: "guides/join/", title: "Join a meeting", text: "Redirect the browser of the user." },
  { location: "guides/join/#more", title: "More", text: "The meetingID decides about the meeting." },
];
const search = await Search.of({
  docs: DOCS,
  config: { exact: [...ROWS, [600, "errors/notFound/#fix", "Ask for it"]] },
});
const first = (question) => search.answer(question)[0]?.[0].location;

for (const [name, question, wanted] of [
  ["a key", "notFound", "errors/notFound/"],
  ["a pasted response", "<key>notFound</key><message>Join a meeting</message>", "errors/notFound/"],
  ["an exact text of a section", "ask for it", "errors/notFound/#fix"],
  ["words among function words", "why is it that the recordings are still listed", "trouble/#old"],
  ["an unfinished word", "record", "trouble/"],
  ["a misspelled word", "redirekt", "guides/join/"],
  ["a name in parts", "deletedRecording", "trouble/#old"],
  ["nothing", "", undefined],
  ["signs", "+ - *", undefined],
  ["an unknown word", "zzzzzzzz", undefined],
  ["function words alone", "before you", "errors/notFound/#fix"],
])
  test(`search: ${name}`, () => assert.equal(first(question), wanted));

const pages = async (texts, question) => {
  const docs = Object.entries(texts).map(([location, [title, text]]) => ({ location, title, text }));
  return (await Search.of({ docs, config: {} })).answer(question).map(([section]) => section.location);
};
const OTHERS = { "x/": ["Other", "Nothing of it."], "y/": ["Another", "Nothing else."] };

for (const [name, texts, question] of [
  ["a line is found by its releases", { "a/": ["A", "Since 3.0."], "b/": ["B", "Since 3.1 and 0.37."] }, "3.0.37"],
  [
    "a word is found by one like it",
    { "a/": ["A", "It deletes a file."], "b/": ["B", "It opens a file."] },
    "remove file",
  ],
  ["a word comes before one like it", { "a/": ["A", "Test it."], "b/": ["B", "Check it."] }, "test"],
  [
    "a title that is asked for as a whole comes first",
    { "a/": ["Limits", "All sizes."], "b/": ["Limits of other things", "Limits, sizes, limits."] },
    "sizes limits",
  ],
  [
    "who asks how wants no symptoms",
    { "a/": ["Guests", "Let guests wait."], "troubleshooting/": ["Guests wait", "Guests wait, guests."] },
    "how do guests wait",
  ],
  [
    "a long page counts less than a short one",
    { "a/": ["A", "Upload slides."], "b/": ["B", `Upload slides. ${"Other words. ".repeat(200)}`] },
    "upload slides",
  ],
])
  test(`search: ${name}`, async () => assert.equal((await pages({ ...OTHERS, ...texts }, question))[0], "a/"));

test("search: symptoms come first if nobody asks how", async () => {
  const texts = { "a/": ["Guests", "Let guests wait."], "troubleshooting/": ["Guests wait", "Guests wait, guests."] };
  assert.equal((await pages({ ...OTHERS, ...texts }, "guests wait"))[0], "troubleshooting/");
});

test("short beginnings find nothing", () => assert.deepEqual(search.answer("mee"), []));

test("a result holds its page, and the first has the best score", () => {
  const results = search.answer("meeting");
  for (const sections of results) assert.ok(sections.some(({ location }) => !location.includes("#")));
  const scores = results.flat().map(({ score }) => score);
  assert.equal(Math.max(...scores), results[0][0].score);
});

test("subject is what a response says", () => {
  assert.equal(subject("<message>not there</message>"), "not there");
  assert.equal(subject("not there"), "not there");
});

test("marked is HTML", () =>
  assert.equal(marked("<b> Meetings & more", new Set(["meet"])), "&lt;b&gt; <mark>Meetings</mark> &amp; more"));

test("snippet begins with the sentence that was asked for", () => {
  const text = `${"Other words come here. ".repeat(30)}The checksum is wrong. ${"And more follows. ".repeat(30)}`;
  const shown = snippet(text, new Set(["checksum", "wrong"]));
  assert.match(shown, /^… The <mark>checksum<\/mark> is <mark>wrong<\/mark>\. And .* …$/);
  assert.ok(shown.length < 320);
});

test("snippet of a short text is all of it", () => assert.equal(snippet("Short.", new Set()), "Short."));

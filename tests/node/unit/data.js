/* A small catalog for the tests of the explain tool. */

const entry = (key, more = {}) => ({
  url: `errors/${key}/`,
  name: key,
  key,
  kind: "error",
  status: "sent",
  doctor: false,
  title: key,
  meaning: `Means ${key}.`,
  fixes: [`Fix ${key}.`],
  causes: [{ cause: `A cause of ${key}.`, tell: null }],
  instead: [],
  said_by: [{ speaker: "bigbluebutton", lines: "3.0" }],
  for_line: {},
  ...more,
});

const answer = (name, message, more = {}) => ({
  id: name,
  entry: name,
  speaker: "bigbluebutton",
  message,
  calls: ["create"],
  format: "xml",
  json: true,
  returncode: "FAILED",
  status: 200,
  condition: null,
  sent: true,
  not_in: [],
  texts: {},
  ...more,
});

const sentence = (frontEnd, texts, behind, more = {}) => ({
  front_end: frontEnd,
  url: `front-ends/${frontEnd}/#it`,
  texts,
  when: "A room starts.",
  behind: behind.map((entries) => ({ what: "Something failed.", entries })),
  log: null,
  next: "Look at the log.",
  ...more,
});

/** @type {import("../../../docs/assets/js/explain/data.js").ExplainData} */
export const data = {
  entries: {
    checksumError: entry("checksumError", {
      fixes: ["Sign it.", "On 2.6, sign the body.", "Go home."],
      for_line: { 2.6: { fixes: [1], causes: [] } },
    }),
    notFound: entry("notFound"),
    oldKey: entry("oldKey", { status: "removed", instead: ["Always: notFound"] }),
    neverKey: entry("neverKey", { status: "never sent" }),
    "no-such-meeting": entry("no-such-meeting", { key: null, name: "No such meeting", title: "No such meeting" }),
    "http-502": entry("http-502", { key: null, name: "502", title: "A proxy has no answer", kind: "transport" }),
  },
  answers: [
    answer("checksumError", "Checksums do not match", { texts: { 2.6: "The checksum is off" } }),
    answer("notFound", "A meeting with that ID does not exist", { calls: ["end", "getMeetingInfo"] }),
    answer("no-such-meeting", "Meeting with id [{meetingID}] not found."),
    answer("neverKey", "Checksums do not match", { sent: false, not_in: ["2.6", "3.0"] }),
  ],
  aliases: [
    { entry: "oldKey", text: "The {thing} was here in former times", seen: "release 2.3", wire: true, lines: ["2.3"] },
  ],
  keys: { OtherKey: "checksumError" },
  speakers: { bigbluebutton: { name: "BigBlueButton", url: null, tell: null } },
  placeholders: { meetingID: "the ID that was asked for" },
  formats: { xml: "XML" },
  front_ends: {
    portal: { name: "Portal", log: "portal.log has it." },
    school: { name: "School", log: "school.log has it." },
  },
  signs: [
    {
      source: "log",
      who: "the log",
      url: "log-lines/#it",
      text: "Nobody answers at {place}",
      means: "It is broken.",
      entries: ["notFound"],
      proves: true,
      number: null,
      behind: [],
    },
    {
      source: "client",
      who: "The client",
      url: "after-join/#it",
      text: "Something went astray",
      means: "It may be broken.",
      entries: [],
      proves: false,
      number: 401,
      behind: [{ what: "A cookie is missing.", url: "after-join/#cookie" }],
    },
  ],
  causes: {
    status: { entries: ["http-502"], url: "statuses/" },
    cut: { entries: ["notFound"], url: "errors/notFound/" },
  },
  markers: [
    { text: "Server Error", causes: { status: 3 } },
    { text: "the line fell dead", causes: { cut: 2 } },
  ],
  pages: { doctor: "tools/doctor/", troubleshooting: "troubleshooting/" },
  statuses: { 502: ["http-502"] },
  bodies: [{ entry: "http-502", text: "<html>the proxy is sad</html>" }],
  addresses: [
    {
      id: "joined",
      pattern: "/client/\\?in=",
      status: null,
      says: "They were let in.",
      entries: [],
      cause: null,
      url: null,
      success: true,
    },
    {
      id: "wrong",
      pattern: "/wrong/",
      status: null,
      says: "The path is wrong.",
      entries: ["notFound"],
      cause: "A cause of notFound",
      url: null,
      success: false,
    },
  ],
  sentences: [
    sentence(
      "portal",
      ["Starting the room failed, sorry.", "start_failed"],
      [["http-502"], ["notFound", "checksumError"], []],
    ),
    sentence("school", ["Starting the room failed, sorry."], [["http-502", "oldKey"], ["checksumError"]]),
    sentence("portal", ["Your secret does not fit at all"], [["checksumError"]]),
    sentence("portal", ["The server said no: {message}"], [["checksumError"], []], { log: "The page has it." }),
    sentence("portal", ["The server said no"], [["checksumError"], []]),
    sentence("school", ["This is our own business."], [[]]),
  ],
};

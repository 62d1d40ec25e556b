/* A small catalog for the tests of the checksum doctor. */

export const DATA = {
  forms: {
    secret: [
      ["secret-line-end", "$secret\n"],
      ["secret-missing", ""],
      ["secret-twice", "$secret$secret"],
    ],
    call: [
      ["call-missing", ""],
      ["call-slash", "/$call"],
    ],
    query: [
      ["ampersand", "&$query"],
      ["query-missing", ""],
    ],
    layout: [
      ["secret-first", "$secret$call$query"],
      ["newline", "$call$query$secret\n"],
    ],
  },
  replace: [
    ["plus-space", [["%20", "+"]]],
    ["plus-space", [["%20", " "]]],
    ["double-encoded", [["%", "%25"]]],
    ["double-encoded", [["%25", "%"]]],
    ["html-escaped", [["&amp;", "&"]]],
  ],
  repairs: {
    "html-escaped": [["&amp;", "&"]],
    "double-encoded": [["%25", "%"]],
  },
  encoders: [
    { names: ["one"], safe: "-_.", space: "%20", lower: false },
    { names: ["other"], safe: "-_.~", space: "+", lower: true },
  ],
  calls: ["create", "join"],
  signatures: [
    ["old", "both"],
    ["middle", "the sender"],
    ["new", "both"],
  ],
};

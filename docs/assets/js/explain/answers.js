/* Finds answers of the API in a text: XML in all its forms, JSON, and what a redirect carries. */

const LONGEST = 4000; // characters of one value

const TOKEN = new RegExp(
  [
    `<(returncode|messageKey|key|message)>\\s{0,99}(?:<!\\[CDATA\\[)?([^<\\]]{0,${LONGEST}})`,
    `"(returncode|messageKey|key|message)"\\s{0,9}:\\s{0,9}"((?:[^"\\\\]|\\\\.){0,${LONGEST}})"`,
    `'(returncode|messageKey|key|message)'\\s{0,9}(?::|=>)\\s{0,9}'([^']{0,${LONGEST}})'`,
    `\\b(key|message)="([^"<>]{0,${LONGEST}})"`,
  ].join("|"),
  "gi",
);

const NAMES = { returncode: "returncode", messagekey: "key", key: "key", message: "message" };

/** Every answer in a text, in order: {returncode, key, message, form}; what an answer lacks is an empty text. */
export function answers(text) {
  const found = [];
  let now = null;
  let returncode = "";
  for (const match of text.matchAll(TOKEN)) {
    const [tag, value] = [1, 3, 5, 7].map((n) => [match[n], match[n + 1]]).find(([name]) => name);
    const name = NAMES[tag.toLowerCase()];
    if (name === "returncode") {
      now = null;
      returncode = value.trim().toUpperCase();
      found.push((now = { returncode, key: "", message: "", form: "" }));
      continue;
    }
    if (!now || now[name]) found.push((now = { returncode, key: "", message: "", form: "" }));
    now[name] = value.trim();
    now.form ||= match[1] ? (tag.toLowerCase() === "key" ? "xml-list" : "xml") : match[3] || match[5] ? "json" : "xml-list";
    if (now.form === "json" && tag.toLowerCase() === "key") now.form = "redirect";
    if (now.form === "xml" && tag.toLowerCase() === "key") now.form = "xml-list";
  }
  return found.filter(({ returncode: code, key, message }) => code || key || message);
}

/** The API call of a text, from an address in it; an empty text if none is there. */
export const callIn = (text) => /\/api\/([A-Za-z]{2,40})\b/.exec(text)?.[1] ?? "";

/** The HTTP status of a text, from a status line, a client's exception or the title of an error page; 0 if none. */
export function statusIn(text) {
  const found =
    /\bHTTP\/\d(?:\.\d)? ([1-5]\d\d)\b/i.exec(text) ??
    /\b(?:HTTP )?(?:status|response|error|HTTP)(?: code)?[ :='"]{1,4}([1-5]\d\d)\b/i.exec(text) ??
    /\b([45]\d\d) (?:Bad Gateway|Bad Request|Not Found|Internal Server Error|Gateway Time-?out|Request Entity Too Large|Payload Too Large|Service (?:Temporarily )?Unavailable|Forbidden|Unauthorized|Moved Permanently|Server Error|Client Error)/i.exec(text) ??
    /\b(301) Moved Permanently/i.exec(text);
  return found ? Number(found[1]) : 0;
}

/* Reads the messageKey and the message out of whatever a reader copied: XML, the XML list form, JSON, HTML,
   the address of a redirect with errors=, with or without entities and quotes around it. */

const LONGEST = 20_000; // characters that are looked at
const ENTITIES = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", "#39": "'" };
const KEYS = [
  /<(?:messageKey|key)>([^<]+)</i,
  /<error\b[^>]*?\bkey=["']([^"']+)["']/i,
  /["'](?:messageKey|key)["']\s*:\s*["']([^"']+)["']/i,
];
const MESSAGES = [
  /<message>([^<]+)</i,
  /<error\b[^>]*?\bmessage="([^"]+)"/i,
  /"message"\s*:\s*"((?:[^"\\]|\\.)+)"/i,
  /<title>([^<]+)</i,
];

/** Decode the entities that an XML answer holds. */
export const decoded = (text) => text.replace(/&(amp|lt|gt|quot|apos|#39);/g, (_, name) => ENTITIES[name]);

/** Decode %XX and +, as far as it is well formed. */
function unescaped(text) {
  try {
    return decodeURIComponent(text.replace(/\+/g, " "));
  } catch {
    return text;
  }
}

/** What the first pattern that matches has caught, decoded; an empty text if none matches. */
function first(text, patterns) {
  for (const pattern of patterns) {
    const found = pattern.exec(text)?.[1].trim();
    if (found) return decoded(found).replace(/\\(["\\/])/g, "$1");
  }
  return "";
}

/** The messageKey and the message in an answer of the server; both are empty if `text` is none. */
export function parts(text) {
  let answer = text.slice(0, LONGEST);
  if (/[?&]errors=/i.test(answer)) answer = unescaped(answer);
  if (/&lt;\/?\w/.test(answer)) answer = decoded(answer);
  return { key: first(answer, KEYS), message: first(answer, MESSAGES) };
}

/* Makes what was pasted readable: takes one coat of encoding off after the other, and cuts what is too long. */

const LONGEST = 200_000; // characters that are looked at
const COATS = 4; // an answer inside JSON inside a log inside HTML has three
const NAMED = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: " " };

/** The part of a text that is looked at: all of it, or its beginning and its end. */
export function cut(text) {
  if (text.length <= LONGEST) return text;
  return `${text.slice(0, LONGEST / 2)}\n${text.slice(-LONGEST / 2)}`;
}

/** A character by its number; what is no character stays out. */
const character = (number) => (number > 0 && number <= 0x10ffff ? String.fromCodePoint(number) : "");

/** Take HTML's and XML's entities off once. */
export function unescapeEntities(text) {
  return text
    .replace(/&(amp|lt|gt|quot|apos|nbsp);/g, (_, name) => NAMED[name])
    .replace(/&#(?:x([0-9a-f]{1,6})|(\d{1,7}));/gi, (_, hex, decimal) => character(hex ? parseInt(hex, 16) : Number(decimal)));
}

/** Take the escapes of a JSON text off once. */
export function unescapeJson(text) {
  return text.replace(/\\(?:u([0-9a-f]{4})|(["\\/])|([nrt]))/gi, (_, hex, sign) =>
    hex ? String.fromCharCode(parseInt(hex, 16)) : (sign ?? " "),
  );
}

/** Take percent-encoding off once, run by run, so that a stray % does no harm; + is a blank. */
export function unescapePercent(text) {
  return text.replace(/\+/g, " ").replace(/(?:%[0-9a-f]{2})+/gi, (run) => {
    try {
      return decodeURIComponent(run);
    } catch {
      return run;
    }
  });
}

/** The text in each of its coats, the outermost first. No text comes twice. */
export function coats(text) {
  const found = [cut(text).replace(/^[<>*] /gm, "")]; // curl -v puts these in front of headers
  for (let n = 0; n < COATS; n++) {
    const last = found[n];
    let next = last;
    if (/&(?:lt|quot|amp|#)/i.test(next)) next = unescapeEntities(next);
    else if (/\\["nu]/.test(next)) next = unescapeJson(next);
    else if (/%(?:25)?(?:5B|7B|22|3C)/i.test(next)) next = unescapePercent(next);
    else if (/errors=\[/.test(next) && next.includes("+")) next = next.replace(/\+/g, " ");
    if (next === last) break;
    found.push(next);
  }
  return found;
}

/** White space as single blanks, straight quotation marks. */
export function plain(text) {
  return text.replace(/[\u2018\u2019\u02bc]/g, "'").replace(/[\u201c\u201d\u201e]/g, '"').replace(/\s+/g, " ").trim();
}

/** Lower case without a change of length, so that places in one text are places in the other. */
export const lower = (text) => text.replace(/[A-Z\u00c0-\u00de]+/g, (run) => run.toLowerCase());

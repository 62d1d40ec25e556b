/* Makes what was pasted readable: takes one coat of encoding off after the other, and cuts what is too long. */

const LONGEST = 200_000; // characters that are looked at
const COATS = 4; // an answer inside JSON inside a log inside HTML has three

/** @type {Record<string, string>} */
const NAMED = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: " " };

/**
 * Return the part of a text that is looked at: all of it, or its beginning and its end.
 *
 * @param {string} text
 */
export function cut(text) {
  if (text.length <= LONGEST) return text;
  return `${text.slice(0, LONGEST / 2)}\n${text.slice(-LONGEST / 2)}`;
}

/**
 * Return a character by its number; what isn't a character stays out.
 *
 * @param {number} number
 */
const character = (number) => (number > 0 && number <= 0x10ffff ? String.fromCodePoint(number) : "");

/**
 * Take HTML's and XML's entities off once.
 *
 * @param {string} text
 */
export function unescapeEntities(text) {
  return text
    .replace(/&(amp|lt|gt|quot|apos|nbsp);/g, (_, name) => NAMED[name])
    .replace(/&#(?:x([0-9a-f]{1,6})|(\d{1,7}));/gi, (_, hex, decimal) =>
      character(hex ? parseInt(hex, 16) : Number(decimal)),
    );
}

/**
 * Take the escapes of a JSON text off once.
 *
 * @param {string} text
 */
export function unescapeJson(text) {
  return text.replace(/\\(?:u([0-9a-f]{4})|(["\\/])|([nrt]))/gi, (_, hex, sign) =>
    hex ? String.fromCharCode(parseInt(hex, 16)) : (sign ?? " "),
  );
}

/**
 * Percent-decode what can be decoded, run by run, so that a stray % does no harm.
 *
 * @param {string} text
 */
export function percentDecoded(text) {
  return text.replace(/(?:%[0-9a-f]{2})+/gi, (run) => {
    try {
      return decodeURIComponent(run);
    } catch {
      return run;
    }
  });
}

/**
 * Take the encoding of a form off once: percent-encoding, with + for a space.
 *
 * @param {string} text
 */
export const unescapeForm = (text) => percentDecoded(text.replace(/\+/g, " "));

/**
 * Return the text in each of its coats, the outermost first. No text comes twice.
 *
 * @param {string} text
 */
export function coats(text) {
  const found = [cut(text).replace(/^[<>*] /gm, "")]; // curl -v puts these in front of headers
  for (let n = 0; n < COATS; n++) {
    const last = found[n];
    let next = last;
    if (/&(?:lt|quot|amp|#)/i.test(next)) next = unescapeEntities(next);
    else if (/\\["nu]/.test(next)) next = unescapeJson(next);
    else if (/%(?:25)?(?:5B|7B|22|3C)/i.test(next)) next = unescapeForm(next);
    else if (/errors=\[/.test(next) && next.includes("+")) next = next.replace(/\+/g, " ");
    if (next === last) break;
    found.push(next);
  }
  return found;
}

/**
 * Return a text with single spaces and straight quotation marks.
 *
 * @param {string} text
 */
export function normalized(text) {
  return text
    .replace(/[\u2018\u2019\u02bc]/g, "'")
    .replace(/[\u201c\u201d\u201e]/g, '"')
    .replace(/\s+/g, " ")
    .trim();
}

/**
 * Return a text in lower case without a change of length, so that places in one are places in the other.
 *
 * @param {string} text
 */
export const lower = (text) => text.replace(/[A-Z\u00c0-\u00de]+/g, (run) => run.toLowerCase());

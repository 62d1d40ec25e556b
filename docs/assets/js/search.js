/* Makes the theme's search understand what people paste: whole answers, addresses with errors=, several lines.
   The field keeps what was typed or pasted; only the question that goes to the search worker is put in other words,
   and an exact match comes first. Must run before the theme's own script, which starts the worker. */

const FIELD = ".md-search__input";
const LONGEST = 20_000; // characters of a pasted text that are looked at
const MOST = 40; // words that are searched for
const QUERY = 2; // the theme's numbers for what goes to its search worker and comes back
const RESULT = 3;

const ENTITIES = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", "#39": "'" };
const KEYS = [
  /<messageKey>([^<]+)</i,
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
const decoded = (text) => text.replace(/&(amp|lt|gt|quot|apos|#39);/g, (_, name) => ENTITIES[name]);

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

/**
 * The messageKey and the message in an answer of the server, whether XML, JSON, HTML or a redirect's address.
 * Both are empty if `text` is none of these.
 */
export function parts(text) {
  let answer = text.slice(0, LONGEST);
  if (/[?&]errors=/i.test(answer)) answer = unescaped(answer);
  if (/&lt;\/?\w/.test(answer)) answer = decoded(answer);
  return { key: first(answer, KEYS), message: first(answer, MESSAGES) };
}

/** The words of a text, without any sign that the search would take as an order. */
const words = (text) => (text.match(/[\p{L}\p{N}_]+/gu) ?? []).slice(0, MOST);

/**
 * The question for the search worker (lunr's language: `^5` is a weight, `*` stands for any letters, `~1` allows one
 * wrong letter). A key decides alone; of a sentence every whole word counts more than words that only begin like it;
 * a single word may also be the middle or the end of a key, or be misspelled.
 */
export function question(text) {
  const { key, message } = parts(text);
  if (key) return [...words(key).map((word) => `${word}^1000`), ...words(message).map((word) => `${word}^1`)].join(" ");
  const list = words(message || text);
  if (list.length !== 1) return list.flatMap((word) => [`${word}^20`, `${word}*`]).join(" ");
  const [word] = list;
  return word.length < 5 ? `${word}^20 ${word}*` : `${word}^20 ${word}^4* *${word}* ${word}~1`;
}

/** Words in a row and in lower case, to compare texts by. */
const plain = (text) => words(text).join(" ").toLowerCase();

/** Whether a title of the search index says `asked`; a {placeholder} in it stands for any words. */
function says(title, asked) {
  const literal = decoded(title.replace(/<[^>]+>/g, "")).split(/\{\w+\}/).map(plain);
  return new RegExp(`^${literal.join(" .+ ").trim()}$`).test(asked);
}

/** Move what is exactly the text asked for, a key or a message, before everything that is merely like it. */
export function promote(items, text) {
  const { key, message } = parts(text);
  const asked = plain(key || message || text);
  const best = Math.max(0, ...items.flat().map(({ score }) => score));
  const exact = new Set();
  for (const sections of items) {
    const at = sections.findIndex(({ title }) => says(title, asked));
    if (at < 0) continue;
    const [section] = sections.splice(at, 1);
    section.score += best;
    sections.unshift(section);
    exact.add(sections);
  }
  items.sort((a, b) => exact.has(b) - exact.has(a));
}

/** Open the theme's search with this text. */
export function search(text) {
  const field = document.querySelector(FIELD);
  if (!field) return;
  field.value = text;
  field.focus();
  changed(field);
}

/** The theme listens to released keys only; tell it of every other change as well. */
const changed = (field) => field.dispatchEvent(new KeyboardEvent("keyup"));

/** A field of one line glues pasted lines together; put blanks between them. The start page's field searches at once. */
function onPaste(event) {
  const field = event.target;
  const entry = field.matches?.("form[data-find] input");
  const text = event.clipboardData?.getData("text/plain") ?? "";
  if (!entry && !(field.matches?.(FIELD) && text.includes("\n"))) return;
  event.preventDefault();
  field.setRangeText(text.replace(/\s+/g, " ").trim(), field.selectionStart, field.selectionEnd, "end");
  if (entry) search(field.value);
  else changed(field);
}

if (typeof document !== "undefined") {
  window.Worker = class extends Worker {
    asked = "";

    constructor(...options) {
      super(...options);
      this.addEventListener("message", ({ data }) => data?.type === RESULT && promote(data.data.items, this.asked));
    }

    postMessage(message, ...rest) {
      if (message?.type !== QUERY) return super.postMessage(message, ...rest);
      this.asked = message.data;
      return super.postMessage({ ...message, data: question(message.data) }, ...rest);
    }
  };
  document.addEventListener("paste", onPaste, true);
  document.addEventListener("input", ({ target }) => target.matches?.(FIELD) && changed(target));
  document.addEventListener("submit", (event) => {
    if (!event.target.matches("form[data-find]")) return;
    event.preventDefault();
    search(new FormData(event.target).get("q"));
  });
}

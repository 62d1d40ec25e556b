/* The words of a text as the search compares them. */

export const WORD = /\p{N}+(?:\.\p{N}+)+(?![\p{L}_])|[\p{L}\p{N}_]+/gu; // a release such as 3.0.37 is one word
const PART = /\p{Lu}?\p{Ll}+|\p{Lu}+(?!\p{Ll})|\p{N}+/gu;
const PLURAL = /ies$|(?<=[a-z]{2}(?:s|x|ch|sh))es$|(?<=[^su])s$/;
const LINE = /^\d+\.\d+(?=\.)/g;

/** Words that say nothing about the subject, which is BigBlueButton. They count only if nothing else was asked. */
const FUNCTION_WORDS = new Set(
  `a about after all also always am an and any are aren't as at bbb be because been before being bigbluebutton both
  but by can can't cannot could couldn't did didn't do does doesn't doing don't each ever every for from get gets
  getting give given gives goes had has hasn't have haven't having he her here how i i'm i've if in instead into is
  isn't it its just like me my never no nor not nothing now of off on once only or other our out over own per same
  she should shouldn't so some something still such than that the their them then there these they this those through
  to too under until up us very want was wasn't we were weren't what what's when where whether which while who why will with
  within without won't would wouldn't you your`
    .replaceAll("'", "")
    .split(/\s+/),
);

/**
 * Return the words of a text as they stand, without the signs between them.
 *
 * @param {string} text
 * @returns {string[]}
 */
export const split = (text) => text.replace(/(\p{L})['’](?=\p{L})/gu, "$1").match(WORD) ?? [];

/**
 * Return a word in lower case and without the ending of a plural, a past or a participle.
 *
 * @param {string} word
 */
export function stem(word) {
  const lower = word.toLowerCase();
  if (lower.length < 4 || !/^[a-z]+$/.test(lower)) return lower;
  const single = lower.replace(PLURAL, (ending) => (ending === "ies" ? "y" : ""));
  const bare = single.replace(/(?<=[aeiouy].*[a-z]{1,99})(?:ing|ed)$/, "");
  const base = bare.length < 3 ? single : bare;
  return base === single ? base.replace(/(?<=[a-z]{3})e$/, "") : base.replace(/([bdgmnprt])\1$/, "$1");
}

/** Words that are used for one another, each as its stem. */
const ALIKE = [
  "check test verify validate",
  "answer respond reply",
  "delete remove",
  "room meeting conference",
  "big large",
  "kick eject",
  "slide presentation",
  "link url",
  "balancer loadbalancer cluster",
  "upgrade update release",
  "webhook hook",
  "attendee participant viewer student",
  "moderator teacher host",
  "wrong invalid incorrect bad",
  "empty blank missing",
  "duplicate twice",
  "end close stop finish over",
  "hang slow timeout",
  "javascript typescript node",
  "php laravel",
  "ruby rails",
  "python django flask",
  "java kotlin spring",
].map((words) => words.split(" ").map(stem));

/**
 * Return the stems of words that are used for another.
 *
 * @param {string} word its stem
 */
export const alike = (word) =>
  ALIKE.filter((words) => words.includes(word)).flatMap((words) => words.filter((each) => each !== word));

/**
 * Return the parts of a name of several words, such as those of `missingParamRecordID`, and the line of a release; none
 * for a plain word.
 *
 * @param {string} word
 * @returns {string[]}
 */
export function parts(word) {
  if (word.includes(".")) return [...word.matchAll(LINE)].map(([line]) => line);
  const found = word.match(PART) ?? [];
  return found.length > 1 ? found.filter((part) => part.length > 1).map(stem) : [];
}

/**
 * Return the stem of a word and the parts of its name. The few words of a language come again and again.
 *
 * @type {(word: string) => { whole: string, pieces: string[] }}
 */
export const analyzed = remembered((word) => ({ whole: stem(word), pieces: parts(word) }));

/**
 * @template Result
 * @param {(word: string) => Result} work
 * @returns {(word: string) => Result}
 */
function remembered(work) {
  /** @type {Map<string, Result>} */
  const known = new Map();
  return (word) => {
    const result = known.get(word) ?? work(word);
    known.set(word, result);
    return result;
  };
}

/**
 * Return whether a word says nothing about the subject.
 *
 * @param {string} word
 */
export const isFunctionWord = (word) => FUNCTION_WORDS.has(word.toLowerCase());

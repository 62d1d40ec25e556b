/* How well a text fits a question: the more often it has the rarer words, and the more of them, the better. */

const SATURATION = 2; // after how many times more of the same word hardly counts
const LENGTH = 0.35; // how much a long text is held against it
const COVERED = 0.6; // how much of the score is for having all terms
const BEST = 0.5; // how much the best section counts against the page as a whole
const TITLE = 0.7; // how much more a page counts of which the whole title was asked for

/**
 * Return how well a text fits each term.
 *
 * @param {number[]} counts how often it has each term
 * @param {number[]} rarities of the terms
 * @param {number} length against the average of all texts
 */
export function fitsOf(counts, rarities, length) {
  const long = SATURATION * (1 - LENGTH + LENGTH * length);
  return counts.map((count, term) => (rarities[term] * count * (SATURATION + 1)) / (count + long));
}

/**
 * Return how well a text fits all terms: the sum, less for those that are missing. 1 is a plain occurrence of each.
 *
 * @param {number[]} fits
 * @param {number[]} rarities of the terms
 */
export function scoreOf(fits, rarities) {
  const sum = fits.reduce((total, fit) => total + fit, 0);
  const plain = rarities.reduce((total, rarity) => total + rarity, 0);
  const covered = fits.filter((fit) => fit).length / fits.length;
  return plain ? (sum / plain) * (1 - COVERED + COVERED * covered) : 0;
}

/**
 * Return which share of the words of a title was asked for, rare ones counting more; 0 for none.
 *
 * @param {string[]} title
 * @param {Set<string>} asked
 * @param {(word: string) => number} rarityOf
 */
export function shareOf(title, asked, rarityOf) {
  /** @param {string[]} words */
  const sum = (words) => words.reduce((total, word) => total + rarityOf(word), 0);
  return title.length ? sum(title.filter((word) => asked.has(word))) / sum(title) : 0;
}

/**
 * Return how much a page counts.
 *
 * @param {number} best score of its best section
 * @param {number} whole score of the page as one text
 * @param {number} title share of its title that was asked for
 */
export const valueOf = (best, whole, title) => (BEST * best + (1 - BEST) * whole) * (1 + TITLE * title);

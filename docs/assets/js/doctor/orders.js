/* Parameters in another order, and without some. */

export const LEFT_OUT = 50; // parameters of which each is left out
const EVERY_ORDER = 6; // parameters of which every order is tried
const IN_PAIRS = 3; // the same if there is another mistake
const MOVED = 16; // parameters of which each is moved to each place
const TRACKING = /^(?:utm_|mc_|_|gclid|fbclid|msclkid|yclid|dclid|igshid)[^=]*=/;

/**
 * Return every order of parameters.
 *
 * @param {string[]} parts
 * @returns {Generator<string[]>}
 */
function* permutations(parts) {
  if (parts.length < 2) {
    yield parts;
  } else {
    for (const [n, first] of parts.entries())
      for (const rest of permutations(parts.filter((_, m) => m !== n))) yield [first, ...rest];
  }
}

/**
 * Return parameters sorted by what a function takes of each.
 *
 * @param {string[]} parts
 * @param {(part: string) => string} key
 */
function sortedBy(parts, key) {
  const keyed = parts.map((part) => ({ part, key: key(part) }));
  return keyed.sort((a, b) => (a.key < b.key ? -1 : Number(a.key > b.key))).map(({ part }) => part);
}

/** @param {string} part */
const nameOf = (part) => part.split("=", 1)[0];

/** @param {string} part */
export const valueOf = (part) => (part.includes("=") ? part.slice(part.indexOf("=") + 1) : "");

/**
 * Return parameters of which one is moved to another place, and of which two are exchanged.
 *
 * @param {string[]} parts
 * @returns {Generator<string[]>}
 */
function* moved(parts) {
  const count = parts.length;
  const all = count <= MOVED;
  for (let n = 0; n < count; n++) {
    const rest = parts.toSpliced(n, 1);
    for (const m of all ? rest.keys() : []) yield rest.toSpliced(m, 0, parts[n]);
    if (!all) yield [parts[n], ...rest];
    yield [...rest, parts[n]];
  }
  for (let n = 0; n < count; n++) {
    for (let m = n + 1; m < (all ? count : Math.min(count, n + 2)); m++)
      yield parts.with(n, parts[m]).with(m, parts[n]);
  }
}

/**
 * Return all orders of a few parameters; of more, those that programs make.
 *
 * @param {string[]} parts
 * @param {boolean} few whether there is another mistake
 * @returns {Generator<string[]>}
 */
export function* orders(parts, few) {
  const count = parts.length;
  if (count <= (few ? IN_PAIRS : EVERY_ORDER)) {
    yield* permutations(parts);
    return;
  }
  const byName = sortedBy(parts, nameOf);
  yield* [sortedBy(parts, (part) => part), byName, parts.toReversed()];
  /** @param {number} n */
  const turned = (n) => [...parts.slice(n), ...parts.slice(0, n)];
  if (few) {
    yield* [turned(1), turned(count - 1)];
    return;
  }
  yield* [byName.toReversed(), sortedBy(parts, (part) => part.toLowerCase()), sortedBy(parts, valueOf)];
  if (count > LEFT_OUT) {
    yield* [turned(1), turned(count - 1)];
    return;
  }
  for (let n = 1; n < count; n++) yield turned(n);
  yield* moved(parts);
}

/**
 * Return the parameters without some: one of them, a few in a row, the first or the last ones, those of a known kind.
 *
 * @param {string[]} parts
 * @param {boolean} few whether there is another mistake
 * @returns {Generator<string[]>}
 */
export function* fewer(parts, few) {
  const count = parts.length;
  yield parts.filter((part) => !part.endsWith("="));
  yield parts.filter((part) => !TRACKING.test(part));
  if (count > LEFT_OUT) {
    for (let n = 1; n < 6; n++) yield parts.slice(0, -n);
    for (let n = 1; n < 6; n++) yield parts.slice(n);
    return;
  }
  for (const size of few ? [1] : [1, 2, 3]) for (let n = 0; n + size <= count; n++) yield parts.toSpliced(n, size);
  if (few) return;
  for (let n = 1; n < count; n++) yield parts.slice(0, n);
  for (let n = 1; n < count; n++) yield parts.slice(n);
}

/**
 * Return the texts of parameters in turn, as far as there is room.
 *
 * @param {Generator<string[]>} lists
 * @param {number} room
 */
export function* joined(lists, room) {
  let count = 0;
  for (const parts of lists) {
    if (count++ >= room) break;
    yield parts.join("&");
  }
}

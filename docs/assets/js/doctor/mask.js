/* Keeps the secret out of what is shown, wherever it stands in a text. */

const RUN = 4; // characters of the secret in a row that count as a part of it
const DOT = "•";

/**
 * Return the characters of a text in lower case, as many as before: some, such as İ, would become two.
 *
 * @param {string} text
 */
const lowered = (text) =>
  text.split("").map((sign) => {
    const low = sign.toLowerCase();
    return low.length === 1 ? low : sign;
  });

/**
 * Return a text of the same length with every part of the secret as dots, in upper or lower case.
 *
 * @param {string} text
 * @param {string} secret
 */
export function masked(text, secret) {
  const size = Math.min(RUN, secret.length);
  if (!size) return text;
  const [where, own, parts] = [lowered(text).join(""), lowered(secret).join(""), new Set()];
  for (let at = 0; at + size <= own.length; at += 1) parts.add(own.slice(at, at + size));
  const signs = text.split("");
  for (let at = 0; at + size <= text.length; at += 1)
    if (parts.has(where.slice(at, at + size))) signs.fill(DOT, at, at + size);
  return signs.join("");
}

/* The texts of the rules with their values. */

const DIRECTIONS = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/**
 * Return a text without the characters that turn what follows around.
 *
 * @param {string} text
 */
export const straight = (text) => text.replace(DIRECTIONS, "\ufffd");

/**
 * Return a text of the rules with its values filled in.
 *
 * @param {string} text
 * @param {Record<string, string | number>} values
 */
export const said = (text, values) => text.replace(/\{([a-z]+)\}/g, (_, name) => straight(String(values[name] ?? "")));

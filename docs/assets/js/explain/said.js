/* The texts of the rules with their values. */

/**
 * Return a text of the rules with its values filled in.
 *
 * @param {string} text
 * @param {Record<string, string | number>} values
 */
export const said = (text, values) => text.replace(/\{([a-z]+)\}/g, (_, name) => String(values[name] ?? ""));

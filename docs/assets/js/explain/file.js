/* What a file that is dropped on the page is read as. */

import { limits } from "../pasted/rules.js";

/**
 * Return the encoding of a file: that of its byte order mark, such as Windows PowerShell writes, otherwise UTF-8.
 *
 * @param {Uint8Array} bytes
 */
function encodingOf([first, second]) {
  if (first === 0xff && second === 0xfe) return "utf-16le";
  if (first === 0xfe && second === 0xff) return "utf-16be";
  return "utf-8";
}

/**
 * Return the text of a file; what cannot be decoded becomes U+FFFD.
 *
 * @param {Uint8Array} bytes
 */
export const textOf = (bytes) => new TextDecoder(encodingOf(bytes)).decode(bytes);

/**
 * Return whether the text of a file has so many lines that it is read as a log.
 *
 * @param {string} text
 */
export const isLog = (text) => text.split("\n").length > limits.log;

/* Reads the request of which the checksum is to be looked at. */

/**
 * @typedef {object} SignedRequest
 * @property {string} base the address up to and with /api/
 * @property {string} call
 * @property {string} query without the checksum
 * @property {string} checksum
 * @property {string[]} older the values of more checksum parameters
 * @property {string} fragment with its #
 */

const HOST = String.raw`https?://[^\s"'<>/]{1,300}`;
const ADDRESS = new RegExp(
  String.raw`((?:${HOST})?/[^\s"'<>]{0,300}/api/|(?:${HOST})?/?(?:bigbluebutton/)?api/)` + // base
    String.raw`((?:hooks/)?[A-Za-z.]+)/?` + // call
    String.raw`(?:\?([^\s"'<>#]*))?` + // query
    String.raw`(#[^\s"'<>]*)?`, // fragment
);

/**
 * Return the parameters of a query as they stand there, without the empty ones.
 *
 * @param {string} query
 */
export const parameters = (query) => query.split("&").filter((part) => part);

/** @param {string} part */
const isChecksum = (part) => /^checksum(?:=|$)/.test(part);

/**
 * Return the request in a URL, a path, a curl line or a line of an access log; null if there is none.
 *
 * @param {string} text
 * @returns {SignedRequest | null}
 */
export function requestIn(text) {
  const escaped = /&amp;checksum=/.test(text);
  const found = ADDRESS.exec(text.trim());
  if (!found) return null;
  const [, base, call, all = "", fragment = ""] = found;
  const separator = escaped ? /&amp;(?=checksum)|&(?!amp;)/ : "&";
  const parts = all.split(separator).filter((part) => part);
  const sums = parts.filter(isChecksum).map((part) => part.slice(9));
  const query = parts.filter((part) => !isChecksum(part)).join("&");
  return { base, call, query, checksum: sums.at(-1) ?? "", older: sums.slice(0, -1), fragment };
}

/**
 * Return the secret without what commonly sticks to it.
 *
 * @param {string} secret
 */
export const bareSecret = (secret) => secret.replace(/^[\s\ufeff"']+|(?<![\s"'])[\s"']+$/g, "");

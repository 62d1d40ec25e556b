/* Reads the request of which the checksum is to be looked at. */

const ADDRESS = /((?:https?:\/\/[^\s"'<>/]+)?\/[^\s"'<>]*\/api\/|(?:https?:\/\/[^\s"'<>/]+)?\/?(?:bigbluebutton\/)?api\/)([A-Za-z.]+)\/?(?:\?([^\s"'<>#]*))?(#[^\s"'<>]*)?/;

/** The parameters of a query as they stand there, without the empty ones. */
export const parameters = (query) => query.split("&").filter((part) => part);

const isChecksum = (part) => /^checksum(?:=|$)/.test(part);

/**
 * A request out of a URL, a path, a curl line or a line of an access log:
 * {base, call, query, checksum, older, fragment}, or null. `query` is without the checksum, `older` are the values of
 * more checksum parameters.
 */
export function requestIn(text) {
  const unescaped = /&amp;checksum=/.test(text);
  const found = ADDRESS.exec(text.trim());
  if (!found) return null;
  const [, base, call, all = "", fragment = ""] = found;
  const separator = unescaped ? /&amp;(?=checksum)|&(?!amp;)/ : "&";
  const parts = all.split(separator).filter((part) => part);
  const sums = parts.filter(isChecksum).map((part) => part.slice(9));
  const query = parts.filter((part) => !isChecksum(part)).join("&");
  return { base, call, query, checksum: sums.at(-1) ?? "", older: sums.slice(0, -1), fragment };
}

/** The secret without what commonly sticks to it. */
export const bareSecret = (secret) => secret.replace(/^[\s\ufeff"']+|[\s"']+$/g, "");

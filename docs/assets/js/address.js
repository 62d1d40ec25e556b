/* What of a form may stand in the address, which the browser keeps in its history. */

const SIGNED = /checksum(=|%3d)|sessionToken(=|%3d)/i; // a pasted URL that must not get there

/**
 * Return an address with the fields of a form as its parameters, without those that are empty or hold a signed URL.
 *
 * @param {string} address
 * @param {Iterable<{ name: string, value: string }>} fields
 */
export function withFields(address, fields) {
  const url = new URL(address);
  for (const { name, value } of fields) {
    if (value && !SIGNED.test(value)) url.searchParams.set(name, value);
    else url.searchParams.delete(name);
  }
  return url.href;
}

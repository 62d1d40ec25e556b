/* What of a form may stand in the address, which the browser keeps in its history. */

const SIGNED = /checksum(=|%3d)|sessionToken(=|%3d)/i; // a pasted URL that must not get there
const LONGEST = 500; // characters; a whole log that is pasted would make an address that nothing takes

/**
 * Return an address with the fields of a form as its parameters, without those that are empty, very long or hold a signed URL.
 *
 * @param {string} address
 * @param {Iterable<{ name: string, value: string }>} fields
 */
export function withFields(address, fields) {
  const url = new URL(address);
  for (const { name, value } of fields) {
    if (value && value.length <= LONGEST && !SIGNED.test(value)) url.searchParams.set(name, value);
    else url.searchParams.delete(name);
  }
  return url.href;
}

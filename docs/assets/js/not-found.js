/* The page for a failed address: leads on to the right page where only case or ending differ, or where the address
   is that of an alias; otherwise names the nearest entry and puts the words of the address into the search. */

import { distance } from "./distance.js";
import { element } from "./dom.js";

/** @typedef {Record<string, string>} AddressBook pages by address in lower case, all below the site's root */

const base = new URL("../../", import.meta.url);
const SAFE = /^[a-z]+\/[A-Za-z0-9_-]+\/$/; // one of our own pages, nothing else

/**
 * Return the failed path below the site's base, decoded, without slashes at the ends, index.html or .html.
 *
 * @param {string} pathname
 * @param {string} root
 */
export function failedPath(pathname, root) {
  let path = pathname.startsWith(root) ? pathname.slice(root.length) : pathname;
  try {
    path = decodeURIComponent(path);
  } catch {
    /* not well formed: as it is */
  }
  return path.replace(/(?:(?:^|\/)index)?\.html?$/i, "").replace(/^\/+|(?<!\/)\/+$/g, "");
}

/**
 * Return the page that an address book names for a path; undefined if there is none, or if it isn't one of ours.
 *
 * @param {AddressBook} addresses
 * @param {string} path
 */
export function pageFor(addresses, path) {
  const found = Object.hasOwn(addresses, path.toLowerCase()) ? addresses[path.toLowerCase()] : undefined;
  return typeof found === "string" && SAFE.test(found) ? found : undefined;
}

/**
 * Return the last part of a path.
 *
 * @param {string} path
 */
const lastPart = (path) => path.split("/").at(-1) ?? "";

/**
 * Return what to search for: the last part of the path as it is, then its words.
 *
 * @param {string} path
 */
export function searchWords(path) {
  const last = lastPart(path).slice(0, 100);
  const split = last
    .replace(/([a-z0-9])(?=[A-Z])/g, "$1 ")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
  return split && split !== last ? `${last} ${split}` : last;
}

/**
 * Return the page whose address looks most like the failed one, if it is near enough.
 *
 * @param {AddressBook} addresses
 * @param {string} path
 */
export function nearest(addresses, path) {
  const name = lastPart(path.toLowerCase())
    .slice(0, 60)
    .replace(/[^a-z0-9]/g, "");
  let best;
  let most = Math.max(1, Math.floor(name.length / 4));
  for (const address of Object.keys(addresses)) {
    const far = distance(name, lastPart(address).replace(/[^a-z0-9]/g, ""), most);
    if (far <= most) [best, most] = [pageFor(addresses, address), far - 1];
  }
  return best;
}

async function leadOn() {
  const path = failedPath(location.pathname, base.pathname);
  const field = document.getElementById("find");
  if (field instanceof HTMLInputElement) field.value = searchWords(path);
  const response = await fetch(new URL("assets/data/addresses.json", base));
  if (!response.ok) return;
  const addresses = await response.json();
  const found = pageFor(addresses, path);
  const page = found && new URL(found, base);
  if (page && page.pathname !== location.pathname) {
    page.hash = location.hash;
    location.replace(page);
    return;
  }
  const near = nearest(addresses, path);
  if (!near) return;
  const link = element("a", { href: new URL(near, base).href }, near.split("/")[1]);
  document.getElementById("near")?.append("Did you mean ", link, "?");
}

if (typeof document !== "undefined") leadOn().catch(() => {}); // without the address book the page still helps

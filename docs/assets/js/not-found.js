/* The page for a failed address: leads on to the right page where only case or ending differ, or where the address
   is that of an alias; otherwise names the nearest entries and puts the words of the address into the search. */

import { distance } from "./distance.js";
import { element } from "./dom.js";

/** @typedef {Record<string, string>} AddressBook pages by address in lower case, all below the site's root */

const base = new URL("../../", import.meta.url);
const SAFE = /^[a-z]+\/[A-Za-z0-9_-]+\/$/; // one of our own pages, nothing else
const SHORTEST_PART = 5;
const MOST_NEAR = 3;

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
 * Return the letters and digits of the last part of a path, to compare addresses by.
 *
 * @param {string} path
 */
const plain = (path) =>
  lastPart(path)
    .toLowerCase()
    .replace(/[^a-z0-9]/g, "");

/**
 * Return what to search for: the last part of the path, with spaces for signs. The search itself knows names in parts.
 *
 * @param {string} path
 */
export const searchWords = (path) =>
  lastPart(path)
    .slice(0, 100)
    .replace(/[^\p{L}\p{N}_]+/gu, " ")
    .trim();

/**
 * Return the pages whose addresses look most like the failed one: those that have it as their beginning or their end, and
 * those that are near enough by their letters.
 *
 * @param {AddressBook} addresses
 * @param {string} path
 * @returns {string[]}
 */
export function nearest(addresses, path) {
  const name = plain(path).slice(0, 60);
  if (!name) return [];
  const most = Math.max(1, Math.floor(name.length / 4));
  /** @type {Map<string, number>} */
  const found = new Map();
  for (const address of Object.keys(addresses)) {
    const page = pageFor(addresses, address);
    const other = plain(address);
    const part = other !== name && name.length >= SHORTEST_PART && (other.startsWith(name) || other.endsWith(name));
    const far = part ? most : distance(name, other, most);
    if (page && far <= (found.get(page) ?? most)) found.set(page, far);
  }
  return [...found.entries()]
    .sort(([, a], [, b]) => a - b)
    .slice(0, MOST_NEAR)
    .map(([page]) => page);
}

/**
 * Return what pages are called: their names, with their folders where several have the same one.
 *
 * @param {string[]} pages
 */
export function labels(pages) {
  const names = pages.map((page) => page.split("/")[1]);
  const isShared = names.map((name) => names.indexOf(name) !== names.lastIndexOf(name));
  return pages.map((page, number) => (isShared[number] ? page.slice(0, -1) : names[number]));
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
  const pages = nearest(addresses, path);
  const links = labels(pages).map((label, number) => element("a", { href: new URL(pages[number], base).href }, label));
  if (!links.length) return;
  const listed = links.flatMap((link, number) => [number ? ", " : "", link]);
  document.getElementById("near")?.append("Did you mean ", ...listed, "?");
}

if (typeof document !== "undefined") leadOn().catch(() => {}); // without the address book the page still helps

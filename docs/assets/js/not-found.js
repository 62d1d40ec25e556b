/* The page for a failed address: leads on to the right page where only case or ending differ, or where the address
   is that of an alias; otherwise names the nearest entry and puts the words of the address into the search. */

const base = new URL("../../", import.meta.url);
const SAFE = /^[a-z]+\/[A-Za-z0-9_-]+\/$/; // one of our own pages, nothing else

/** The failed path below the site's base, decoded, without slashes at the ends and without index.html or .html. */
export function failedPath(pathname, root) {
  let path = pathname.startsWith(root) ? pathname.slice(root.length) : pathname;
  try {
    path = decodeURIComponent(path);
  } catch {
    /* not well formed: as it is */
  }
  return path.replace(/(?:(?:^|\/)index)?\.html?$/i, "").replace(/^\/+|\/+$/g, "");
}

/** The page that an address book names for a path; undefined if there is none, or if it is not one of ours. */
export function target(addresses, path) {
  const found = Object.hasOwn(addresses, path.toLowerCase()) ? addresses[path.toLowerCase()] : undefined;
  return typeof found === "string" && SAFE.test(found) ? found : undefined;
}

/** What to search for: the last part of the path as it is, then its words. */
export function words(path) {
  const last = path.split("/").pop().slice(0, 100);
  const split = last.replace(/([a-z0-9])(?=[A-Z])/g, "$1 ").replace(/[^\p{L}\p{N}]+/gu, " ").trim();
  return split && split !== last ? `${last} ${split}` : last;
}

/** How many letters differ (Levenshtein). */
export function distance(a, b) {
  let above = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++)
      row[j] = Math.min(above[j] + 1, row[j - 1] + 1, above[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
    above = row;
  }
  return above[b.length];
}

/** The page whose address looks most like the failed one, if it is near enough. */
export function nearest(addresses, path) {
  const name = path.toLowerCase().split("/").pop().slice(0, 60).replace(/[^a-z0-9]/g, "");
  let best;
  let least = Math.max(1, Math.floor(name.length / 4)) + 1;
  for (const address of Object.keys(addresses)) {
    const far = distance(name, address.split("/").pop().replace(/[^a-z0-9]/g, ""));
    if (far < least) [best, least] = [target(addresses, address), far];
  }
  return best;
}

async function start() {
  const path = failedPath(location.pathname, base.pathname);
  const field = document.getElementById("find");
  if (field) field.value = words(path);
  const answer = await fetch(new URL("assets/data/addresses.json", base));
  if (!answer.ok) return;
  const addresses = await answer.json();
  const found = target(addresses, path);
  const page = found && new URL(found, base);
  if (page && page.pathname !== location.pathname) {
    page.hash = location.hash;
    location.replace(page);
    return;
  }
  const near = nearest(addresses, path);
  const place = document.getElementById("near");
  if (!near || !place) return;
  const link = Object.assign(document.createElement("a"), { href: new URL(near, base).href, textContent: near.split("/")[1] });
  place.append("Did you mean ", link, "?");
}

if (typeof document !== "undefined") start().catch(() => {}); // without the address book the page still helps

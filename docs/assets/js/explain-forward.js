/* Leads questions that are meant for the tool to the start page, where it is now. */

import { only } from "./dom.js";

if (location.hash.startsWith("#q=")) {
  const start = new URL(/** @type {HTMLAnchorElement} */ (only(document, ".site-brand")).href);
  start.hash = location.hash;
  location.replace(start);
}

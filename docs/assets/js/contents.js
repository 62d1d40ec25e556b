/* One list of headings: under the lead on a narrow screen, beside the text on a wide one. It must be in its place before
   the theme's script looks for it, which marks the heading in view. */

import { CLASSES, SELECTORS } from "./material.js";

const WIDE = "(min-width: 60em)";

/** Put the list where the width of the screen wants it. */
function place() {
  const box = document.querySelector(".site-contents");
  const beside = document.querySelector(`${SELECTORS.contentsSidebar} nav`);
  const list = document.querySelector(`.site-contents > ul, ${SELECTORS.contentsSidebar} nav:first-child > ul`);
  if (!(box instanceof HTMLElement) || !(beside instanceof HTMLElement) || !list) return;
  const wide = matchMedia(WIDE).matches;
  (wide ? beside : box).append(list);
  beside.hidden = !wide;
  box.hidden = wide;
}

for (const list of document.querySelectorAll(".site-contents ul")) list.classList.add(CLASSES.navigationList);
for (const item of document.querySelectorAll(".site-contents li")) item.classList.add(CLASSES.navigationItem);
for (const link of document.querySelectorAll(".site-contents a")) link.classList.add(CLASSES.navigationLink);
place();
matchMedia(WIDE).addEventListener("change", place);

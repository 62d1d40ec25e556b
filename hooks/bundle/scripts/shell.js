/* What is the same on every page and of no use without scripts, written once: search, color scheme, settings of the
   theme. `make bundle` puts it in. It goes where this script stands, and around, before the theme's own script runs. */

"use strict";

{
  const here = document.currentScript;
  const base = here.getAttribute("src").replace(/\/?assets\/js\/offline\/shell\.js$/, "") || ".";
  here.insertAdjacentHTML("beforebegin", "HEADER" + "CONFIG".replaceAll("{base}", base));
  here.parentElement.querySelector(".site-brand").insertAdjacentHTML("afterbegin", "LOGO");
  document.body.insertAdjacentHTML("afterbegin", "TOGGLES" + "NEWS" + "DIALOG");
}

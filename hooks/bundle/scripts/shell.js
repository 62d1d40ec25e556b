/* What is the same on every page and of no use without scripts, written once: logo, settings of the theme, and more.
   `make bundle` puts it in, and this behind assets/js/theme.js, which runs in the header of every page before the
   theme's own script. */

(() => {
  "use strict";
  const here = document.currentScript;
  const base = here.getAttribute("src").replace(/\/?assets\/js\/theme\.js$/, "") || ".";
  here.insertAdjacentHTML("beforebegin", "CONFIG".replaceAll("{base}", base));
  here.parentElement.querySelector(".site-brand").insertAdjacentHTML("afterbegin", "LOGO");
  document.body.insertAdjacentHTML("afterbegin", "TOGGLES" + "NEWS" + "DIALOG");
})();

{#- A template that MkDocs renders once (static_templates in mkdocs.yml). -#}
/* What would stand in every page, and is of no use without scripts: the search and the choice of light or dark.
   The page is marked as one with scripts before its tabs are painted, which are all shown without.
   Then what the theme would write into every page as inline scripts, which our Content-Security-Policy forbids: its
   access to localStorage.
   A classic script in the header, where the elements go. The names are the theme's own. */

{% import "partials/language.html" as lang with context -%}
{% set header %}{% include "partials/tools.html" %}{% endset -%}
document.documentElement.classList.replace("no-js", "js");
document.currentScript.insertAdjacentHTML("beforebegin", {{ header.split() | join(" ") | tojson }});

/* exported __md_scope, __md_hash, __md_get, __md_set */

var __md_scope = new URL("../../", document.currentScript.src);

function __md_hash(text) {
  return [...text].reduce((hash, letter) => (hash << 5) - hash + letter.charCodeAt(0), 0);
}

/* A browser that refuses storage throws as soon as localStorage is named. */

function __md_get(key, storage, scope = __md_scope) {
  try {
    return JSON.parse((storage ?? localStorage).getItem(`${scope.pathname}.${key}`));
  } catch {
    return null; // storage is switched off, or holds something else
  }
}

function __md_set(key, value, storage, scope = __md_scope) {
  try {
    (storage ?? localStorage).setItem(`${scope.pathname}.${key}`, JSON.stringify(value));
  } catch {
    // storage is switched off or full: the choice lasts as long as the page
  }
}

/* Light or dark: the reader's choice, else what the system prefers. It is worn before anything is painted. The theme
   would do it after everything is painted, and style the whole page four times. */

const __form = document.getElementById("__schemes");
const __schemes = [...__form.querySelectorAll("input")];
let __chosen = __md_get("__palette");

/* Wear the scheme, and show the button for the other one. */
function __wear() {
  const preferred = __schemes.findIndex(({ dataset }) => matchMedia(dataset.mdColorMedia).matches);
  const index = Math.max(0, Math.min(__chosen?.index ?? preferred, __schemes.length - 1));
  const { mdColorMedia, mdColorScheme } = __schemes[index].dataset;
  document.body.dataset.mdColorScheme = mdColorScheme;
  if (__chosen) document.body.dataset.mdColorMedia = mdColorMedia;
  __schemes.forEach((scheme, at) => {
    scheme.checked = at === index;
    scheme.nextElementSibling.hidden = at !== index;
  });
}

/* Take over the stored choice, which may have been made in another tab, or on a page that was left by Back. */
function __follow() {
  __chosen = __md_get("__palette") ?? __chosen;
  __wear();
}

__wear();
__form.addEventListener("change", ({ target }) => {
  __chosen = { index: __schemes.indexOf(target) };
  __md_set("__palette", __chosen);
  __wear();
});
__form.addEventListener("keydown", (event) => {
  if (event.key !== "Enter") return;
  event.preventDefault();
  const next = __schemes[(__schemes.indexOf(event.target) + 1) % __schemes.length];
  next.click();
  next.focus();
});
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", __wear);
addEventListener("storage", __follow);
addEventListener("pageshow", ({ persisted }) => persisted && __follow());

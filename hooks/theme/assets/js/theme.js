{#- A template that MkDocs renders once (static_templates in mkdocs.yml). -#}
/* What would stand in every page, and is of no use without scripts: the search and the choice of light or dark.
   The page is marked as one with scripts before its tabs are painted, which are all shown without.
   Then what the theme would write into every page as inline scripts, which our Content-Security-Policy forbids: its
   access to localStorage, and the reader's choice, applied before anything below it is painted.
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

function __md_get(key, storage = localStorage, scope = __md_scope) {
  try {
    return JSON.parse(storage.getItem(`${scope.pathname}.${key}`));
  } catch {
    return null; // storage is switched off, or holds something else
  }
}

function __md_set(key, value, storage = localStorage, scope = __md_scope) {
  try {
    storage.setItem(`${scope.pathname}.${key}`, JSON.stringify(value));
  } catch {
    // storage is switched off or full: the choice lasts as long as the page
  }
}

for (const [name, value] of Object.entries(__md_get("__palette")?.color ?? {})) {
  document.body.setAttribute(`data-md-color-${name}`, value);
}

/* The choice may have been made in another tab, or on a page that was visited later and left by Back. */
const __md_follow = () => document.getElementById(`__palette_${__md_get("__palette")?.index}`)?.click();
addEventListener("storage", __md_follow);
addEventListener("pageshow", ({ persisted }) => persisted && __md_follow());

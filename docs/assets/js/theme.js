/* What the theme would write into every page as inline scripts, which our Content-Security-Policy forbids:
   its access to localStorage, and the reader's choice of light or dark, applied before anything is painted.
   A classic script at the start of the body. The names are the theme's own. */

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

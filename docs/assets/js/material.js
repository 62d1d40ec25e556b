/* Generated from hooks/material.yml, which says what each name is for: change it there, then run
   `make generate`. What our scripts know of the theme. */

export const SELECTORS = {
  codeButtons: ".md-code__nav",
  scrollBox: ".md-typeset__scrollwrap",
  textTables: ".md-typeset table",
  searchField: ".md-search__input",
  searchButton: '[for="__search"]',
  contentsSidebar: ".md-sidebar--secondary",
};

export const CLASSES = {
  navigationList: "md-nav__list",
  navigationItem: "md-nav__item",
  navigationLink: "md-nav__link",
};

export const MESSAGES = {
  setup: 0,
  ready: 1,
  query: 2,
  result: 3,
};

export const TEXTS = {
  searchIndex: "search/search_index.json",
  keyReleased: "keyup",
  queryParameter: "q",
};

export const GLOBALS = {
  get: "__md_get",
  tabs: "__tabs",
};

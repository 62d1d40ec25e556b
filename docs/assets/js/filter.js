/* The filter of the errors index. The tables are complete without it; it only hides rows.
   Its state is in the address: ?q=&from=&category=&call=&kind=&status= */

import { withFields } from "./address.js";
import { only } from "./dom.js";
import { FACETS, buildForm, buildNone, fieldsOf } from "./filter/form.js";
import { TEXTS } from "./material.js";
import { keyAndMessage } from "./pasted/responses.js";
import { openSearch } from "./search.js";

/** @import { Facet, Field, Form, Servers } from "./filter/form.js" */
/**
 * @typedef {object} Row a row of the tables, with what is filtered by
 * @property {HTMLTableRowElement} row
 * @property {HTMLElement} section
 * @property {string} title
 * @property {Record<Facet, string[]>} values
 * @property {string[]} from ids of the servers that send it, among those of the tables
 * @property {string} text
 */

/**
 * Return a row of the tables with what is filtered by.
 *
 * @param {HTMLTableRowElement} row
 * @returns {Row}
 */
function readRow(row) {
  const section = /** @type {HTMLElement} */ (row.closest("section"));
  const { key, text, calls = "", kind = "", status = "", from = "" } = row.dataset;
  const title = only(section, "h2").firstChild?.textContent?.trim() ?? "";
  return {
    row,
    section,
    title,
    values: {
      category: [section.dataset.category ?? ""],
      call: calls.split(" ").filter(Boolean),
      kind: [kind],
      status: [status],
    },
    from: from.split(" "),
    text: `${key} ${text} ${calls} ${title}`.toLowerCase(),
  };
}

/**
 * Return all rows of the tables.
 *
 * @param {HTMLElement} reference
 */
function rowsOf(reference) {
  /** @type {NodeListOf<HTMLTableRowElement>} */
  const found = reference.querySelectorAll("tr[data-key]");
  return [...found].map(readRow);
}

/**
 * Return the servers of the tables.
 *
 * @param {HTMLElement} reference
 * @returns {Servers}
 */
const serversOf = (reference) => JSON.parse(reference.dataset.servers ?? "[]");

/**
 * Show the rows that have all words and all that is picked, and the tables that have such rows.
 *
 * @param {Row[]} rows
 * @param {Form} built
 * @param {HTMLElement} none
 * @param {string} usual the server that is meant if none is picked
 */
function showFitting(rows, { form, input, count, more }, none, usual) {
  const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
  const chosen = new FormData(form);
  const picked = FACETS.map(([facet]) => ({ facet, value: String(chosen.get(facet)) })).filter(({ value }) => value);
  const from = String(chosen.get("from")) || usual;
  const used = new Set();
  let [shown, all, others] = [0, 0, 0];
  for (const { row, section, text, values, from: servers } of rows) {
    const fits =
      words.every((word) => text.includes(word)) && picked.every(({ facet, value }) => values[facet].includes(value));
    const here = from === ANY || servers.includes(from);
    row.hidden = !fits || !here;
    all += Number(here);
    shown += Number(fits && here);
    others += Number(fits && !here);
    if (fits && here) used.add(section);
  }
  for (const { section } of rows) section.hidden = !used.has(section);
  none.hidden = shown > 0;
  count.textContent = `${shown} of ${all} entries`;
  more.textContent = `Show ${others} more of other releases and programs`;
  more.hidden = others === 0;
}

const ANY = "all";

/**
 * Write the state of the form into the address.
 *
 * @param {HTMLFormElement} form
 */
const save = (form) => history.replaceState(history.state, "", withFields(location.href, fieldsOf(form)));

/**
 * Fill the form from an address, and show what is picked.
 *
 * @param {Form} built
 * @param {string} address
 */
function load({ form, input, unfold }, address) {
  const asked = new URL(address).searchParams;
  for (const field of fieldsOf(form)) {
    field.value = asked.get(field.name) ?? "";
    if (field instanceof HTMLSelectElement && field.selectedIndex < 0) field.value = "";
  }
  unfold(fieldsOf(form).some((field) => field !== input && field.value));
}

/**
 * Take our parameter, for which the theme opens its search, out of the address until the theme has started.
 *
 * @param {string} asked
 */
function hideFromTheme(asked) {
  const bare = new URL(asked);
  bare.searchParams.delete(TEXTS.queryParameter);
  history.replaceState(history.state, "", bare);
  addEventListener("DOMContentLoaded", () => history.replaceState(history.state, "", asked), { once: true });
}

/**
 * React to what the reader does with the form.
 *
 * @param {Row[]} rows
 * @param {Form} built
 * @param {{ apply: () => void, clear: () => void }} deeds
 */
function listen(rows, { form, input }, { apply, clear }) {
  form.addEventListener("input", () => {
    const { key, message } = keyAndMessage(input.value);
    if (key || message) input.value = key || message; // a whole response was pasted
    apply();
    save(form);
  });
  form.addEventListener("reset", (event) => {
    event.preventDefault();
    clear();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const fitting = rows.filter(({ row }) => !row.hidden);
    if (fitting.length === 1) only(fitting[0].row, "a").click();
  });
}

/**
 * Put the filter above the tables.
 *
 * @param {HTMLElement} reference
 */
function startFilter(reference) {
  const rows = rowsOf(reference);
  const servers = serversOf(reference);
  const [[usual]] = servers;
  const built = buildForm(rows, servers);
  const { form, input, more } = built;
  const { none, elsewhere } = buildNone();
  reference.prepend(form, none);
  reference.classList.add("filtered");

  const apply = () => showFitting(rows, built, none, usual);

  function clear() {
    for (const field of fieldsOf(form)) field.value = "";
    apply();
    save(form);
  }

  function showAll() {
    /** @type {Field} */ (form.elements.namedItem("from")).value = ANY;
    apply();
    save(form);
  }

  /** A link to a row or a table shows it, whatever the filter says. */
  function reveal() {
    const target = document.getElementById(location.hash.slice(1)); // `:target` is not set yet while the page loads
    if (!target?.closest("[hidden]")) return;
    clear();
    if (target.closest("[hidden]")) showAll();
    target.scrollIntoView();
  }

  listen(rows, built, { apply, clear });
  more.addEventListener("click", showAll);
  elsewhere.addEventListener("click", () => openSearch(input.value));
  addEventListener("hashchange", reveal);

  const open = () => {
    load(built, location.href);
    apply();
  };
  addEventListener("popstate", open);
  open();
  reveal();
  hideFromTheme(location.href);
}

const reference = document.getElementById("reference");
if (reference) startFilter(reference);

/* The filter of the errors index. The tables are complete without it; it only hides rows.
   Its state is in the address: ?q=&category=&call=&kind=&status= */

import { withFields } from "./address.js";
import { element, only } from "./dom.js";
import { TEXTS } from "./material.js";
import { keyAndMessage } from "./pasted/responses.js";
import { openSearch } from "./search.js";

/** @typedef {"category" | "call" | "kind" | "status"} Facet */
/**
 * @typedef {object} Row a row of the tables, with what is filtered by
 * @property {HTMLTableRowElement} row
 * @property {HTMLElement} section
 * @property {string} title
 * @property {Record<Facet, string[]>} values
 * @property {string} text
 */
/** @typedef {HTMLInputElement | HTMLSelectElement} Field */
/**
 * @typedef {object} Form
 * @property {HTMLFormElement} form
 * @property {HTMLInputElement} input
 * @property {HTMLElement} count
 */

/** @type {[Facet, string][]} */
const FACETS = [
  ["category", "Category"],
  ["call", "Call"],
  ["kind", "Kind"],
  ["status", "Status"],
];
/** @type {Record<string, string>} */
const SHOWN = { sent: "sent by 3.0" }; // values that are shown in other words

/**
 * Return a row of the tables with what is filtered by.
 *
 * @param {HTMLTableRowElement} row
 * @returns {Row}
 */
function readRow(row) {
  const section = /** @type {HTMLElement} */ (row.closest("section"));
  const { key, text, calls = "", kind = "", status = "" } = row.dataset;
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
    text: `${key} ${text} ${calls} ${title}`.toLowerCase(),
  };
}

/**
 * Return the choices of one select, in order of first appearance; calls in order of the alphabet.
 *
 * @param {Row[]} rows
 * @param {Facet} facet
 */
function choices(rows, facet) {
  /** @type {Map<string, string>} */
  const found = new Map();
  for (const { values, title } of rows)
    for (const value of values[facet]) found.set(value, facet === "category" ? title : (SHOWN[value] ?? value));
  const list = [...found];
  return facet === "call" ? list.sort(([a], [b]) => a.localeCompare(b)) : list;
}

/**
 * Return the form.
 *
 * @param {Row[]} rows
 * @returns {Form}
 */
function buildForm(rows) {
  const input = element("input", {
    type: "search",
    name: "q",
    autocomplete: "off",
    spellcheck: "false",
    autocapitalize: "off",
  });
  const fields = element("div", { class: "filter__fields" }, element("label", {}, "Key, message, call", input));
  for (const [facet, title] of FACETS) {
    const select = element("select", { name: facet }, element("option", { value: "" }, "all"));
    for (const [value, shown] of choices(rows, facet)) select.append(element("option", { value }, shown));
    fields.append(element("label", {}, title, select));
  }
  const count = element("span", { class: "filter__count", role: "status" });
  const state = element("p", { class: "filter__state" }, count, element("button", { type: "reset" }, "Reset"));
  const attributes = { class: "filter", role: "search", "aria-label": "Filter the errors" };
  return { form: element("form", attributes, fields, state), input, count };
}

/** Return what is shown if no row fits. */
function buildNone() {
  const elsewhere = element("button", { type: "button" }, "Search the whole site");
  const none = element(
    "p",
    { class: "filter__none", hidden: "" },
    "No entry has all of this. Try fewer words, or the messageKey alone. ",
    elsewhere,
    " for it, guides and calls included.",
  );
  return { none, elsewhere };
}

/**
 * Return the fields of the form that have a name.
 *
 * @param {HTMLFormElement} form
 */
const fieldsOf = (form) => /** @type {Field[]} */ ([...form.elements]).filter(({ name }) => name);

/**
 * Show the rows that have all words and all that is picked, and the tables that have such rows.
 *
 * @param {Row[]} rows
 * @param {Form} built
 * @param {HTMLElement} none
 */
function showFitting(rows, { form, input, count }, none) {
  const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
  const chosen = new FormData(form);
  const picked = FACETS.map(([facet]) => ({ facet, value: String(chosen.get(facet)) })).filter(({ value }) => value);
  const used = new Set();
  let shown = 0;
  for (const { row, section, text, values } of rows) {
    const fits =
      words.every((word) => text.includes(word)) && picked.every(({ facet, value }) => values[facet].includes(value));
    row.hidden = !fits;
    shown += Number(fits);
    if (fits) used.add(section);
  }
  for (const { section } of rows) section.hidden = !used.has(section);
  none.hidden = shown > 0;
  count.textContent = `${shown} of ${rows.length} entries`;
}

/**
 * Write the state of the form into the address.
 *
 * @param {HTMLFormElement} form
 */
const save = (form) => history.replaceState(history.state, "", withFields(location.href, fieldsOf(form)));

/**
 * Fill the form from an address.
 *
 * @param {HTMLFormElement} form
 * @param {string} address
 */
function load(form, address) {
  const asked = new URL(address).searchParams;
  for (const field of fieldsOf(form)) {
    field.value = asked.get(field.name) ?? "";
    if (field instanceof HTMLSelectElement && field.selectedIndex < 0) field.value = "";
  }
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
  /** @type {NodeListOf<HTMLTableRowElement>} */
  const found = reference.querySelectorAll("tr[data-key]");
  const rows = [...found].map(readRow);
  const built = buildForm(rows);
  const { form, input } = built;
  const { none, elsewhere } = buildNone();
  reference.prepend(form, none);
  reference.classList.add("filtered");

  const apply = () => showFitting(rows, built, none);

  function clear() {
    for (const field of fieldsOf(form)) field.value = "";
    apply();
    save(form);
  }

  /** A link to a row or a table shows it, whatever the filter says. */
  function reveal() {
    const target = reference.querySelector(":target");
    if (!target?.closest("[hidden]")) return;
    clear();
    target.scrollIntoView();
  }

  listen(rows, built, { apply, clear });
  elsewhere.addEventListener("click", () => openSearch(input.value));
  addEventListener("hashchange", reveal);

  const open = () => {
    load(form, location.href);
    apply();
  };
  addEventListener("popstate", open);
  open();
  hideFromTheme(location.href);
  reveal();
}

const reference = document.getElementById("reference");
if (reference) startFilter(reference);

/* The form of the filter: what can be typed, and what can be picked. */

import { element } from "../dom.js";

/** @import { Row } from "../filter.js" */
/** @typedef {"category" | "call" | "kind" | "status"} Facet */
/** @typedef {HTMLInputElement | HTMLSelectElement} Field */
/**
 * @typedef {object} Form
 * @property {HTMLFormElement} form
 * @property {HTMLInputElement} input
 * @property {HTMLElement} count
 * @property {HTMLElement} more says that other servers have fitting rows; a button shows them
 * @property {(shown: boolean) => void} unfold shows what can be picked, or folds it, where the screen is narrow
 */
/** @typedef {[string, string][]} Servers id and name of each; the first is the usual one, "all" is any */

/** @type {[Facet, string][]} */
export const FACETS = [
  ["category", "Category"],
  ["call", "Call"],
  ["kind", "Kind"],
  ["status", "Status"],
];
/** @type {Record<string, string>} */
const SHOWN = { sent: "sent by 3.0" }; // values that are shown in other words

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
 * Return the field with the servers. The usual one has no value, so that it does not stand in the address.
 *
 * @param {Servers} servers
 */
function serverField(servers) {
  const [[usual]] = servers;
  const options = servers.map(([id, name]) => element("option", { value: id === usual ? "" : id }, name));
  return element("label", {}, "Server", element("select", { name: "from" }, ...options));
}

/**
 * Return the form.
 *
 * @param {Row[]} rows
 * @param {Servers} servers
 * @returns {Form}
 */
export function buildForm(rows, servers) {
  const input = element("input", {
    type: "search",
    name: "q",
    autocomplete: "off",
    spellcheck: "false",
    autocapitalize: "off",
  });
  const fields = element("div", { class: "filter__fields" }, element("label", {}, "Key, message, call", input));
  fields.append(serverField(servers));
  for (const [facet, title] of FACETS) {
    const select = element("select", { name: facet }, element("option", { value: "" }, "all"));
    for (const [value, shown] of choices(rows, facet)) select.append(element("option", { value }, shown));
    fields.append(element("label", {}, title, select));
  }
  const count = element("span", { class: "filter__count", role: "status" });
  const more = element("button", { type: "button", class: "filter__more", hidden: "" });
  const fold = element("button", { type: "button", class: "filter__fold" });
  const reset = element("button", { type: "reset" }, "Reset");
  const state = element("p", { class: "filter__state" }, count, fold, reset, more);
  const attributes = { class: "filter", role: "search", "aria-label": "Filter the errors" };
  const form = element("form", attributes, fields, state);
  /** @param {boolean} shown */
  function unfold(shown) {
    form.classList.toggle("filter--unfolded", shown);
    fold.setAttribute("aria-expanded", String(shown));
    fold.textContent = shown ? "Fewer filters" : "More filters";
  }
  fold.addEventListener("click", () => unfold(!form.classList.contains("filter--unfolded")));
  return { form, input, count, more, unfold };
}

/** Return what is shown if no row fits. */
export function buildNone() {
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
export const fieldsOf = (form) => /** @type {Field[]} */ ([...form.elements]).filter(({ name }) => name);

/* The filter of the matrix of keys and release lines. The table is complete without it; it only hides rows.
   Its state is in the address: ?key=&line=&sent= */

import { withFields } from "./address.js";
import { element, only } from "./dom.js";
import { counted, fits } from "./matrix.js";
import { keyAndMessage } from "./pasted/responses.js";

/** @import { Holds, Row } from "./matrix.js" */
/** @typedef {Row & { row: HTMLTableRowElement }} ShownRow */
/** @typedef {Record<"key" | "line" | "sent", HTMLInputElement | HTMLSelectElement>} Fields */

/** @type {[string, string][]} */
const CHOICES = [
  ["", "sends it"],
  ["no", "doesn't send it"],
  ["unknown", "isn't known"],
];

/**
 * Return a row of the table with what is filtered by.
 *
 * @param {HTMLTableRowElement} row
 * @returns {ShownRow}
 */
function readRow(row) {
  /** @type {Record<string, Holds>} */
  const lines = {};
  for (const { dataset } of row.querySelectorAll("td"))
    lines[dataset.line ?? ""] = /** @type {Holds} */ (dataset.holds);
  return { row, text: row.dataset.text ?? "", lines };
}

/**
 * Return the form and its fields.
 *
 * @param {string[]} lines
 */
function buildForm(lines) {
  const key = element("input", { type: "search", name: "key", autocomplete: "off", spellcheck: "false" });
  const line = element("select", { name: "line" }, element("option", { value: "" }, "all"));
  for (const name of lines) line.append(element("option", { value: name }, name));
  const sent = element("select", { name: "sent" });
  for (const [value, shown] of CHOICES) sent.append(element("option", { value }, shown));
  const labels = [
    element("label", {}, "Key, message", key),
    element("label", {}, "Line", line),
    element("label", {}, "That line", sent),
  ];
  const count = element("span", { class: "filter__count", role: "status" });
  const state = element("p", { class: "filter__state" }, count, element("button", { type: "reset" }, "Reset"));
  const attributes = { class: "filter", role: "search", "aria-label": "Filter the keys" };
  const form = element("form", attributes, element("div", { class: "filter__fields" }, ...labels), state);
  const none = element("p", { class: "filter__none", hidden: "" }, "No keys match these filters.");
  return { form, count, none, fields: { key, line, sent } };
}

/**
 * Show the rows that fit, and mark the column of the line.
 *
 * @param {HTMLElement} matrix
 * @param {ShownRow[]} rows
 * @param {{ fields: Fields, count: HTMLElement, none: HTMLElement }} built
 */
function apply(matrix, rows, { fields: { key, line, sent }, count, none }) {
  sent.disabled = !line.value;
  const asked = { key: key.value, line: line.value, sent: sent.value };
  let shown = 0;
  for (const each of rows) {
    each.row.hidden = !fits(each, asked);
    shown += Number(!each.row.hidden);
  }
  for (const cell of matrix.querySelectorAll("[data-line]"))
    cell.classList.toggle("matrix__chosen", /** @type {HTMLElement} */ (cell).dataset.line === line.value);
  none.hidden = shown > 0;
  count.textContent = counted(shown, rows.length, asked);
}

/**
 * Fill the fields from the address.
 *
 * @param {Fields} fields
 */
function load(fields) {
  const asked = new URL(location.href).searchParams;
  for (const field of Object.values(fields)) {
    field.value = asked.get(field.name) ?? "";
    if (field instanceof HTMLSelectElement && field.selectedIndex < 0) field.value = "";
  }
}

/**
 * Put the filter above the table.
 *
 * @param {HTMLElement} matrix
 */
function start(matrix) {
  const rows = [...matrix.querySelectorAll("tbody tr")].map((row) => readRow(/** @type {HTMLTableRowElement} */ (row)));
  /** @type {NodeListOf<HTMLElement>} */
  const heads = matrix.querySelectorAll("thead [data-line]");
  const built = buildForm([...heads].map(({ dataset }) => dataset.line ?? ""));
  const { form, fields } = built;
  matrix.prepend(form, built.none);
  matrix.classList.add("filtered");

  function change() {
    apply(matrix, rows, built);
    history.replaceState(history.state, "", withFields(location.href, Object.values(fields)));
  }
  form.addEventListener("input", () => {
    const pasted = keyAndMessage(fields.key.value);
    if (pasted.key || pasted.message) fields.key.value = pasted.key || pasted.message; // a whole response was pasted
    change();
  });
  form.addEventListener("reset", (event) => {
    event.preventDefault();
    for (const field of Object.values(fields)) field.value = "";
    change();
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  const open = () => {
    load(fields);
    apply(matrix, rows, built);
  };
  addEventListener("popstate", open);
  open();
}

start(only(document, "#matrix"));

/* Makes the content reachable: each cell of a table knows its column's name (a phone shows it in front of the cell), and
   what can be scrolled sideways can be scrolled with the keyboard. */

import { GLOBALS, SELECTORS } from "./material.js";

const PHONE = "(max-width: 45em)";
const TAB = "__tabbed_"; // begins the names of the radio buttons behind tabs, which Markdown's extension makes
const TABS = ".tabbed-set"; // what holds them, which the extension makes as well
const BOX = ".table-wrap"; // our own box around wide tables

/**
 * Return the role of a cell.
 *
 * @param {HTMLTableCellElement} cell
 */
function roleOf(cell) {
  if (cell.closest("thead")) return "columnheader";
  return cell.tagName === "TH" ? "rowheader" : "cell";
}

/**
 * Give the cells of a table the names of their columns, and keep its meaning when it is shown as blocks.
 *
 * @param {HTMLTableElement} table
 */
function labelCells(table) {
  const names = [...table.querySelectorAll("thead th")].map((cell) => cell.textContent.trim());
  if (!names.length) return;
  table.setAttribute("role", "table");
  for (const row of table.rows) {
    row.setAttribute("role", "row");
    for (const cell of row.cells) {
      cell.setAttribute("role", roleOf(cell));
      if (cell.tagName === "TD") cell.dataset.label = names[cell.cellIndex] ?? "";
    }
  }
}

/**
 * Return the text of the heading above an element, for its name.
 *
 * @param {Element} element
 */
function headingAbove(element) {
  /** @type {Element | null} */
  let node = element;
  for (; node && !node.matches("article"); node = node.parentElement) {
    /** @type {Element | null} */
    let before = node;
    for (; before; before = before.previousElementSibling)
      if (/^H[1-6]$/.test(before.tagName)) return before.firstChild?.textContent?.trim();
  }
  return undefined;
}

/**
 * Make a box reachable by keyboard for as long as it can be scrolled sideways.
 *
 * @param {HTMLElement} box
 */
function makeReachable(box) {
  if (box.scrollWidth > box.clientWidth) {
    box.tabIndex = 0;
    box.setAttribute("role", "region");
    box.setAttribute("aria-label", `Table: ${headingAbove(box) ?? document.title}`);
  } else {
    for (const name of ["tabindex", "role", "aria-label"]) box.removeAttribute(name);
  }
}

/** Open the tabs that the reader chose last, on this page or another: the theme stores their names, the last first. */
function openChosenTabs() {
  /** @type {unknown} */
  const chosen = /** @type {any} */ (globalThis)[GLOBALS.get](GLOBALS.tabs);
  if (!Array.isArray(chosen)) return;
  for (const tabs of document.querySelectorAll(TABS)) {
    /** @type {HTMLLabelElement[]} */
    const labels = [...tabs.querySelectorAll("label")];
    const name = chosen.find((each) => labels.some((label) => label.textContent.trim() === each));
    const button = labels.find((label) => label.textContent.trim() === name)?.control;
    if (button instanceof HTMLInputElement) button.checked = true;
  }
}

/**
 * Say what tabs are for: their radio buttons are a group with the name of the heading above.
 *
 * @param {Element} tabs
 */
function nameTabs(tabs) {
  tabs.setAttribute("role", "group");
  tabs.setAttribute("aria-label", headingAbove(tabs) ?? document.title);
}

/** An address that names a tab opens it. */
function openNamedTab() {
  const named = document.getElementById(location.hash.slice(1));
  if (named instanceof HTMLInputElement && named.name.startsWith(TAB)) named.checked = true;
}

/**
 * After the theme's script, which puts plain tables into boxes and a nav with a copy button into every code block.
 */
function afterTheme() {
  for (const buttons of document.querySelectorAll(SELECTORS.codeButtons)) buttons.setAttribute("role", "presentation");
  /** @type {NodeListOf<HTMLTableElement>} */
  const tables = document.querySelectorAll(`${SELECTORS.textTables}:not(.errors, .matrix)`);
  if (matchMedia(PHONE).matches) tables.forEach(labelCells);
  const watch = new ResizeObserver((entries) =>
    entries.forEach(({ target }) => makeReachable(/** @type {HTMLElement} */ (target))),
  );
  document.querySelectorAll(`${BOX}, ${SELECTORS.scrollBox}`).forEach((box) => watch.observe(box));
}

/** The section of the page is in view in the row of sections, which scrolls on a narrow screen. */
function showSection() {
  const here = document.querySelector(".site-tabs [aria-current]");
  const row = here?.closest("ul");
  if (here instanceof HTMLElement && row) row.scrollLeft = here.offsetLeft - (row.clientWidth - here.offsetWidth) / 2;
}

/** The signs beside headings are for the mouse. Others have the list of headings, and hear none of "pilcrow". */
function quietSigns() {
  for (const sign of document.querySelectorAll("a.headerlink")) {
    sign.setAttribute("aria-hidden", "true");
    sign.setAttribute("tabindex", "-1");
  }
}

document.querySelectorAll(TABS).forEach(nameTabs);
openChosenTabs();
openNamedTab();
showSection();
quietSigns();
addEventListener("pageshow", ({ persisted }) => persisted && openChosenTabs());
addEventListener("load", afterTheme);

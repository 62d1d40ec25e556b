/* Makes the content reachable: each cell of a table knows its column's name (a phone shows it in front of the cell), and
   what can be scrolled sideways can be scrolled with the keyboard. */

/** Give the cells of a table the names of their columns, and keep its meaning when it is shown as blocks. */
function label(table) {
  const names = [...table.querySelectorAll("thead th")].map((cell) => cell.textContent.trim());
  if (!names.length) return;
  table.setAttribute("role", "table");
  for (const row of table.rows) {
    row.setAttribute("role", "row");
    for (const cell of row.cells) {
      const head = cell.closest("thead") !== null;
      cell.setAttribute("role", head ? "columnheader" : cell.tagName === "TH" ? "rowheader" : "cell");
      if (cell.tagName === "TD") cell.dataset.label = names[cell.cellIndex] ?? "";
    }
  }
}

/** The heading above an element, for its name. */
function heading(element) {
  for (let node = element; node && !node.matches("article"); node = node.parentElement)
    for (let before = node; before; before = before.previousElementSibling)
      if (/^H[1-6]$/.test(before.tagName)) return before.firstChild?.textContent.trim();
  return undefined;
}

/** Make a box reachable by keyboard for as long as it can be scrolled sideways. */
function reach(box) {
  if (box.scrollWidth > box.clientWidth) {
    box.tabIndex = 0;
    box.setAttribute("role", "region");
    box.setAttribute("aria-label", `Table: ${heading(box) ?? document.title}`);
  } else {
    for (const name of ["tabindex", "role", "aria-label"]) box.removeAttribute(name);
  }
}

/* An address that names a tab opens it. */
const named = document.getElementById(location.hash.slice(1));
if (named?.name?.startsWith("__tabbed_")) named.checked = true;

/* After the theme's script, which puts plain tables into boxes and a nav with a copy button into every code block. */
addEventListener("load", () => {
  for (const buttons of document.querySelectorAll(".md-code__nav")) buttons.setAttribute("role", "presentation");
  if (matchMedia("(max-width: 45em)").matches) document.querySelectorAll(".md-typeset table:not(.errors)").forEach(label);
  const watch = new ResizeObserver((entries) => entries.forEach(({ target }) => reach(target)));
  document.querySelectorAll(".table-wrap, .md-typeset__scrollwrap").forEach((box) => watch.observe(box));
});

/* The filter of the errors index. The tables are complete without it; it only hides rows.
   Its state is in the address: ?q=&category=&call=&kind=&status= */

import { parts } from "./answer.js";
import { search } from "./search.js";

const PICKS = { category: "Category", call: "Call", kind: "Kind", status: "Status" };
const NAMES = { sent: "sent by 3.0" }; // values that are shown in other words

/** An element with properties and children; text goes in as text. */
function make(tag, properties = {}, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}

/** All rows with what is filtered by. */
function read(reference) {
  return [...reference.querySelectorAll("tr[data-key]")].map((row) => {
    const section = row.closest("section");
    const { key, text, calls = "", kind = "", status = "" } = row.dataset;
    const title = section.querySelector("h2").firstChild.textContent.trim();
    return {
      row,
      section,
      title,
      category: [section.dataset.category],
      call: calls.split(" ").filter(Boolean),
      kind: [kind],
      status: [status],
      text: `${key} ${text} ${calls} ${title}`.toLowerCase(),
    };
  });
}

/** The choices of one select, in order of first appearance; calls in order of the alphabet. */
function choices(entries, name) {
  const found = new Map();
  for (const entry of entries)
    for (const value of entry[name]) found.set(value, name === "category" ? entry.title : NAMES[value] ?? value);
  const list = [...found];
  return name === "call" ? list.sort(([a], [b]) => a.localeCompare(b)) : list;
}

function build(entries) {
  const input = make("input", { type: "search", name: "q", autocomplete: "off", spellcheck: false });
  input.setAttribute("autocapitalize", "off");
  const fields = make("div", { className: "filter__fields" }, make("label", {}, "Key, message, call", input));
  for (const [name, title] of Object.entries(PICKS)) {
    const select = make("select", { name }, make("option", { value: "" }, "all"));
    for (const [value, shown] of choices(entries, name)) select.append(make("option", { value }, shown));
    fields.append(make("label", {}, title, select));
  }
  const count = make("span", { className: "filter__count" });
  count.setAttribute("role", "status");
  const state = make("p", { className: "filter__state" }, count, make("button", { type: "reset" }, "Reset"));
  const form = make("form", { className: "filter" }, fields, state);
  form.setAttribute("role", "search");
  form.setAttribute("aria-label", "Filter the errors");
  return { form, input, count };
}

function start(reference) {
  const entries = read(reference);
  const { form, input, count } = build(entries);
  const elsewhere = make("button", { type: "button" }, "Search the whole site");
  const none = make(
    "p",
    { className: "filter__none", hidden: true },
    "No entry has all of this. Try fewer words, or the messageKey alone. ",
    elsewhere,
    " for it, guides and calls included.",
  );
  reference.prepend(form, none);
  reference.classList.add("filtered");

  function apply() {
    const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
    const picked = Object.keys(PICKS).filter((name) => form.elements[name].value);
    const sections = new Map();
    let shown = 0;
    for (const entry of entries) {
      const fits =
        words.every((word) => entry.text.includes(word)) &&
        picked.every((name) => entry[name].includes(form.elements[name].value));
      entry.row.hidden = !fits;
      shown += Number(fits);
      sections.set(entry.section, sections.get(entry.section) || fits);
    }
    for (const [section, used] of sections) section.hidden = !used;
    none.hidden = shown > 0;
    count.textContent = `${shown} of ${entries.length} entries`;
  }

  function save() {
    const here = new URL(location.href);
    for (const { name, value } of form.elements)
      if (name) value ? here.searchParams.set(name, value) : here.searchParams.delete(name);
    history.replaceState(history.state, "", here);
  }

  function load(address) {
    const asked = new URL(address).searchParams;
    for (const field of form.elements) if (field.name) field.value = asked.get(field.name) ?? "";
    for (const select of form.querySelectorAll("select")) if (select.selectedIndex < 0) select.value = "";
    apply();
  }

  function clear() {
    for (const field of form.elements) if (field.name) field.value = "";
    apply();
    save();
  }

  /** A link to a row or a table shows it, whatever the filter says. */
  function reveal() {
    const target = reference.querySelector(":target");
    if (!target?.closest("[hidden]")) return;
    clear();
    target.scrollIntoView();
  }

  form.addEventListener("input", () => {
    const { key, message } = parts(input.value);
    if (key || message) input.value = key || message; // a whole answer was pasted
    apply();
    save();
  });
  form.addEventListener("reset", (event) => {
    event.preventDefault();
    clear();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const fitting = entries.filter(({ row }) => !row.hidden);
    if (fitting.length === 1) fitting[0].row.querySelector("a").click();
  });
  elsewhere.addEventListener("click", () => search(input.value));
  addEventListener("popstate", () => load(location.href));
  addEventListener("hashchange", reveal);

  /* The theme opens its search for any ?q=. Here q is the filter's: take it away until the theme has started. */
  const asked = location.href;
  const bare = new URL(asked);
  bare.searchParams.delete("q");
  history.replaceState(history.state, "", bare);
  addEventListener("DOMContentLoaded", () => history.replaceState(history.state, "", asked), { once: true });

  load(asked);
  reveal();
}

const reference = document.getElementById("reference");
if (reference) start(reference);

/* Shows a report of the explain tool. What comes from the reader is only ever put in as text. */

/** An element with attributes and children; a child that is a text becomes text. */
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children.filter((child) => child !== null));
  return made;
}

/** What is said in one line, also to a screen reader. */
export function summary({ kind, findings, candidates }, data) {
  const names = findings.map(({ entry }) => data.entries[entry].name).join(", ");
  const nearest = candidates.slice(0, 3).map(({ entry }) => data.entries[entry].name).join(", ");
  const what = findings.length === 1 ? "answer" : `${findings.length} answers`;
  return {
    found: `Recognized ${what}: ${names}`,
    unsure: nearest ? `I can't tell for certain. Closest: ${nearest}` : "I can't tell: nothing known comes close.",
    success: "No error: the call succeeded.",
    foreign: "I can't tell: this is no answer of the BigBlueButton API that is known.",
    empty: "",
  }[kind];
}

/** The facts of one finding, as pairs of a name and what stands behind it. */
function facts({ values, call, calls, formatTitle, returncode, status, condition }) {
  const rows = values.map(({ name, meaning, value }) => [name, element("code", {}, value || "(empty)"), meaning]);
  if (call) rows.push(["Call", element("code", {}, call), ""]);
  else if (calls.length) rows.push(["Possible calls", calls.slice(0, 8).join(", ") + (calls.length > 8 ? " …" : ""), ""]);
  if (returncode) rows.push(["returncode", element("code", {}, returncode), ""]);
  if (formatTitle) rows.push(["Form", formatTitle, ""]);
  if (status) rows.push(["HTTP status", String(status), ""]);
  if (condition) rows.push(["Sent when", condition, ""]);
  return rows;
}

/** One error that was found. */
function card(finding, data, root) {
  const entry = data.entries[finding.entry];
  const link = element("a", { href: new URL(entry.url, root).href }, entry.key ? element("code", {}, entry.name) : entry.name);
  const list = element("dl", { class: "explain__facts" });
  for (const [name, value, meaning] of facts(finding))
    list.append(element("div", {}, element("dt", {}, name), element("dd", {}, value, meaning ? ` – ${meaning}` : "")));
  const fixes = entry.fixes.slice(0, 3).map((fix) => element("li", {}, fix));
  return element(
    "section",
    { class: `explain__card explain__card--${entry.kind}` },
    element("h2", { tabindex: "-1" }, link, " ", element("span", { class: `badge badge--${entry.kind}` }, entry.kind)),
    element("p", {}, entry.meaning),
    fixes.length ? element("h3", {}, "What to do") : null,
    fixes.length ? element("ol", {}, ...fixes) : null,
    ...finding.remarks.map((remark) => element("p", { class: "explain__remark" }, remark)),
    list.children.length ? element("h3", {}, "In this answer") : null,
    list.children.length ? list : null,
    element("p", { class: "explain__more" }, `Recognized by: ${finding.why}. `, element("a", { href: link.href }, `All causes and fixes of ${entry.name}`)),
  );
}

/** The candidates, where nothing is certain. */
function guesses(candidates, data, root) {
  const items = candidates.map(({ entry, why }) => {
    const { name, url, title } = data.entries[entry];
    return element("li", {}, element("a", { href: new URL(url, root).href }, name), name === title ? "" : `: ${title}`, element("span", { class: "explain__why" }, ` (${why})`));
  });
  return element("section", { class: "explain__card" }, element("h2", { tabindex: "-1" }, "It may be one of these"), element("ol", {}, ...items));
}

/** All of a report, as elements. */
export function view(report, data, root) {
  const made = report.findings.map((finding) => card(finding, data, root));
  if (report.candidates.length) made.push(guesses(report.candidates, data, root));
  if (report.notes.length) made.push(element("section", { class: "explain__card" }, ...report.notes.map((note) => element("p", {}, note))));
  return made;
}

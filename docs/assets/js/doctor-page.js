/* The checksum doctor's form. The secret is read from its field when it is needed and goes nowhere else: not into the
   address, not into storage, not into the results. */

import { data } from "../data/checksum-mistakes.js";
import { diagnose } from "./doctor/doctor.js";
import { bareSecret, requestIn } from "./doctor/request.js";
import { element } from "./explain-view.js";

const WAIT = 120; // milliseconds after the last key

const VERDICTS = {
  right: "The checksum is right.",
  mistake: "The checksum is wrong, and this is why.",
  "not-accepted": "The checksum is wrong: no algorithm gives this length.",
  unknown: "The checksum is wrong, and no mistake that is known explains it.",
};

/** The first place in which two texts differ, with some letters around; what may be the secret at the end is left out. */
export function difference(hashed, right, secret) {
  if (hashed === right) return "The text that you hashed is the right one.";
  let at = 0;
  while (hashed[at] !== undefined && hashed[at] === right[at]) at += 1;
  if (at >= right.length - secret.length && right.startsWith(hashed.slice(0, at))) return "The text that you hashed differs from the right one in the secret, or behind it.";
  const some = (text) => text.slice(Math.max(0, at - 12), Math.min(at + 20, Math.max(at, text.length - secret.length)));
  return `The text that you hashed differs at character ${at + 1}: yours has “${some(hashed)}”, right is “${some(right)}”.`;
}

/** A value with a button that copies it. */
function copyable(title, value) {
  const button = element("button", { type: "button" }, "Copy");
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(value);
      button.textContent = "Copied";
    } catch {
      getSelection().selectAllChildren(button.previousElementSibling);
    }
  });
  return element("div", { class: "doctor__value" }, element("h3", {}, title), element("code", {}, value), button);
}

const checks = () => element("ol", {}, ...data.next.map(({ check, how }) => element("li", {}, element("strong", {}, check), ` ${how}`)));

/** What was found, as elements. */
function view(found, request, extra) {
  const kind = found.verdict === "right" ? "success" : "error";
  const card = element("section", { class: `explain__card explain__card--${kind}` });
  if (found.verdict === "right")
    card.append(element("h2", { tabindex: "-1" }, `Right, with ${found.algorithm}`), element("p", {}, "If the server refuses it all the same, the secret there is another one. Check in this order:"), checks());
  if (found.verdict === "mistake") card.append(element("h2", { tabindex: "-1" }, "This gives exactly your checksum"));
  found.mistakes.forEach((ids, n) => {
    if (n) card.append(element("p", {}, "Or, as it gives the same text:"));
    card.append(element("ul", {}, ...ids.map((id) => element("li", {}, element("strong", {}, data.mistakes[id].title), ` ${data.mistakes[id].fix}`))));
  });
  if (found.verdict === "not-accepted")
    card.append(element("h2", { tabindex: "-1" }, "No algorithm has this length"), element("p", {}, `Yours has ${request.checksum.length} characters. A server takes 40, 64, 96 or 128 hex digits. It may be cut off.`));
  if (found.verdict === "unknown")
    card.append(element("h2", { tabindex: "-1" }, "No known mistake fits"), element("p", {}, `${found.tried} texts were hashed, with every mistake of the list alone and in pairs. Check next:`), checks());
  for (const text of extra) card.append(element("p", { class: "explain__remark" }, text));
  if (found.verdict !== "right") {
    const joined = found.query ? `${found.query}&` : "";
    card.append(copyable("Right checksum", found.checksum), copyable("Right URL", `${request.base}${request.call}?${joined}checksum=${found.checksum}`));
  }
  return card;
}

function bind(box) {
  const field = (name) => box.querySelector(`#doctor-${name}`);
  const fields = [...box.querySelectorAll("input, textarea")];
  const status = box.querySelector("[role=status]");
  const results = box.querySelector(".explain__results");
  const reveal = box.querySelector("[data-do=reveal]");
  let run = 0;
  let timer = 0;

  /** The request, from the URL, with what stands in the parts in place of its own. */
  function request() {
    const read = requestIn(field("url").value);
    const [call, query, checksum] = ["call", "query", "checksum"].map((name) => field(name).value.trim());
    if (!read && !call) return null;
    const known = read ?? { base: "/bigbluebutton/api/", call, query: "", checksum: "", older: [], fragment: "" };
    return { ...known, call: call || known.call, query: query.replace(/^\?/, "") || known.query, checksum: checksum || known.checksum };
  }

  function say(text) {
    status.textContent = text;
    results.replaceChildren();
    results.hidden = true;
  }

  async function look() {
    run += 1;
    const mine = run;
    const typed = field("secret").value;
    const secret = bareSecret(typed);
    const asked = request();
    if (!fields.some(({ value }) => value)) return say("");
    if (!asked) return say(field("url").value ? "This is no URL of an API call: it needs /api/ and the name of the call." : "The URL is missing.");
    if (!secret) return say("The shared secret is missing.");
    const extra = typed === secret ? [] : ["What you typed as the secret has blanks or quotation marks around it; they were left out here."];
    const hashed = field("hashed").value;
    if (hashed) extra.push(difference(hashed, asked.call + asked.query + secret, secret));
    const found = await diagnose(asked, secret, { body: field("body").value, names: data.calls, stopped: () => run !== mine });
    if (run !== mine) return undefined;
    if (found.verdict === "incomplete") return say("The URL has no checksum.");
    status.textContent = VERDICTS[found.verdict];
    results.replaceChildren(view(found, asked, extra));
    results.hidden = false;
    results.dataset.verdict = found.verdict;
    return undefined;
  }

  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(look, WAIT);
  };

  function show(shown) {
    field("secret").type = shown ? "text" : "password";
    reveal.setAttribute("aria-pressed", String(shown));
  }

  function clear() {
    for (const each of fields) each.value = "";
    show(false);
    look();
  }

  box.addEventListener("input", soon);
  box.addEventListener("submit", (event) => {
    event.preventDefault(); // Enter in a field
    look().then(() => results.querySelector("h2")?.focus());
  });
  box.addEventListener("click", ({ target }) => {
    const wanted = target.closest("[data-do]")?.dataset.do;
    if (wanted === "reveal") show(field("secret").type === "password");
    if (wanted === "clear") clear();
    if (wanted === "example") {
      clear();
      field("url").value = data.example.url;
      field("secret").value = data.example.secret;
      look();
    }
  });
  addEventListener("pagehide", clear);
  clear(); // a browser may have kept what was typed before a reload
}

for (const box of document.querySelectorAll("[data-doctor]")) bind(box);

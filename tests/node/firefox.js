/* Uses the site in Firefox, by WebDriver BiDi: explains a response, searches, filters, diagnoses a checksum.
   Takes the program, the address of the site, and the theme's selectors as JSON; prints, as JSON, what was seen on each
   page, and complaints: lines of the console, errors of scripts, and requests that failed. */

import puppeteer from "puppeteer-core";

const [executablePath, site, selectors] = process.argv.slice(2);
const { searchField, searchLink } = JSON.parse(selectors);
const FAILED = "<response><returncode>FAILED</returncode><messageKey>checksumError</messageKey></response>";
const RESULT = ".explain__results h2";

/* What is done on a page, and how its outcome is read. */
const VISITS = {
  "": async (page) => {
    await page.type("#explain", FAILED);
    return textOf(page, RESULT);
  },
  "errors/checksumError/": async (page) => {
    await page.type(searchField, "checksumError");
    return textOf(page, searchLink);
  },
  "errors/?q=checksum": (page) => textOf(page, ".filter__count"),
  "tools/checksum-doctor/": async (page) => {
    await page.click("button[data-do=example]");
    return textOf(page, RESULT);
  },
};

/** Return the text of the first element that fits, once it is there. */
async function textOf(page, selector) {
  const found = await page.waitForSelector(selector, { timeout: 10_000 });
  return found.evaluate((element) => element.textContent.trim());
}

/** Call `note` with all that goes wrong on a page. What the Content-Security-Policy refuses is in the console, too. */
function watch(page, note) {
  page.on("console", (message) => note(`${message.type()}: ${message.text()}`));
  page.on("pageerror", (error) => note(error.message));
  page.on("requestfailed", (request) => note(`not loaded: ${request.url()}`));
  page.on("response", (response) => response.status() >= 400 && note(`${response.status()}: ${response.url()}`));
}

const browser = await puppeteer.launch({ browser: "firefox", executablePath, headless: true });
try {
  const page = await browser.newPage();
  const complaints = [];
  const seen = {};
  let here = "";
  watch(page, (text) => complaints.push(`${here}: ${text}`));
  for (const [address, visit] of Object.entries(VISITS)) {
    here = address;
    await page.goto(site + address, { waitUntil: "load" });
    seen[address] = await visit(page);
  }
  process.stdout.write(JSON.stringify({ seen, complaints }));
} finally {
  await browser.close();
}

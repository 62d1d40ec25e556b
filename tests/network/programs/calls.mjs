// What fetch, node:http and JSON.parse say; in and out as in calls.py. fetch trusts NODE_EXTRA_CA_CERTS.
import { readFileSync } from "node:fs";
import http from "node:http";
import https from "node:https";

const given = JSON.parse(readFileSync(0, "utf8"));
const ca = readFileSync(given.ca);
const texts = { "fetch (undici)": {}, "node:http": {}, "JSON.parse / response.json()": {} };

const told = (error) =>
  `${error}${error.code === undefined ? "" : ` [code ${error.code}]`}${error.cause ? ` | cause: ${told(error.cause)}` : ""}`;

async function note(tool, task, call) {
  try {
    texts[tool][task.id] = `OK ${await call()}`;
  } catch (error) {
    texts[tool][task.id] = told(error);
  }
}

async function byFetch(task) {
  const response = await fetch(task.url, { signal: AbortSignal.timeout(task.seconds * 1000) });
  await response.text();
  return response.status;
}

const byHttp = (task) =>
  new Promise((resolve, reject) => {
    const request = (task.url.startsWith("https:") ? https : http).get(task.url, { ca }, (response) => {
      response.on("error", reject);
      response.on("end", () => resolve(response.statusCode));
      response.resume();
    });
    request.setTimeout(task.seconds * 1000, () => request.destroy(new Error("given up")));
    request.on("error", reject);
  });

for (const task of given.tasks) {
  if (task.ca !== given.ca) continue;
  if (task.parser === "json") {
    const body = await (await fetch(task.url)).text();
    await note("JSON.parse / response.json()", task, () => JSON.stringify(JSON.parse(body)));
  } else if (!task.parser && !task.proxy) {
    await note("fetch (undici)", task, () => byFetch(task));
    if (!task.id.startsWith("time-out")) await note("node:http", task, () => byHttp(task));
  }
}
const version = process.version.slice(1);
const versions = Object.fromEntries(Object.keys(texts).map((tool) => [tool, version]));
console.log(JSON.stringify({ versions, texts }));
process.exit();

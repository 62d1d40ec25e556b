/* Explains texts and lists logs for the tests: one process that is kept open. The first line of the input names the file
   with the tool's data; each further line is a text as JSON, or an object with a `log`, and each line of the output is
   what the page tells of one. */

import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { createLogReader } from "../../../docs/assets/js/explain/log.js";
import { createMatcher } from "../../../docs/assets/js/explain/matcher.js";

/** @type {((asked: string | { log: string }) => unknown) | undefined} */
let tell;
for await (const line of createInterface({ input: process.stdin })) {
  if (tell) {
    process.stdout.write(`${JSON.stringify(tell(JSON.parse(line)))}\n`);
  } else {
    const data = JSON.parse(readFileSync(line, "utf8"));
    const [explain, list] = [createMatcher(data), createLogReader(data)];
    tell = (asked) => (typeof asked === "string" ? explain(asked) : list(asked.log));
  }
}

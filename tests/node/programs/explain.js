/* Explains texts for the tests: one process that is kept open. The first line of the input names the file with the
   tool's data; each further line is a text as JSON, and each line of the output is the report on one. */

import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { createMatcher } from "../../../docs/assets/js/explain/matcher.js";

/** @type {((text: string) => import("../../../docs/assets/js/explain/data.js").Report) | undefined} */
let explain;
for await (const line of createInterface({ input: process.stdin })) {
  if (explain) process.stdout.write(`${JSON.stringify(explain(JSON.parse(line)))}\n`);
  else explain = createMatcher(JSON.parse(readFileSync(line, "utf8")));
}

/* Imports one example after the other. Reads the path of a file a line; writes a line for each: the word "ran" or
   "failed", and what was printed or complained, in UTF-8, as hex digits. */

import { Buffer } from "node:buffer";
import process from "node:process";
import { createInterface } from "node:readline";
import { inspect } from "node:util";
import { pathToFileURL } from "node:url";

const answer = process.stdout.write.bind(process.stdout);
const told = { printed: "", complained: "" };
process.stdout.write = (text) => Boolean((told.printed += text));
process.stderr.write = (text) => Boolean((told.complained += text));

for await (const path of createInterface({ input: process.stdin })) {
  Object.assign(told, { printed: "", complained: "" });
  try {
    await import(pathToFileURL(path));
  } catch (failure) {
    told.complained += inspect(failure);
  }
  const outcome = told.complained ? "failed" : "ran";
  answer(`${outcome} ${Buffer.from(told.complained || told.printed).toString("hex")}\n`);
}

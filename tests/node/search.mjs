/* Asks the site's search. Reads from standard input, as JSON, the file of the index and the questions; writes, as JSON,
   the places of each answer, best first, and how long each took, in milliseconds. */

import { readFileSync } from "node:fs";
import { performance } from "node:perf_hooks";
import { Search } from "../../docs/assets/js/search/results.js";

const { index, questions } = JSON.parse(readFileSync(0, "utf8"));
const search = await Search.of(JSON.parse(readFileSync(index, "utf8")));
for (const question of questions.slice(0, 20)) search.answer(question); // until the engine is warm
const answers = questions.map((question) => {
  const began = performance.now();
  const places = search.answer(question).map(([section]) => section.location);
  return { places, took: performance.now() - began };
});
process.stdout.write(JSON.stringify(answers));

/* Asks the site's search. Reads from standard input, as JSON, the file of the index, the questions and how often to ask;
   writes, as JSON, the places of each answer, best first, and the milliseconds of the fastest turn. */

import { readFileSync } from "node:fs";
import { performance } from "node:perf_hooks";
import { Search } from "../../docs/assets/js/search/results.js";

const { index, questions, turns } = JSON.parse(readFileSync(0, "utf8"));
const search = await Search.of(JSON.parse(readFileSync(index, "utf8")));
const answers = questions.map((question) => ({ places: [], took: Infinity, question }));
for (let turn = 0; turn < turns; turn++) {
  for (const answer of answers) {
    const began = performance.now();
    answer.places = search.answer(answer.question).map(([section]) => section.location);
    answer.took = Math.min(answer.took, performance.now() - began);
  }
}
process.stdout.write(JSON.stringify(answers));

/* Checks the types of our scripts as `tsc` does, by one file of settings for those of the site and one for the examples.
   It leaves out the problems in vendor/, where other people's scripts came without types. */

import path from "node:path";
import ts from "typescript";

const folder = import.meta.dirname;
/** What is wrong with the scripts that a file of settings names. */
function problemsOf(settings) {
  const config = ts.getParsedCommandLineOfConfigFile(path.join(folder, settings), undefined, {
    ...ts.sys,
    onUnRecoverableConfigFileDiagnostic: (problem) => console.error(problem.messageText),
  });
  if (!config) process.exit(1);
  const program = ts.createProgram(config.fileNames, config.options);
  return [...config.errors, ...ts.getPreEmitDiagnostics(program)].filter(
    ({ file }) => !file?.fileName.includes("/vendor/"),
  );
}

const problems = ["tsconfig.json", "tsconfig.snippets.json"].flatMap(problemsOf);
const host = {
  getCurrentDirectory: () => path.join(folder, "../.."),
  getCanonicalFileName: (name) => name,
  getNewLine: () => "\n",
};
process.stderr.write(ts.formatDiagnostics(problems, host));
process.exitCode = problems.length ? 1 : 0;

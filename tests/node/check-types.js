/* Checks the types of our scripts as `tsc` does by tsconfig.json. It leaves out the problems in vendor/, where other
   people's scripts came without types. */

import path from "node:path";
import ts from "typescript";

const folder = import.meta.dirname;
const config = ts.getParsedCommandLineOfConfigFile(path.join(folder, "tsconfig.json"), undefined, {
  ...ts.sys,
  onUnRecoverableConfigFileDiagnostic: (problem) => console.error(problem.messageText),
});
if (!config) process.exit(1);

const program = ts.createProgram(config.fileNames, config.options);
const problems = [...config.errors, ...ts.getPreEmitDiagnostics(program)].filter(
  ({ file }) => !file?.fileName.includes("/vendor/"),
);
const host = {
  getCurrentDirectory: () => path.join(folder, "../.."),
  getCanonicalFileName: (name) => name,
  getNewLine: () => "\n",
};
process.stderr.write(ts.formatDiagnostics(problems, host));
process.exitCode = problems.length ? 1 : 0;

/* Gets the tool's data when somebody comes near the tool, once. It is a script of this site, so that it works from files
   too, where a page may load nothing else. */

import { createMatcher } from "./matcher.js";

/**
 * @import { ExplainData, Report } from "./data.js"
 */
/** @typedef {{ data: ExplainData, explain: (text: string) => Report }} Tool */

const DATA = "assets/data/explain.js";

/** @type {Promise<Tool> | undefined} */
let tool;

/**
 * Return the tool with its data; after a failure, the next time tries again.
 *
 * @param {URL} root the address of the site's first page
 * @returns {Promise<Tool>}
 */
export function loaded(root) {
  tool ??= new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = new URL(DATA, root).href;
    script.addEventListener("load", () => {
      const { explainData } = /** @type {{ explainData: ExplainData }} */ (/** @type {unknown} */ (globalThis));
      resolve({ data: explainData, explain: createMatcher(explainData) });
    });
    script.addEventListener("error", () => {
      tool = undefined;
      reject(new Error("The data for this tool didn't load. Try again."));
    });
    document.head.append(script);
  });
  return tool;
}

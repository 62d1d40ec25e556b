/* Lets the theme's search run without a server: browsers start no worker from a file. A stand-in with the same manners
   runs the search worker's script in the page; `make bundle` has wrapped that script so that it waits to be called. */

"use strict";

(() => {
  /** Load a classic script; a page opened from a file may do that, but not fetch. */
  const load = (src) =>
    new Promise((resolve, reject) => {
      const script = Object.assign(document.createElement("script"), { src, onload: resolve, onerror: reject });
      document.head.append(script);
    });

  /** What arrives in a worker is a copy. */
  const copy = (data) => (window.structuredClone ? structuredClone(data) : JSON.parse(JSON.stringify(data)));

  window.Worker = class extends EventTarget {
    #inside;
    #url;

    constructor(url) {
      super();
      this.#url = url;
    }

    /** Start with the first message: until somebody searches, nothing is loaded. */
    postMessage(message) {
      this.#inside ??= this.#start();
      this.#inside.then((inside) => inside.dispatchEvent(new MessageEvent("message", { data: copy(message) })));
    }

    async #start() {
      await load(this.#url);
      const inside = new EventTarget();
      const answer = (data) => this.dispatchEvent(new MessageEvent("message", { data: copy(data) }));
      window.searchWorker(inside.addEventListener.bind(inside), answer);
      return inside;
    }
  };
})();

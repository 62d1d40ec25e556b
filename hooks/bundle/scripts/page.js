/* Puts back what `make bundle` took out of the page: the signs beside the headings, the list of the headings, and the
   picture of the pencil. */

"use strict";

{
  const make = (tag, properties, ...children) => {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children);
    return element;
  };

  const place = document.querySelector("[data-levels]");
  if (place) {
    const wanted = place.dataset.levels === "3" ? "h2[id], h3[id]" : "h2[id]";
    let list = place; // a page with more in its sidebar has kept all but the entries
    if (place.tagName !== "UL") {
      place.insertAdjacentHTML("afterend", "SIDEBAR");
      list = place.nextElementSibling.querySelector("ul");
      place.remove();
    }
    let last; // the entry of the last heading of the second level
    for (const heading of document.querySelectorAll(`article :is(${wanted})`)) {
      const title = heading.textContent.replace(/\s+/g, " ").trim();
      const link = make("a", { className: "md-nav__link", href: `#${heading.id}` }, title);
      const entry = make("li", { className: "md-nav__item" }, link);
      if (heading.tagName === "H2" || !last) {
        list.append(entry);
        last = entry;
      } else {
        if (last.children.length === 1) last.append(make("ul", { className: "md-nav__list" }));
        last.lastElementChild.append(entry);
      }
    }
  }

  for (const heading of document.querySelectorAll("[data-signs] :is(h1, h2, h3, h4)[id]"))
    heading.append(make("a", { className: "headerlink", href: `#${heading.id}` }, "¶"));

  document.querySelector(".md-content__button:empty")?.insertAdjacentHTML("beforeend", "PENCIL");
}

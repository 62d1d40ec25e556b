/* Returns what a finger misses in the page that is open: elements to tap with less than 44 px around their middle, within
   2 px, where a tap reaches them. Links within a sentence or an enumeration are exempt. */

() => {
  const REACH = 20;
  const CAN_TAP = "a[href], button, input:not([type=hidden]), select, textarea, summary, label";
  const TEXT = "p, li, td, th, dd, dt, h1, h2, h3, h4, figcaption, label, div";
  const textOf = (element) => element.textContent.replace(/\s+/g, " ").trim();

  const isWithinText = (link) => {
    const block = link.closest(TEXT).cloneNode(true);
    block.querySelectorAll("a, small, .badge").forEach((element) => element.remove());
    return /\p{L}{2}|[,:;·]/u.test(textOf(block));
  };
  const isTarget = (element) => {
    if (!element.checkVisibility({ visibilityProperty: true, opacityProperty: true })) return false;
    if (element.tagName === "LABEL") return /^(checkbox|radio)$/.test(element.control?.type);
    return element.tagName !== "A" || !getComputedStyle(element).display.startsWith("inline") || !isWithinText(element);
  };
  const isHit = (element, x, y) => {
    const hit = document.elementFromPoint(x, y);
    return hit !== null && (element.contains(hit) || hit.closest("label")?.control === element);
  };
  const misses = (element) => {
    element.scrollIntoView({ block: "center", inline: "nearest", behavior: "instant" });
    const { left, top, width, height } = element.getClientRects()[0];
    const [x, y] = [left + width / 2, top + height / 2];
    const sides = [
      [x, y - REACH],
      [x, y + REACH],
      [x - REACH, y],
      [x + REACH, y],
    ];
    // What is covered, as by the open search, is no target now; nor is what only screen readers see.
    return width > 1 && isHit(element, x, y) && !sides.every(([a, b]) => isHit(element, a, b));
  };
  return [...document.querySelectorAll(CAN_TAP)]
    .filter((element) => isTarget(element) && misses(element))
    .map(
      (element) =>
        `${element.tagName.toLowerCase()} "${textOf(element).slice(0, 40)}" in ${element.parentElement.className || element.parentElement.tagName.toLowerCase()}`,
    );
};

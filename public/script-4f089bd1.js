// Switching script keeps the place: the link takes along the fragment, the last id above the reading line and how far
// below it the page stood. Both editions have as many characters in every paragraph, so the same offset is the same line.
// Without this script the switch leads to the same page. Nothing is kept on the reader's device.
(() => {
  "use strict";
  const LINE = 96;

  const place = () => {
    if (scrollY < 1) return "";
    let best = null;
    for (const element of document.querySelectorAll("main [id]")) {
      const top = element.getBoundingClientRect().top;
      if (element.getClientRects().length && top <= LINE) best = [element.id, Math.round(top)];
    }
    return best ? `~${best[0]}~${best[1]}` : `~~${Math.round(-scrollY)}`;
  };

  addEventListener("click", (event) => {
    const link = event.target.closest?.(".scripts a");
    if (link) link.hash = location.hash.replace(/~.*/, "") + place();
  });

  addEventListener("DOMContentLoaded", () => {
    const found = /^#([\w-]*)~([\w-]*)~(-?\d+)$/.exec(location.hash);
    if (!found) return;
    const [, fragment, id, top] = found;
    if (fragment) location.replace(`#${fragment}`);
    else history.replaceState(null, "", location.pathname + location.search);
    const from = id ? document.getElementById(id)?.getBoundingClientRect().top ?? 0 : -scrollY;
    scrollBy({ top: from - top, behavior: "instant" });
  });
})();

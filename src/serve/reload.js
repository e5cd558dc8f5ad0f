// In pages that the preview serves, never in the site: reloads the page where its file has changed, in place, and shows
// what is wrong with the content for as long as it is.
(() => {
  "use strict";
  const own = document.currentScript.dataset.tag;
  const board = document.createElement("pre");
  board.setAttribute("role", "alert");
  Object.assign(board.style, {
    position: "fixed", inset: "auto 0 0 0", zIndex: "1000", maxHeight: "60vh", overflow: "auto", margin: "0",
    padding: "1rem", background: "#1b1b1b", color: "#fff", borderTop: "4px solid #d4351c", whiteSpace: "pre-wrap",
    font: "14px/1.5 ui-monospace, monospace",
  });
  new EventSource("/.gongkai/events").onmessage = async (event) => {
    const { problems } = JSON.parse(event.data);
    board.textContent = problems;
    problems ? document.body.append(board) : board.remove();
    const page = await fetch(location.pathname, { method: "HEAD", cache: "no-store" });
    if (page.headers.get("etag") !== own) location.reload();
  };
})();

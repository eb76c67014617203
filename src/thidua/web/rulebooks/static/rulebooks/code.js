// Line numbers beside the text; without script the problems still name their lines.
(() => {
  for (const box of document.querySelectorAll("[data-code]")) {
    const area = box.querySelector("textarea");
    const lines = document.createElement("pre");
    lines.className = "code-lines";
    lines.setAttribute("aria-hidden", "true");
    box.prepend(lines);
    let count = 0;
    const refresh = () => {
      const now = area.value.split("\n").length;
      if (now !== count) {
        count = now;
        lines.textContent = Array.from({ length: now }, (_unused, n) => n + 1).join("\n");
      }
      lines.scrollTop = area.scrollTop;
    };
    area.addEventListener("input", refresh);
    area.addEventListener("scroll", refresh);
    new ResizeObserver(() => { lines.style.height = `${area.offsetHeight}px`; }).observe(area);
    refresh();
  }
})();

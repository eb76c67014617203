// A block copied from Excel spreads over the grid; arrows and Enter move between cells.
(() => {
  for (const grid of document.querySelectorAll("[data-paste-grid]")) {
    const cells = [...grid.tBodies[0].rows].map((row) => [...row.querySelectorAll("input")]);
    const place = (field) => {
      const down = cells.findIndex((row) => row.includes(field));
      return [down, down < 0 ? -1 : cells[down].indexOf(field)];
    };
    grid.addEventListener("paste", (event) => {
      const text = event.clipboardData.getData("text/plain").replace(/\r/g, "").replace(/\n$/, "");
      if (!/[\t\n]/.test(text)) { return; }
      event.preventDefault();
      const [down, right] = place(event.target);
      text.split("\n").forEach((line, r) => line.split("\t").forEach((value, c) => {
        const field = cells[down + r]?.[right + c];
        if (field) { field.value = value.trim(); field.parentElement.classList.add("cell-changed"); }
      }));
    });
    grid.addEventListener("input", (event) => event.target.parentElement.classList.add("cell-changed"));
    grid.addEventListener("keydown", (event) => {
      const steps = { ArrowUp: -1, ArrowDown: 1, Enter: event.shiftKey ? -1 : 1 };
      if (!(event.key in steps) || event.ctrlKey || event.metaKey) { return; }
      event.preventDefault();
      const [down, right] = place(event.target);
      const field = cells[down + steps[event.key]]?.[right];
      if (field) { field.focus(); field.select(); }
    });
  }
})();

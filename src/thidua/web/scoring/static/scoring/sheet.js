// Marks save themselves as the officer leaves a cell; Enter and the arrows walk down the column.
(() => {
  const table = document.querySelector("[data-sheet]");
  if (!table) { return; }
  const inputs = [...table.querySelectorAll(".mark-input")];
  const walk = (input, step) => {
    const next = inputs[inputs.indexOf(input) + step];
    if (next) { next.focus(); next.select(); }
  };
  const say = (state) => { if (window.thidua) { window.thidua.saving(state); } };
  const save = async (input) => {
    if (input.value === input.dataset.saved) { return; }
    const form = input.form, cell = input.closest("td");
    say("saving");
    cell.className = "num cell-saving";
    let answer;
    try {
      answer = await fetch(form.action, { method: "POST", body: new FormData(form), headers: { Accept: "application/json" } });
    } catch {
      cell.className = "num cell-error";
      say("failed");
      setTimeout(() => save(input), 5000);
      return;
    }
    const said = answer.headers.get("Content-Type")?.startsWith("application/json") ? await answer.json() : {};
    if (!answer.ok) {
      cell.className = answer.status === 409 ? "num cell-conflict" : "num cell-error";
      input.setAttribute("aria-invalid", "true");
      say("failed");
      if (window.thidua) { window.thidua.toast(said.error || input.dataset.lost || "", "bad"); }
      return;
    }
    input.removeAttribute("aria-invalid");
    input.dataset.saved = input.value;
    form.elements.version.value = said.version;
    cell.className = "num cell-saved";
    document.querySelectorAll("[data-total]").forEach((e) => { e.textContent = said.total; });
    document.querySelectorAll("[data-missing]").forEach((e) => { e.textContent = said.missing; });
    say("saved");
  };
  for (const input of inputs) {
    input.dataset.saved = input.value;
    input.addEventListener("change", () => save(input));
    input.addEventListener("keydown", (event) => {
      const step = { Enter: 1, ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (step) { event.preventDefault(); save(input); walk(input, step); }
      if (event.key === "Escape") { input.value = input.dataset.saved; }
    });
    input.form.addEventListener("submit", (event) => { event.preventDefault(); save(input); });
  }
  addEventListener("beforeunload", (event) => {
    if (inputs.some((i) => i.value !== i.dataset.saved)) { event.preventDefault(); }
  });
})();

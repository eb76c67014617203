// Marks save themselves as the officer leaves a cell; Enter and the arrows walk down the column.
(() => {
  const table = document.querySelector("[data-sheet]");
  if (!table) { return; }
  const inputs = [...table.querySelectorAll(".mark-input")];
  const walk = (input, step) => {
    const next = inputs[inputs.indexOf(input) + step];
    if (next) { next.focus(); next.select(); }
  };
  // The sums, what is still missing and what may be pressed, as they are after the last save.
  const refresh = async () => {
    const answer = await fetch(location.href).catch(() => null);
    if (!answer?.ok) { return; }
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    for (const part of document.querySelectorAll("[data-fresh]")) {
      const found = fresh.querySelector(`[data-fresh="${part.dataset.fresh}"]`);
      if (found && part.innerHTML !== found.innerHTML) { part.replaceChildren(...found.childNodes); }
    }
  };
  // Why a mark was refused stands under its cell until it is mended.
  const wrong = (input, text) => {
    const id = `wrong-${input.form.elements.criterion.value}`;
    document.getElementById(id)?.remove();
    input.removeAttribute("aria-invalid");
    input.removeAttribute("aria-describedby");
    if (!text) { return; }
    const line = document.createElement("p");
    line.className = "cell-problem";
    line.id = id;
    line.setAttribute("role", "alert");
    line.textContent = text;
    input.form.after(line);
    input.setAttribute("aria-invalid", "true");
    input.setAttribute("aria-describedby", id);
  };
  const say = (state) => { if (window.thidua) { window.thidua.saving(state); } };
  const onItsWay = new Set(), refused = new Map(); // refused: input -> what somebody else's change kept out
  const fails = (input, text) => {
    input.closest("td").className = "num cell-error";
    wrong(input, text);
    say("failed");
  };
  // `pressed`: Enter, which alone saves over what somebody else has written meanwhile.
  const save = async (input, pressed = false) => {
    const form = input.form, cell = input.closest("td"), sent = input.value;
    if (onItsWay.has(input) || sent === input.dataset.saved || (!pressed && refused.get(input) === sent)) { return; }
    onItsWay.add(input); // leaving a cell tells twice: Enter and change
    say("saving");
    cell.className = "num cell-saving";
    const answer = await fetch(form.action, {
      method: "POST", body: new FormData(form), headers: { Accept: "application/json" }, redirect: "manual",
    }).catch(() => null);
    const said = await answer?.json().catch(() => null);
    onItsWay.delete(input);
    if (!answer || answer.status >= 500) { fails(input, ""); setTimeout(() => save(input), 5000); return; }
    if (!said) { fails(input, ""); window.thidua?.signedOut(saveAll); return; }
    if (!answer.ok) {
      fails(input, said.error);
      if (answer.status === 409) { cell.className = "num cell-conflict"; form.elements.version.value = said.version; refused.set(input, sent); }
      return;
    }
    wrong(input, "");
    refused.delete(input);
    input.dataset.saved = sent;
    form.elements.version.value = said.version;
    cell.className = "num cell-saved";
    say("saved");
    await refresh();
    if (input !== document.activeElement) { save(input); } // typed on meanwhile
  };
  const saveAll = () => inputs.forEach((input) => save(input));
  for (const input of inputs) {
    input.dataset.saved = input.value;
    input.addEventListener("change", () => save(input));
    input.addEventListener("keydown", (event) => {
      const step = { Enter: 1, ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (step) { event.preventDefault(); save(input, event.key === "Enter"); walk(input, step); }
      if (event.key === "Escape") { input.value = input.dataset.saved; }
    });
    input.form.addEventListener("submit", (event) => { event.preventDefault(); save(input, true); });
  }
  addEventListener("beforeunload", (event) => {
    if (inputs.some((i) => i.value !== i.dataset.saved)) { event.preventDefault(); }
  });
})();

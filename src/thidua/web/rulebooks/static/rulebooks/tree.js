// Points left to distribute, as the maxima are typed; the server says the same after saving.
(() => {
  const form = document.querySelector("[data-tree]");
  if (!form) { return; }
  const rows = [...form.querySelectorAll("tr[data-item]")];
  const SCALE = 1000000n;

  // "1.234,5" -> millionths as a BigInt; null when it is not a plain number.
  function exact(text) {
    const plain = text.replace(/\s/g, "").replace("−", "-");
    let match = /^(-?)(\d{1,3}(?:\.\d{3})+|\d+)(?:[.,](\d{1,6}))?$/.exec(plain);
    if (!match) { return null; }
    const whole = match[2].includes(".") ? match[2].replaceAll(".", "") : match[2];
    const value = BigInt(whole) * SCALE + BigInt((match[3] || "").padEnd(6, "0"));
    return match[1] ? -value : value;
  }
  const size = (value) => (value < 0n ? -value : value);
  function shown(value) {
    const whole = String(size(value) / SCALE).replace(/\B(?=(\d{3})+$)/g, ".");
    const rest = String(size(value) % SCALE).padStart(6, "0").replace(/0+$/, "");
    return (value < 0n ? "−" : "") + whole + (rest ? "," + rest : "");
  }
  const childrenOf = (id) => rows.filter((row) => row.dataset.parent === id);

  function full(row) {
    const typed = row.querySelector("input").value.trim();
    if (typed) { return exact(typed); }
    return row.dataset.combine ? inside(row) : null;
  }
  function weighted(row) {
    const value = full(row);
    const weight = exact(row.dataset.weight);
    return value === null || weight === null ? null : (value * weight) / SCALE;
  }
  function inside(row) {
    const values = childrenOf(row.dataset.item).map(weighted);
    if (values.includes(null)) { return null; }
    return row.dataset.combine === "sum" ? values.reduce((a, b) => a + b, 0n) : values.reduce((a, b) => (a > b ? a : b), 0n);
  }
  function mark(element, left) {
    element.classList.remove("is-over", "is-done", "is-short");
    if (left !== null) { element.classList.add(left < 0n ? "is-over" : left === 0n ? "is-done" : "is-short"); }
  }
  function put(element, text) { if (element.textContent !== text) { element.textContent = text; } }

  function refresh() {
    for (const row of rows) {
      if (row.dataset.combine !== "sum") { continue; }
      const typed = row.querySelector("input").value.trim();
      const sum = inside(row);
      const left = typed && sum !== null && exact(typed) !== null ? exact(typed) - sum : null;
      put(row.querySelector("[data-left]"), left === null ? "" : shown(left));
      mark(row.querySelector("[data-left]"), left);
    }
    const sums = {};
    for (const kind of ["base", "bonus", "deduction"]) {
      const values = rows.filter((row) => !row.dataset.parent && row.dataset.kind === kind).map(weighted);
      sums[kind] = values.includes(null) ? null : values.reduce((a, b) => a + b, 0n);
      put(form.querySelector(`[data-sum=${kind}]`), sums[kind] === null ? "?" : shown(sums[kind]));
    }
    const scale = exact(form.dataset.scale);
    let left = null, within = false;
    if (scale !== null && sums.base !== null && sums.bonus !== null) {
      const readings = [scale - sums.base, scale - sums.base - sums.bonus]; // bonus beside or within the scale
      within = size(readings[1]) < size(readings[0]);
      left = within ? readings[1] : readings[0];
    }
    put(form.querySelector("[data-total-left]"), left === null ? "–" : shown(left));
    mark(form.querySelector("[data-total-left]"), left);
    form.querySelector("[data-bonus-within]").hidden = !within;
  }
  let unsaved = false;
  form.addEventListener("input", () => {
    unsaved = true;
    form.querySelector("[data-unsaved]").hidden = false;
    refresh();
  });
  form.addEventListener("submit", () => { unsaved = false; });
  window.addEventListener("beforeunload", (event) => { if (unsaved) { event.preventDefault(); } });
  refresh();
})();
// An expression says what it means as it is typed or picked (the side form arrives later, so one listener for all).
(() => {
  let timer = 0;
  function sent(picked, field) {
    const body = new FormData();
    body.set("expression", (picked ? picked.querySelector("[data-expression]") : field).value);
    for (const part of ["pick", "sign", "to"]) {
      const chosen = picked?.querySelector(`[name$=_${part}]`);
      if (chosen) { body.set(part, chosen.value); }
    }
    return body;
  }
  document.addEventListener("input", (event) => {
    const picked = event.target.closest(".picked");
    const field = picked ? event.target : event.target.closest("[data-expression]");
    const form = field?.closest("form");
    const said = picked?.querySelector("[data-said]") || document.getElementById("said");
    if (!field || !said) { return; }
    clearTimeout(timer);
    timer = setTimeout(async () => {
      const body = sent(picked, field);
      if (!body.get("expression").trim() && !body.get("pick")) { said.textContent = ""; return; }
      body.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
      const address = location.pathname.replace(/\/edit\/.*$/, "/edit/expression/");
      const answer = await fetch(address, { method: "POST", body, headers: { "HX-Request": "true" } });
      if (answer.ok) { said.innerHTML = await answer.text(); }
    }, 350);
  });
})();

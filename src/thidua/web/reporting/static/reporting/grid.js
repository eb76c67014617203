// The entry grid: keys, paste from Excel, live percentage, saving row by row with a visible state.
// Without this file the form saves as a whole.
(() => {
  const form = document.getElementById("entry-form");
  if (!form) { return; }
  const w = form.dataset;
  const said = document.getElementById("grid-said");
  const rows = [...form.querySelectorAll("tr[data-row]")].filter((tr) => tr.querySelector("[data-field]"));
  const say = (text) => { said.textContent = text; };
  const waiting = new Map(); // row -> true: changed since what the server confirmed
  const batches = []; // what shall be sent after what is on its way
  let block = new Set(); // rows pasted together and refused: saved together once mended
  let why = ""; // why nobody answered
  let sending = false, tries = 0, timer = 0;

  const fieldsOf = (tr) => [...tr.querySelectorAll("[data-field]")];
  const field = (tr, name) => tr.querySelector(`[data-field="${name}"]`);
  const get = (input) => (input.type === "checkbox" ? (input.checked ? "1" : "") : input.value.trim());
  const set = (input, value) => { if (input.type === "checkbox") { input.checked = Boolean(value); } else { input.value = value ?? ""; } };
  const content = (tr) => Object.fromEntries(fieldsOf(tr).map((input) => [input.dataset.field, get(input)]));
  const key = (tr) => JSON.stringify(content(tr));
  const stored = new WeakMap();
  const flying = new WeakMap(); // row -> content last sent: the same content is not sent twice, unless nobody answered
  rows.forEach((tr) => stored.set(tr, content(tr)));
  const isFilled = (tr) => Boolean(stored.get(tr).na || stored.get(tr).amount);
  const filled = document.querySelector("#grid-filled strong"), next = document.getElementById("grid-next");
  const [atFirst, total] = filled.textContent.split("/");
  const elsewhere = Number(atFirst) - rows.filter(isFilled).length; // filled, but not a row to type in
  const differs = (tr) => key(tr) !== JSON.stringify(stored.get(tr));

  // --- numbers as an office types them; the server decides, this only shows what is understood
  function number(text) {
    let t = text.normalize("NFC").toLowerCase().replace(/\u00a0/g, " ").replace("−", "-").trim();
    t = t.replace(/^(trên|hơn|dưới|>|<)/, "").replace(/%$/, "").replace(/ /g, "");
    if (/^[1-9][0-9]{0,2},000$/.test(t)) { return null; }
    return /^-?([0-9]{1,3}(\.[0-9]{3})+|[0-9]+)(,[0-9]+)?$/.test(t) ? Number(t.replace(/\./g, "").replace(",", ".")) : null;
  }
  const shown = (value, digits) => value.toLocaleString("vi-VN", { maximumFractionDigits: digits });

  function state(tr, name, text) {
    const mark = tr.querySelector(".cell-state");
    if (name) { mark.dataset.state = name; mark.textContent = text; }
    for (const td of tr.querySelectorAll("td")) { td.classList.remove("cell-changed", "cell-saving", "cell-saved", "cell-conflict"); }
    const kind = { unsaved: "cell-changed", saving: "cell-saving", saved: "cell-saved", conflict: "cell-conflict" }[name];
    if (kind) { field(tr, "amount").closest("td").classList.add(kind); }
    overall();
  }
  function overall() {
    const trouble = rows.some((tr) => ["refused", "failed", "conflict"].includes(tr.querySelector(".cell-state").dataset.state));
    const open = waiting.size > 0 || sending;
    filled.textContent = `${elsewhere + rows.filter(isFilled).length}/${total}`;
    if (next) { next.hidden = rows.every(isFilled); }
    if (trouble) { window.thidua?.saving("failed", why || w.wTrouble); }
    else { window.thidua?.saving(open ? "saving" : "saved", open ? undefined : w.wAllSaved); }
  }

  function clearProblems(tr) {
    for (const text of tr.querySelectorAll(".cell-problem")) { text.remove(); }
    for (const input of fieldsOf(tr)) { input.removeAttribute("aria-invalid"); input.removeAttribute("aria-describedby"); input.closest("[data-label]").classList.remove("cell-error"); }
  }
  function problem(tr, name, text) {
    const input = field(tr, name === "denominator" ? "of" : name === "state" ? "na" : name) || field(tr, "amount");
    const line = document.createElement("p");
    line.className = "cell-problem";
    line.id = `p-${input.id}`;
    line.textContent = text;
    input.closest("[data-label]").append(line);
    input.closest("[data-label]").classList.add("cell-error");
    input.setAttribute("aria-invalid", "true");
    input.setAttribute("aria-describedby", line.id);
  }

  function live(tr, input) {
    const amount = field(tr, "amount"), of = field(tr, "of"), share = tr.querySelector(".share");
    if (of && share) {
      const a = number(amount.value), b = number(of.value);
      share.textContent = a !== null && b > 0 ? `${shown((a / b) * 100, 2)}\u00a0%` : "";
    }
    if (!input || !["amount", "of"].includes(input.dataset.field) || input.tagName === "SELECT") { return; }
    const value = number(input.value);
    if (input.dataset.field === "amount") { echo(tr, value !== null && Math.abs(value) >= 1000 ? shown(value, 6) : ""); }
  }
  // What was understood: figures while typing, words once saved.
  function echo(tr, text) {
    const td = field(tr, "amount").closest("td");
    let line = td.querySelector(".cell-echo");
    if (!line && text) { line = document.createElement("p"); line.className = "cell-echo"; td.append(line); }
    if (line) { line.textContent = text ? `${w.wUnderstood} ${text}` : ""; line.hidden = !text; }
  }

  // --- saving
  function changed(tr) {
    if (!differs(tr)) { waiting.delete(tr); clearProblems(tr); if (tr.querySelector(".cell-state").dataset.state !== "saved") { state(tr, "saved", w.wSaved); } return; }
    waiting.set(tr, true);
    state(tr, "unsaved", w.wUnsaved);
  }
  const row = (tr) => ({ indicator: tr.dataset.row, version: tr.dataset.version, ...content(tr) });

  async function send(list) {
    if (!list.length) { return false; }
    if (sending) { return new Promise((resolve) => { batches.push(() => { send(list).then(resolve); }); }); }
    list = list.filter((tr) => flying.get(tr) !== key(tr)); // leaving a cell tells twice: change and focus
    if (list.some((tr) => block.has(tr))) { list = [...new Set([...list, ...block])].filter(differs); } // a refused block goes as a whole
    if (!list.length) { batches.shift()?.(); return false; }
    sending = true;
    list.forEach((tr) => flying.set(tr, key(tr)));
    const sent = new Map(list.map((tr) => [tr.dataset.row, { tr, was: content(tr) }]));
    list.forEach((tr) => { clearProblems(tr); state(tr, "saving", w.wSaving); });
    let answer, body;
    try {
      answer = await fetch(w.url, {
        method: "POST", credentials: "same-origin", redirect: "manual",
        headers: { "Content-Type": "application/json", "X-CSRFToken": form.elements.csrfmiddlewaretoken.value, Accept: "application/json" },
        body: JSON.stringify({ rows: list.map(row) }),
      });
      body = answer.type === "opaqueredirect" ? null : await answer.json().catch(() => null);
    } catch { answer = null; }
    sending = false;
    const done = settle(answer, body, list, sent);
    if (done === undefined) { list.forEach((tr) => flying.delete(tr)); }
    overall();
    if (batches.length) { batches.shift()(); }
    return done;
  }
  // True: saved; false: told why not; undefined: nobody answered, it will be sent again.
  function settle(answer, body, list, sent) {
    if (!answer || answer.status >= 500) { return failed(list, w.wOffline); }
    if (answer.type === "opaqueredirect" || !body) { return failed(list, document.getElementById("words").dataset.signedOut, true); }
    tries = 0;
    why = "";
    if (answer.ok) { block = new Set(); body.saved.forEach((one) => accepted(sent.get(one.indicator), one)); }
    else if (answer.status === 409) { conflicts(list, body.conflicts); }
    else if (answer.status === 422) { refused(list, body.problems); }
    else { list.forEach((tr) => { waiting.delete(tr); flying.delete(tr); state(tr, "refused", body.reason || w.wRefused); }); window.thidua?.toast(body.reason || w.wRefused, "bad"); }
    return answer.ok;
  }
  function accepted(sent, one) {
    const { tr, was } = sent;
    tr.dataset.version = one.version;
    tr.dataset.state = one.state;
    const hidden = form.elements[`version.${one.indicator}`];
    if (hidden) { hidden.value = one.version; }
    tr.querySelector(".asked").innerHTML = one.questions;
    tr.classList.toggle("row-warn", Boolean(one.questions));
    tr.classList.toggle("row-good", one.state === "value" && !one.questions);
    const touched = JSON.stringify(content(tr)) !== JSON.stringify(was); // typed on while it was on its way
    if (!touched) {
      for (const input of fieldsOf(tr)) {
        if (input !== document.activeElement) { set(input, one.fields[input.dataset.field]); }
      }
    }
    if (touched) { stored.set(tr, was); waiting.set(tr, true); state(tr, "unsaved", w.wUnsaved); later(0.2); return; }
    echo(tr, one.said);
    stored.set(tr, content(tr));
    tr.dataset.shown = JSON.stringify(one.fields);
    waiting.delete(tr);
    state(tr, "saved", w.wSaved);
  }
  function refused(list, problems) {
    for (const tr of list) {
      waiting.delete(tr);
      const found = problems[tr.dataset.row] || [];
      found.forEach((p) => problem(tr, p.field, p.text));
      state(tr, "refused", found.length ? w.wRefused : w.wUnsaved);
      if (!found.length) { waiting.set(tr, false); }
    }
    const first = Object.values(problems)[0];
    if (first) { say(first[0].text); }
    if (list.length > 1) { block = new Set(list); window.thidua?.toast(w.wPasteRefused, "bad"); }
  }
  function conflicts(list, found) {
    for (const tr of list) {
      const one = found.find((c) => c.indicator === tr.dataset.row);
      waiting.delete(tr);
      if (!one) { waiting.set(tr, false); state(tr, "unsaved", w.wUnsaved); continue; }
      state(tr, "conflict", w.wConflict);
      const talk = tr.querySelector(".cell-talk");
      talk.replaceChildren();
      const line = (label, text) => { const p = document.createElement("p"); const b = document.createElement("strong"); b.textContent = `${label}: `; p.append(b, text); talk.append(p); };
      line(w.wMine, one.mine);
      line(w.wTheirs, `${one.theirs} (${w.wBy} ${one.who}, ${one.when})`);
      const choose = (label, act) => { const button = document.createElement("button"); button.type = "button"; button.className = "btn btn-sm btn-outline-primary"; button.textContent = label; button.addEventListener("click", () => { talk.hidden = true; talk.replaceChildren(); tr.dataset.version = one.version; form.elements[`version.${one.indicator}`].value = one.version; act(); }); talk.append(button); return button; };
      choose(w.wKeepMine, () => { waiting.set(tr, true); flying.delete(tr); send([tr]); });
      choose(w.wKeepTheirs, () => { for (const input of fieldsOf(tr)) { set(input, one.fields[input.dataset.field]); } stored.set(tr, content(tr)); live(tr, field(tr, "amount")); state(tr, "saved", w.wSaved); });
      talk.hidden = false;
      say(`${w.wConflict}: ${one.theirs}`);
    }
  }
  function failed(list, text, stop = false) {
    list.forEach((tr) => { waiting.set(tr, true); state(tr, "failed", w.wFailed); });
    why = text;
    if (!form.querySelector("[data-retry]")) {
      const button = document.createElement("button");
      button.type = "button"; button.className = "btn btn-outline-primary"; button.dataset.retry = ""; button.textContent = w.wRetry;
      button.addEventListener("click", async () => { await window.thidua?.renew(); again(); });
      form.querySelector(".form-actions").append(button);
    }
    if (stop) { say(text); window.thidua?.signedOut(again); return; }
    tries += 1;
    later(Math.min(30, 2 ** tries));
  }
  function again() { tries = 0; rows.forEach((tr) => flying.delete(tr)); flush(); }
  function later(seconds) { clearTimeout(timer); timer = setTimeout(flush, seconds * 1000); }
  async function flush() {
    for (const tr of [...waiting.keys()]) {
      if (waiting.get(tr) && differs(tr)) { if (await send([tr]) === undefined && tries) { return; } }
      else if (!differs(tr)) { waiting.delete(tr); }
    }
    if (!waiting.size) { form.querySelector("[data-retry]")?.remove(); overall(); }
  }
  window.addEventListener("online", () => { tries = 0; flush(); });
  window.addEventListener("beforeunload", (event) => { if (rows.some(differs)) { event.preventDefault(); } });
  form.addEventListener("submit", () => { rows.forEach((tr) => stored.set(tr, content(tr))); }, { capture: true });

  // --- typing, leaving, keys
  form.addEventListener("input", (event) => {
    const tr = event.target.closest("tr[data-row]");
    if (tr && event.target.dataset.field) { live(tr, event.target); changed(tr); }
  });
  form.addEventListener("change", (event) => {
    const tr = event.target.closest("tr[data-row]");
    if (!tr || !event.target.dataset.field) { return; }
    if (block.has(tr) || (differs(tr) && complete(tr, event.target))) { send([tr]); }
  });
  // A ratio waits for its second count while the person is still in the row.
  function complete(tr, input) {
    const of = field(tr, "of");
    if (!of || !["amount", "of"].includes(input.dataset.field)) { return true; }
    return Boolean(get(of)) === Boolean(get(field(tr, "amount")));
  }
  form.addEventListener("focusout", (event) => {
    const tr = event.target.closest("tr[data-row]");
    if (!tr || tr.contains(event.relatedTarget)) { return; }
    if (waiting.get(tr) && differs(tr)) { send([tr]); }
    else if (tr.dataset.shown && !differs(tr)) { // the field in use was left alone; now it shows what is stored
      const kept = JSON.parse(tr.dataset.shown);
      fieldsOf(tr).forEach((input) => set(input, kept[input.dataset.field]));
      stored.set(tr, content(tr));
      delete tr.dataset.shown;
    }
  });

  // From the row in use to the next one without a figure, round to the first.
  let last = -1;
  form.addEventListener("focusin", (event) => { last = rows.indexOf(event.target.closest("tr[data-row]")); });
  next?.addEventListener("click", (event) => {
    const found = [...rows.slice(last + 1), ...rows].find((tr) => !isFilled(tr));
    if (!found) { return; }
    event.preventDefault();
    field(found, "amount").focus();
    found.scrollIntoView({ block: "center" });
  });

  const column = (name) => rows.map((tr) => field(tr, name));
  function move(input, step) {
    const cells = column(input.dataset.field);
    let at = rows.indexOf(input.closest("tr")) + step;
    while (at >= 0 && at < rows.length && !cells[at]) { at += step; }
    if (cells[at]) { cells[at].focus(); cells[at].select?.(); return true; }
    return false;
  }
  function beside(input, step) {
    const all = fieldsOf(input.closest("tr"));
    const next = all[all.indexOf(input) + step];
    if (next) { next.focus(); next.select?.(); return true; }
    return false;
  }
  form.addEventListener("keydown", (event) => {
    const input = event.target;
    if (!input.dataset.field || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) { return; }
    const text = input.tagName === "INPUT" && input.type !== "checkbox";
    const edge = (end) => text && input.selectionStart === input.selectionEnd && input.selectionStart === (end ? input.value.length : 0);
    const whole = text && input.selectionStart === 0 && input.selectionEnd === input.value.length;
    let done = false;
    if (event.key === "Enter") { done = true; if (!move(input, event.shiftKey ? -1 : 1)) { input.blur(); input.focus(); } }
    else if (event.key === "ArrowDown" && input.tagName !== "SELECT") { done = move(input, 1); }
    else if (event.key === "ArrowUp" && input.tagName !== "SELECT") { done = move(input, -1); }
    else if (event.key === "ArrowRight" && (!text || edge(true) || whole) && input.tagName !== "SELECT") { done = beside(input, 1); }
    else if (event.key === "ArrowLeft" && (!text || edge(false) || whole) && input.tagName !== "SELECT") { done = beside(input, -1); }
    else if (event.key === "Escape") {
      const tr = input.closest("tr"), kept = stored.get(tr);
      fieldsOf(tr).forEach((one) => set(one, kept[one.dataset.field]));
      clearProblems(tr); live(tr, input); waiting.delete(tr); state(tr, "saved", w.wRestored); done = true;
    }
    if (done) { event.preventDefault(); }
  });

  // --- a column or block copied from Excel
  form.addEventListener("paste", (event) => {
    const input = event.target;
    const text = event.clipboardData?.getData("text/plain") || "";
    if (!input.dataset?.field || !/[\t\n]/.test(text.replace(/[\r\n]+$/, ""))) { return; }
    event.preventDefault();
    const block = text.replace(/\r/g, "").replace(/\n+$/, "").split("\n").map((line) => line.split("\t"));
    const start = rows.indexOf(input.closest("tr"));
    const names = ["amount", "of", "certainty", "as_of", "source", "note"];
    const left = Math.max(0, names.indexOf(input.dataset.field));
    const filled = new Set();
    let lost = false;
    block.forEach((cells, down) => {
      const tr = rows[start + down];
      if (!tr) { lost = lost || cells.some((c) => c.trim()); return; }
      cells.forEach((value, right) => {
        const target = field(tr, names[left + right]);
        if (!target) { lost = lost || Boolean(value.trim()); return; }
        put(target, value.trim());
        live(tr, target);
        filled.add(tr);
      });
    });
    const list = [...filled].filter(differs);
    list.forEach((tr) => changed(tr));
    if (lost) { window.thidua?.toast(w.wNoCell, "warn"); }
    send(list).then((ok) => { if (ok) { say(`${w.wPasted} ${list.length}`); window.thidua?.toast(`${w.wPasted} ${list.length}`, "good"); } });
  });
  // A choice is pasted by its words; what is none of them is told by the server, so it must reach it.
  function put(target, value) {
    if (target.tagName !== "SELECT") { set(target, value); return; }
    const found = [...target.options].find((o) => [o.value, o.textContent].some((t) => t.trim().toLowerCase() === value.toLowerCase()));
    if (!found && value) { target.add(new Option(value, value)); }
    target.value = found ? found.value : value;
  }
  rows.forEach((tr) => live(tr));
})();

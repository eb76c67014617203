// The door: find somebody, mark them, keep the mark on this device, send it when the network allows.
(() => {
  const at = (id) => document.getElementById(id);
  const { list: listUrl, marks: marksUrl, worker, number, reader } = document.body.dataset;
  const words = at("words").dataset;
  const say = (text, facts = {}) => text.replace(/\{(\w+)\}/g, (_all, name) => facts[name] ?? "");
  const store = window.doorStore(number);
  const SHOWN = 30, SEND = 200, EVERY = 10000;
  const CAME = new Set(["present", "represented"]);
  let key = "", list = null, people = [], byId = new Map(), byCode = new Map(), queue = [], turn = 0;
  let shut = false, online = true, busy = false, lastScan = ["", 0];

  // Without tones and marks, as people type in a hurry: "Nguyễn Đức" is found by "nguyen duc".
  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").replace(/[đĐ]/g, "d").toLowerCase();
  const clock = (moment) => new Date(moment).toLocaleTimeString("vi-VN", { hour: "2-digit", minute: "2-digit" });

  function take(fresh) {
    list = fresh;
    people = list.people.map(([id, name, unit, unitId, leader, code]) => ({ id, name, unit, unitId, leader, code, words: plain(`${name} ${unit}`) }));
    byId = new Map(people.map((one) => [one.id, one]));
    byCode = new Map(people.map((one) => [one.code, one]));
    settle();
  }
  // Where everybody stands: what the server knows, then the marks that wait here, in their order.
  function settle() {
    for (const one of people) {
      const [state, who, when] = list.marks[one.id] || ["expected", "", null];
      Object.assign(one, { state, who, when });
    }
    for (const mark of queue) {
      const one = byId.get(mark.delegate);
      if (!one) { continue; }
      one.when = CAME.has(mark.attendance) ? one.when || mark.at : null;
      Object.assign(one, { state: mark.attendance, who: mark.instead });
    }
    draw();
  }

  function button(text, kind, act, label) {
    const made = document.createElement("button");
    Object.assign(made, { type: "button", className: `btn ${kind}`, textContent: text });
    made.setAttribute("aria-label", `${text}: ${label}`);
    made.addEventListener("click", act);
    return made;
  }
  function stateText(one) {
    if (one.state === "represented") { return say(words.represented, { who: one.who }); }
    return words[one.state];
  }
  function line(one) {
    const row = document.createElement("li");
    row.dataset.state = one.state;
    const text = document.createElement("div");
    const name = document.createElement("strong");
    name.textContent = one.name;
    const unit = document.createElement("span");
    unit.className = "soft";
    unit.textContent = one.unit + (one.leader ? ` · ${words.leader}` : "");
    const state = document.createElement("span");
    state.className = `state ${CAME.has(one.state) ? "state-good" : one.state === "absent" ? "state-warn" : ""}`;
    state.textContent = stateText(one) + (one.when ? `, ${clock(one.when)}` : "");
    text.append(name, unit, state);
    const acts = document.createElement("div");
    acts.className = "door-acts";
    if (CAME.has(one.state)) { acts.append(button(words.undo, "btn-quiet", () => mark(one, "expected"), one.name)); } else {
      acts.append(button(words.present, "btn-primary", () => mark(one, "present"), one.name), button(words.instead, "btn-outline-primary", () => ask(one), one.name));
    }
    row.append(text, acts);
    return row;
  }
  function matching() {
    const parts = plain(at("q").value).split(/\s+/).filter(Boolean);
    const waiting = at("waiting").checked;
    return people.filter((one) => !(waiting && CAME.has(one.state)) && parts.every((part) => one.words.includes(part)));
  }
  function draw() {
    const focused = document.activeElement?.getAttribute("aria-label");
    const found = matching();
    at("list").replaceChildren(...found.slice(0, SHOWN).map(line));
    at("found").textContent = found.length ? (found.length > SHOWN ? say(words.more, { n: found.length - SHOWN }) : "") : words.none;
    if (focused && document.activeElement === document.body) { at("q").focus({ preventScroll: true }); }
    count();
    network();
  }
  function count() {
    const came = people.filter((one) => CAME.has(one.state));
    const members = new Set(list.members);
    const units = new Set(came.map((one) => one.unitId).filter((unit) => members.has(unit)));
    const facts = { came: came.length, all: people.length, units: units.size, members: members.size, quorum: list.quorum };
    const enough = list.quorum ? ` · ${say(units.size >= list.quorum ? words.enough : words.short, facts)}` : "";
    at("count").textContent = say(words.count, facts) + enough;
  }
  function network() {
    const n = queue.length;
    let text = n ? say(words.sending, { n }) : words.online, state = n ? "busy" : "good";
    if (shut && n) { [text, state] = [say(words.refused, { n }), "bad"]; } else if (!online) { [text, state] = [n ? say(words.waiting, { n }) : words.offline, "warn"]; }
    if (at("net").textContent !== text) { at("net").textContent = text; }
    at("net").dataset.state = state;
  }

  async function mark(one, attendance, instead = "") {
    const made = { key: crypto.randomUUID(), delegate: one.id, attendance, instead, at: new Date().toISOString(), turn: turn += 1 };
    await store.addMark(made);
    queue.push(made);
    settle();
    tell(say(attendance === "expected" ? words.undone : words.done, { who: `${one.name} (${one.unit})`, state: stateText(one) }), "good");
    send();
  }
  function tell(text, kind) {
    at("last").textContent = text;
    at("last").dataset.kind = kind;
  }
  function ask(one) {
    const dialog = at("ask");
    at("ask-who").textContent = `${one.name} (${one.unit})`;
    at("instead").value = "";
    dialog.returnValue = "no";
    dialog.onclose = () => {
      const who = at("instead").value.trim();
      if (dialog.returnValue === "yes" && who) { mark(one, "represented", who); }
    };
    dialog.showModal();
    at("instead").focus();
  }
  async function codeOf(token) {
    const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(token));
    return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("").slice(0, 16);
  }
  // A code read by the camera or typed by a hand scanner: the address of an invitation.
  async function scanned(text) {
    if (text === lastScan[0] && Date.now() - lastScan[1] < 4000) { return; }
    lastScan = [text, Date.now()];
    const one = byCode.get(await codeOf(text.slice(text.indexOf("#") + 1).trim()));
    if (!one) { tell(words.unknown, "bad"); } else if (CAME.has(one.state)) {
      tell(say(words.again, { who: `${one.name} (${one.unit})`, at: one.when ? clock(one.when) : "" }), "warn");
    } else { await mark(one, "present"); }
  }

  async function ask_server(url, body) {
    const answer = await fetch(url, { method: body ? "POST" : "GET", headers: { "X-Door-Key": key, "Content-Type": "application/json" }, body, credentials: "omit", cache: "no-store", redirect: "error", signal: AbortSignal.timeout(15000) });
    if (answer.status === 403) { return "closed"; }
    if (!answer.ok) { throw new Error(`answered ${answer.status}`); }
    return answer.json();
  }
  // One page of this browser sends at a time; another one open beside it waits its turn.
  const alone = (work) => (navigator.locks ? navigator.locks.request(`door-${number}`, work) : work());
  async function send() {
    if (busy || !key) { return; }
    busy = true;
    try {
      await alone(async () => {
        do {
          queue = await store.marks();
          const ticks = queue.slice(0, SEND);
          const answer = await ask_server(marksUrl, JSON.stringify({ sent_at: new Date().toISOString(), ticks }));
          online = true;
          if (answer === "closed") { await close(); return; }
          const gone = [...answer.kept, ...Object.keys(answer.refused)];
          await store.dropMarks(gone);
          queue = await store.marks();
          if (answer.marks) { list.marks = answer.marks; await store.put("list", list); }
          if (answer.version ? answer.version !== list.version : new Date() > new Date(list.until)) { await fetchList(); }
        } while (queue.length && !shut);
      });
    } catch { online = false; } finally { busy = false; }
    if (list && !shut) { settle(); } else { network(); }
  }
  async function fetchList() {
    const fresh = await ask_server(listUrl);
    online = true;
    if (fresh === "closed") { await close(); return; }
    await store.put("list", fresh);
    shut = false;
    take(fresh);
    show();
  }
  // The link opens nothing more: names go; marks not sent stay, they hold no name of those invited.
  async function close() {
    shut = true;
    list = null;
    people = [];
    await store.remove("list");
    if (!(await store.marks()).length) { await store.remove("key"); }
    at("why").textContent = words.gone;
    show();
    network();
  }
  function show() {
    at("open").hidden = !list;
    at("closed").hidden = Boolean(list);
    if (!list) { return; }
    at("title").textContent = list.title;
    at("place").textContent = list.place;
    at("rehearsal").hidden = !list.rehearsal;
    const until = new Date(list.until);
    at("until").textContent = say(words.until, { at: `${clock(until)} ${until.toLocaleDateString("vi-VN")}` });
  }
  async function expire() {
    if (!list || new Date() <= new Date(list.until)) { return; }
    if (online && queue.length) { await send(); }
    await close();
  }
  async function erase() {
    await send();
    if (queue.length) { tell(say(words.unsent, { n: queue.length }), "bad"); return; }
    camera.stop();
    await store.remove("list", "key");
    list = null;
    key = "";
    people = [];
    at("why").textContent = words.erased;
    show();
  }

  const camera = window.doorCamera({ video: at("video"), reader, onCode: (text) => scanned(text) });
  async function toggleScan() {
    if (camera.isOn) { camera.stop(); } else {
      at("camera").hidden = false;
      at("camera-says").textContent = words.aim;
      try { await camera.start(); } catch { camera.stop(); at("camera-says").textContent = words.noCamera; }
    }
    at("scan").textContent = camera.isOn ? words.stop : words.scan;
    at("scan").setAttribute("aria-pressed", String(camera.isOn));
    at("video").hidden = !camera.isOn;
    if (!camera.isOn && at("camera-says").textContent === words.aim) { at("camera").hidden = true; }
  }

  function listen() {
    at("q").addEventListener("input", draw);
    at("q").addEventListener("keydown", (event) => {
      if (event.key !== "Enter") { return; }
      const text = at("q").value.trim();
      if (text.includes("#")) { at("q").value = ""; draw(); scanned(text); return; }
      const found = matching();
      if (found.length === 1 && !CAME.has(found[0].state)) { at("q").value = ""; mark(found[0], "present"); }
    });
    at("waiting").addEventListener("change", draw);
    at("scan").addEventListener("click", toggleScan);
    at("erase").addEventListener("click", erase);
    window.addEventListener("online", send);
    window.addEventListener("offline", () => { online = false; network(); });
    window.addEventListener("hashchange", () => location.reload());
    document.addEventListener("visibilitychange", () => { if (!document.hidden) { send(); } });
    setInterval(async () => { await expire(); await send(); }, EVERY);
  }

  async function begin() {
    const given = location.hash.slice(1);
    if (given) {
      await store.put("key", given);
      history.replaceState(null, "", location.pathname);  // nobody reads the key over the shoulder or in the history
    }
    key = (await store.get("key")) || "";
    if (!window.isSecureContext || !navigator.serviceWorker) { tell(words.insecure, "warn"); }
    navigator.serviceWorker?.register(worker, { scope: location.pathname }).catch(() => {});
    navigator.storage?.persist?.();
    listen();
    if (!key) { return; }
    queue = await store.marks();
    turn = queue.reduce((most, one) => Math.max(most, one.turn), 0);
    const kept = await store.get("list");
    if (kept) { take(kept); show(); }
    try { await fetchList(); } catch {
      online = false;
      if (!list) { at("why").textContent = words.first; }
    }
    await expire();
    await send();
  }
  begin();
})();

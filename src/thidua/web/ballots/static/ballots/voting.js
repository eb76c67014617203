// The voter's page: code, ballot, check, done. Everything secret stays in the variables of this page; nothing is
// stored, and every request goes without cookies. Needs nacl-fast.js and ballot.js when the ballot is open.
(function () {
  "use strict";

  const body = document.body;
  const address = body.dataset.address;
  const mode = body.dataset.mode;
  const words = document.getElementById("words").dataset;
  const $ = (id) => document.getElementById(id);
  const IDLE_SECONDS = 120;
  const DONE_SECONDS = 45;
  const again = () => location.replace(location.pathname + location.search);
  const ask = (path, options) => fetch(address + path, { credentials: "omit", cache: "no-store", referrerPolicy: "no-referrer", ...options });

  // A page kept by the browser for its back button would show the last voter's ballot.
  window.addEventListener("pageshow", (event) => { if (event.persisted) again(); });
  window.addEventListener("pagehide", () => document.querySelectorAll("form").forEach((form) => form.reset()));

  if (!body.dataset.open) {
    const look = () => ask("opening.json").then((answer) => { if (answer.ok) location.reload(); }).catch(() => {});
    setInterval(look, 3000 + Math.random() * 2000);
    return;
  }

  let opening = null;
  let code = "";
  let marks = [];
  let sealed = null;

  const steps = ["step-code", "step-ballot", "step-check", "step-done"];
  function show(step) {
    complain("");
    steps.forEach((id) => { $(id).hidden = id !== step; });
    $("waiting").hidden = true;
    $(step).querySelector("h2").focus();
    window.scrollTo(0, 0);
  }
  function complain(text) {
    $("problem").textContent = text;
    $("problem").hidden = !text;
    if (text) $("problem").focus();
  }

  // The code of the QR link stands after #, which no browser sends; it leaves the address at once.
  function codeOfLink() {
    const found = decodeURIComponent(location.hash.slice(1));
    if (location.hash) history.replaceState(null, "", location.pathname + location.search);
    return found;
  }

  function enter(typed) {
    let seen;
    try {
      seen = thiduaBallot.look(opening, typed);
    } catch (misread) {
      show("step-code");
      return complain(words[misread.code] || words.code_check);
    }
    if (!seen.known) {
      show("step-code");
      return complain(words.credential_unknown);
    }
    code = typed;
    $("code").value = "";
    $("receipt-first").textContent = $("receipt").textContent = seen.receipt;
    $("digest").textContent = thiduaBallot.digestOf(opening).match(/.{1,4}/g).join(" ");
    show("step-ballot");
  }

  const labelOf = (input) => input.parentElement.querySelector("span").textContent;

  // One question: { mark, told } or { problem }.
  function markOf(question) {
    if (question.querySelector("[data-spoilt]:checked")) return { mark: null, told: words.spoilt };
    const kind = question.dataset.kind;
    if (kind === "rank") return ranked(question);
    const chosen = Array.from(question.querySelectorAll("input:checked:not([data-spoilt])"));
    const few = kind === "choose" && chosen.length > Number(question.dataset.seats);
    if (few && mode !== "tellers") return { problem: words.too_many };
    if (kind === "yes_no" && !chosen.length) return { problem: words.none };
    const mark = chosen.map((input) => input.value).filter((value) => value);
    const told = mark.length ? chosen.map(labelOf).join("; ") : words.blank;
    return { mark, told: few ? told + " – " + words.spoilt : told };
  }

  function ranked(question) {
    const inputs = Array.from(question.querySelectorAll(".rank"));
    const given = inputs.filter((input) => input.value.trim());
    if (!given.length) return { mark: [], told: words.blank };
    const sorted = given.slice().sort((a, b) => Number(a.value) - Number(b.value));
    const right = given.length === inputs.length && sorted.every((input, at) => Number(input.value) === at + 1);
    if (!right) return mode === "tellers" ? { mark: null, told: words.spoilt } : { problem: words.rank_wrong };
    return { mark: sorted.map((input) => input.dataset.option), told: sorted.map((input) => input.value + ". " + labelOf(input)).join("; ") };
  }

  function check() {
    marks = [];
    sealed = null;
    const list = $("marks");
    list.replaceChildren();
    for (const question of document.querySelectorAll(".question")) {
      const found = markOf(question);
      if (found.problem) {
        complain(question.querySelector("legend").textContent + ": " + found.problem);
        return;
      }
      marks.push(found.mark);
      const [name, told] = [document.createElement("dt"), document.createElement("dd")];
      name.textContent = question.querySelector("legend").textContent;
      told.textContent = found.told;
      list.append(name, told);
    }
    show("step-check");
  }

  // The sealed ballot is made once: sending it again is sending the same one.
  async function send() {
    $("send").disabled = true;
    complain("");
    $("waiting").textContent = words.sending;
    $("waiting").hidden = false;
    try {
      sealed = sealed || thiduaBallot.cast(opening, code, marks);
      const answer = await ask("cast/", { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(sealed) });
      const told = await answer.json();
      if (!answer.ok) return complain(told.text ? told.text[document.documentElement.lang] : words.failed);
      if (!thiduaBallot.isAcknowledged(opening, sealed, told.word)) return complain(words.not_acknowledged);
      done(told.word);
    } catch {
      complain(words.failed);
    } finally {
      $("waiting").hidden = true;
      $("send").disabled = false;
    }
  }

  function done(word) {
    $("fingerprint").textContent = thiduaBallot.fingerprintOf(sealed);
    const kept = JSON.stringify({ cast: sealed, word }, null, 1);
    code = "";
    marks = [];
    $("form-ballot").reset();
    $("marks").replaceChildren();
    show("step-done");
    if (mode === "phone") {
      $("keep").addEventListener("click", () => keep(kept));
      $("print").addEventListener("click", () => window.print());
    } else {
      sealed = null;
      countDown();
    }
  }

  function keep(kept) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([kept], { type: "application/json" }));
    link.download = "bien-nhan-" + $("receipt").textContent + ".json";
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  }

  // A shared machine clears itself: after a ballot, and when somebody walked away from one.
  function countDown() {
    let left = DONE_SECONDS;
    setInterval(() => {
      $("countdown").textContent = words.seconds.replace("…", String(left));
      left -= 1;
      if (left < 0) again();
    }, 1000);
  }
  let touched = Date.now();
  function watchIdle() {
    ["pointerdown", "keydown"].forEach((name) => window.addEventListener(name, () => { touched = Date.now(); }));
    setInterval(() => {
      if ($("step-code").hidden && Date.now() - touched > IDLE_SECONDS * 1000) again();
    }, 1000);
  }

  async function scan() {
    const video = $("camera");
    let stream = null;
    try {
      stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
      const reader = new BarcodeDetector({ formats: ["qr_code"] });
      video.srcObject = stream;
      video.hidden = false;
      await video.play();
      for (;;) {
        const [found] = await reader.detect(video);
        if (found) {
          enter(found.rawValue.split("#").pop());
          break;
        }
        await new Promise((wait) => setTimeout(wait, 150));
      }
    } catch {
      complain(words.no_camera);
    } finally {
      if (stream) stream.getTracks().forEach((track) => track.stop());
      video.hidden = true;
      video.srcObject = null;
    }
  }

  $("form-code").addEventListener("submit", (event) => {
    event.preventDefault();
    enter($("code").value);
  });
  $("form-ballot").addEventListener("submit", (event) => {
    event.preventDefault();
    check();
  });
  $("send").addEventListener("click", send);
  $("back").addEventListener("click", () => show("step-ballot"));
  document.querySelectorAll("[data-again]").forEach((button) => button.addEventListener("click", again));
  if ("BarcodeDetector" in window && navigator.mediaDevices) {
    $("scan").hidden = false;
    $("scan").addEventListener("click", scan);
  }
  if (mode !== "phone") watchIdle();

  const linked = codeOfLink();
  window.addEventListener("hashchange", () => { const next = codeOfLink(); if (next && opening) enter(next); });
  ask("opening.json").then((answer) => {
    if (!answer.ok) return again();
    return answer.json().then((data) => {
      opening = data;
      if (linked) enter(linked); else show("step-code");
    });
  }).catch(() => {
    $("waiting").hidden = true;
    complain(words.load_failed);
  });
})();

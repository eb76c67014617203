// Small behaviours of every page; each works on markup alone and is safe to miss.
(() => {
  const words = () => document.getElementById("words").dataset;

  // A line at the corner of the screen, read out; kinds: good, warn, bad, info.
  function toast(text, kind = "info") {
    const line = document.createElement("div");
    line.className = `toast-line toast-${kind}`;
    line.textContent = text;
    document.getElementById("toasts").append(line);
    setTimeout(() => line.remove(), kind === "bad" ? 12000 : 5000);
  }

  // Show on every [data-saving] mark whether what was typed is safe: saved, saving, failed.
  function saving(state, text) {
    const known = { saved: words().saved, saving: words().saving, failed: words().notSaved };
    for (const mark of document.querySelectorAll(".saving[data-saving]")) {
      mark.dataset.state = state;
      const shown = text || known[state];
      if (mark.textContent !== shown) { mark.textContent = shown; }
    }
  }

  // Signing in makes new form tokens: a page that was open before asks for its own. False: still nobody is signed in.
  async function renew() {
    const answer = await fetch(location.href, { redirect: "manual" }).catch(() => null);
    if (!answer?.ok) { return false; }
    const token = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("[name=csrfmiddlewaretoken]");
    if (!token) { return false; }
    for (const field of document.getElementsByName("csrfmiddlewaretoken")) { field.value = token.value; }
    return true;
  }
  // The server did not know who sends: with a new token at once, else when the person comes back from where they signed in.
  let renewed = 0, waits = null;
  async function signedOut(again) {
    const first = Date.now() - renewed > 10000;
    renewed = Date.now();
    if (first && await renew()) { again(); return; }
    toast(words().signedOut, "bad");
    saving("failed", words().signedOut);
    waits = again;
  }
  async function back() {
    const again = waits;
    if (!again || document.hidden) { return; }
    waits = null;
    if (await renew()) { again(); } else { waits = again; }
  }
  window.addEventListener("focus", back);
  document.addEventListener("visibilitychange", back);
  window.thidua = { toast, saving, renew, signedOut };

  // A link with data-drawer or data-dialog opens its page over this one; without script it is a link.
  async function openPanel(id, url) {
    const dialog = document.getElementById(id);
    const body = document.getElementById(`${id}-body`);
    body.replaceChildren();
    body.setAttribute("aria-busy", "true");
    if (!dialog.open) { dialog.showModal(); }
    try { await htmx.ajax("GET", url, { target: `#${id}-body`, swap: "innerHTML" }); } finally { body.removeAttribute("aria-busy"); }
    if (!body.childElementCount) { dialog.close(); return; } // a toast says why, or the page is on its way to sign in
    const title = body.querySelector("h1, h2");
    if (title) { dialog.setAttribute("aria-label", title.textContent.trim()); }
    (body.querySelector("[autofocus], input:not([type=hidden]), select, textarea") || body).focus();
  }

  const root = document.documentElement;
  const acts = {
    "[data-theme-toggle]": () => {
      root.dataset.bsTheme = root.dataset.bsTheme === "dark" ? "light" : "dark";
      try { localStorage.setItem("theme", root.dataset.bsTheme); } catch { /* storage may be refused */ }
    },
    "[data-print]": () => window.print(),
    "[data-menu-toggle]": (button) => {
      const open = document.getElementById("menu").classList.toggle("is-open");
      button.setAttribute("aria-expanded", String(open));
    },
    "[data-copy]": async (button) => {
      const source = document.querySelector(button.dataset.copy);
      try { await navigator.clipboard.writeText(source.value ?? source.textContent); toast(button.dataset.copied || "✓", "good"); } catch { source.select?.(); }
    },
    "[aria-disabled=true]": (_button, event) => event.preventDefault(),
    "dialog [data-close]": (link, event) => { event.preventDefault(); link.closest("dialog").close(); },
    "a[data-drawer], a[data-dialog]": (link, event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey || !window.htmx) { return; }
      event.preventDefault();
      openPanel("drawer" in link.dataset ? "drawer" : "ask", link.href);
    },
  };
  document.addEventListener("click", (event) => {
    for (const [selector, act] of Object.entries(acts)) {
      const found = event.target.closest(selector);
      if (found) { act(found, event); break; }
    }
    for (const pop of document.querySelectorAll("details[data-pop][open]")) {
      if (!pop.contains(event.target)) { pop.open = false; }
    }
    if (event.target.matches?.("dialog.drawer, dialog.ask")) { event.target.close(); } // the backdrop
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") { return; }
    for (const pop of document.querySelectorAll("details[data-pop][open]")) {
      pop.open = false;
      pop.querySelector("summary").focus();
    }
  });

  // A form is sent once: the second press of the same button does nothing.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.dataset.sent) { event.preventDefault(); return; }
    if (form.method === "post" && !form.hasAttribute("data-many")) {
      form.dataset.sent = "1";
      setTimeout(() => { delete form.dataset.sent; }, 4000);
    }
  });
  window.addEventListener("pageshow", () => {
    for (const form of document.querySelectorAll("form[data-sent]")) { delete form.dataset.sent; }
  });

  // A [data-auto] form sends itself when a choice changes (filters); its button stays for everyone else.
  document.addEventListener("change", (event) => { event.target.form?.matches("form[data-auto]") && event.target.form.requestSubmit(); });
  // The server may ask for a toast with an HX-Trigger header: {"toast": {"text": …, "kind": …}}.
  document.addEventListener("toast", (event) => toast(event.detail.text, event.detail.kind));
  document.addEventListener("htmx:error", () => toast(words().failed, "bad"));
  // A passkey that was cancelled or refused by the device is not a fault: say so in words.
  document.addEventListener("allauth.error", (event) => { 
    event.preventDefault();
    toast(event.detail.exception?.name === "SecurityError" ? words().keyAddress : words().keyFailed, "warn");
  });
  // After a failed POST the summary of errors takes the focus, so that it is read first.
  document.querySelector("[data-focus]")?.focus();
})();

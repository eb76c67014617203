// A [data-live="address"] part of a page keeps itself up to date: told by the event process when something changed,
// and where nothing tells, by asking every few seconds. A part in which somebody writes is left alone until they are done.
(() => {
  const CALM = 60000, ASKING = 4000, SILENT = 40000;
  const some = (most) => Math.random() * most;
  const fields = "input:not([type=hidden]), select, textarea";

  function inUse(part) {
    if (part.contains(document.activeElement) && document.activeElement.matches(fields)) { return true; }
    if (part.querySelector("details[open], form[data-sent]")) { return true; }
    return [...part.querySelectorAll(fields)].some((field) => {
      if (field.type === "checkbox" || field.type === "radio") { return field.checked !== field.defaultChecked; }
      if (field.options) { return [...field.options].some((o) => o.defaultSelected && !o.selected); }
      return field.value !== field.defaultValue;
    });
  }

  function watch(part) {
    let etag = "", shown = -1, heard = 0, opened = 0, source = null, timer = 0, waiting = null, asking = false, again = false, failed = 0;

    function show(html) {
      if (inUse(part)) { waiting = html; return; }
      waiting = null;
      const focused = part.contains(document.activeElement) ? document.activeElement.id : "";
      part.innerHTML = html; // from our own server, escaped there
      window.htmx?.process(part);
      if (focused) { document.getElementById(focused)?.focus(); }
      part.dispatchEvent(new CustomEvent("live:shown", { bubbles: true }));
    }
    function refuse() {
      if (!part.dataset.liveRefused) { location.reload(); return; }
      etag = ""; failed = 0;
      const words = document.createElement("p");
      words.textContent = part.dataset.liveRefused;
      part.replaceChildren(words);
    }
    setInterval(() => { if (waiting !== null) { show(waiting); } }, 500);

    function later(ms) { clearTimeout(timer); timer = setTimeout(ask, ms); }
    // Told: a line came lately. A connection that only hangs, behind some wall, tells nothing.
    const isTold = () => source && Date.now() - heard < SILENT;

    async function ask() {
      if (asking) { again = true; return; }
      asking = true;
      const sent = Date.now();
      const headers = { "HX-Request": "true" };
      if (etag) { headers["If-None-Match"] = etag; }
      if (part.dataset.liveKey && location.hash) { headers[part.dataset.liveKey] = location.hash.slice(1); }
      try {
        const answer = await fetch(part.dataset.live, { headers, cache: "no-store", redirect: "manual" });
        if (answer.status === 200 || answer.status === 304) {
          failed = 0;
          part.removeAttribute("data-live-lost");
          const clock = Number(answer.headers.get("X-Live-Clock"));
          if (clock) { document.documentElement.dataset.clockOffset = String(Math.round(clock - (sent + Date.now()) / 2)); }
          shown = Number(answer.headers.get("X-Live-Version"));
          etag = answer.headers.get("ETag") || "";
          if (answer.status === 200) { show(await answer.text()); }
          listen(answer.headers.get("X-Live-Address"), answer.headers.get("X-Live-Ticket"));
        } else {
          failed += 1;
          // Signed out, or the link was withdrawn: what stands here may no longer be shown.
          if ([401, 403, 404].includes(answer.status) || answer.type === "opaqueredirect") { refuse(); }
        }
      } catch { failed += 1; } finally { asking = false; }
      if (failed > 1) { part.dataset.liveLost = ""; }
      const rest = again ? 200 : isTold() ? CALM : Math.min(ASKING * 2 ** Math.max(0, failed - 2), CALM);
      again = false;
      later(rest * (0.8 + some(0.4)));
    }

    function listen(address, ticket) {
      if (source && !isTold() && Date.now() - opened > SILENT) { source.close(); source = null; }
      if (source || !address || !ticket) { return; }
      heard = 0;
      opened = Date.now();
      source = new EventSource(`${address}?ticket=${encodeURIComponent(ticket)}`);
      source.onmessage = (event) => {
        const [version, spread] = event.data.split(" ").map(Number);
        heard = Date.now();
        part.dataset.liveBy = "events";
        if (version !== shown) { shown = version; later(some(spread)); }
      };
      // A ticket that ran out, or no event process: ask, which brings a new ticket.
      source.onerror = () => {
        part.dataset.liveBy = "asking";
        if (source) { source.close(); source = null; }
        later(1000 + some(4000));
      };
    }

    part.dataset.liveBy = "asking";
    document.addEventListener("visibilitychange", () => { if (!document.hidden) { later(0); } });
    ask();
  }

  document.addEventListener("DOMContentLoaded", () => document.querySelectorAll("[data-live]").forEach(watch));
})();

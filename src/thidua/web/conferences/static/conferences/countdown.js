// Clocks of turns to speak: counted on this computer from the moment the server gave, by the server's own clock.
(() => {
  function tick() {
    const now = Date.now() + Number(document.documentElement.dataset.clockOffset || 0);
    for (const clock of document.querySelectorAll("[data-since]")) {
      const until = Number(clock.dataset.until), since = Number(clock.dataset.since);
      const seconds = until ? Math.ceil((until - now) / 1000) : Math.floor((now - since) / 1000);
      const size = Math.abs(seconds);
      const text = `${seconds < 0 ? "−" : ""}${Math.floor(size / 60)}:${String(size % 60).padStart(2, "0")}`;
      const shown = clock.querySelector("[data-clock]");
      if (shown.textContent !== text) { shown.textContent = text; }
      const over = Boolean(until) && seconds <= 0;
      clock.classList.toggle("is-over", over);
      clock.classList.toggle("is-near", Boolean(until) && seconds > 0 && seconds <= 60);
      if (over) { clock.querySelector("[data-clock-note]").textContent = clock.dataset.over; }
    }
  }
  setInterval(tick, 250);
  document.addEventListener("live:shown", tick);
  document.addEventListener("DOMContentLoaded", tick);
})();

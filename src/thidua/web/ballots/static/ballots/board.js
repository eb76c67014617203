// Finding a ballot by its receipt number, on this device: the server does not learn who looks for which.
(function () {
  "use strict";

  const form = document.getElementById("find");
  if (!form) return;
  const found = document.getElementById("found");
  const LOOKS_LIKE = { B: "8", S: "5", Z: "2", G: "6" };
  form.hidden = false;

  function find(text) {
    document.querySelectorAll("#rows .row-found").forEach((row) => row.classList.remove("row-found"));
    const wanted = text.normalize("NFKC").toUpperCase().replace(/[^0-9A-Z]/g, "").replace(/[BSZG]/g, (symbol) => LOOKS_LIKE[symbol]);
    const row = wanted && document.querySelector("#rows tr[id='" + wanted + "']");
    if (!row) {
      found.textContent = found.dataset.none;
      return;
    }
    row.classList.add("row-found");
    row.scrollIntoView({ block: "center" });
    found.textContent = Array.from(row.children, (cell) => cell.textContent).join(" · ");
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    find(document.getElementById("receipt").value);
  });
})();

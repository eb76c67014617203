// Shows how far an upload is; without this file the form is sent as any other.
window.addEventListener("popstate", () => location.reload());
document.addEventListener("submit", (event) => {
  const form = event.target.closest("form[data-upload]");
  if (!form || event.defaultPrevented || ![...form.querySelectorAll("input[type=file]")].some((i) => i.files.length)) { return; }
  event.preventDefault();
  const box = form.querySelector(".upload-state"), bar = box.querySelector("progress"), button = form.querySelector("[type=submit]");
  const request = new XMLHttpRequest();
  const ready = () => { box.hidden = true; button.disabled = false; delete form.dataset.sent; };
  request.upload.addEventListener("progress", (step) => { if (step.lengthComputable) { bar.value = Math.round((step.loaded / step.total) * 100); } });
  request.addEventListener("load", () => {
    const page = new DOMParser().parseFromString(request.responseText, "text/html");
    const answer = page.querySelector("main");
    if (!answer) { ready(); window.thidua?.toast(form.dataset.failed, "bad"); return; }
    document.querySelector("main").replaceWith(answer);
    document.title = page.title;
    if (request.responseURL && request.responseURL !== location.href) { history.pushState({}, "", request.responseURL); }
    (answer.querySelector("[data-focus]") || answer).focus();
  });
  request.addEventListener("error", () => { ready(); window.thidua?.toast(form.dataset.failed, "bad"); });
  box.hidden = false;
  bar.value = 0;
  button.disabled = true;
  request.open("POST", location.href);
  request.send(new FormData(form));
});

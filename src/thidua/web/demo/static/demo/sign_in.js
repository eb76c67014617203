// The sign-in page of a demo: a press on one of the people fills the form.
document.addEventListener("click", (event) => {
  const person = event.target.closest("[data-demo-user]");
  if (!person) { return; }
  document.querySelector("[name=login]").value = person.dataset.demoUser;
  document.querySelector("[name=password]").value = person.dataset.demoPassword;
  document.querySelector("form[action] button[type=submit]").focus();
});
document.documentElement.classList.add("demo-fills");
const wished = new URLSearchParams(location.search).get("as");
if (wished) {
  document.addEventListener("DOMContentLoaded", () => {
    const first = document.querySelector("[data-demo-user]");
    if (!first) { return; }
    document.querySelector("[name=login]").value = wished;
    document.querySelector("[name=password]").value = first.dataset.demoPassword;
  });
}

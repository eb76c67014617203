// Hands the paper to the signing program on this machine. The vendor's own plugin is used when it is loaded;
// otherwise the same message goes over the WebSocket that public integrations show. Untested with the real one.
"use strict";
(() => {
  const box = document.getElementById("vgca");
  if (!box) return;
  const button = document.getElementById("vgca-sign");
  const state = document.getElementById("vgca-state");
  const words = box.dataset;

  const overSocket = (text, answered) => {
    const schemes = location.protocol === "https:" ? ["wss"] : ["ws", "wss"];
    const tryNext = () => {
      const scheme = schemes.shift();
      if (!scheme) return answered(null);
      let heard = false;
      const socket = new WebSocket(`${scheme}://127.0.0.1:8987/SignApproved`);
      socket.onopen = () => { heard = true; socket.send(text); };
      socket.onmessage = (event) => { answered(event.data); socket.close(); answered = () => {}; };
      socket.onclose = () => { if (heard) answered(null); else tryNext(); };
    };
    tryNext();
  };
  const send = (text, answered) =>
    typeof window.vgca_sign_approved === "function" ? window.vgca_sign_approved(text, answered) : overSocket(text, answered);

  button.addEventListener("click", () => {
    button.disabled = true;
    state.textContent = words.working;
    send(words.parameters, (text) => {
      button.disabled = false;
      if (text === null) { state.textContent = words.missing; return; }
      let answer = {};
      try { answer = JSON.parse(text); } catch { /* told below as refused */ }
      if (answer.Status === 0) {
        button.disabled = true;
        state.textContent = words.signed;
        location.assign(words.done);
      } else {
        state.textContent = `${words.refused} ${answer.Message || ""}`;
      }
    });
  });
})();

// Makes or shows a passkey where the browser can, and sends it with the form it belongs to.
// Without this script, or without passkeys, the forms stay hidden and passwords serve.
(() => {
  const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));
  const text = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  const named = (list) => (list || []).map((one) => ({ ...one, id: bytes(one.id) }));

  const make = async (options) => {
    const made = await navigator.credentials.create({ publicKey: {
      ...options,
      challenge: bytes(options.challenge),
      user: { ...options.user, id: bytes(options.user.id) },
      excludeCredentials: named(options.excludeCredentials),
    } });
    return sent(made, { attestationObject: text(made.response.attestationObject) });
  };

  const show = async (options) => {
    const shown = await navigator.credentials.get({ publicKey: {
      ...options,
      challenge: bytes(options.challenge),
      allowCredentials: named(options.allowCredentials),
    } });
    return sent(shown, {
      authenticatorData: text(shown.response.authenticatorData),
      signature: text(shown.response.signature),
      userHandle: shown.response.userHandle && text(shown.response.userHandle),
    });
  };

  const sent = (key, response) => JSON.stringify({
    id: key.id,
    rawId: text(key.rawId),
    type: key.type,
    response: { clientDataJSON: text(key.response.clientDataJSON), ...response },
  });

  if (!window.PublicKeyCredential) return;
  for (const form of document.querySelectorAll("form[data-passkey]")) {
    form.hidden = false;
    const missing = document.querySelector("[data-passkey-missing]");
    if (missing) missing.hidden = true;
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      const act = form.dataset.passkey === "create" ? make : show;
      const said = form.querySelector("[data-said]");
      said.hidden = true;
      try {
        form.elements.given.value = await act(JSON.parse(form.dataset.options));
      } catch {
        said.hidden = false; // the person stepped back, or the device refused
        return;
      }
      form.submit();
    });
  }
})();

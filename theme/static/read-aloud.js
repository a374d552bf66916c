// Reads a myth's fact, short answer and family lines aloud, where the device itself has a voice for it.
(() => {
  const button = document.querySelector(".aloud");
  const speech = window.speechSynthesis;
  if (!button || !speech) return;
  const language = document.documentElement.lang.slice(0, 2);
  // A voice from far away would send the text to its maker: only those on the device.
  const voice = () => speech.getVoices().find((one) => one.localService && one.lang.startsWith(language));
  const show = () => { button.hidden = !voice(); };
  const pressed = (on) => button.setAttribute("aria-pressed", String(on));

  const read = () => {
    const text = [...document.querySelectorAll(".front__title, .front__short, .family p")].map((part) => part.textContent).join("\n");
    const utterance = new SpeechSynthesisUtterance(text);
    utterance.voice = voice();
    utterance.lang = utterance.voice.lang;
    utterance.rate = 0.9;
    utterance.onend = utterance.onerror = () => pressed(false);
    pressed(true);
    speech.speak(utterance);
  };

  button.addEventListener("click", () => {
    if (!speech.speaking) { read(); return; }
    speech.cancel();
    pressed(false);
  });
  if (speech.addEventListener) speech.addEventListener("voiceschanged", show);
  show();
})();

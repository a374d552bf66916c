// Remembers the reader's size and colour on this device, on the site and in the form alike.
(() => {
  const root = document.documentElement;
  const kept = (name) => { try { return localStorage.getItem(name); } catch { return null; } };
  const keep = (name, value) => {
    if (value) root.dataset[name] = value; else delete root.dataset[name];
    try { if (value) localStorage.setItem(name, value); else localStorage.removeItem(name); } catch { /* a private window: it lasts for this page */ }
  };
  if (kept("size")) root.dataset.size = kept("size");
  if (kept("theme")) root.dataset.theme = kept("theme");

  document.addEventListener("DOMContentLoaded", () => {
    const large = document.getElementById("size-large");
    large.checked = root.dataset.size === "large";
    large.addEventListener("change", () => keep("size", large.checked ? "large" : ""));
    for (const colour of document.querySelectorAll("input[name=colour]")) {
      colour.checked = colour.value === (root.dataset.theme || "auto");
      colour.addEventListener("change", () => keep("theme", colour.value === "auto" ? "" : colour.value));
    }
  });
})();

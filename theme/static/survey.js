// The questionnaire one step at a time. Without this script it is one long form that works as well.
// Nothing typed leaves the page before the person sends it; until then it stays in this tab.
(function () {
  "use strict";
  const form = document.querySelector("form[data-survey]");
  const all = (selector, within) => Array.from((within || document).querySelectorAll(selector));

  // ---- what was answered stays in the tab until it was sent

  const drawer = {
    read(key) { try { return JSON.parse(sessionStorage.getItem(key)); } catch (error) { return null; } },
    write(key, value) { try { sessionStorage.setItem(key, JSON.stringify(value)); } catch (error) { /* full or forbidden: the form works without */ } },
    empty(key) { try { sessionStorage.removeItem(key); } catch (error) { /* nothing was kept */ } },
  };

  if (!form) {
    all("[data-done]").forEach((page) => drawer.empty("survey:" + page.dataset.done));
    return;
  }

  const key = "survey:" + form.dataset.survey;
  const sheet = form.elements.sheet;
  const summary = document.getElementById("summary");
  const parts = document.getElementById("steps").content;
  const controls = all("input, select, textarea", form).filter((c) => c.name && c !== sheet && c.name !== "homepage");
  const isBox = (control) => control.type === "radio" || control.type === "checkbox";

  function save() {
    const given = controls.filter((c) => (isBox(c) ? c.checked : c.value)).map((c) => [c.name, c.value]);
    drawer.write(key, { wording: form.dataset.wording, sheet: sheet.value, given });
  }

  // The same sheet again, so that sending twice after a lost answer is stored once.
  function restore() {
    const kept = drawer.read(key);
    if (!kept || summary) return false;
    if (kept.wording === form.dataset.wording) sheet.value = kept.sheet;
    const given = new Set(kept.given.map((pair) => pair.join("=")));
    const words = new Map(kept.given);
    for (const control of controls) {
      if (isBox(control)) control.checked = given.has(control.name + "=" + control.value);
      else if (words.has(control.name)) control.value = words.get(control.name);
    }
    return kept.given.length > 0;
  }

  function clear() {
    drawer.empty(key);
    history.replaceState(null, "");
    form.reset();
    location.replace(form.action);
  }

  // ---- which questions are asked, by the same rules as on the server

  function answerOf(name, skipped) {
    if (skipped.has(name)) return null;
    const given = controls.filter((c) => c.name === name && (isBox(c) ? c.checked : c.value.trim()));
    if (!given.length) return null;
    if (given[0].type === "checkbox" && !typedBeside(given[0])) return given.map((c) => c.value);
    return given[0].classList.contains("field--number") ? Number(given[0].value) : given[0].value;
  }

  function holds(condition, skipped) {
    const sign = condition[0], rest = condition.slice(1);
    if (sign === "and") return rest.every((part) => holds(part, skipped));
    if (sign === "or") return rest.some((part) => holds(part, skipped));
    if (sign === "not") return !holds(rest[0], skipped);
    const answer = answerOf(rest[0], skipped), values = rest.slice(1);
    if (answer === null) return false;
    const chosen = [].concat(answer).some((one) => values.indexOf(one) >= 0);
    if (sign === "==" || sign === "in") return chosen;
    if (sign === "!=" || sign === "not in") return !chosen;
    if (typeof answer !== "number") return false;
    return { "<": answer < values[0], "<=": answer <= values[0], ">": answer > values[0], ">=": answer >= values[0] }[sign];
  }

  function route() {
    const skipped = new Set();
    for (const question of all("[data-show]", form)) {
      question.hidden = !holds(JSON.parse(question.dataset.show), skipped);
      if (question.hidden) all("[name]", question).forEach((c) => skipped.add(c.name));
    }
  }

  // ---- answers that exclude one another, and how many may be chosen

  const typedBeside = (box) => controls.find((c) => c.name === box.name && !isBox(c));
  const full = parts.querySelector(".full");

  function settle(changed) {
    const same = controls.filter((c) => c.name === changed.name && c !== changed);
    if (changed.type === "checkbox" && changed.checked) {
      const typed = typedBeside(changed);
      if (typed) typed.value = "";
      for (const box of same) {
        if (isBox(box) && ("alone" in changed.dataset || "alone" in box.dataset)) box.checked = false;
      }
    } else if (!isBox(changed) && changed.value) {
      same.forEach((box) => { box.checked = false; });
    }
    limit(changed);
  }

  function limit(changed) {
    const question = changed.closest("[data-most]");
    if (!question) return;
    const over = all(":checked", question).length > Number(question.dataset.most);
    if (over) changed.checked = false;
    if (over) question.appendChild(full);
    else full.remove();
  }

  // ---- a place: the city first, then its counties

  function place(select) {
    const groups = all("optgroup", select);
    const last = Array.from(select.children).filter((o) => o.tagName === "OPTION" && o.value);
    const city = parts.querySelector("select").cloneNode(true);
    groups.forEach((group, n) => city.add(new Option(group.label, String(n))));
    last.forEach((option) => city.add(new Option(option.text, option.value)));
    select.parentNode.insertBefore(city, select);

    function show(group) {
      groups.forEach((g) => g.remove());
      if (group) select.insertBefore(group, last[0] || null);
      select.hidden = !group;
    }
    function follow() {
      const chosen = select.selectedOptions[0], group = chosen && chosen.closest("optgroup");
      city.value = group ? String(groups.indexOf(group)) : select.value;
      show(group);
    }
    city.addEventListener("change", () => {
      const group = groups[Number(city.value || NaN)];
      show(group);
      select.value = group ? group.querySelector("option").value : city.value;
      save();
    });
    select.addEventListener("focus", () => { if (select.hidden) city.focus(); });
    follow();
  }

  // ---- one step at a time

  const steps = all(".step", form);
  const end = form.querySelector(".form__end");
  const ways = parts.querySelector(".ways");
  const progress = parts.querySelector(".progress");
  const asks = (step) => step === steps[0] || all(".question", step).some((q) => !q.hidden);
  let at = 0;

  function next(from, direction) {
    let n = from + direction;
    while (n > 0 && n < steps.length && !asks(steps[n])) n += direction;
    return n;
  }

  function show(n) {
    at = Math.max(0, Math.min(n, steps.length - 1));
    const isLast = next(at, 1) >= steps.length;
    steps.forEach((step, i) => { step.hidden = i !== at; });
    end.hidden = !isLast;
    ways.querySelector('[data-go="on"]').hidden = isLast;
    ways.querySelector('[data-go="back"]').hidden = at === 0;
    form.classList.toggle("form--under-way", at > 0);
    progress.firstElementChild.style.transform = "scaleX(" + (at + 1) / steps.length + ")";
  }

  function go(n, focus) {
    history.pushState({ step: n, behind: true }, "");
    show(n);
    (focus || steps[at].querySelector("h2")).focus();
    if (!focus) form.scrollIntoView();
  }

  function forward() {
    const consent = form.elements.consent.value;
    if (at === 0 && consent !== "yes") {
      if (consent) drawer.empty(key);
      form.submit(); // under 18, or no: elsewhere; nothing chosen: the server says what is missing
    } else if (next(at, 1) < steps.length) go(next(at, 1));
  }

  function back() {
    if (history.state && history.state.behind) history.back();
    else go(next(at, -1));
  }

  function open(id) {
    const target = document.getElementById(id), step = target && target.closest(".step");
    if (step) go(steps.indexOf(step), target.hidden ? target.previousElementSibling : target);
    if (step) target.scrollIntoView({ block: "center" });
  }

  form.addEventListener("click", (event) => {
    const button = event.target.closest("[data-go]"), link = event.target.closest(".summary a");
    if (link) { event.preventDefault(); open(decodeURIComponent(link.hash.slice(1))); }
    if (button) ({ on: forward, back, clear })[button.dataset.go]();
  });
  form.addEventListener("change", (event) => { if (event.target.name) { settle(event.target); route(); show(at); save(); } });
  form.addEventListener("input", (event) => { if (event.target.name && !isBox(event.target)) save(); });
  form.addEventListener("submit", (event) => {
    if (next(at, 1) < steps.length) { event.preventDefault(); forward(); }
  });
  window.addEventListener("popstate", (event) => { show(event.state ? event.state.step : 0); steps[at].querySelector("h2").focus(); });

  const kept = restore();
  all("select", form).forEach(place);
  route();
  const wrong = form.querySelector(".question--wrong");
  const first = wrong ? steps.indexOf(wrong.closest(".step")) : history.state ? history.state.step : 0;
  form.insertBefore(progress, form.firstChild);
  end.parentNode.insertBefore(ways, end.nextSibling);
  if (kept) steps[0].insertBefore(parts.querySelector(".kept"), steps[0].children[1]);
  history.replaceState({ step: first, behind: Boolean(history.state && history.state.behind) }, "");
  show(first);
  if (summary) { save(); summary.focus(); }
})();

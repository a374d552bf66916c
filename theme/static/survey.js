// The questionnaire one step at a time; without this script it is one long form.
// Until the person sends it, nothing typed leaves this tab.
(() => {
  const form = document.querySelector("form[data-survey]");
  const all = (selector, within) => Array.from((within || document).querySelectorAll(selector));

  // ---- answers stay in the tab until they were sent

  const tab = (act) => { try { return act(sessionStorage); } catch (error) { return null; } }; // may be forbidden
  const drawer = {
    read: (key) => tab((kept) => JSON.parse(kept.getItem(key))),
    write: (key, value) => tab((kept) => kept.setItem(key, JSON.stringify(value))),
    empty: (key) => tab((kept) => kept.removeItem(key)),
  };

  if (!form) {
    all("[data-done]").forEach((page) => drawer.empty("survey:" + page.dataset.done));
    return;
  }

  const key = "survey:" + form.dataset.survey;
  const sheet = form.elements.sheet;
  const byId = (id) => document.getElementById(id);
  const summary = byId("summary"), parts = byId("steps").content;
  const controls = all(".question [name]", form);
  const isBox = (c) => c.type === "radio" || c.type === "checkbox";
  const isGiven = (c) => (isBox(c) ? c.checked : c.value.trim());
  const slot = (c) => (isBox(c) ? c.name : c.name + "!"); // both may share a name

  function save() {
    const given = controls.filter(isGiven).map((c) => [slot(c), c.value]);
    drawer.write(key, { wording: form.dataset.wording, sheet: sheet.value, given });
  }

  // With the same sheet, so that sending again is stored once.
  function restore() {
    const kept = drawer.read(key);
    if (!kept || summary) return false;
    if (kept.wording === form.dataset.wording) sheet.value = kept.sheet;
    for (const c of controls) {
      const given = kept.given.filter((pair) => pair[0] === slot(c)).map((pair) => pair[1]);
      if (isBox(c)) c.checked = given.indexOf(c.value) >= 0;
      else c.value = given[0] || "";
    }
    return kept.given.length > 0;
  }

  function clear() {
    drawer.empty(key);
    history.replaceState(null, "");
    form.reset();
    location.replace(form.action);
  }

  // ---- which questions are asked, by the server's rules

  function answerOf(name, skipped) {
    if (skipped.has(name)) return null;
    const same = controls.filter((c) => c.name === name);
    const given = same.filter(isGiven), first = given[0];
    if (!first) return null;
    if (same.every((c) => c.type === "checkbox")) return given.map((c) => c.value);
    return first.inputMode === "numeric" ? Number(first.value) : first.value;
  }

  function holds(condition, skipped) {
    const sign = condition[0], rest = condition.slice(1);
    if (sign === "and") return rest.every((part) => holds(part, skipped));
    if (sign === "or") return rest.some((part) => holds(part, skipped));
    if (sign === "not") return !holds(rest[0], skipped);
    const answer = answerOf(rest[0], skipped), values = rest.slice(1);
    if (answer === null) return false;
    const chosen = [].concat(answer).some((one) => values.indexOf(one) >= 0);
    if (/^(==|in)$/.test(sign)) return chosen;
    if (/^(!=|not in)$/.test(sign)) return !chosen;
    if (typeof answer !== "number") return false;
    const side = Math.sign(answer - values[0]);
    return { "<": side < 0, "<=": side <= 0, ">": side > 0, ">=": side >= 0 }[sign];
  }

  function route() {
    const skipped = new Set();
    for (const question of all("[data-show]", form)) {
      question.hidden = !holds(JSON.parse(question.dataset.show), skipped);
      if (question.hidden) all("[name]", question).forEach((c) => skipped.add(c.name));
    }
  }

  // ---- answers that exclude one another; how many may be chosen

  const full = parts.querySelector(".full");

  function settle(changed) {
    const same = controls.filter((c) => c.name === changed.name && c !== changed);
    if (changed.type === "checkbox" && changed.checked) {
      for (const c of same) {
        if (!isBox(c)) c.value = "";
        else if ("alone" in changed.dataset || "alone" in c.dataset) c.checked = false;
      }
    } else if (!isBox(changed) && changed.value) {
      same.forEach((box) => { box.checked = false; });
    }
    limit(changed);
  }

  function limit(changed) {
    const question = changed.closest("[data-most]");
    if (!question) return;
    const over = all(":checked", question).length > question.dataset.most;
    if (!over) return full.remove();
    changed.checked = false;
    question.appendChild(full);
  }

  // ---- a place: the city first, then its counties

  function place(select) {
    const groups = all("optgroup", select);
    const last = all("option", select).filter((o) => o.value && o.parentNode === select);
    const city = parts.querySelector("select").cloneNode(true);
    groups.forEach((g, n) => city.add(new Option(g.label, n)));
    last.forEach((o) => city.add(new Option(o.text, o.value)));
    select.parentNode.insertBefore(city, select);

    function show(group) {
      groups.forEach((g) => g.remove());
      if (group) select.insertBefore(group, last[0] || null);
      select.hidden = !group;
    }
    city.addEventListener("input", () => {
      const now = groups[Number(city.value || NaN)];
      show(now);
      select.value = now ? now.querySelector("option").value : city.value;
    });
    select.addEventListener("focus", () => { if (select.hidden) city.focus(); });
    const chosen = select.selectedOptions[0], group = chosen && chosen.closest("optgroup");
    city.value = group ? groups.indexOf(group) : select.value;
    show(group);
  }

  // ---- one step at a time

  const steps = all(".step", form);
  const end = form.querySelector(".form__end");
  const ways = parts.querySelector(".ways"), progress = parts.querySelector(".progress");
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
    progress.firstElementChild.style.transform = `scaleX(${(at + 1) / steps.length})`;
  }

  function go(n, focus) {
    history.pushState({ step: n, behind: true }, "");
    show(n);
    (focus || steps[at].querySelector("h2")).focus();
    if (!focus) form.scrollIntoView();
  }

  // Under 18 and no lead elsewhere; nothing chosen: the server says so.
  function forward() {
    const consent = form.elements.consent.value;
    if (at === 0 && consent !== "yes") {
      if (consent) drawer.empty(key);
      form.submit();
    } else if (next(at, 1) < steps.length) go(next(at, 1));
  }

  function back() {
    if (history.state && history.state.behind) history.back();
    else go(next(at, -1));
  }

  function open(id) {
    const target = byId(id), step = target && target.closest(".step");
    if (!step) return;
    go(steps.indexOf(step), target.hidden ? target.previousElementSibling : target);
    target.scrollIntoView({ block: "center" });
  }

  form.addEventListener("click", (event) => {
    const pressed = event.target.closest("[data-go], .summary a");
    if (!pressed) return;
    if (!pressed.hash) return ({ on: forward, back, clear })[pressed.dataset.go]();
    event.preventDefault();
    open(pressed.hash.slice(1));
  });
  // Words count as they are typed: a question that follows must not jump up under the thumb.
  const answered = (event) => {
    const c = event.target;
    if (isBox(c) !== (event.type === "change")) return;
    if (c.name) settle(c);
    route();
    show(at);
    save();
  };
  form.addEventListener("change", answered);
  form.addEventListener("input", answered);
  form.addEventListener("submit", (event) => {
    if (next(at, 1) < steps.length) { event.preventDefault(); forward(); }
  });
  // Back from the receipt: whoever holds the phone now need not see what was sent.
  window.addEventListener("pageshow", (event) => { if (event.persisted && !drawer.read(key)) clear(); });
  window.addEventListener("popstate", (event) => { show(event.state ? event.state.step : 0); steps[at].querySelector("h2").focus(); });

  form.autocomplete = "off"; // the drawer alone restores
  const kept = restore();
  all("select", form).forEach(place);
  route();
  const wrong = form.querySelector(".question--wrong");
  const first = wrong ? steps.indexOf(wrong.closest(".step")) : kept && history.state ? history.state.step : 0;
  form.insertBefore(progress, form.firstChild);
  end.parentNode.insertBefore(ways, end.nextSibling);
  if (kept) steps[0].insertBefore(parts.querySelector(".kept"), steps[0].children[1]);
  history.replaceState({ step: first, behind: Boolean(history.state && history.state.behind) }, "");
  show(first);
  if (summary) { save(); summary.focus(); }
})();

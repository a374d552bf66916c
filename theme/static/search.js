// The search page: what is typed, what was found, what can be narrowed.
(() => {
  "use strict";
  const words = window.lifeRelayWords, index = window.lifeRelaySearch;
  const part = document.getElementById("search"), say = part.dataset, form = part.querySelector("form"), title = document.title;
  const [told, results, head, list, more, none, apart, lost] = ["told", "results", "results__head", "hits", "results__more", "none", "none__apart", "lost"].map((name) => part.querySelector(`.${name}`));
  const browse = document.querySelector(".browse"), narrowing = part.querySelector(".narrow");
  const chinese = document.documentElement.lang === "zh-CN", CUT = chinese ? 80 : 180, DOTS = chinese ? "……" : "…";
  const FILTERS = ["section", "place", "issue"], AT_ONCE = 10;
  let wanted = [], found = [], shown = [], search = 0;

  const busy = (is) => list.setAttribute("aria-busy", is);
  const make = (name, kind, into) => {
    const element = document.createElement(name);
    if (kind) element.className = kind;
    return into.appendChild(element);
  };
  const write = (element, text, marks, from, to) => {
    let at = from;
    marks.filter((mark) => mark[0] >= from && mark[1] <= to).forEach(([first, last]) => {
      element.appendChild(document.createTextNode(text.slice(at, first)));
      make("mark", "", element).textContent = text.slice(first, last);
      at = last;
    });
    element.appendChild(document.createTextNode(text.slice(at, to)));
  };
  // A part of the text around its first mark, from the beginning of a sentence where one is near.
  const excerpt = (element, text, marks) => {
    const mark = marks.length ? marks[0][0] : 0;
    const ended = /^[^]*(?:[。！？；]|[.!?;] )/.exec(text.slice(0, mark)), sentence = ended ? ended[0].length : 0;
    let from = mark < CUT / 2 ? 0 : sentence, to;
    if (mark - from > CUT / 2) from = chinese ? mark - CUT / 4 : text.lastIndexOf(" ", mark - CUT / 4) + 1;
    to = from + CUT;
    if (!chinese && to < text.length) to = text.lastIndexOf(" ", to);
    if (text.length - to < CUT / 8) to = text.length;
    if (from && from !== sentence) element.textContent = DOTS;
    write(element, text, marks, from, to);
    if (to < text.length) element.appendChild(document.createTextNode(DOTS));
  };
  const hit = (page) => {
    const marks = page.texts.map((text) => words.ranges(text, index.phrases(wanted)));
    if (!marks.some((places) => places.length)) throw Error("the index is of another build");
    // The first of the texts that say most of the words.
    const worth = marks.map((places, i) => (i ? new Set(places.map((place) => page.texts[i].slice(place[0], place[1]).toLowerCase())).size : 0));
    const best = worth.indexOf(Math.max.apply(null, worth)) || page.lead;
    const item = make("li", "hit", list);
    make("p", "hit__note", item).textContent = page.note;
    const link = make("a", "", make("h3", "hit__title", item));
    link.href = page.url;
    write(link, page.texts[0], marks[0], 0, page.texts[0].length);
    if (page.texts[best]) excerpt(make("p", "hit__text", item), page.texts[best], marks[best]);
    return link;
  };

  // The first of the next ten alone, so that it is seen soon; then the others.
  const show = (focus) => {
    const now = search, from = list.children.length, next = shown.slice(from, from + AT_ONCE);
    const draw = (page) => { if (now === search) return hit(page); };
    more.hidden = true;
    busy(true);
    return index.page(next[0]).then(draw).then((link) => {
      if (focus && link) link.focus();
      return Promise.all(next.slice(1).map(index.page));
    }).then((pages) => {
      pages.forEach(draw);
      if (now === search) { more.hidden = list.children.length >= shown.length; busy(false); }
    }).catch(fail);
  };
  const tell = (sentence) => { told.textContent = head.textContent = sentence; };
  const put = (sentence, sign, value) => sentence.split(sign).join(value);
  const fits = (page, filters) => filters.every((kind) => !form[kind].value || index.value(kind, page) === form[kind].value);
  // Each choice says how many pages it would leave; what would leave none cannot be chosen.
  const count = () => FILTERS.forEach((kind) => {
    const pages = found.filter((page) => fits(page, FILTERS.filter((other) => other !== kind)));
    Array.from(form[kind].options).forEach((option) => {
      const number = pages.filter((page) => !option.value || index.value(kind, page) === option.value).length;
      option.dataset.name = option.dataset.name || option.text;
      option.text = put(put(say.choice, "{name}", option.dataset.name), "{n}", number);
      option.disabled = !number && !option.selected;
    });
  });
  const narrow = () => {
    shown = found.filter((page) => fits(page, FILTERS));
    list.textContent = "";
    count();
    tell(put(shown.length === 1 ? say.one : say.many, "{n}", shown.length));
    return shown.length ? show() : busy(false);
  };
  const nothing = () => {
    busy(false);
    const missing = wanted.filter((wish) => !wish.size);
    tell(put(say.none, "{q}", form.q.value.trim()));
    apart.hidden = missing.length || wanted.length < 2;
    apart.querySelector("ul").textContent = "";
    wanted.forEach((wish) => {
      const link = make("a", "", make("li", "", apart.querySelector("ul")));
      link.href = `?q=${encodeURIComponent(wish.said)}`;
      link.textContent = wish.said;
    });
  };
  const fail = () => {
    if (!list.children.length) tell(say.failed);
    lost.hidden = false;
    busy(false);
    lost.querySelector("a").href = location.href;
  };

  const run = () => {
    const query = form.q.value.trim(), now = search += 1;
    document.title = query ? `${query} · ${title}` : title;
    results.hidden = !query;
    browse.hidden = none.hidden = lost.hidden = more.hidden = true;
    narrowing.hidden = true;
    list.textContent = "";
    if (!query) { told.textContent = ""; browse.hidden = false; return null; }
    busy(true);
    tell(say.looking);
    return index.find(query).then((answer) => {
      if (now !== search) return null;
      wanted = answer.wanted; found = answer.pages;
      browse.hidden = found.length > 0;
      none.hidden = found.length > 0;
      narrowing.hidden = !found.length;
      return found.length ? narrow() : nothing();
    }).catch(fail);
  };
  const fromAddress = () => {
    const given = new URLSearchParams(location.search);
    form.q.value = given.get("q") || "";
    FILTERS.forEach((kind) => {
      const values = Array.from(form[kind].options, (option) => option.value), value = given.get(kind) || "";
      form[kind].value = values.indexOf(value) < 0 ? "" : value;
      if (form[kind].value) narrowing.open = true;
    });
    run();
  };
  const toAddress = (keep) => {
    const given = ["q"].concat(FILTERS).filter((name) => form[name].value.trim());
    history[keep](null, "", `?${given.map((name) => `${name}=${encodeURIComponent(form[name].value.trim())}`).join("&")}`);
  };

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    toAddress("pushState");
    run();
    head.focus();
  });
  FILTERS.forEach((kind) => form[kind].addEventListener("change", () => { search += 1; toAddress("replaceState"); narrow(); }));
  more.addEventListener("click", () => show(true));
  window.addEventListener("popstate", fromAddress);
  form.hidden = false;
  narrowing.open = matchMedia("(min-width: 45em)").matches;
  fromAddress();
})();

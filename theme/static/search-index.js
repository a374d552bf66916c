// Finds pages in the index that the build laid beside the search page; how it is written: plugins/searching/.
(() => {
  "use strict";
  const words = window.lifeRelayWords, begin = document.getElementById("search").dataset.index;
  const folder = begin.slice(0, begin.lastIndexOf("/") + 1), ZERO = 0x23;
  const files = {}, arrived = {};
  let start;

  // Each file of the index is a script that calls this. One that numbers the pages in another order is refused.
  window.lifeRelayIndex = (name, order, value) => arrived[name](order, value);
  const file = (name) => {
    files[name] = files[name] || new Promise((resolve, reject) => {
      const script = document.createElement("script");
      const fail = () => { delete files[name]; reject(Error(name)); };
      arrived[name] = (order, value) => (order && order !== start.order ? fail() : resolve(value));
      script.onload = script.onerror = () => { script.remove(); fail(); };
      script.src = start ? `${folder}${name}.js?v=${start.version}` : begin;
      document.head.appendChild(script);
    });
    return files[name];
  };
  const keysOf = (wish) => (wish.name ? [[`=${wish.name}`, 0]] : words.cover(wish.phrase));
  const shardOf = (key) => `s${Array.from(key).reduce((number, sign) => (number * 31 + sign.codePointAt(0)) % start.shards, 0)}`;

  // The pages of a key: how often, whether in the heading, and at which places unless it is only counted.
  const read = (text, counted) => {
    const pages = new Map();
    let i = 0, page = -1;
    const next = () => text.charCodeAt(i++) - ZERO;
    while (i < text.length) {
      page += next();
      const number = next(), at = [];
      for (let left = counted ? 0 : number >> 1, sum = 0; left; left -= 1) at.push(sum += next());
      pages.set(page, { count: number >> 1, head: number & 1, at });
    }
    return pages;
  };
  // The pages of both, where the second stands `offset` places after the first.
  const joined = (one, other, offset) => {
    const both = new Map();
    one.forEach((hit, page) => {
      const places = other.has(page) ? new Set(other.get(page).at) : null;
      const at = places ? hit.at.filter((place) => places.has(place + offset)) : [];
      if (at.length) both.set(page, { count: at.length, head: hit.head && at[0] === hit.at[0], at });
    });
    return both;
  };
  const pagesOf = (wish, shards) => {
    const counted = wish.name || (wish.phrase.length === 1 && wish.phrase[0].hanzi);
    return keysOf(wish).reduce((kept, [key, offset]) => {
      const pages = read(shards[shardOf(key)][key] || "", counted);
      return kept ? joined(kept, pages, offset) : pages;
    }, null);
  };
  // Pages that have all that is wanted, the best first: often, in a short page, in the heading.
  const rank = (each) => {
    const scores = new Map(), all = start.lengths.length;
    const length = (page) => start.lengths.charCodeAt(page) - ZERO + 1;
    let sum = 0;
    for (let page = 0; page < all; page += 1) sum += length(page);
    each.forEach((pages) => pages.forEach((hit, page) => {
      const often = hit.count / (hit.count + 0.3 + 0.9 * length(page) * all / sum);
      scores.set(page, (scores.get(page) || 0) + Math.log(1 + all / pages.size) * (often + hit.head));
    }));
    return Array.from(scores.keys()).filter((page) => each.every((pages) => pages.has(page)))
      .sort((a, b) => scores.get(b) - scores.get(a) || a - b);
  };

  const look = (query) => {
    const wanted = words.understand(query, start.lexicon, document.documentElement.lang === "zh-CN");
    const names = [].concat.apply([], wanted.map((wish) => keysOf(wish).map((pair) => shardOf(pair[0]))));
    return Promise.all(names.map(file)).then((values) => {
      const shards = {};
      names.forEach((name, i) => { shards[name] = values[i]; });
      const each = wanted.map((wish) => pagesOf(wish, shards));
      return { wanted: wanted.map((wish, i) => Object.assign(wish, { size: each[i].size })), pages: wanted.length ? rank(each) : [] };
    });
  };
  // Where nothing is found, a word in traditional characters is looked for in simplified ones.
  const find = (query) => look(query).then((found) => (found.pages.length || !/[^ -~]/.test(query) ? found : file("hant").then((table) => {
    const plain = query.replace(/[^ -~]/g, (sign) => table[1].charAt(table[0].indexOf(sign)) || sign);
    return plain === query ? found : look(plain);
  })));

  window.lifeRelaySearch = {
    find: (query) => file("start").then((value) => { start = value; return find(query); }),
    page: (number) => file(`p${number}`),
    // The value of a page: its section, the code of its place, its issue.
    value: (kind, page) => start[kind][0][start[kind][1].charCodeAt(page) - ZERO],
    // The phrases that are marked on a page: as typed, and as the lexicon says them otherwise.
    phrases: (wanted) => [].concat.apply([], wanted.map((wish) => [wish.phrase].concat(wish.name ? start.lexicon.terms[wish.name].map(words.cut) : []))),
  };
})();

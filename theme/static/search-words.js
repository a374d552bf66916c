// Cuts texts and questions for the search as the build does (plugins/searching/tokens.py, postings.py).
(() => {
  "use strict";
  const HANZI = "㐀-鿿豈-﫿\\u{20000}-\\u{323af}";
  const SCAN = new RegExp(`([${HANZI}])|([0-9]+(?:,[0-9]{3})+(?:\\.[0-9]+)?|[0-9]+\\.[0-9]+|[a-z0-9ß-ɏ]+(?:'[a-z]+)?)|[^ \\t\\r\\n‐‑\\u200b\\u2060\\ufeff-]`, "gu");
  const LONGEST = 4; // chunks of one term: bone, marrow, donation
  const flat = (lists) => [].concat.apply([], lists);

  // Lower case and plain widths, every sign still at its place.
  const fold = (text) => text.replace(/[^\n -@[-~]/gu, (sign) => {
    if (sign === "’" || sign === "‘") return "'";
    const plain = sign.normalize("NFKC").toLowerCase();
    return plain.length === sign.length ? plain : sign;
  });
  const word = (written) => {
    const plain = written.split("'")[0].replace(/,/g, "");
    if (!window.lifeRelayStem) return plain;
    const stem = window.lifeRelayStem(plain);
    return stem.length > 2 ? stem : plain.length > 3 ? plain.replace(/[sd]$/, "") : plain;
  };

  // Hanzi and words, each at its place; a sign between two takes a place too.
  const cut = (text) => {
    const folded = fold(text), found = [];
    let at = 0, match;
    SCAN.lastIndex = 0;
    while ((match = SCAN.exec(folded))) {
      if (match[1] || match[2]) found.push({ term: match[1] || word(match[2]), said: match[0], hanzi: !!match[1], at, first: match.index, last: SCAN.lastIndex });
      at += 1;
    }
    return found;
  };
  const joined = (phrase, part) => phrase.reduce((name, token, i) => name + (i && !phrase[i - 1].hanzi && !token.hanzi ? " " : "") + token[part], "");
  const nameOf = (phrase) => joined(phrase, "term");

  // The fewest keys that together say the whole phrase, each with its offset in it.
  const cover = (phrase) => {
    const keys = [];
    for (let i = 0; i < phrase.length; i += 1) {
      const token = phrase[i], next = phrase[i + 1];
      if (next && (token.hanzi || next.hanzi)) { keys.push([token.term + next.term, i]); i += 1; }
      else if (token.hanzi && i) keys.push([phrase[i - 1].term + token.term, i - 1]);
      else keys.push([token.term, i]);
    }
    return keys;
  };

  // What stands together without a space or a sign.
  const chunksOf = (text) => flat(text.split(/\s+/).map((run) => cut(run).reduce((chunks, token, i, all) => {
    if (i && token.at === all[i - 1].at + 1) chunks[chunks.length - 1].push(token);
    else chunks.push([token]);
    return chunks;
  }, [])));

  // A question without the words that only ask: 会不会瘫痪 is 瘫痪, 疼不疼 is 疼.
  const named = (text, lexicon) => {
    const asking = lexicon.questions.slice().sort((a, b) => b.length - a.length);
    const kept = asking.reduce((rest, words) => rest.split(words).join(" "), text)
      .replace(new RegExp(`([${HANZI}])不\\1`, "gu"), "$1")
      .replace(new RegExp(`(?:${lexicon.endings.join("|")})(?![${HANZI}])`, "gu"), " ");
    return cut(kept).length ? kept : text;
  };

  // What is looked for: phrases; those that the lexicon knows have a name.
  const understand = (query, lexicon, chinese) => {
    const known = (phrase) => (lexicon.terms[nameOf(phrase)] ? [{ phrase, name: nameOf(phrase) }] : null);
    // A chunk taken apart into terms and fillers, or null where any other word stands in it.
    const apart = (phrase) => {
      if (!phrase.length) return [];
      for (let size = phrase.length; size; size -= 1) {
        const part = phrase.slice(0, size), term = known(part) || (lexicon.fillers.indexOf(nameOf(part)) < 0 ? null : []);
        const rest = term && apart(phrase.slice(size));
        if (rest) return term.concat(rest);
      }
      return null;
    };
    const typed = fold(query).trim();
    const text = new RegExp(`^[${HANZI}](\\s+[${HANZI}])+$`, "u").test(typed) ? typed.replace(/\s+/g, "") : typed;
    let chunks = chunksOf(text);
    if (chinese && !known(flat(chunks))) chunks = chunksOf(named(text, lexicon));
    const naming = chinese ? chunks : chunks.filter((chunk) => lexicon.questions.indexOf(joined(chunk, "said")) < 0);
    const wanted = [];
    for (let rest = naming.length ? naming : chunks; rest.length;) {
      let size = Math.min(LONGEST, rest.length), term = null;
      while (size && !(term = known(flat(rest.slice(0, size))))) size -= 1;
      const parts = term || (chinese && apart(rest[0])) || [];
      wanted.push(parts.length ? parts : [{ phrase: rest[0] }]);
      rest = rest.slice(size || 1);
    }
    return flat(wanted).map((wish) => Object.assign(wish, { said: joined(wish.phrase, "said") }));
  };

  // Where the phrases stand in a text, as pairs of offsets.
  const ranges = (text, phrases) => {
    const found = cut(text), places = [];
    found.forEach((token, i) => phrases.forEach((phrase) => {
      const fits = phrase.every((wanted, k) => found[i + k] && found[i + k].term === wanted.term && found[i + k].at === token.at + k);
      if (fits) places.push([token.first, found[i + phrase.length - 1].last]);
    }));
    return places.sort((a, b) => a[0] - b[0] || b[1] - a[1]).filter((place, i, all) => !all.slice(0, i).some((before) => before[1] > place[0]));
  };

  window.lifeRelayWords = { cut, cover, ranges, understand };
})();

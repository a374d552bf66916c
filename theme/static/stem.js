// English words by their stems, as the build cuts them: Porter's algorithm (Program 14(3), 1980) in Snowball's form.
(() => {
  "use strict";
  const table = (text) => text.split(" ").map((pair) => pair.split(":"));
  const STEP1A = table("sses:ss ies:i ss:ss s:");
  const STEP2 = table("ational:ate ization:ize fulness:ful ousness:ous iveness:ive tional:tion biliti:ble entli:ent ation:ate alism:al aliti:al ousli:ous iviti:ive enci:ence anci:ance abli:able izer:ize ator:ate alli:al eli:e");
  const STEP3 = table("icate:ic ative: alize:al iciti:ic ical:ic ness: ful:");
  const STEP4 = table("ement: ance: ence: able: ible: ment: ant: ent: ism: ate: iti: ous: ive: ize: ion: al: er: ic: ou:");
  const SHORT = /[^aeiouy][aeiouy][^aeiouwxyY]$/;

  // Where a region begins: after the first consonant that follows a vowel.
  const after = (word, from) => {
    const found = /[aeiouy][^aeiouy]/.exec(word.slice(from));
    return found ? from + found.index + 2 : word.length;
  };
  // The longest ending of the table decides; it is changed only inside the region.
  const change = (word, endings, region) => {
    const found = endings.find((pair) => word.endsWith(pair[0]));
    if (!found) return word;
    const rest = word.slice(0, word.length - found[0].length);
    if (rest.length < region || (found[0] === "ion" && !/[st]$/.test(rest))) return word;
    return rest + found[1];
  };

  const pastAndPresent = (word, first) => {
    if (word.endsWith("eed")) return word.length - 3 >= first ? word.slice(0, -1) : word;
    const rest = word.replace(/(?:ed|ing)$/, "");
    if (rest === word || !/[aeiouy]/.test(rest)) return word;
    if (/(?:at|bl|iz)$/.test(rest)) return rest + "e";
    if (/(bb|dd|ff|gg|mm|nn|pp|rr|tt)$/.test(rest)) return rest.slice(0, -1);
    return rest.length === first && SHORT.test(rest) ? rest + "e" : rest;
  };
  const lastLetters = (word, first, second) => {
    if (word.endsWith("e")) {
      const rest = word.slice(0, -1);
      if (rest.length >= second || (rest.length >= first && !SHORT.test(rest))) word = rest;
    }
    return word.endsWith("ll") && word.length - 1 >= second ? word.slice(0, -1) : word;
  };

  window.lifeRelayStem = (written) => {
    let word = written.replace(/^y|([aeiouy])y/g, "$1Y");
    const first = after(word, 0), second = after(word, first);
    word = change(word, STEP1A, 0);
    word = pastAndPresent(word, first);
    if (/[aeiouy].*[yY]$/.test(word)) word = word.slice(0, -1) + "i";
    word = change(word, STEP2, first);
    word = change(word, STEP3, first);
    word = change(word, STEP4, second);
    return lastLetters(word, first, second).replace(/Y/g, "y");
  };
})();

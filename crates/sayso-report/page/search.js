// Search by words: NATO is not found in "senator". A word ends with * where only its beginning is known, and words
// in quotation marks follow one another.

const LETTER = "[\\p{L}\\p{M}\\p{N}]";

// The terms of a query, each a pattern that finds it at whole words, in any case.
function termsOf(query) {
  const terms = [];
  for (const [, phrase, curly, bare] of query.matchAll(/"([^"]*)"?|“([^”]*)”?|([^\s"“]+)/g)) {
    const words = [...(phrase ?? curly ?? bare).matchAll(/([\p{L}\p{M}\p{N}]+)(\*?)/gu)];
    if (words.length === 0) continue;
    const sequence = words.map(([, word, star]) => word + (star ? `${LETTER}*` : "")).join(`(?:(?!${LETTER}).)+`);
    terms.push(new RegExp(`(?<!${LETTER})${sequence}(?!${LETTER})`, "gisu"));
  }
  return terms;
}

const hasTerm = (text, term) => {
  term.lastIndex = 0;
  return term.test(text);
};
const hasAll = (text, terms) => terms.every((term) => hasTerm(text, term));

// Where the text filter is met between `start` and `end`, as marks.
function hitsIn(text, start, end) {
  const within = text.slice(start, end);
  return termsOf(chosen.text).flatMap((term) =>
    [...within.matchAll(term)].map((hit) => ({ start: start + hit.index, end: start + hit.index + hit[0].length, role: "hit" })));
}

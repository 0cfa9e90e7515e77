// The texts that the page carries, and where in them sources, cues, contents and hedges are. They are unpacked after the
// numbers, which need none of them.

const texts = new Array(articles.length);
const NO_PIECES = [];

async function readTexts() {
  const blocks = [...document.querySelectorAll("script.texts")].map(unpack);
  for (const block of blocks) {
    for (const [number, whole, text, flat] of await block) texts[number] = { whole, text, pieces: piecesIn(flat) };
  }
}

const textOf = (number) => texts[number]?.text;

// For every attribution of a text: its window, then the pieces of each role, as starts and ends. Each window is counted from the
// one before, and what is in it from its start.
function piecesIn(flat) {
  const all = [];
  let window = 0;
  for (let at = 0; at < flat.length;) {
    window += flat[at++];
    const pieces = [[window, window + flat[at++]]];
    while (pieces.length < 5) {
      const spans = [];
      for (let many = flat[at++]; many > 0; many--) {
        const start = window + flat[at++];
        spans.push(start, start + flat[at++]);
      }
      pieces.push(spans);
    }
    all.push(pieces);
  }
  return all;
}

// The pieces of attribution `i`; none if the page has no text of it.
function piecesOf(i) {
  return texts[articleOf[i]]?.pieces[i - firstOf[articleOf[i]]] ?? NO_PIECES;
}

// The words of an attribution's surroundings, where the page has them.
function windowText(i) {
  const pieces = piecesOf(i);
  return pieces.length === 0 ? "" : textOf(articleOf[i]).slice(pieces[0][0], pieces[0][1]);
}

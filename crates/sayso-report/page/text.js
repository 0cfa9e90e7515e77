// Marked text: which words are whose. A stretch in a source or cue shows that rather than the content
// around it.

const ROLES = ["source", "cue", "content", "hedge"];

// The pieces of attribution `i`: start, end, role.
function marksOf(i) {
  const pieces = piecesOf(i);
  const marks = [];
  ROLES.forEach((role, at) => {
    const spans = pieces[at + 1] ?? [];
    for (let k = 0; k + 1 < spans.length; k += 2) {
      if (spans[k] < spans[k + 1]) marks.push({ start: spans[k], end: spans[k + 1], role, i });
    }
  });
  return marks;
}

// Cuts `start` to `end` where a mark begins or ends: each stretch with the marks that cover it.
function stretches(start, end, marks) {
  const inside = marks.filter((mark) => mark.start < end && mark.end > start);
  const cuts = new Set([start, end]);
  for (const mark of inside) {
    cuts.add(Math.max(start, mark.start));
    cuts.add(Math.min(end, mark.end));
  }
  const sorted = [...cuts].sort((a, b) => a - b);
  return sorted.slice(0, -1).map((from, k) => {
    const to = sorted[k + 1];
    return { from, to, marks: inside.filter((mark) => mark.start <= from && mark.end >= to) };
  });
}

// One stretch as an element. Corners stand where a content begins and ends.
function stretchElement(text, { from, to, marks }) {
  const role = ROLES.find((name) => name !== "hedge" && marks.some((mark) => mark.role === name));
  const words = plain(text.slice(from, to));
  const isHit = marks.some((mark) => mark.role === "hit");
  if (!role) return isHit ? h("mark", { class: "hit" }, words) : document.createTextNode(words);
  const contents = marks.filter((mark) => mark.role === "content");
  const classes = isHit ? [role, "hit"] : [role];
  if (marks.some((mark) => mark.role === "hedge")) classes.push("hedge");
  if (contents.some((mark) => mark.start === from)) classes.push("opens");
  if (contents.some((mark) => mark.end === to)) classes.push("closes");
  const named = marks.some((mark) => mark.role === role && mark.start === from);
  const label = named && role !== "content" ? h("span", { class: "vh" }, ` ${role}: `) : null;
  return h("mark", { class: classes.join(" ") }, label, words);
}

const LONGEST_WINDOW = 1500;

// The sentences of one attribution, with its words marked.
function sentenceElement(i) {
  const text = textOf(articleOf[i]);
  const pieces = piecesOf(i);
  if (text === undefined || pieces.length === 0) {
    return h("p", { class: "absent" }, "The page does not carry the text of this article.");
  }
  const [start, end] = pieces[0];
  const cut = Math.min(end, start + LONGEST_WINDOW);
  const marks = [...marksOf(i), ...hitsIn(text, start, cut)];
  const parts = stretches(start, cut, marks).map((stretch) => stretchElement(text, stretch));
  return h("blockquote", { dir: "auto", class: "said" }, parts, cut < end ? " …" : null);
}

const legend = () =>
  h("p", { class: "legend" },
    h("mark", { class: "source" }, "source"), " ",
    h("mark", { class: "cue" }, "cue"), " ",
    h("mark", { class: "content opens closes" }, "content"), " ",
    h("mark", { class: "content hedge" }, "hedge"));

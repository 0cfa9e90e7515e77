// Denials, each beside what others say on the same matter.
function denialsPart({ title, about, columns, rows: counted, notes = [] }) {
  const at = Object.fromEntries(columns.map((column, k) => [column.name, k]));
  const all = new Map();
  for (const { cells, places: [denial, other] } of counted) {
    const key = [at.denier, at.stance, at.denied, at.document, at.cue].map((k) => cells[k]).join("\n");
    const place = denial >= 0 ? denial : key;
    if (!all.has(place)) all.set(place, { denial: denial ?? -1, cells, others: [] });
    if (cells[at.score] !== null) all.get(place).others.push({ i: other ?? -1, cells });
  }
  const STEP = 8;
  const list = h("ol", { class: "denials-list", id: "table-denials" });
  const more = h("button", { type: "button", class: "more", onclick: () => grow(true) });
  let passing = [];
  const statement = (i, name, stance, content, score, where) => {
    return h("div", { class: "statement" },
    h("p", { class: "who" }, show(name ?? "", { class: "name" }), tag(stance, `stance ${stance}`),
      score === undefined ? null : h("span", { class: "confidence" }, `score ${score.toFixed(2)}`)),
    h("p", { class: "words" }, content ? show(content) : "no words of it are given"),
    i < 0 ? h("p", { class: "where" }, show(where)) : h("p", { class: "where" }, h("button", { type: "button", class: "number", onclick: () => openList({ title: name ?? title, list: [i] }),
      "aria-label": `Show the sentence: ${plain(name ?? "")}, ${stance}` }, "sentence"), " in ", show(titleOf(articles[articleOf[i]])), whereabouts(articles[articleOf[i]])));
  };
  const other = ({ i, cells }) => statement(i, cells[at.source], cells[at["source-stance"]], cells[at.content], cells[at.score], cells[at["source-document"]]);
  const item = ({ denial, cells, others }) => h("li", { tabindex: "-1" },
    statement(denial, cells[at.denier], cells[at.stance], cells[at.denied], undefined, cells[at.document]),
    h("div", { class: "others" }, others.length === 0 ? h("p", { class: "absent" }, "Nobody is found who says it.") : null,
      others.slice(0, 2).map(other),
      others.length > 2 ? h("details", { class: "rest" }, h("summary", null, `${count(others.length - 2, "more statement")}`), others.slice(2).map(other)) : null));
  // For other programs: a row for each statement beside a denial.
  const columnsOut = columns.map(({ title: head, kind }, k) => ({ title: head, kind, value: (cells) => cells[k] }));
  const rowsOut = () => passing.flatMap(({ cells, others }) => (others.length === 0 ? [cells] : others.map((one) => one.cells)));
  const tools = h("div", { class: "tools" }, exportButtons("denials", title, () => [columnsOut, rowsOut()]));
  // What is hidden on paper is drawn for it, and stays.
  onPaper((paper) => {
    if (paper) grow(false, passing.length);
    list.querySelectorAll("details").forEach((rest) => { rest.open = paper; });
  });
  function grow(focus, step = STEP) {
    const next = passing.slice(list.childElementCount, list.childElementCount + step).map(item);
    list.append(...next);
    const left = passing.length - list.childElementCount;
    more.hidden = left <= 0;
    more.textContent = `Show ${number(Math.min(STEP, left))} more of ${number(left)}`;
    if (focus) next[0]?.focus();
  }
  return {
    id: "part-denials", title, about, nodes: [...notes.map((note) => h("p", { class: "about" }, plain(note))),
      h("div", { class: "table" }, tools,
        h("div", { class: "denials-list-head", "aria-hidden": "true" }, h("span", null, "Denied or withheld"), h("span", null, "Who says what is denied")), list, more)],
    update(chosenNow) {
      const kept = chosenNow === everything ? null : new Set(chosenNow);
      passing = [...all.values()].filter(({ denial, others }) => !kept || kept.has(denial) || others.some(({ i }) => kept.has(i)));
      list.replaceChildren();
      grow(false);
      return passing.length > 0;
    },
  };
}

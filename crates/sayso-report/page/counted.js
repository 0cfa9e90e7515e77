// A table that was counted over all articles. Filters choose among its rows.
function countedPart({ name, title, about, columns, rows: counted, notes = [] }, behindLabel) {
  const all = counted.map((row) => {
    const list = row.places.filter((i) => i >= 0);
    return { cells: row.cells, total: row.total, list: behindLabel?.get(row.cells[0]) ?? list,
      label: [title, row.cells.find((cell) => typeof cell === "string") ?? ""].filter(Boolean).join(": ") };
  });
  const behind = all.filter((row) => row.list.length > 0);
  const behindRow = (row) => (row.list.length > 0 ? { title: row.label, list: row.list, total: row.total } : null);
  const shown = columns.map((column, k) => ({ title: column.title[0].toUpperCase() + column.title.slice(1), kind: column.kind, value: (row) => row.cells[k] }));
  // The column that counts what stands behind the rows, or one more.
  const counts = columns.findLastIndex((column, k) => column.kind === "count" && behind.every((row) => row.cells[k] === row.total));
  if (behind.length > 0 && counts >= 0) shown[counts].open = behindRow;
  else if (behind.length > 0) {
    shown.push({ title: "Sentences", kind: "count", value: (row) => (row.list.length > 0 ? row.total : null),
      open: behindRow });
  }
  const table = makeTable({ name: `counted-${name}`, caption: title, columns: shown, empty: "No rows." });
  const hint = h("p", { class: "about" });
  return {
    id: `part-${name}`, title, about, nodes: [...notes.map((note) => h("p", { class: "about" }, plain(note))), hint, table.element],
    update(list) {
      const passing = list === everything ? null : new Set(list);
      const kept = passing ? all.filter((row) => row.list.some((i) => passing.has(i))) : all;
      hint.hidden = !passing;
      hint.textContent = behind.length > 0
        ? "Counted over all articles: the filters choose rows by the sentences behind them." : "Counted over all articles.";
      const shownNow = behind.length > 0 ? kept : all;
      table.update(shownNow);
      return shownNow.length > 0;
    },
  };
}

// Where the page carries a sample, each part shows the tables of all articles, and counts its sample only when filters are set.
const WHOLE = {
  kinds: ["kinds", "kinds-by-publisher", "anonymity"], sources: ["sources"], stances: ["stances", "cues"],
  timeline: ["timeline", "timeline-by-source"], about: ["about", "network"], chains: ["chains"],
};

function withWhole(part) {
  const names = WHOLE[part.id];
  if (carriesAll || names === undefined) return part;
  // What the page carries of a row, where its first cell says which attributions it counts.
  const behind = {
    kinds: (list) => groups(list, (i) => data.kinds[rows.kind[i]]), stances: (list) => groups(list, stanceName),
    sources: (list) => groups(list, (i) => speakersOf(i).map((k) => sources[k].name)),
  };
  const counted = names.map((name) => tables.find((table) => table.name === name)).filter(Boolean)
    .map((table) => ({ title: table.title, ...countedPart(table, behind[table.name]?.(everything)) }));
  const whole = h("div", null, counted.map(({ title, nodes }, k) => [k > 0 ? h("h3", null, title) : null, nodes]));
  const sample = h("div", null, part.nodes);
  return { ...part, nodes: [whole, sample], update(list) {
    whole.hidden = list !== everything;
    sample.hidden = !whole.hidden;
    return sample.hidden ? counted.map((one) => one.update(list)).some(Boolean) : part.update(list);
  } };
}

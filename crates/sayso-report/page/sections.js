// The parts of the report. Each is made once and filled anew whenever the filters change.

const opened = (title, list) => ({ title, list });
// A column whose number opens the attributions `of` a row.
const listColumn = (title, of, words = (row) => row.label) => ({
  title, kind: "count", value: (row) => of(row).length, open: (row) => opened(words(row), of(row)),
});
const textColumn = (title, value, render) => ({ title, kind: "text", value, render });
const countColumn = (title, value) => ({ title, kind: "count", value });
const shareColumn = (title, value) => ({ title, kind: "share", value });

const group = ([key, list]) => ({ key, list, label: String(key), articles: countArticles(list) });
const part = (list, test) => share(list.filter(test).length, list.length);
const isDirect = (i) => rows[i][QUOTATION] === DIRECT;
const isDenial = (i) => DENIALS.has(rows[i][STANCE]);
const words = (i) => rows[i][WORDS];

function summary() {
  const lead = h("p", { class: "lead" });
  const figures = h("dl", { class: "figures" });
  const box = (label, value, list, note) => h("div", null, h("dt", null, label),
    h("dd", null, list && list.length > 0
      ? h("button", { type: "button", class: "number", "aria-label": `${label}: ${value}. Show the sentences`, onclick: () => openList(opened(label, list)) }, value)
      : value, note ? h("span", { class: "note-words" }, note) : null));
  return {
    id: "summary", title: "Summary", nodes: [lead, figures],
    update(list) {
      const known = new Set(list.map((i) => rows[i][SOURCE]).filter((k) => sources[k].known));
      const unnamed = list.filter(isUnnamed);
      const direct = list.filter(isDirect);
      const denied = list.filter(isDenial);
      const all = list.length;
      const top = [...groups(list.filter((i) => sourceOf(i).known), (i) => rows[i][SOURCE])].sort(largestFirst).slice(0, 3);
      lead.replaceChildren(...(all === 0 ? ["Nothing passes the filters."] : [
        `${count(all, "attribution")} to ${count(known.size, "source")} in ${count(countArticles(list), "article")}. `,
        ...(top.length > 0 && top[0][1].length > 1 ? ["Cited most: ", ...top.flatMap(([key, own], k) => [k ? ", " : "", show(sources[key].name), ` (${number(own.length)})`]), "."] : []),
      ]));
      figures.replaceChildren(
        box("Attributions", number(all), list, `in ${count(countArticles(list), "article")}`),
        box("Sources", number(known.size), null, "told apart by name or by what they are"),
        box("Without a name", percent(share(unnamed.length, all)), unnamed, count(unnamed.length, "attribution")),
        box("Quoted directly", percent(share(direct.length, all)), direct, count(direct.length, "attribution")),
        box("Denied or withheld", number(denied.length), denied, `${percent(share(denied.length, all))} of all`));
    },
  };
}

function kinds() {
  const table = makeTable({ name: "kinds", caption: "Kinds of source", columns: [
    textColumn("Kind", (row) => row.label), listColumn("Attributions", (row) => row.list),
    shareColumn("Share", (row) => row.share), countColumn("Articles", (row) => row.articles),
    shareColumn("Share of words", (row) => row.words), shareColumn("Direct", (row) => row.direct),
  ] });
  const chart = figure({ title: "Attributions by kind of source", table,
    draw: (items, width) => bars(items, width, `Bars: attributions by kind of source. ${items.map((item) => `${item.label} ${item.list.length}`).join(", ")}.`) });
  const outlets = makeTable({ name: "publishers", caption: "Kinds of source by publisher", columns: [
    textColumn("Publisher", (row) => row.label), listColumn("Attributions", (row) => row.list),
    countColumn("Articles", (row) => row.articles),
    shareColumn("Named people", (row) => part(row.list, (i) => data.kinds[rows[i][KIND]] === "person")),
    shareColumn("Without a name", (row) => part(row.list, isUnnamed)),
    shareColumn("Government", (row) => part(row.list, (i) => data.kinds[rows[i][KIND]] === "government")),
    shareColumn("Nobody named", (row) => part(row.list, (i) => data.kinds[rows[i][KIND]] === "none")),
    shareColumn("Direct", (row) => part(row.list, isDirect)),
    shareColumn("Denied or withheld", (row) => part(row.list, isDenial)),
  ] });
  const why = makeTable({ name: "reasons", caption: "Reasons given for withholding a name", columns: [
    textColumn("Reason", (row) => row.label), listColumn("Attributions", (row) => row.list),
  ] });
  const whyBox = h("div", null, h("h3", null, "Names withheld, and why"), why.element);
  return {
    id: "kinds", title: "Kinds of source", nodes: [chart.element, h("h3", null, "By publisher"), outlets.element, whyBox],
    about: "What kind of source each attribution rests on, and how often it has no name.",
    update(list) {
      const whole = sum(list, words);
      const found = [...groups(list, kindName)].sort(largestFirst).map(group).map((row) => ({ ...row,
        share: share(row.list.length, list.length), words: share(sum(row.list, words), whole), direct: part(row.list, isDirect) }));
      table.update(found);
      chart.update(Object.assign(found.slice(), { whole: list.length }));
      outlets.update([...groups(list, (i) => publisherName(publisherOf(i)))].sort(largestFirst).map(group));
      const withheld = list.filter((i) => rows[i][REASON] >= 0);
      whyBox.hidden = withheld.length === 0;
      why.update([...groups(withheld, (i) => reasons[rows[i][REASON]] || "(no reason given)")].sort(largestFirst).map(group));
    },
  };
}

// A name that can also be chosen as filter.
const sourceCell = (row) => [show(row.label, { class: row.known ? null : "unknown" }), " ",
  h("button", { type: "button", class: "only", "aria-label": `Only ${plain(row.label)}`, onclick: () => onlySource(row.key) }, "only")];

function sourcesPart() {
  const table = makeTable({ name: "sources", caption: "Sources", columns: [
    { ...textColumn("Source", (row) => row.label, sourceCell), look: "wide" }, listColumn("Attributions", (row) => row.list),
    countColumn("Articles", (row) => row.articles), { ...textColumn("Kind", (row) => row.kind), look: "tight" },
    { ...textColumn("Described as", (row) => row.role), look: "wide" }, shareColumn("Share of words", (row) => row.words),
    shareColumn("Direct", (row) => row.direct),
    listColumn("Denied", (row) => row.denied, (row) => `${row.label}: denied or withheld`),
  ] });
  const rest = h("p", { class: "about below" });
  const chart = figure({ title: "Most cited sources", draw: (items, width) =>
    bars(items, width, `Bars: most cited sources. ${items.map((item) => `${item.label} ${item.list.length}`).join(", ")}.`) });
  return {
    id: "sources", title: "Sources", nodes: [chart.element, table.element, rest],
    about: "Who is cited, across articles. “Only” keeps one source for the whole report.",
    update(list) {
      const whole = sum(list, words);
      const found = [...groups(list, (i) => rows[i][SOURCE])].sort(largestFirst).map(([key, own]) => {
        const source = sources[key];
        const role = [source.role, source.affiliation].filter(Boolean);
        return { ...group([key, own]), label: source.name, known: source.known,
          kind: [...groups(own, kindName)].sort(largestFirst)[0][0],
          role: short(role[1] && lower(role[0]).includes(lower(role[1])) ? role[0] : role.join(", "), 64),
          words: share(sum(own, words), whole), direct: part(own, isDirect), denied: own.filter(isDenial) };
      });
      const known = found.filter((row) => row.known);
      const others = sum(found.filter((row) => !row.known), (row) => row.list.length);
      rest.hidden = others === 0;
      rest.textContent = `${count(others, "attribution")} to the writer, to nobody, or to a pronoun that stands for nobody known ${others === 1 ? "is" : "are"} not in this table.`;
      table.update(known);
      chart.update(Object.assign(known.slice(0, 12), { whole: list.length }));
    },
  };
}

function stances() {
  const table = makeTable({ name: "stances", caption: "Stances", columns: [
    textColumn("Stance", (row) => row.label), listColumn("Attributions", (row) => row.list),
    shareColumn("Share", (row) => row.share), countColumn("Articles", (row) => row.articles),
    textColumn("Most frequent cues", (row) => row.cues),
  ] });
  const cueTable = makeTable({ name: "cues", caption: "Cues", columns: [
    textColumn("Cue", (row) => row.label), listColumn("Attributions", (row) => row.list),
    countColumn("Articles", (row) => row.articles), textColumn("Stance", (row) => row.stance),
    shareColumn("Direct", (row) => part(row.list, isDirect)),
  ] });
  const cueOf = (i) => cues[rows[i][CUE]];
  return {
    id: "stances", title: "Stances and cues", nodes: [table.element, h("h3", null, "Words that mark attributions"), cueTable.element],
    about: "What the cue commits the source to: said, confirmed, denied, planned.",
    update(list) {
      table.update([...groups(list, stanceName)].sort(largestFirst).map(group).map((row) => ({ ...row,
        share: share(row.list.length, list.length),
        cues: [...groups(row.list, cueOf)].sort(largestFirst).slice(0, 5).map(([cue]) => cue).join(", ") })));
      cueTable.update([...groups(list, (i) => `${cueOf(i)}\n${stanceName(i)}`)].sort(largestFirst).map(([key, own]) => {
        const [label, stance] = key.split("\n");
        return { ...group([label, own]), stance };
      }));
    },
  };
}

// Days, months or years, whichever are few enough to be seen; and those in between where nothing was said.
function periodsOf(list) {
  const days = [...new Set(list.map(dayOf))].filter((day) => day !== undefined).sort();
  if (days.length === 0) return null;
  const span = (Date.parse(days.at(-1)) - Date.parse(days[0])) / 864e5;
  const letters = span <= 92 ? 10 : span <= 366 * 12 ? 7 : 4;
  const periods = [];
  const last = days.at(-1).slice(0, letters);
  for (let [year, month, day] = days[0].split("-").map(Number); periods.length < 400;) {
    const name = [String(year).padStart(4, "0"), String(month).padStart(2, "0"), String(day).padStart(2, "0")].join("-").slice(0, letters);
    if (name > last) break;
    periods.push(name);
    if (letters === 4) year += 1;
    else if (letters === 7) [year, month] = month === 12 ? [year + 1, 1] : [year, month + 1];
    else {
      const next = new Date(Date.UTC(year, month - 1, day + 1));
      [year, month, day] = [next.getUTCFullYear(), next.getUTCMonth() + 1, next.getUTCDate()];
    }
  }
  return { periods, of: (i) => dayOf(i)?.slice(0, letters) };
}

function timelinePart() {
  const table = makeTable({ name: "timeline", caption: "Attributions over time", columns: [
    textColumn("Period", (row) => row.label), listColumn("Attributions", (row) => row.list),
    countColumn("Articles", (row) => row.articles), shareColumn("Without a name", (row) => part(row.list, isUnnamed)),
    listColumn("Denied or withheld", (row) => row.list.filter(isDenial), (row) => `${row.label}: denied or withheld`),
    textColumn("Most cited", (row) => row.top),
  ] });
  const chart = figure({ title: "Attributions over time, in all and of the most cited sources", table,
    draw: (state, width) => timeline(state, width, `Columns: attributions by period from ${state.periods[0]} to ${state.periods.at(-1)}, in all and for ${state.series.slice(1).map((one) => one.label).join(", ")}.`) });
  const without = h("p", { class: "about" });
  return {
    id: "timeline", title: "Timeline", nodes: [without, chart.element],
    update(list) {
      const found = periodsOf(list);
      chart.element.hidden = !found;
      const undated = list.filter((i) => dayOf(i) === undefined).length;
      without.textContent = found ? (undated ? `${count(undated, "attribution")} of articles without a date ${undated === 1 ? "is" : "are"} left out.` : "By the date of the article.")
        : "No article has a date.";
      if (!found) return;
      const dated = list.filter((i) => dayOf(i) !== undefined);
      const top = [...groups(dated.filter((i) => sourceOf(i).known), (i) => rows[i][SOURCE])].sort(largestFirst);
      const series = [{ label: "All", byPeriod: groups(dated, found.of) }];
      for (const [key, own] of top.slice(0, 5)) series.push({ label: sources[key].name, byPeriod: groups(own, found.of) });
      chart.update({ periods: found.periods, series });
      table.update([...series[0].byPeriod].sort((a, b) => (a[0] < b[0] ? -1 : 1)).map(group).map((row) => ({ ...row,
        top: [...groups(row.list.filter((i) => sourceOf(i).known), (i) => rows[i][SOURCE])].sort(largestFirst).slice(0, 3).map(([key]) => sources[key].name).join(", ") })));
    },
  };
}

function aboutPart() {
  const pairs = makeTable({ name: "about", caption: "Who speaks about whom", columns: [
    textColumn("Source", (row) => row.source), textColumn("About", (row) => row.about), listColumn("Attributions", (row) => row.list),
    listColumn("Denied or withheld", (row) => row.denied, (row) => `${row.label}: denied or withheld`),
  ] });
  const subjects = makeTable({ name: "subjects", caption: "Who and what is spoken about", columns: [
    textColumn("About", (row) => row.label), listColumn("Attributions", (row) => row.list),
    countColumn("Articles", (row) => row.articles), countColumn("Sources", (row) => row.sources),
  ] });
  const chart = figure({ title: "Who speaks about whom", table: pairs, draw: (state, width) => network(state, width,
    `Network of sources and those they speak about. ${state.ties.slice(0, 12).map((tie) => `${state.left[tie.from].label} about ${state.right[tie.to].label}: ${tie.list.length}`).join("; ")}.`) });
  return {
    id: "about", title: "About whom", nodes: [chart.element, h("h3", null, "Spoken about"), subjects.element],
    about: "People, organisations and places that are named in what is said.",
    update(list) {
      const bySubject = new Map(), byPair = new Map();
      const push = (map, key, i) => (map.get(key)?.push(i) ?? map.set(key, [i]));
      for (const i of list) {
        for (const entity of rows[i][ABOUT]) {
          push(bySubject, entity, i);
          if (sourceOf(i).known) push(byPair, rows[i][SOURCE] * entities.length + entity, i);
        }
      }
      const label = (k) => entities[k].name;
      const ranked = [...bySubject].sort(largestFirst);
      subjects.update(ranked.map(([key, own]) => ({ ...group([key, own]), label: label(key),
        sources: new Set(own.map((i) => rows[i][SOURCE])).size })));
      const split = ([key, own]) => ({ from: Math.floor(key / entities.length), to: key % entities.length, list: own });
      const found = [...byPair].sort(largestFirst).map(split);
      pairs.update(found.map((pair) => ({ source: sources[pair.from].name, about: label(pair.to),
        list: pair.list, label: `${sources[pair.from].name} about ${label(pair.to)}`, denied: pair.list.filter(isDenial) })));
      const speaking = groups(list.filter((i) => sourceOf(i).known && rows[i][ABOUT].length > 0), (i) => rows[i][SOURCE]);
      const leftKeys = [...speaking].sort(largestFirst).slice(0, 12).map(([key]) => key);
      const rightKeys = [...new Set(found.filter((pair) => leftKeys.includes(pair.from)).map((pair) => pair.to))]
        .sort((a, b) => bySubject.get(b).length - bySubject.get(a).length).slice(0, 14);
      chart.element.hidden = rightKeys.length === 0;
      chart.update({
        left: leftKeys.map((key) => ({ label: sources[key].name, list: speaking.get(key) })),
        right: rightKeys.map((key) => ({ label: label(key), list: bySubject.get(key) })),
        ties: found.filter((pair) => leftKeys.includes(pair.from) && rightKeys.includes(pair.to)).slice(0, 60)
          .map((pair) => ({ from: leftKeys.indexOf(pair.from), to: rightKeys.indexOf(pair.to), list: pair.list })),
      });
    },
  };
}

function chainsPart() {
  const table = makeTable({ name: "chains", caption: "Chains of sources", empty: "No source relays another one.", columns: [
    textColumn("Chain", (row) => row.label), listColumn("Attributions", (row) => row.list), countColumn("Articles", (row) => row.articles),
  ] });
  return {
    id: "chains", title: "Chains", nodes: [table.element],
    about: "Who says that others say it: from the source that the article names to the one on which the content rests.",
    update(list) {
      const inner = list.filter((i) => parentOf(i) >= 0 && !isParent[i]);
      const found = [...groups(inner, (i) => chainOf(i).map((at) => rows[at][SOURCE]).join(" "))].sort(largestFirst);
      table.update(found.map(([key, own]) => ({ ...group([key, own]), label: key.split(" ").map((k) => sources[k].name).join(" → ") })));
    },
  };
}

function articlesPart() {
  const table = makeTable({ name: "articles", caption: "Articles", columns: [
    textColumn("Title", (row) => row.label, (row) => h("a", { href: `#article-${row.key}` }, show(row.label))),
    listColumn("Attributions", (row) => row.list), shareColumn("Without a name", (row) => part(row.list, isUnnamed)),
    textColumn("Publisher", (row) => row.publisher), textColumn("Date", (row) => row.day),
  ] });
  return {
    id: "articles", title: "Articles", nodes: [table.element], about: "A title opens the article with everything that is said in it.",
    update(list) {
      table.update([...groups(list, (i) => articleOf[i])].map(([key, own]) => {
        const article = articles[key];
        return { ...group([key, own]), label: titleOf(article), publisher: article.publisher === undefined ? "" : publishers[article.publisher], day: article.day ?? article.date ?? "" };
      }));
    },
  };
}

// The place of an attribution that a counted table names, or -1.
function placeOf({ document: id, attribution }) {
  const at = articleById.get(id);
  if (at === undefined || attribution === undefined || attribution === null) return -1;
  return attribution < articles[at].said.length ? firstOf[at] + attribution : -1;
}

// Denials, each beside what others say on the same matter.
function denialsPart({ title, about, columns, rows: counted, notes = [] }) {
  const at = Object.fromEntries(columns.map((column, k) => [column.name, k]));
  const all = new Map();
  for (const { cells, evidence } of counted) {
    const [denial, other] = evidence.sample.map(placeOf);
    if (denial === undefined || denial < 0) continue;
    if (!all.has(denial)) all.set(denial, { denial, cells, others: [] });
    if (other !== undefined && other >= 0) all.get(denial).others.push({ i: other, cells });
  }
  const STEP = 8;
  const list = h("ol", { class: "ledger" });
  const more = h("button", { type: "button", class: "more", onclick: () => grow(true) });
  const none = h("p", { class: "absent" }, "No denial passes the filters.");
  let passing = [];
  const statement = (i, asWritten, stance, content, score) => {
    const name = sourceOf(i).known ? sourceOf(i).name : asWritten;
    return h("div", { class: "statement" },
    h("p", { class: "who" }, show(name ?? "", { class: "name" }), tag(stance, `stance ${stance}`),
      score === undefined ? null : h("span", { class: "confidence" }, `shares ${percent(score)}`)),
    h("p", { class: "words" }, content ? show(content) : "no words of it are given"),
    h("p", { class: "where" }, h("button", { type: "button", class: "number", onclick: () => openList({ title: name ?? title, list: [i] }),
      "aria-label": `Show the sentence: ${plain(name ?? "")}, ${stance}` }, "sentence"), " in ", show(titleOf(articles[articleOf[i]])), whereabouts(articles[articleOf[i]])));
  };
  const other = ({ i, cells }) => statement(i, cells[at.source], cells[at["source-stance"]], cells[at.content], cells[at.score]);
  const item = ({ denial, cells, others }) => h("li", { tabindex: "-1" },
    statement(denial, cells[at.denier], cells[at.stance], cells[at.denied]),
    h("div", { class: "others" }, others.length === 0 ? h("p", { class: "absent" }, "Nobody else here speaks of it.") : null,
      others.slice(0, 2).map(other),
      others.length > 2 ? h("details", { class: "rest" }, h("summary", null, `${count(others.length - 2, "more statement")}`), others.slice(2).map(other)) : null));
  function grow(focus) {
    const next = passing.slice(list.childElementCount, list.childElementCount + STEP).map(item);
    list.append(...next);
    const left = passing.length - list.childElementCount;
    more.hidden = left <= 0;
    more.textContent = `Show ${number(Math.min(STEP, left))} more of ${number(left)}`;
    if (focus) next[0]?.focus();
  }
  return {
    id: "part-denials", title, about, nodes: [...notes.map((note) => h("p", { class: "about" }, plain(note))),
      h("div", { class: "ledger-head", "aria-hidden": "true" }, h("span", null, "Denied or withheld"), h("span", null, "What others say on the same matter")), list, none, more],
    update(chosenNow) {
      const kept = chosenNow === everything ? null : new Set(chosenNow);
      passing = [...all.values()].filter(({ denial, others }) => !kept || kept.has(denial) || others.some(({ i }) => kept.has(i)));
      list.replaceChildren();
      none.hidden = passing.length > 0;
      grow(false);
    },
  };
}

// A table that was counted over all articles. Filters choose among its rows.
function countedPart({ name, title, about, columns, rows: counted, notes = [] }) {
  const all = counted.map((row) => {
    const sample = row.evidence?.sample ?? [];
    return { cells: row.cells, total: row.evidence?.total ?? 0, list: sample.map(placeOf).filter((i) => i >= 0),
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
  if (all.length === 0) {
    return { id: `part-${name}`, title, about, nodes: [h("p", { class: "absent" }, "There are none.")], update() {} };
  }
  return {
    id: `part-${name}`, title, about, nodes: [...notes.map((note) => h("p", { class: "about" }, plain(note))), hint, table.element],
    update(list) {
      const passing = list === everything ? null : new Set(list);
      const kept = passing ? all.filter((row) => row.list.some((i) => passing.has(i))) : all;
      hint.hidden = !passing;
      hint.textContent = behind.length > 0
        ? "Counted over all articles: the filters choose rows by the sentences behind them." : "Counted over all articles.";
      table.update(behind.length > 0 ? kept : all);
    },
  };
}

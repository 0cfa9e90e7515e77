// The parts of the report. Each is made once and filled anew whenever the filters change.

const opened = (title, list) => ({ title, list });
// A column whose number opens the attributions `of` a row.
const listColumn = (title, of, words = (row) => row.label) => ({
  title, kind: "count", value: (row) => of(row).length, open: (row) => opened(words(row), of(row)),
});
const textColumn = (title, value, render) => ({ title, kind: "text", value, render });
const countColumn = (title, value) => ({ title, kind: "count", value });
const shareColumn = (title, value) => ({ title, kind: "share", value });

// A row of attributions that have something in common. What few rows show is only counted where it is asked for.
const group = ([key, list], label = String(key)) => ({
  key, list, label,
  get articles() { return countArticles(list); },
  get denied() { return list.filter(isDenial); },
  get direct() { return part(list, isDirect); },
  get sumOfWords() { return sum(list, words); },
});
const part = (list, test) => share(list.filter(test).length, list.length);
const isDirect = (i) => rows.quotation[i] === DIRECT;
const isDenial = (i) => DENIALS.has(rows.stance[i]);
const words = (i) => rows.words[i];

function summary() {
  const lead = h("p", { class: "lead" });
  const figures = h("dl", { class: "figures" });
  const box = (label, value, list, total, note) => h("div", null, h("dt", null, label),
    h("dd", null, list && list.length > 0
      ? h("button", { type: "button", class: "number", "aria-label": `${label}: ${value}. Show the sentences`, onclick: () => openList({ ...opened(label, list), total }) }, value)
      : value, note ? h("span", { class: "note-words" }, note) : null));
  return {
    id: "summary", title: "Summary", nodes: [lead, figures],
    update(list) {
      const of = { unnamed: list.filter(isUnnamed), direct: list.filter(isDirect), denied: list.filter(isDenial) };
      const whole = list === everything ? data.total : null;
      const total = whole ?? { attributions: list.length, articles: countArticles(list),
        ...Object.fromEntries(Object.entries(of).map(([name, own]) => [name, own.length])) };
      const bySource = [...groups(list, knownSpeakersOf)].sort(largestFirst);
      const many = whole?.sources ?? bySource.length;
      const top = whole?.top ?? bySource.slice(0, 3).map(([key, own]) => [sources[key].name, own.length]);
      lead.replaceChildren(...(total.attributions === 0 ? [list === everything ? "Nobody says anything here." : "Nothing passes the filters."] : [
        `${count(total.attributions, "attribution")} to ${count(many, "source")} in ${count(total.articles, "article")}. `,
        ...(top.length > 0 && top[0][1] > 1 ? ["Cited most: ", ...top.flatMap(([name, times], k) => [k ? ", " : "", show(name), ` (${number(times)})`]), "."] : []),
      ]));
      const shareOf = (name) => percent(share(total[name], total.attributions));
      figures.replaceChildren(
        box("Attributions", number(total.attributions), list, total.attributions, `in ${count(total.articles, "article")}`),
        box("Sources", number(many), null, 0, "told apart by name or by what they are"),
        box("Without a name", shareOf("unnamed"), of.unnamed, total.unnamed, count(total.unnamed, "attribution")),
        box("Quoted directly", shareOf("direct"), of.direct, total.direct, count(total.direct, "attribution")),
        box("Denied or withheld", number(total.denied), of.denied, total.denied, `${shareOf("denied")} of all`));
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
    shareColumn("Named people", (row) => part(row.list, (i) => data.kinds[rows.kind[i]] === "person")),
    shareColumn("Without a name", (row) => part(row.list, isUnnamed)),
    shareColumn("Government", (row) => part(row.list, (i) => data.kinds[rows.kind[i]] === "government")),
    shareColumn("Nobody named", (row) => part(row.list, (i) => data.kinds[rows.kind[i]] === "none")),
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
      const found = [...groups(list, (i) => rows.kind[i])].map(([, own]) => [kindName(own[0]), own]).sort(largestFirst).map((one) =>
        Object.assign(group(one), { share: share(one[1].length, list.length), words: share(sum(one[1], words), whole) }));
      table.update(found);
      chart.update(Object.assign(found.slice(), { whole: list.length }));
      outlets.update([...groups(list, publisherOf)].map(([publisher, own]) => [publisherName(publisher), own]).sort(largestFirst).map((one) => group(one)));
      const withheld = list.filter((i) => rows.reason[i] >= 0);
      whyBox.hidden = withheld.length === 0;
      why.update([...groups(withheld, (i) => reasons[rows.reason[i]] || "(no reason given)")].sort(largestFirst).map((one) => group(one)));
      return list.length > 0;
    },
  };
}

// A name that can also be chosen as filter.
const sourceCell = (row) => [show(row.label, { class: row.known ? null : "unknown" }), " ",
  h("button", { type: "button", class: "only", "aria-label": `Only ${plain(row.label)}`, onclick: () => onlySource(row.key) }, "only")];

function sourcesPart() {
  const table = makeTable({ name: "sources", caption: "Sources", columns: [
    { ...textColumn("Source", (row) => row.label, sourceCell), look: "wide" }, listColumn("Attributions", (row) => row.list),
    countColumn("Articles", (row) => row.articles), { ...textColumn("Kind", (row) => [...groups(row.list, (i) => kindAs(i, row.key))].sort(largestFirst)[0][0]), look: "tight" },
    { ...textColumn("Known by", (row) => (row.named ? "name" : "words")), look: "tight" },
    { ...textColumn("Described as", (row) => row.role), look: "wide" }, shareColumn("Share of words", (row) => share(row.sumOfWords, row.whole)),
    shareColumn("Direct", (row) => row.direct),
    listColumn("Denied or withheld", (row) => row.denied, (row) => `${row.label}: denied or withheld`),
  ] });
  const rest = h("p", { class: "about below" });
  const chart = figure({ title: "Most cited sources", draw: (items, width) =>
    bars(items, width, `Bars: most cited sources. ${items.map((item) => `${item.label} ${item.list.length}`).join(", ")}.`) });
  return {
    id: "sources", title: "Sources", nodes: [chart.element, table.element, rest],
    about: "Who is cited, across articles; all who have no name and go by the same words are one row. “Only” keeps one source for the whole report.",
    update(list) {
      const whole = sum(list, words);
      const found = [...groups(list, speakersOf)].sort(largestFirst).map(([key, own]) => {
        const { name, known, named, role, affiliation } = sources[key];
        const described = [role, affiliation].filter(Boolean);
        return Object.assign(group([key, own], name), { known, named, whole,
          role: short(affiliation && role && lower(role).includes(lower(affiliation)) ? role : described.join(", "), 64) });
      });
      const known = found.filter((row) => row.known);
      const others = sum(found.filter((row) => !row.known), (row) => row.list.length);
      rest.hidden = others === 0;
      rest.textContent = `${count(others, "attribution")} to the writer, to nobody, or to a pronoun that stands for nobody known ${others === 1 ? "is" : "are"} not in this table.`;
      table.update(known);
      chart.update(Object.assign(known.slice(0, 12), { whole: list.length }));
      return known.length > 0;
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
  const cueOf = (i) => cues[rows.cue[i]];
  return {
    id: "stances", title: "Stances and cues", nodes: [table.element, h("h3", null, "Words that mark attributions"), cueTable.element],
    about: "What the cue commits the source to: said, confirmed, denied, planned.",
    update(list) {
      table.update([...groups(list, (i) => rows.stance[i])].map(([, own]) => [stanceName(own[0]), own]).sort(largestFirst).map((one) => Object.assign(group(one), {
        share: share(one[1].length, list.length),
        cues: [...groups(one[1], cueOf)].sort(largestFirst).slice(0, 5).map(([cue]) => cue).join(", ") })));
      const byBoth = groups(list, (i) => rows.cue[i] * data.stances.length + rows.stance[i]);
      cueTable.update([...byBoth.values()].map((own) => Object.assign(group([cueOf(own[0]), own]), { stance: stanceName(own[0]) }))
        .sort((a, b) => largestFirst([`${a.label}\n${a.stance}`, a.list], [`${b.label}\n${b.stance}`, b.list])));
      return list.length > 0;
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
      if (!found) return false;
      const dated = list.filter((i) => dayOf(i) !== undefined);
      const top = [...groups(dated, knownSpeakersOf)].sort(largestFirst);
      const series = [{ label: "All", byPeriod: groups(dated, found.of) }];
      for (const [key, own] of top.slice(0, 5)) series.push({ label: sources[key].name, byPeriod: groups(own, found.of) });
      chart.update({ periods: found.periods, series });
      table.update([...series[0].byPeriod].sort((a, b) => (a[0] < b[0] ? -1 : 1)).map((one) => Object.assign(group(one), {
        top: [...groups(one[1], knownSpeakersOf)].sort(largestFirst).slice(0, 3).map(([key]) => sources[key].name).join(", ") })));
      return true;
    },
  };
}

const aboutCell = (row) => [show(row.label), " ",
  h("button", { type: "button", class: "only", "aria-label": `Only about ${plain(row.label)}`, onclick: () => change({ entity: row.key }) }, "only")];

function aboutPart() {
  const pairs = makeTable({ name: "about", caption: "Who speaks about whom", columns: [
    textColumn("Source", (row) => row.source), textColumn("About", (row) => row.about), listColumn("Attributions", (row) => row.list),
    listColumn("Denied or withheld", (row) => row.list.filter(isDenial), (row) => `${row.label}: denied or withheld`),
  ] });
  const subjects = makeTable({ name: "subjects", caption: "Who and what is spoken about", columns: [
    { ...textColumn("About", (row) => row.label, aboutCell), look: "wide" }, listColumn("Attributions", (row) => row.list),
    countColumn("Articles", (row) => row.articles), countColumn("Sources", (row) => new Set(row.list.flatMap(knownSpeakersOf)).size),
  ] });
  const chart = figure({ title: "Who speaks about whom", table: pairs, draw: (state, width) => network(state, width,
    `Network of sources and those they speak about. ${state.ties.slice(0, 12).map((tie) => `${state.left[tie.from].label} about ${state.right[tie.to].label}: ${tie.list.length}`).join("; ")}.`) });
  let last = () => {};
  const size = h("select", { id: "nodes", onchange: () => last() }, [12, 24, 60, 200].map((many) => h("option", { value: many }, String(many))));
  size.value = "24";
  const nodes = h("p", { class: "order" }, h("label", { for: "nodes" }, "Names in the picture, at most"), size);
  return {
    id: "about", title: "About whom", nodes: [nodes, chart.element, h("h3", null, "Spoken about"), subjects.element],
    about: "People, organisations and places that are named in what is said.",
    update(list) {
      const bySubject = new Map(), byPair = new Map();
      const push = (map, key, i) => (map.get(key)?.push(i) ?? map.set(key, [i]));
      for (const i of list) {
        for (let k = aboutFrom[i]; k < aboutFrom[i + 1]; k++) {
          const entity = rows.about[k];
          push(bySubject, entity, i);
          for (const speaker of knownSpeakersOf(i)) {
            if (data.selves[speaker] !== entity) push(byPair, speaker * entities.length + entity, i);
          }
        }
      }
      const label = (k) => entities[k].name;
      const ranked = [...bySubject].sort(largestFirst);
      subjects.update(ranked.map(([key, own]) => group([key, own], label(key))));
      const split = ([key, own]) => ({ from: Math.floor(key / entities.length), to: key % entities.length, list: own });
      const found = [...byPair].sort(largestFirst).map(split);
      pairs.update(found.map((pair) => ({ source: sources[pair.from].name, about: label(pair.to),
        list: pair.list, label: `${sources[pair.from].name} about ${label(pair.to)}` })));
      const speaking = groups(list.filter((i) => rows.abouts[i] > 0), knownSpeakersOf);
      last = () => chart.update(networkOf(found, speaking, bySubject, Number(size.value)));
      chart.element.hidden = found.length === 0;
      nodes.hidden = found.length <= 12;
      last();
      return ranked.length > 0;
    },
  };
}

// The leading sources and those they speak about, `many` names together, with each side so arranged that ties run level.
function networkOf(pairs, speaking, bySubject, many) {
  const sides = { from: new Map(), to: new Map() };
  const ties = [];
  for (const pair of pairs) {
    const fresh = (sides.from.has(pair.from) ? 0 : 1) + (sides.to.has(pair.to) ? 0 : 1);
    if (sides.from.size + sides.to.size + fresh > many || ties.length >= 2 * many) continue;
    sides.from.set(pair.from, speaking.get(pair.from));
    sides.to.set(pair.to, bySubject.get(pair.to));
    ties.push(pair);
  }
  const left = [...sides.from.keys()].sort((a, b) => sides.from.get(b).length - sides.from.get(a).length);
  const place = new Map(left.map((key, k) => [key, k]));
  const level = (key) => {
    const own = ties.filter((tie) => tie.to === key);
    return sum(own, (tie) => place.get(tie.from) * tie.list.length) / sum(own, (tie) => tie.list.length);
  };
  const levels = new Map([...sides.to.keys()].map((key) => [key, level(key)]));
  const right = [...levels.keys()].sort((a, b) => levels.get(a) - levels.get(b) || sides.to.get(b).length - sides.to.get(a).length);
  const across = new Map(right.map((key, k) => [key, k]));
  return {
    left: left.map((key) => ({ label: sources[key].name, list: sides.from.get(key) })),
    right: right.map((key) => ({ label: entities[key].name, list: sides.to.get(key) })),
    ties: ties.map((tie) => ({ from: place.get(tie.from), to: across.get(tie.to), list: tie.list })),
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
      // Of those who are known; nobody is heard by way of himself.
      const links = (i) => chainOf(i).map((at) => rows.source[at]).filter((k) => sources[k].known).filter((k, at, all) => k !== all[at - 1]);
      const inner = list.filter((i) => parentOf(i) >= 0 && !isParent[i]);
      const found = [...groups(inner, (i) => links(i).join(" "))].filter(([key]) => key.includes(" ")).sort(largestFirst);
      table.update(found.map(([key, own]) => group([key, own], key.split(" ").map((k) => sources[k].name).join(" → "))));
      return found.length > 0;
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
        return Object.assign(group([key, own], titleOf(article)), { publisher: article.publisher === undefined ? "" : publishers[article.publisher], day: article.day ?? article.date ?? "" });
      }));
      return list.length > 0;
    },
  };
}

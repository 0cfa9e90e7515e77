// The data of the page: articles, names, and attributions as columns, one entry an attribution.

const data = await unpack(document.querySelector("script.counted"));
const { articles, sources, entities, cues, publishers, reasons, rows } = data;

const size = rows.source.length;
const articleOf = new Uint32Array(size);
const firstOf = new Uint32Array(articles.length);
// Where the entities of each attribution begin in the list of all.
const aboutFrom = new Uint32Array(size + 1);
// The same of those who speak together.
const memberFrom = new Uint32Array(size + 1);
let counted = 0;
articles.forEach(({ said }, number) => {
  firstOf[number] = counted;
  articleOf.fill(number, counted, counted + said);
  counted += said;
});
rows.abouts.forEach((many, i) => { aboutFrom[i + 1] = aboutFrom[i] + many; });
rows.members.forEach((many, i) => { memberFrom[i + 1] = memberFrom[i] + many; });
const isAbout = (i, entity) => {
  for (let k = aboutFrom[i]; k < aboutFrom[i + 1]; k++) if (rows.about[k] === entity) return true;
  return false;
};
const everything = Array.from({ length: size }, (_, i) => i);
const carriesAll = size === data.total.attributions && articles.length === data.total.articles;

// The tables that were counted over all articles. What the page does not carry of the attributions behind a row is -1.
const tables = data.tables.map((table) => ({ ...table, rows: table.rows.map(([cells, total, places]) =>
  ({ cells, total, places: places.map((place) => (place === null ? -1 : firstOf[place[0]] + place[1])) })) }));

// Words for people. What is not listed goes by its own name.
const KIND_LABELS = {
  person: "named person", role: "unnamed person", group: "unnamed people",
  organisation: "organisation", government: "government", outlet: "news outlet",
  document: "document", imagery: "imagery", intercept: "intercepted call", social: "social post",
  author: "the writer", none: "nobody named",
};
const kindLabel = (kind) => KIND_LABELS[data.kinds[kind]] ?? data.kinds[kind];
const kindName = (i) => kindLabel(rows.kind[i]);
const stanceName = (i) => data.stances[rows.stance[i]];
const quotationName = (i) => data.quotations[rows.quotation[i]];
const sourceOf = (i) => sources[rows.source[i]];
// Who says it: the source, or each of those who speak together.
const speakersOf = (i) => (rows.members[i] === 0 ? [rows.source[i]] : rows.member.slice(memberFrom[i], memberFrom[i + 1]));
// What kind of source one of them is.
const kindAs = (i, speaker) => {
  for (let k = memberFrom[i]; k < memberFrom[i + 1]; k++) if (rows.member[k] === speaker) return kindLabel(rows.member_kind[k]);
  return kindName(i);
};
const knownSpeakersOf = (i) => speakersOf(i).filter((k) => sources[k].known);
const publisherOf = (i) => articles[articleOf[i]].publisher;
const dayOf = (i) => articles[articleOf[i]].day;
const UNNAMED = new Set(["role", "group"].map((kind) => data.kinds.indexOf(kind)));
const isUnnamed = (i) => UNNAMED.has(rows.kind[i]);
const DIRECT = data.quotations.indexOf("direct");
const DENIALS = new Set(["deny", "withhold"].map((stance) => data.stances.indexOf(stance)));

const titleOf = (article) => article.title || article.id || article.path || "an article without a name";
const publisherName = (number) => (number === undefined ? "not given" : publishers[number] || "not given");

// The attribution in whose content this one stands, or -1.
const parentOf = (i) => (rows.parent[i] < 0 ? -1 : firstOf[articleOf[i]] + rows.parent[i]);

const isParent = new Uint8Array(size);
everything.forEach((i) => {
  if (parentOf(i) >= 0 && parentOf(i) < size) isParent[parentOf(i)] = 1;
});

// From the outermost source to this one.
function chainOf(i) {
  const chain = [];
  for (let at = i; at >= 0 && at < size && chain.length < 8 && !chain.includes(at); at = parentOf(at)) chain.unshift(at);
  return chain;
}

// `list` in groups: a map from what `key` gives, or from each of what it gives, to the attributions that gave it.
function groups(list, key) {
  const found = new Map();
  const put = (name, i) => {
    const group = found.get(name);
    if (group) group.push(i);
    else found.set(name, [i]);
  };
  for (const i of list) {
    const names = key(i);
    if (Array.isArray(names)) names.forEach((name) => put(name, i));
    else put(names, i);
  }
  return found;
}

const largestFirst = (a, b) => b[1].length - a[1].length || (a[0] < b[0] ? -1 : 1);
// Of a list in which the attributions of an article are together.
const countArticles = (list) => list.reduce((many, i, k) => many + (k === 0 || articleOf[i] !== articleOf[list[k - 1]] ? 1 : 0), 0);
const sum = (list, number) => list.reduce((total, i) => total + number(i), 0);
const share = (part, whole) => (whole === 0 ? null : part / whole);

// The data of the page, as columns: one entry an attribution, whatever article it stands in.

const data = JSON.parse(document.getElementById("data").textContent);
const { articles, sources, entities, cues, publishers, reasons, tables } = data;

// The places in a row of `articles[n].said`; the writer of the page has the same list.
const SOURCE = 0, KIND = 1, STANCE = 2, QUOTATION = 3, CUE = 4, PARENT = 5;
const WORDS = 6, CONFIDENCE = 7, ABOUT = 8, REASON = 9, PIECES = 10;

const size = articles.reduce((sum, article) => sum + article.said.length, 0);
const articleOf = new Uint32Array(size);
const firstOf = new Uint32Array(articles.length);
const rows = new Array(size);
articles.forEach((article, number) => {
  firstOf[number] = number === 0 ? 0 : firstOf[number - 1] + articles[number - 1].said.length;
  article.said.forEach((row, i) => {
    articleOf[firstOf[number] + i] = number;
    rows[firstOf[number] + i] = row;
  });
});
// Whoever is one with another, by all articles, goes by the number of that one.
for (const row of rows) {
  row[SOURCE] = sources[row[SOURCE]].one ?? row[SOURCE];
  row[ABOUT] = [...new Set(row[ABOUT].map((entity) => entities[entity].one ?? entity))];
}
const everything = Array.from({ length: size }, (_, i) => i);

const articleById = new Map();
articles.forEach((article, number) => {
  if (!articleById.has(article.id)) articleById.set(article.id, number);
});

// Words for people. What is not listed goes by its own name.
const KIND_LABELS = {
  person: "named person", role: "unnamed person", group: "unnamed people",
  organisation: "organisation", government: "government", outlet: "news outlet",
  document: "document", imagery: "imagery", intercept: "intercepted call", social: "social post",
  author: "the writer", none: "nobody named",
};
const kindName = (i) => KIND_LABELS[data.kinds[rows[i][KIND]]] ?? data.kinds[rows[i][KIND]];
const stanceName = (i) => data.stances[rows[i][STANCE]];
const quotationName = (i) => data.quotations[rows[i][QUOTATION]];
const sourceOf = (i) => sources[rows[i][SOURCE]];
const publisherOf = (i) => articles[articleOf[i]].publisher;
const dayOf = (i) => articles[articleOf[i]].day;
const UNNAMED = new Set(["role", "group"].map((kind) => data.kinds.indexOf(kind)));
const isUnnamed = (i) => UNNAMED.has(rows[i][KIND]);
const DIRECT = data.quotations.indexOf("direct");
const DENIALS = new Set(["deny", "withhold"].map((stance) => data.stances.indexOf(stance)));

const titleOf = (article) => article.title || article.id || article.path || "an article without a name";
const publisherName = (number) => (number === undefined ? "not given" : publishers[number] || "not given");

// The attribution in whose content this one stands, or -1.
const parentOf = (i) => (rows[i][PARENT] < 0 ? -1 : firstOf[articleOf[i]] + rows[i][PARENT]);

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

// The words of an attribution's surroundings, where the page has them.
function windowText(i) {
  const { text } = articles[articleOf[i]];
  const pieces = rows[i][PIECES];
  return text === undefined || pieces.length === 0 ? "" : text.slice(pieces[0][0], pieces[0][1]);
}

// `list` in groups: a map from what `key` gives to the attributions that gave it.
function groups(list, key) {
  const found = new Map();
  for (const i of list) {
    const name = key(i);
    const group = found.get(name);
    if (group) group.push(i);
    else found.set(name, [i]);
  }
  return found;
}

const largestFirst = (a, b) => b[1].length - a[1].length || (a[0] < b[0] ? -1 : 1);
const countArticles = (list) => new Set(list.map((i) => articleOf[i])).size;
const sum = (list, number) => list.reduce((total, i) => total + number(i), 0);
const share = (part, whole) => (whole === 0 ? null : part / whole);

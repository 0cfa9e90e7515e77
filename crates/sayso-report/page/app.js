// Puts the report together and keeps it in step with the filters.

const form = document.getElementById("filters");
const result = document.getElementById("result");
const misfits = document.getElementById("misfits");
const chipBar = document.getElementById("chips");
const main = document.getElementById("main");
const nav = document.getElementById("sections");

const shownAnyway = Object.values(WHOLE).flat();
const parts = [summary(), ...[kinds(), sourcesPart(), stances(), timelinePart(), aboutPart(), chainsPart()].map(withWhole), comparePart(),
  ...tables.filter((table) => !shownAnyway.includes(table.name)).map((table) => (table.name === "denials" ? denialsPart(table) : countedPart(table))),
  articlesPart()].filter(Boolean);

for (const { id, title, about, nodes } of parts) {
  main.append(h("section", { id, "aria-labelledby": `${id}-title` },
    h("h2", { id: `${id}-title` }, plain(title)), h("p", { class: "none" }), about ? h("p", { class: "about" }, plain(about)) : null, nodes));
  nav.append(h("li", null, h("a", { href: `#${id}` }, plain(title))));
}

// Parts that are seen are filled at once, the others in between, so that a large report answers quickly.
const AT_ONCE = 50;
let turn = 0;

function fill(list) {
  const mine = ++turn;
  // Where there is nothing to see, a part is one line.
  const fillPart = (part) => {
    const section = document.getElementById(part.id);
    section.classList.toggle("folded", part.update(list) === false);
    section.querySelector(".none").textContent = list === everything ? "There is none." : "Nothing passes the filters.";
  };
  const seen = new Set(parts.filter(({ id }) => {
    const { top, bottom } = document.getElementById(id).getBoundingClientRect();
    return bottom > 0 && top < innerHeight;
  }));
  const waiting = [...parts.filter((part) => seen.has(part)), ...parts.filter((part) => !seen.has(part))];
  return new Promise((done) => {
    const go = () => {
      const end = performance.now() + AT_ONCE;
      while (waiting.length > 0 && performance.now() < end) fillPart(waiting.shift());
      if (waiting.length === 0) done();
      else setTimeout(() => mine === turn && go());
    };
    go();
  });
}

function update() {
  const list = select(chosen);
  const set = chips(chosen);
  showMisfits();
  const sampled = carriesAll ? "" : ` that the page carries of ${number(data.total.attributions)}`;
  result.textContent = list === everything
    ? `${count(data.total.attributions, "attribution")} in ${count(data.total.articles, "article")}`
    : `${number(list.length)} of ${count(size, "attribution")}${sampled}, in ${number(countArticles(list))} of ${count(articles.length, "article")}`;
  chipBar.replaceChildren(...set.map(({ text, clear }) => h("li", null,
    h("button", { type: "button", "aria-label": `Remove the filter: ${plain(text)}`, onclick: () => change(clear) },
      show(text), h("span", { "aria-hidden": "true" }, " ×")))));
  if (set.length > 1) chipBar.append(h("li", null, h("button", { type: "button", class: "all", onclick: () => change(noFilters()) }, "Remove all filters")));
  return fill(list);
}

// Why filters choose nothing, or were not set.
function showMisfits() {
  const backwards = chosen.from && chosen.to && chosen.from > chosen.to ? [`${chosen.from} is after ${chosen.to}: no day is between them.`] : [];
  const unknown = unknownInAddress.map((text) => `The link also says ${text}, which this report does not know.`);
  misfits.textContent = plain([...unknown, ...backwards].join(" "));
}

function change(to) {
  choose(form, to);
  update();
  remember();
  result.focus();
}

function onlySource(source) {
  change({ source });
}

// What the page carries, where that is not all.
function carried() {
  const whole = texts.reduce((sum, article) => sum + (article.whole ? 1 : 0), 0);
  const some = texts.reduce((sum) => sum + 1, 0) - whole;
  const parts = [
    carriesAll ? null : `${count(size, "attribution")} in ${count(articles.length, "article")} for the filters`,
    whole === data.total.articles ? null : `the texts of ${count(whole, "article")}`,
    some === 0 ? null : `the sentences with attributions of ${number(some)} more`,
  ].filter(Boolean);
  if (parts.length === 0) return null;
  const all = parts.length === 1 ? parts[0] : `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)}`;
  return h("p", { class: "about", id: "carried" }, `The numbers are those of all articles. To stay small, the page carries ${all}, drawn by chance; `,
    h("code", null, carriesAll ? "--texts" : "--sample"), carriesAll ? " sets how many." : [" and ", h("code", null, "--texts"), " set how many."]);
}

document.getElementById("origin").textContent = [
  count(data.total.articles, "article"), data.total.publishers > 0 ? count(data.total.publishers, "publisher") : null,
  data.total.days === null ? null : [...new Set(data.total.days)].join(" to ")].filter(Boolean).join(" · ");

filterForm(form, (field) => {
  update();
  remember(field);
});
choose(form, readAddress().filter ?? EMPTY);
await update();
document.documentElement.classList.add("counted");
await readTexts();
const carriedNote = carried();
if (carriedNote !== null) document.getElementById("origin").after(carriedNote);
if (chosen.text !== "") await update();
document.documentElement.classList.add("ready");
followAddress();

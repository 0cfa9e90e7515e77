// Puts the report together and keeps it in step with the filters.

const form = document.getElementById("filters");
const result = document.getElementById("result");
const chipBar = document.getElementById("chips");
const main = document.getElementById("main");
const nav = document.getElementById("sections");

const parts = [summary(), kinds(), sourcesPart(), stances(), timelinePart(), aboutPart(), chainsPart(),
  ...tables.map((table) => (table.name === "denials" ? denialsPart(table) : countedPart(table))), articlesPart()];

for (const { id, title, about, nodes } of parts) {
  main.append(h("section", { id, "aria-labelledby": `${id}-title` },
    h("h2", { id: `${id}-title` }, plain(title)), about ? h("p", { class: "about" }, plain(about)) : null, nodes));
  nav.append(h("li", null, h("a", { href: `#${id}` }, plain(title))));
}

function update() {
  const list = select(chosen);
  for (const part of parts) part.update(list);
  const set = chips(chosen);
  result.textContent = list.length === everything.length
    ? `${count(size, "attribution")} in ${count(articles.length, "article")}`
    : `${number(list.length)} of ${count(size, "attribution")}, in ${number(countArticles(list))} of ${count(articles.length, "article")}`;
  chipBar.replaceChildren(...set.map(({ text, clear }) => h("li", null,
    h("button", { type: "button", "aria-label": `Remove the filter: ${plain(text)}`, onclick: () => change(clear) },
      show(text), h("span", { "aria-hidden": "true" }, " ×")))));
  if (set.length > 1) chipBar.append(h("li", null, h("button", { type: "button", class: "all", onclick: () => change(EMPTY) }, "Remove all filters")));
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

const days = articles.map((article) => article.day).filter((day) => day !== undefined).sort();
const kept = data.limits.texts < articles.length ? `full texts of the first ${number(data.limits.texts)}` : null;
document.getElementById("origin").textContent = [
  count(articles.length, "article"), publishers.length > 0 ? count(publishers.length, "publisher") : null,
  days.length === 0 ? null : days[0] === days.at(-1) ? days[0] : `${days[0]} to ${days.at(-1)}`, kept].filter(Boolean).join(" · ");

filterForm(form, (field) => {
  update();
  remember(field);
});
choose(form, readAddress().filter ?? EMPTY);
update();
document.documentElement.classList.add("ready");
followAddress();

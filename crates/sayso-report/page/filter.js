// What is chosen. Everything that is shown follows from the attributions that pass.

const EMPTY = { text: "", name: "", source: null, kind: "", stance: "", quotation: "", publisher: "", from: "", to: "",
  about: "", entity: null, polarity: "", actuality: "", sure: "0", compare: "", left: "", right: "" };
// What is compared chooses nothing, and stays when filters go.
const COMPARING = ["compare", "left", "right"];
let chosen = { ...EMPTY };
const noFilters = () => ({ ...EMPTY, ...Object.fromEntries(COMPARING.map((name) => [name, chosen[name]])) });

const lower = (text) => text.toLowerCase();

// A test for one attribution, made of the filters that are set.
function tests(filter) {
  const all = [];
  const equals = (value, of) => value !== "" && all.push((i) => of(i) === Number(value));
  equals(filter.stance, (i) => rows.stance[i]);
  equals(filter.quotation, (i) => rows.quotation[i]);
  equals(filter.polarity, (i) => rows.polarity[i]);
  equals(filter.actuality, (i) => rows.actuality[i]);
  if (Number(filter.sure) > 0) all.push((i) => rows.confidence[i] >= Number(filter.sure));
  if (filter.kind === "unnamed") all.push(isUnnamed);
  else equals(filter.kind, (i) => rows.kind[i]);
  if (filter.publisher !== "") {
    const wanted = filter.publisher === "none" ? undefined : Number(filter.publisher);
    all.push((i) => publisherOf(i) === wanted);
  }
  if (filter.from) all.push((i) => dayOf(i) !== undefined && dayOf(i) >= filter.from);
  if (filter.to) all.push((i) => dayOf(i) !== undefined && dayOf(i) <= filter.to);
  if (filter.source !== null) all.push((i) => speakersOf(i).includes(filter.source));
  const names = termsOf(filter.name);
  if (names.length > 0) {
    const hits = sources.map((source) => hasAll(source.name, names));
    all.push((i) => hits[rows.source[i]] || speakersOf(i).some((k) => hits[k]));
  }
  if (filter.entity !== null) all.push((i) => isAbout(i, filter.entity));
  const things = termsOf(filter.about);
  if (things.length > 0) {
    const hits = entities.map((entity) => hasAll(entity.name, things));
    all.push((i) => rows.about.slice(aboutFrom[i], aboutFrom[i + 1]).some((entity) => hits[entity]));
  }
  const terms = termsOf(filter.text);
  if (terms.length > 0) {
    const titles = articles.map((article) => hasAll(titleOf(article), terms));
    all.push((i) => titles[articleOf[i]] || hasAll(windowText(i), terms));
  }
  return all;
}

function select(filter) {
  const all = tests(filter);
  return all.length === 0 ? everything : everything.filter((i) => all.every((test) => test(i)));
}

// What is set, in words, with what unsets it.
function chips(filter) {
  const found = [];
  const chip = (text, ...names) =>
    found.push({ text, clear: Object.fromEntries(names.map((name) => [name, EMPTY[name]])) });
  if (termsOf(filter.text).length > 0) chip(`text has “${filter.text.trim()}”`, "text");
  if (termsOf(filter.name).length > 0) chip(`source has “${filter.name.trim()}”`, "name");
  if (filter.source !== null) chip(`source is ${sources[filter.source].name}`, "source");
  if (filter.kind === "unnamed") chip("kind: without a name", "kind");
  else if (filter.kind !== "") chip(`kind: ${KIND_LABELS[data.kinds[filter.kind]]}`, "kind");
  if (filter.stance !== "") chip(`stance: ${data.stances[filter.stance]}`, "stance");
  if (filter.quotation !== "") chip(`quotation: ${data.quotations[filter.quotation]}`, "quotation");
  if (filter.publisher === "none") chip("no publisher given", "publisher");
  else if (filter.publisher !== "") chip(`publisher: ${publishers[filter.publisher]}`, "publisher");
  if (termsOf(filter.about).length > 0) chip(`about “${filter.about.trim()}”`, "about");
  if (filter.entity !== null) chip(`about ${entities[filter.entity].name}`, "entity");
  if (filter.polarity !== "") chip(`polarity: ${data.polarities[filter.polarity]}`, "polarity");
  if (filter.actuality !== "") chip(`actuality: ${data.actualities[filter.actuality]}`, "actuality");
  if (Number(filter.sure) > 0) chip(`sure to ${filter.sure} % or more`, "sure");
  if (filter.from) chip(`from ${filter.from}`, "from");
  if (filter.to) chip(`to ${filter.to}`, "to");
  return found;
}

// The form. `changed` is called after every change, with the name of the field.
function filterForm(form, changed) {
  const used = (name, of) => [...new Set(everything.map(of))].sort((a, b) => a - b).map((value) => [value, name(value)]);
  const byName = (a, b) => a[1].localeCompare(b[1], "en");
  const choice = (name, label, options) => {
    const list = h("select", { id: `f-${name}`, name }, h("option", { value: "" }, "any"));
    for (const [value, text] of options) list.append(h("option", { value }, plain(text)));
    return h("div", { class: "field" }, h("label", { for: `f-${name}` }, label), list);
  };
  const input = (name, label, type, attributes) =>
    h("div", { class: `field ${type}` }, h("label", { for: `f-${name}` }, label),
      h("input", { id: `f-${name}`, name, type, autocomplete: "off", ...attributes }));

  const days = articles.map((article) => article.day).filter((day) => day !== undefined).sort();
  const outlets = publishers.map((_, i) => [i, publisherName(i)]).sort(byName);
  if (outlets.length > 0 && articles.some((a) => a.publisher === undefined)) outlets.push(["none", "not given"]);
  const kinds = used((k) => KIND_LABELS[data.kinds[k]] ?? data.kinds[k], (i) => rows.kind[i]);
  if (everything.some(isUnnamed)) kinds.push(["unnamed", "all without a name"]);
  const fields = [
    input("text", "Text", "search", { placeholder: "words, begin*, \"in sequence\"" }),
    input("name", "Source", "search", { placeholder: "words of a name, begin*" }),
    choice("kind", "Kind of source", kinds),
    choice("stance", "Stance", used((k) => data.stances[k], (i) => rows.stance[i])),
    choice("quotation", "Quotation", used((k) => data.quotations[k], (i) => rows.quotation[i])),
    outlets.length > 0 ? choice("publisher", "Publisher", outlets) : null,
    days.length > 0 ? input("from", "From", "date", { min: days[0], max: days.at(-1) }) : null,
    days.length > 0 ? input("to", "To", "date", { min: days[0], max: days.at(-1) }) : null,
  ];
  const slider = h("input", { id: "f-sure", name: "sure", type: "range", min: 0, max: 95, step: 5, value: 0, "aria-describedby": "f-sure-now" });
  const more = h("details", { class: "more-filters" }, h("summary", null, "More filters"), h("div", { class: "grid" },
    input("about", "Spoken about", "search", { placeholder: "words of a name, begin*" }),
    choice("polarity", "Polarity", used((k) => data.polarities[k], (i) => rows.polarity[i])),
    choice("actuality", "Actuality", used((k) => data.actualities[k], (i) => rows.actuality[i])),
    h("div", { class: "field" }, h("label", { for: "f-sure" }, "Sure to at least ", h("output", { id: "f-sure-now", for: "f-sure" })), slider)));
  add(form, [h("div", { class: "grid" }, fields), more]);

  let waiting = 0;
  const take = (field) => {
    for (const control of form.elements) if (control.name) chosen[control.name] = control.value;
    changed(field);
  };
  form.addEventListener("input", ({ target }) => {
    sayHowSure(form);
    clearTimeout(waiting);
    waiting = setTimeout(() => take(target.name), 150);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(waiting);
    take();
  });
}

function sayHowSure(form) {
  form.querySelector("#f-sure-now").textContent = `${form.elements.sure.value} %`;
}

// Sets filters from outside the form.
function choose(form, change) {
  chosen = { ...chosen, ...change };
  for (const control of form.elements) if (control.name) control.value = chosen[control.name];
  sayHowSure(form);
  const more = form.querySelector(".more-filters");
  if (["about", "polarity", "actuality", "sure"].some((name) => chosen[name] !== EMPTY[name])) more.open = true;
}

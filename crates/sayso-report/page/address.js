// The address: the place that is shown and the filters that are set, so that a link shows what its sender saw and
// the way back leads through what was chosen. Values are names, which outlive a new report of the same articles.

const NAMES = { kind: data.kinds, stance: data.stances, quotation: data.quotations, publisher: publishers,
  polarity: data.polarities, actuality: data.actualities };
const BESIDES = { kind: "unnamed", publisher: "none" };
const TYPED = new Set(["text", "name", "from", "to", "about", "sure"]);
let lastTyped = null;
// What the address asked for in vain.
let unknownInAddress = [];
const isDay = (text) => /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text));

// Several sources may be called the same: "officials" of one article are not those of another.
const namesakes = (all, name) => all.flatMap((one, k) => (one.name === name ? [k] : []));
const LISTS = { source: sources, entity: entities };

function inAddress(all, k) {
  const same = namesakes(all, all[k].name);
  return same.length > 1 ? `${all[k].name}~${same.indexOf(k) + 1}` : all[k].name;
}

function fromAddress(all, text) {
  const [, name, place] = /^(.*)~(\d+)$/s.exec(text) ?? [];
  return namesakes(all, text)[0] ?? namesakes(all, name)[place - 1] ?? null;
}

function addressOf(filter, place) {
  const pairs = Object.keys(EMPTY).filter((key) => filter[key] !== EMPTY[key]).map((key) => {
    if (key in LISTS) return [key, inAddress(LISTS[key], filter[key])];
    return [key, NAMES[key]?.[filter[key]] ?? filter[key]];
  });
  const parts = [place, new URLSearchParams(pairs).toString()].filter(Boolean);
  return parts.length === 0 ? "" : `#${parts.join("&")}`;
}

// The value of a filter; null if there is none of that name.
function fromText(key, value) {
  if (key in LISTS) return fromAddress(LISTS[key], value);
  if (key === "sure") return /^[1-9]?\d$/.test(value) ? value : null;
  if (key === "from" || key === "to") return isDay(value) ? value : null;
  if (!(key in NAMES) || value === BESIDES[key]) return value;
  return NAMES[key].includes(value) ? String(NAMES[key].indexOf(value)) : null;
}

// The place, and the filters; null if the address has none.
function readAddress() {
  const parts = location.hash.slice(1).split("&");
  const place = parts[0].includes("=") ? "" : parts.shift();
  const filter = { ...EMPTY };
  unknownInAddress = [];
  for (const [key, value] of new URLSearchParams(parts.join("&"))) {
    if (!Object.hasOwn(EMPTY, key)) continue;
    const known = fromText(key, value);
    if (known === null) unknownInAddress.push(`${key} = ${short(value, 60)}`);
    else filter[key] = known;
  }
  return { place, filter: parts.length === 0 ? null : filter };
}

function writeAddress(how, place) {
  try {
    history[how]({ written: true }, "", location.pathname + location.search + addressOf(chosen, place));
  } catch {
    // A page that is shown within another one may have no address.
  }
}

// Writes down what was chosen; going on typing in one field is one step of the way back.
function remember(field) {
  unknownInAddress = [];
  showMisfits();
  writeAddress(field !== undefined && field === lastTyped ? "replaceState" : "pushState", "");
  lastTyped = TYPED.has(field) ? field : null;
}

// Shows what the address says. A link within the page names only a place: the filters stay.
function followAddress() {
  lastTyped = null;
  const { place, filter } = readAddress();
  const isLink = history.state === null && filter === null && place !== "";
  const wanted = filter ?? EMPTY;
  if (!isLink && Object.keys(EMPTY).some((key) => chosen[key] !== wanted[key])) {
    choose(form, wanted);
    update();
  } else {
    showMisfits();
  }
  writeAddress("replaceState", place);
  const [, article, said] = /^article-(\d+)(?:-(\d+))?$/.exec(place) ?? [];
  if (article !== undefined && Number(article) < articles.length) {
    openArticle(Number(article), said === undefined ? undefined : firstOf[Number(article)] + Number(said));
  } else if (place === "") {
    // The way back leads out of an article.
    if (drawer.open) drawer.close();
  } else {
    document.getElementById(place)?.scrollIntoView();
  }
}
window.addEventListener("hashchange", followAddress);

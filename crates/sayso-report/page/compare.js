// Two publishers, sources or periods side by side: shares, their difference, and between what it is likely to be.

const SURE = 1.96;
// Of fewer attributions a share says little.
const FEW = 30;

// Wilson's interval of a share.
function wilson(some, all) {
  const p = some / all;
  const scale = 1 + SURE ** 2 / all;
  const middle = (p + SURE ** 2 / (2 * all)) / scale;
  const half = (SURE / scale) * Math.sqrt((p * (1 - p)) / all + SURE ** 2 / (4 * all ** 2));
  return [Math.max(0, middle - half), Math.min(1, middle + half)];
}

// Newcombe's interval of the difference of two shares, the second less the first.
function newcombe([some, all], [others, whole]) {
  const [p, q] = [some / all, others / whole];
  const [[low, high], [least, most]] = [wilson(some, all), wilson(others, whole)];
  const between = q - p;
  return [between - Math.hypot(q - least, high - p), between + Math.hypot(most - q, p - low)];
}

// What can be compared: the names that may be chosen, and the attributions of one.
const COMPARED = {
  publisher: { label: "publishers", names: () => publishers, of: (i) => publishers[publisherOf(i)] },
  source: { label: "sources", names: () => leadingSources().map((k) => inAddress(sources, k)), of: (i) => knownSpeakersOf(i).map(addressName) },
  period: { label: "periods", names: () => periodsOf(everything)?.periods ?? [], of: (i) => periodName(i) },
};
const MOST_CHOICES = 200;
const leadingSources = () => [...groups(everything, knownSpeakersOf)].sort(largestFirst).slice(0, MOST_CHOICES).map(([k]) => k);
const addressNames = new Map();
const addressName = (k) => addressNames.get(k) ?? (addressNames.set(k, inAddress(sources, k)), addressNames.get(k));
let periodName = (i) => {
  const { of = () => undefined } = periodsOf(everything) ?? {};
  periodName = of;
  return of(i);
};

const signed = (n) => `${n < 0 ? "−" : "+"}${percent(Math.abs(n))}`;

function comparePart() {
  const dimensions = Object.entries(COMPARED).map(([key, { label, names }]) => [key, label, names()]).filter(([, , names]) => names.length > 1);
  if (dimensions.length === 0) return null;
  const [byDefault] = dimensions[0];
  const select = (id, label, options) => {
    const list = h("select", { id, onchange: () => pick(id) }, options.map(([value, text]) => h("option", { value }, plain(text))));
    return [h("div", { class: "field" }, h("label", { for: id }, label), list), list];
  };
  const [dimensionField, dimension] = select("compare", "Compare", dimensions.map(([key, label]) => [key, label]));
  const [leftField, left] = select("left", "First", []);
  const [rightField, right] = select("right", "Second", []);
  const few = h("p", { class: "about", "aria-live": "polite" });
  const stage = h("div");
  let listed = everything;

  function pick(id) {
    const filter = id === "compare" ? { compare: dimension.value, left: "", right: "" } : { compare: dimension.value, left: left.value, right: right.value };
    Object.assign(chosen, filter);
    draw(listed);
    remember("compare");
  }

  function measures([one, two]) {
    const found = [];
    const add = (label, test) => {
      const lists = [one.filter(test), two.filter(test)];
      if (lists[0].length + lists[1].length > 0) found.push({ label, lists });
    };
    const leading = (of, name, what) => {
      const top = new Set([one, two].flatMap((list) => [...groups(list, of)].sort(largestFirst).slice(0, 5).map(([key]) => key)));
      for (const key of top) add(`${what}: ${name(key)}`, (i) => of(i).includes(key));
    };
    add("Without a name", isUnnamed);
    add("Quoted directly", isDirect);
    add("Denied or withheld", isDenial);
    data.kinds.forEach((kind, k) => add(`Kind: ${KIND_LABELS[kind] ?? kind}`, (i) => rows.kind[i] === k));
    data.stances.forEach((stance, k) => add(`Stance: ${stance}`, (i) => rows.stance[i] === k));
    if (dimension.value !== "source") leading(knownSpeakersOf, (k) => sources[k].name, "Source");
    return found;
  }

  function draw(list) {
    listed = list;
    dimension.value = dimensions.some(([key]) => key === chosen.compare) ? chosen.compare : byDefault;
    const { of } = COMPARED[dimension.value];
    const [, , names] = dimensions.find(([key]) => key === dimension.value);
    const sizes = groups(list, of);
    const largest = [...names].sort((a, b) => (sizes.get(b)?.length ?? 0) - (sizes.get(a)?.length ?? 0));
    const wanted = [chosen.left, chosen.right === chosen.left ? null : chosen.right].map((name) => (names.includes(name) ? name : null));
    const first = wanted[0] ?? largest.find((name) => name !== wanted[1]);
    const second = wanted[1] ?? largest.find((name) => name !== first);
    for (const [control, value, other] of [[left, first, second], [right, second, first]]) {
      control.replaceChildren(...names.filter((name) => name !== other).map((name) => h("option", { value: name }, plain(name || "not given"))));
      control.value = value;
    }
    const pair = [first, second];
    const lists = pair.map((name) => sizes.get(name) ?? []);
    const small = pair.filter((_, k) => lists[k].length < FEW);
    few.textContent = small.length === 0 ? "" : `${small.map((name) => plain(name)).join(" and ")}: fewer than ${FEW} attributions, of which shares say little.`;
    const [one, two] = pair.map((name) => short(name, 24));
    const shareOf = (row, k) => share(row.lists[k].length, lists[k].length);
    const difference = (row) => (lists.some((own) => own.length === 0) ? null : shareOf(row, 1) - shareOf(row, 0));
    const between = (row) => newcombe(...row.lists.map((own, k) => [own.length, lists[k].length]));
    const table = makeTable({ name: "compare", caption: "Shares of attributions side by side", sort: null, columns: [
      textColumn("Of the attributions", (row) => row.label),
      listColumn(`${one}: number`, (row) => row.lists[0], (row) => `${first}, ${row.label}`), shareColumn(one, (row) => shareOf(row, 0)),
      listColumn(`${two}: number`, (row) => row.lists[1], (row) => `${second}, ${row.label}`), shareColumn(two, (row) => shareOf(row, 1)),
      { ...shareColumn("Difference", difference), render: (row) => (difference(row) === null ? "–" : signed(difference(row))) },
      textColumn("95 % interval", (row) => (difference(row) === null ? "" : between(row).map(signed).join(" to ")), (row) => {
        if (difference(row) === null) return "–";
        const [low, high] = between(row);
        return h("span", { class: low <= 0 && high >= 0 ? "unknown" : null }, `${signed(low)} to ${signed(high)}`, low <= 0 && high >= 0 ? ", may be chance" : null);
      }),
    ] });
    table.update(measures(lists));
    stage.replaceChildren(table.element);
    return true;
  }

  return {
    id: "compare-part", title: "Compare", nodes: [h("div", { class: "grid pair" }, dimensionField, leftField, rightField), few, stage], update: draw,
    about: "Two publishers, sources or periods, within what the filters leave. Differences, in percentage points, are the second less the first, with Newcombe’s interval, which takes attributions as independent of one another.",
  };
}

// Charts, drawn as SVG. Each says in words what it shows, has its numbers in a table beside it, and opens
// the attributions behind a mark.

// A figure that is drawn anew when its width changes.
function figure({ title, draw, table }) {
  const stage = h("div", { class: "stage" });
  const element = h("figure", { class: "chart" }, h("figcaption", null, title), stage,
    table ? h("details", { class: "numbers" }, h("summary", null, "Numbers as a table"), table.element) : null);
  let state = null;
  let width = 0;
  const redraw = () => {
    if (state && width > 0) stage.replaceChildren(draw(state, width));
  };
  new ResizeObserver(() => {
    const now = Math.round(stage.clientWidth);
    if (now !== width) {
      width = now;
      redraw();
    }
  }).observe(stage);
  return { element, update(next) { state = next; redraw(); } };
}

const picture = (width, height, words, ...children) =>
  s("svg", { viewBox: `0 0 ${width} ${height}`, width, height, role: "img", "aria-label": plain(words) }, children);
const opens = (attributes, opened, ...children) =>
  s("g", { ...attributes, onclick: () => openList(opened) }, children, s("title", null, `${plain(opened.title)}: ${count(opened.list.length, "attribution")}`));

// Bars, one a row: label, list and, for the share, the whole.
function bars(items, width, words) {
  const step = 30;
  const labels = Math.min(210, width * 0.42);
  const room = width - labels - 104;
  // Of few attributions no bar looks like many.
  const most = Math.max(5, ...items.map((item) => item.list.length));
  const whole = items.whole;
  const letters = Math.floor(labels / 7.4);
  return picture(width, Math.max(1, items.length) * step, words, items.map((item, k) => {
    const y = k * step;
    const length = Math.max(2, (item.list.length / most) * room);
    return opens({ class: "bar" }, { title: item.label, list: item.list },
      s("rect", { class: "hit", x: 0, y, width, height: step }),
      s("text", { x: labels - 10, y: y + 20, class: "label", "text-anchor": "end" }, short(item.label, letters)),
      s("rect", { class: "fill", x: labels, y: y + 6, width: length, height: step - 12, rx: 2 }),
      s("text", { x: labels + length + 8, y: y + 20, class: "value" }, number(item.list.length),
        s("tspan", { class: "share", dx: 7 }, percent(share(item.list.length, whole)))));
  }));
}

// Columns over time: the whole, and below it the leading sources, each on its own scale.
function timeline({ periods, series }, width, words) {
  const left = width < 560 ? 96 : 190;
  const room = width - left - 8;
  const tall = 120, low = 44, gap = 18;
  const slot = room / periods.length;
  const thick = Math.max(1, Math.min(26, slot * 0.78));
  const height = tall + (series.length - 1) * (low + gap) + gap + 26;
  let top = 0;
  const groups = series.map((one, k) => {
    const tallness = k === 0 ? tall : low;
    const base = top + tallness;
    const most = Math.max(1, ...periods.map((period) => one.byPeriod.get(period)?.length ?? 0));
    const columns = periods.map((period, at) => {
      const list = one.byPeriod.get(period);
      if (!list) return null;
      const size = Math.max(1.5, (list.length / most) * (tallness - 14));
      return opens({ class: k === 0 ? "column whole" : "column" }, { title: `${one.label}, ${period}`, list },
        s("rect", { class: "hit", x: left + at * slot, y: top, width: slot, height: tallness }),
        s("rect", { class: "fill", x: left + at * slot + (slot - thick) / 2, y: base - size, width: thick, height: size, rx: thick > 6 ? 1.5 : 0 }));
    });
    const text = s("g", null,
      s("text", { class: k === 0 ? "label strong" : "label", x: left - 12, y: base - 16, "text-anchor": "end" }, short(one.label, Math.floor(left / 7.6))),
      s("text", { class: "value", x: left - 12, y: base - 1, "text-anchor": "end" }, `at most ${number(most)}`));
    const rule = s("line", { class: "axis", x1: left, x2: left + room, y1: base + 0.5, y2: base + 0.5 });
    top = base + gap;
    return [text, columns, rule];
  });
  const every = Math.max(1, Math.ceil(74 / slot));
  const ticks = periods.map((period, at) => at % every ? null
    : s("text", { class: "value", x: left + at * slot + slot / 2, y: top + 4, "text-anchor": at === 0 && slot < 40 ? "start" : "middle" }, period));
  return picture(width, height, words, groups, ticks);
}

// Sources on the left, those of whom they speak on the right; the thicker the tie, the more often.
function network({ left, right, ties }, width, words) {
  const step = 27;
  const height = Math.max(left.length, right.length, 1) * step + 26;
  const side = Math.min(230, width * 0.36);
  const letters = Math.floor((side - 16) / 7.2);
  const most = Math.max(1, ...ties.map((tie) => tie.list.length));
  const y = (nodes, k) => 26 + (k + 0.5) * ((height - 26) / nodes.length);
  const middle = width / 2;
  const lines = ties.map((tie) => {
    const [y1, y2] = [y(left, tie.from), y(right, tie.to)];
    const path = `M${side},${y1} C${middle},${y1} ${middle},${y2} ${width - side},${y2}`;
    const words = `${left[tie.from].label} about ${right[tie.to].label}`;
    return opens({ class: "tie" }, { title: words, list: tie.list },
      s("path", { class: "line", d: path, "stroke-width": (1 + 11 * (tie.list.length / most)).toFixed(1) }));
  });
  const nodes = (list, x, anchor) => list.map((node, k) =>
    opens({ class: "node" }, { title: node.label, list: node.list },
      s("text", { x, y: y(list, k) + 4.5, class: "label", "text-anchor": anchor }, short(node.label, letters))));
  const head = (text, x, anchor) => s("text", { class: "value", x, y: 12, "text-anchor": anchor }, text);
  return picture(width, height, words, lines, nodes(left, side - 8, "end"), nodes(right, width - side + 8, "start"),
    head("who speaks", side - 8, "end"), head("about whom", width - side + 8, "start"));
}

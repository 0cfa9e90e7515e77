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

// A chart is one stop of the keyboard; arrows go from mark to mark, and Enter opens one.
function picture(width, height, words, ...children) {
  const chart = s("svg", { viewBox: `0 0 ${width} ${height}`, width, height, role: "group", "aria-label": plain(words), onkeydown: walk }, children);
  chart.querySelector("[role=button]")?.setAttribute("tabindex", "0");
  return chart;
}

function walk(event) {
  const marks = [...event.currentTarget.querySelectorAll("[role=button]")];
  const at = marks.indexOf(event.target);
  const to = { ArrowRight: at + 1, ArrowDown: at + 1, ArrowLeft: at - 1, ArrowUp: at - 1, Home: 0, End: marks.length - 1 }[event.key];
  if (at < 0 || to === undefined) return;
  event.preventDefault();
  const next = marks[Math.max(0, Math.min(to, marks.length - 1))];
  marks[at].setAttribute("tabindex", "-1");
  next.setAttribute("tabindex", "0");
  next.focus();
}

function opens(attributes, opened, ...children) {
  const words = `${plain(opened.title)}: ${count(opened.list.length, "attribution")}`;
  const open = () => openList(opened);
  const mark = s("g", { ...attributes, role: "button", tabindex: "-1", onclick: open, onkeydown: (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    open();
  } }, children.map((child) => [child, " "]));
  // Its name begins with what is seen of it.
  const seen = mark.textContent.trim().replace(/\s+/g, " ");
  mark.setAttribute("aria-label", seen === "" ? words : `${seen}; ${words}`);
  return add(mark, [s("title", null, words)]);
}

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
      s("text", { x: labels + length + 8, y: y + 20, class: "value" }, number(item.list.length), " ",
        s("tspan", { class: "share", dx: 3 }, percent(share(item.list.length, whole)))));
  }));
}

// The room that a day takes below a chart.
const LABEL = 80;

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
  // As many labels as do not touch, none beyond the edge.
  const every = Math.max(1, Math.ceil(LABEL / slot));
  const ticks = periods.map((period, at) => {
    const x = left + at * slot + slot / 2;
    return at % every || x + LABEL / 2 > width + 4 ? null : s("text", { class: "value tick", x, y: top + 4, "text-anchor": "middle" }, period);
  });
  return picture(width, height, words, groups, ticks);
}

// With many ties, those of the name that is pointed at stand out.
function follow({ currentTarget }, side, k) {
  for (const tie of currentTarget.ownerSVGElement.querySelectorAll(".tie")) tie.classList.toggle("on", tie.dataset[side] === String(k));
}

// Sources on the left, those of whom they speak on the right; the thicker the tie, the more often.
function network({ left, right, ties }, width, words) {
  const many = Math.max(left.length, right.length, 1);
  const step = many > 40 ? 19 : 27;
  const height = many * step + 26;
  const side = Math.min(230, width * 0.36);
  const letters = Math.floor((side - 16) / 7.2);
  const most = Math.max(1, ...ties.map((tie) => tie.list.length));
  const y = (nodes, k) => 26 + (k + 0.5) * ((height - 26) / nodes.length);
  const middle = width / 2;
  const lines = ties.map((tie) => {
    const [y1, y2] = [y(left, tie.from), y(right, tie.to)];
    const path = `M${side},${y1} C${middle},${y1} ${middle},${y2} ${width - side},${y2}`;
    const words = `${left[tie.from].label} about ${right[tie.to].label}`;
    return opens({ class: "tie", "data-from": tie.from, "data-to": tie.to }, { title: words, list: tie.list },
      s("path", { class: "line", d: path, "stroke-width": (1 + (many > 40 ? 5 : 11) * (tie.list.length / most)).toFixed(1) }));
  });
  const nodes = (list, x, anchor, side) => list.map((node, k) =>
    opens({ class: "node", onpointerenter: (event) => follow(event, side, k), onfocus: (event) => follow(event, side, k) }, { title: node.label, list: node.list },
      s("text", { x, y: y(list, k) + 4.5, class: "label", "text-anchor": anchor }, short(node.label, letters))));
  const head = (text, x, anchor) => s("text", { class: "value", x, y: 12, "text-anchor": anchor }, text);
  return picture(width, height, words, lines, nodes(left, side - 8, "end", "from"), nodes(right, width - side + 8, "start", "to"),
    head("who speaks", side - 8, "end"), head("about whom", width - side + 8, "start"));
}

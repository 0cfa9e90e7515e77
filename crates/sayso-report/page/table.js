// A table that can be sorted, searched and turned over. Behind its counts stand attributions.

const PAGE = 15;
// Paper does not turn over: so many are printed.
const PRINTED = 1000;

// `columns` have a title, a kind (text, count, share, score), a value for a row and, if the number can be
// opened, the attributions behind it; also how it looks: wide, or tight.
function makeTable({ name, caption, columns, sort, empty = "Nothing passes the filters." }) {
  let all = [];
  let first = 0;
  let order = sort ?? null;
  let needle = "";
  let paper = false;

  const body = h("tbody", { role: "rowgroup" });
  const status = h("span", { class: "range" });
  const back = h("button", { type: "button", onclick: () => turn(-PAGE) }, "Previous");
  const on = h("button", { type: "button", onclick: () => turn(PAGE) }, "Next");
  const search = h("input", { type: "search", id: `t-${name}`, autocomplete: "off", oninput: () => {
    needle = lower(search.value.trim());
    first = 0;
    draw();
  } });
  const heads = columns.map((column, k) => {
    const button = h("button", { type: "button", onclick: () => sortBy(k) }, column.title,
      h("span", { class: "arrow", "aria-hidden": "true" }));
    return h("th", { scope: "col", role: "columnheader", class: column.kind }, button);
  });
  const pager = h("div", { class: "pager" }, back, status, on);
  const find = h("div", { class: "field" }, h("label", { for: `t-${name}` }, "Find in this table"), search);
  const tools = h("div", { class: "tools" }, find, exportButtons(name, caption, () => [columns, visible()]));
  const scroll = h("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": `Table: ${caption}` },
    // The roles are those of the tags, which narrow screens would lose with the layout of a table.
    h("table", { id: `table-${name}`, role: "table" }, h("caption", { class: "vh" }, caption),
      h("thead", { role: "rowgroup" }, h("tr", { role: "row" }, heads)), body));
  const element = h("div", { class: "table" }, tools, scroll, pager);

  function turn(by) {
    first += by;
    draw();
  }

  function sortBy(k) {
    const ascends = columns[k].kind === "text";
    order = order?.k === k ? { k, up: !order.up } : { k, up: ascends };
    first = 0;
    draw();
  }

  function visible() {
    const texts = columns.filter((column) => column.kind === "text");
    const found = needle === "" ? [...all]
      : all.filter((row) => texts.some((column) => lower(String(column.value(row) ?? "")).includes(needle)));
    if (order) {
      const { value, kind } = columns[order.k];
      const way = order.up ? 1 : -1;
      const missing = (v) => v === null || v === undefined || v === "";
      found.sort((a, b) => {
        const [x, y] = [value(a), value(b)];
        if (missing(x) || missing(y)) return missing(x) - missing(y);
        return way * (kind === "text" ? String(x).localeCompare(String(y), "en", { numeric: true }) : x - y);
      });
    }
    return found;
  }

  function cell(row, column) {
    const value = column.value(row);
    if (column.render) return column.render(row);
    if (column.kind === "text") return value ? show(value) : "–";
    if (value === null || value === undefined) return "–";
    if (column.kind === "share") return percent(value);
    if (column.kind === "score") return value.toFixed(2);
    const opened = value > 0 ? column.open?.(row) : null;
    if (!opened) return number(value);
    return h("button", { type: "button", class: "number", onclick: () => openList(opened),
      "aria-label": `${number(value)}: show the sentences, ${plain(opened.title)}` }, number(value));
  }

  function draw() {
    const found = visible();
    first = Math.max(0, Math.min(first, Math.floor((found.length - 1) / PAGE) * PAGE));
    const page = paper ? found.slice(0, PRINTED) : found.slice(first, first + PAGE);
    body.replaceChildren(...page.map((row) => h("tr", { role: "row" }, columns.map((column, k) => {
      const content = cell(row, column);
      // On narrow screens each cell says what it is, and is left out where it is empty.
      const attributes = { class: [column.kind, column.look, content === "–" ? "blank" : null].filter(Boolean).join(" "), "data-head": column.title };
      return k === 0 ? h("th", { scope: "row", role: "rowheader", ...attributes }, content) : h("td", { role: "cell", ...attributes }, content);
    }))));
    if (page.length === 0) body.append(h("tr", { role: "row" }, h("td", { role: "cell", colspan: columns.length, class: "empty" }, empty)));
    heads.forEach((head, k) => {
      if (order?.k === k) head.setAttribute("aria-sort", order.up ? "ascending" : "descending");
      else head.removeAttribute("aria-sort");
    });
    status.textContent = found.length === 0 ? "no rows"
      : `${number(paper ? 1 : first + 1)}–${number(paper ? page.length : first + page.length)} of ${count(found.length, "row")}`;
    back.disabled = first === 0;
    on.disabled = first + PAGE >= found.length;
    pager.hidden = found.length <= (paper ? PRINTED : PAGE);
    find.hidden = all.length <= PAGE;
    tools.hidden = all.length === 0;
  }

  onPaper((now) => {
    paper = now;
    draw();
  });
  return { element, update(rowsNow) { all = rowsNow; draw(); } };
}

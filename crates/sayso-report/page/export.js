// Rows of a table for other programs: tab-separated for the clipboard, comma-separated as a file.

// Spreadsheets take words that begin so for formulas; articles are not to be trusted with that.
const FORMULA = /^[=+\-@\t\r\n]/;

function valueFor(column, row) {
  const value = column.value(row);
  if (value === null || value === undefined) return "";
  if (column.kind !== "text") return String(Math.round(value * 1e4) / 1e4);
  return FORMULA.test(value) ? `'${value}` : String(value);
}

const lines = (columns, rowsNow) => [columns.map((column) => column.title), ...rowsNow.map((row) => columns.map((column) => valueFor(column, row)))];
const asTabs = (columns, rowsNow) => lines(columns, rowsNow).map((line) => line.map((cell) => cell.replace(/\s+/g, " ")).join("\t")).join("\n");
const quoted = (cell) => (/[",\n\r]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
const asCsv = (columns, rowsNow) => lines(columns, rowsNow).map((line) => `${line.map(quoted).join(",")}\n`).join("");

// Two buttons for what `of` gives: columns and rows. They say what they did.
function exportButtons(name, caption, of) {
  const said = h("span", { "aria-live": "polite", class: "done" });
  const copy = h("button", { type: "button", class: "tool", "aria-label": `Copy the table: ${caption}`, onclick: async () => {
    const [columns, rowsNow] = of();
    said.textContent = (await toClipboard(asTabs(columns, rowsNow))) ? `${count(rowsNow.length, "row")} copied` : "The browser did not allow it";
  } }, "Copy");
  const csv = h("button", { type: "button", class: "tool", "aria-label": `Save the table as CSV: ${caption}`, onclick: () => {
    const [columns, rowsNow] = of();
    const url = URL.createObjectURL(new Blob([asCsv(columns, rowsNow)], { type: "text/csv" }));
    h("a", { href: url, download: `${name}.csv` }).click();
    setTimeout(() => URL.revokeObjectURL(url), 10_000);
    said.textContent = `${count(rowsNow.length, "row")} saved`;
  } }, "CSV");
  return [copy, csv, said];
}

async function toClipboard(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // A page from a disk may not have that.
    const area = h("textarea", { class: "vh", "aria-hidden": "true", tabindex: "-1" });
    area.value = text;
    document.body.append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    return done;
  }
}

// Exploring: more filters, comparison, tables for other programs, pictures by keyboard, narrow screens.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";

import { articles, close, corpus, dataOf, open, passing, report } from "./support.js";

let address;
before(() => {
  address = report("explore", [articles("explore", corpus())]);
});
after(close);

const settle = (page) => page.waitForTimeout(250);

test("polarity, actuality, confidence and what is spoken about choose too, and are in the address", async () => {
  const page = await open(address);
  const data = await dataOf(page);
  const rows = data.articles.flatMap((article) => article.said);
  await page.locator(".more-filters summary").click();
  const least = Math.min(...rows.map((row) => row.confidence));
  const sure = 5 * Math.floor(least / 5) + 5;
  const steps = [
    ["#f-about", "moscow", (row) => row.about.some((entity) => /moscow/i.test(data.entities[entity].name)), "about=moscow"],
    ["#f-sure", String(sure), (row) => row.confidence >= sure, `sure=${sure}`],
  ];
  for (const [field, value, expected, part] of steps) {
    await page.locator(field).fill(value);
    await settle(page);
    const many = rows.filter(expected).length;
    assert.equal(await passing(page), many, field);
    assert.ok(many > 0 && many < rows.length, field);
    assert.ok(page.url().includes(part), page.url());
    const shared = await open(page.url());
    assert.equal(await passing(shared), many);
    assert.equal(await shared.locator(field).inputValue(), value);
    assert.ok(await shared.locator(field).isVisible(), "the fields that are set are seen");
    await page.goBack();
    await settle(page);
    assert.equal(await passing(page), rows.length, "the way back");
  }
  await page.selectOption("#f-polarity", { label: "positive" });
  await page.selectOption("#f-actuality", { label: "actual" });
  await settle(page);
  assert.match(page.url(), /polarity=positive&actuality=actual/);
  await page.locator("#table-subjects .only").first().click();
  const name = await page.locator("#table-subjects bdi").first().innerText();
  assert.ok((await page.locator("#chips li").allInnerTexts()).some((chip) => chip.startsWith(`about ${name}`)));
  const shared = await open(page.url());
  assert.equal(await passing(shared), await passing(page));
  assert.deepEqual([...page.seen.errors, ...shared.seen.errors], []);
});

test("two of a kind are compared, with intervals, and a link shows the same", async () => {
  const page = await open(address);
  const data = await dataOf(page);
  await page.selectOption("#left", { label: "The Wire" });
  await page.selectOption("#right", { label: "Evening Star" });
  const row = async (page, label) => page.locator("#table-compare tbody tr", { has: page.getByText(label, { exact: true }) }).locator("td").allInnerTexts();
  const said = (publisher) => data.articles.filter((article) => data.publishers[article.publisher] === publisher).flatMap((article) => article.said);
  const direct = (list) => list.filter((one) => data.quotations[one.quotation] === "direct").length;
  const [one, two] = [said("The Wire"), said("Evening Star")];
  const cells = await row(page, "Quoted directly");
  assert.deepEqual([cells[0], cells[2]].map(Number), [direct(one), direct(two)]);
  assert.match(cells[4], /^[+−]\d+\.\d%$/);
  assert.match(cells[5], /^[+−]\d+\.\d% to [+−]\d+\.\d%(, may be chance)?$/);
  assert.match(page.url(), /compare=publisher&left=The\+Wire&right=Evening\+Star/);
  assert.deepEqual(await row(await open(page.url()), "Quoted directly"), cells);
  await page.selectOption("#compare", { label: "sources" });
  const cited = await Promise.all(["#left", "#right"].map((side) => page.locator(side).inputValue()));
  const times = cited.map((name) => data.articles.flatMap((article) => article.said).filter((one) => data.sources[one.source].name === name).length);
  const unnamed = await row(page, "Without a name");
  assert.deepEqual([cited, [unnamed[0], unnamed[2]].map(Number)], [["U.S. officials", "officials"], times]);
  await page.fill("#f-text", "17 trains");
  await settle(page);
  assert.match(await page.locator("#compare-part").innerText(), /fewer than 30 attributions, of which shares say little/);
  await page.goBack();
  await page.selectOption("#compare", { label: "periods" });
  assert.ok((await page.locator("#left option").allInnerTexts()).every((name) => /^\d{4}-\d\d$/.test(name)));
  assert.deepEqual(page.seen.errors, []);
});

test("Newcombe’s interval is that of his paper", async () => {
  // 56 of 70 against 48 of 80: from 0.0524 to 0.3339 (Statistics in Medicine 17, 1998, table II, method 10).
  const source = readFileSync(new URL("../../page/compare.js", import.meta.url), "utf8");
  const [, functions] = source.match(/(const SURE[\s\S]*?)\/\/ What can be compared/);
  const newcombe = new Function(`${functions}; return newcombe;`)();
  const [low, high] = newcombe([48, 80], [56, 70]);
  assert.deepEqual([low, high].map((n) => n.toFixed(4)), ["0.0524", "0.3339"]);
});

test("tables are copied and saved", async () => {
  const page = await open(address, { acceptDownloads: true, permissions: ["clipboard-read", "clipboard-write"] });
  const part = page.locator(".table:has(#table-articles)");
  const [download] = await Promise.all([page.waitForEvent("download"), part.getByRole("button", { name: "Save the table as CSV" }).click()]);
  assert.equal(download.suggestedFilename(), "articles.csv");
  const lines = readFileSync(await download.path(), "utf8").trimEnd().split("\n");
  assert.equal(lines[0], "Title,Attributions,Without a name,Publisher,Date");
  assert.equal(lines.length, 61);
  assert.match(lines[1], /^Report 0 from Kyiv,\d+,[\d.]+,The Wire,2024-01-01$/);
  await part.getByRole("button", { name: "Copy the table" }).click();
  await page.waitForFunction(() => document.querySelector(".table:has(#table-articles) .done").textContent.includes("copied"));
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  assert.equal(copied.split("\n").length, 61);
  assert.equal(copied.split("\n")[1], lines[1].replaceAll(",", "\t"));
  assert.deepEqual(page.seen.console, []);
});

test("pictures are one stop of the keyboard each, and every mark in them can be reached and opened", async () => {
  const page = await open(address);
  for (const picture of ["#kinds", "#sources", "#timeline", "#about"]) {
    const marks = page.locator(`${picture} svg [role=button]`);
    assert.equal(await page.locator(`${picture} svg [tabindex='0']`).count(), 1, picture);
    await marks.first().focus();
    await page.keyboard.press("End");
    const last = marks.last();
    assert.ok(await last.evaluate((one) => one === document.activeElement), picture);
    assert.notEqual(await last.evaluate((one) => getComputedStyle(one).outlineStyle), "none");
    await page.keyboard.press("Enter");
    assert.ok(await page.locator("#drawer").isVisible(), picture);
    await page.keyboard.press("Escape");
    await page.keyboard.press("ArrowLeft");
    assert.equal(await page.locator(`${picture} svg [tabindex='0']`).count(), 1, picture);
  }
});

test("what is empty is one line", async () => {
  const page = await open(address);
  await page.fill("#f-text", "no such words");
  await settle(page);
  for (const part of ["sources", "chains", "part-denials", "articles"]) {
    const section = page.locator(`#${part}`);
    assert.match(await section.innerText(), /^[A-Z][\w ]+\n+Nothing passes the filters\.$/, part);
    assert.ok((await section.boundingBox()).height < 80, part);
  }
});

test("at 400 pixels every cell is seen and none is blank", async () => {
  const page = await open(address, { viewport: { width: 400, height: 800 } });
  const wrong = await page.evaluate(() => [...document.querySelectorAll("tbody tr > *")].filter((cell) => cell.checkVisibility()).filter((cell) => {
    const { left, right } = cell.getBoundingClientRect();
    return left < 0 || right > innerWidth || cell.innerText.trim() === "" || cell.innerText.trim() === "–";
  }).map((cell) => cell.outerHTML));
  assert.deepEqual(wrong, []);
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
  assert.equal(await page.locator("#table-sources tbody td").first().evaluate((cell) => getComputedStyle(cell, "::before").content), '"Attributions "');
});

const boxes = (page, texts) => page.locator(texts).evaluateAll((all) => all.map((one) => {
  const { left, right, top, bottom } = one.getBoundingClientRect();
  return { text: one.textContent, left, right, top, bottom };
}));
const apart = (list) => {
  list.forEach((one, k) => list.slice(k + 1).forEach((other) => {
    const touches = one.left < other.right && other.left < one.right && one.top + 1 < other.bottom && other.top + 1 < one.bottom;
    assert.ok(!touches, `${one.text} and ${other.text}`);
  }));
};

test("labels of the timeline never touch, whatever the width and the days", async () => {
  for (const [step, many] of [[1, 5], [1, 80], [3, 30], [40, 30], [400, 12]]) {
    const list = Array.from({ length: many }, (_, n) => ({ id: `t${n}`, date: new Date(Date.UTC(2015, 0, 1) + n * step * 864e5).toISOString().slice(0, 10),
      text: "“We will answer,” said Andrey Kovalenko. Moscow denied that weapons were sent to Kyiv." }));
    const url = report(`days-${step}-${many}`, [articles(`days-${step}-${many}`, list)]);
    for (const width of [360, 800, 1280]) {
      const page = await open(url, { viewport: { width, height: 800 } });
      const labels = await boxes(page, "#timeline svg text");
      assert.ok(labels.length > 2);
      apart(labels);
      assert.ok(labels.every(({ left, right }) => left >= 0 && right <= width), `${width}`);
      await page.close();
    }
  }
});

test("the network can be read with 12 and with 200 names", async () => {
  const name = (n) => `${["Anna", "Boris", "Clara", "David", "Elena", "Felix", "Greta", "Hugo", "Irena", "Jonas"][n % 10]} ${["Novak", "Olsen", "Adler", "Keller", "Marsh", "Petrov", "Quist", "Rossi", "Silva", "Toth", "Urban", "Vogel"][Math.floor(n / 10) % 12]}`;
  const list = Array.from({ length: 120 }, (_, n) => ({ id: `n${n}`, text: `“${name(n + 7)} lost the vote,” said ${name(n)}. ${name(n)} said ${name(n * 3)} would leave.` }));
  const page = await open(report("network", [articles("network", list)]));
  for (const many of ["12", "200"]) {
    await page.selectOption("#nodes", many);
    const labels = await boxes(page, "#about .node text");
    assert.ok(labels.length > (many === "12" ? 8 : 120) && labels.length <= Number(many), `${labels.length} of ${many}`);
    apart(labels);
  }
  await page.locator("#about .node").first().hover();
  const ties = await page.locator("#about .tie").count();
  const lit = await page.locator("#about .tie.on").count();
  assert.ok(lit > 0 && lit < ties, "the ties of one name stand out");
});

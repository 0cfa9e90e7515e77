// The page in a real browser: it opens from a disk, loads nothing, counts right, and shows what it counts.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { articles, close, corpus, dataOf, numberIn, open, passing, report, seed, table } from "./support.js";

let path, address;
before(() => {
  path = articles("corpus", corpus());
  address = report("corpus", [path], "--title", "Sixty articles");
});
after(close);

test("opens from a disk without an error or a request", async () => {
  for (const url of [seed(), address]) {
    const page = await open(url);
    await page.waitForTimeout(200);
    assert.deepEqual(page.seen.console, []);
    assert.deepEqual(page.seen.errors, []);
    assert.deepEqual(page.seen.requests, [url]);
  }
});

test("counts what the program counts", async () => {
  const page = await open(address);
  const shown = async (name) => page.locator(`#table-${name} tbody tr`).evaluateAll((trs) =>
    trs.map((tr) => [...tr.cells].map((cell) => cell.querySelector("bdi, button.number")?.textContent ?? cell.textContent)));
  const at = (counted, name) => counted.columns.findIndex((column) => column.name === name);
  const sources = table("sources", [path]);
  const expected = sources.rows.slice(0, 15).map(({ cells }) => [cells[0], String(cells[at(sources, "attributions")]), String(cells[at(sources, "documents")])]);
  const found = (await shown("sources")).map((cells) => cells.slice(0, 3));
  assert.deepEqual(found.sort(), expected.sort());
  await page.locator("#kinds summary").click();
  const kinds = table("kinds", [path]);
  const counts = kinds.rows.map(({ cells }) => cells[at(kinds, "attributions")]).filter(Boolean).sort();
  assert.deepEqual((await shown("kinds")).map((cells) => Number(cells[1])).sort(), counts);
  const network = table("network", [path]);
  await page.locator("#about summary").click();
  const pairs = (await shown("about")).map((cells) => cells.slice(0, 3).join("|"));
  const all = network.rows.map(({ cells }) => [cells[0], cells[1], cells[at(network, "attributions")]].join("|"));
  assert.ok(pairs.length > 0 && pairs.every((pair) => all.includes(pair)), pairs.join("\n"));
});

test("a number opens the sentences that it counts", async () => {
  const page = await open(address);
  const row = page.locator("#table-sources tbody tr").first();
  const name = await row.locator("bdi").first().innerText();
  const button = row.locator("button.number").first();
  const counted = await numberIn(button);
  await button.click();
  const items = page.locator("#drawer .sentences > li");
  assert.equal(await items.count(), Math.min(counted, 40));
  assert.match(await page.locator("#drawer .about").innerText(), new RegExp(`^${counted} attributions`));
  for (const item of await items.all()) {
    assert.equal(await item.locator(".name").innerText(), name);
    assert.ok((await item.locator("mark.cue").count()) > 0 && (await item.locator("mark.content").count()) > 0);
  }
});

test("every bar and column opens sentences too", async () => {
  const page = await open(address);
  for (const mark of ["#kinds .bar", "#sources .bar", "#timeline .column", "#about .tie", "#about .node"]) {
    const drawn = page.locator(mark).first();
    const title = await drawn.locator("title").textContent();
    await drawn.evaluate((element) => element.dispatchEvent(new MouseEvent("click", { bubbles: true })));
    const heading = await page.locator("#drawer-title").innerText();
    assert.ok(title.startsWith(heading), `${mark}: ${title}`);
    const counted = Number(title.match(/: ([\d,]+) attribution/)[1].replaceAll(",", ""));
    assert.equal(await page.locator("#drawer .sentences > li").count(), Math.min(40, counted), mark);
    await page.locator("#drawer .close").click();
  }
});

test("from a sentence to its article, and to the chain", async () => {
  const page = await open(seed());
  await page.locator("#table-chains .number").first().click();
  assert.match(await page.locator("#drawer .chain").innerText(), /SBU.*intercepted phone calls/s);
  await page.locator("#drawer .where a").click();
  assert.match(page.url(), /#article-0-\d+$/);
  const text = await page.locator(".article-text").innerText();
  assert.ok(text.includes("Satellite images") && text.includes("international security."));
  assert.match(await page.locator(".article-text.picked mark.cue.on").innerText(), /confirm$/);
  assert.equal(await page.locator(".said-list .kin").count(), 1, "the outer source is marked");
  assert.equal(await page.locator(".said-list > li").count(), 11);
  await page.locator(".said-list button").first().click();
  assert.equal(await page.locator(".said-list .on .name").innerText(), "The Wall Street Journal");
  await page.locator("#drawer .back").click();
  assert.equal(await page.locator("#drawer .sentences > li").count(), 1);
  await page.locator("#drawer .close").click();
  await page.locator("#table-articles a").click();
  await page.waitForSelector("#drawer[open] .article-text");
  await page.goBack();
  assert.equal(await page.locator("#drawer").isVisible(), false, "the way back leads out");
});

test("filters recount everything", async () => {
  const page = await open(address);
  const data = await dataOf(page);
  const rows = data.articles.flatMap((article) => article.said.map((row) => ({ article, row })));
  const expect = async (test, what) => {
    const kept = rows.filter(test);
    assert.equal(await passing(page), kept.length, what);
    assert.equal(await numberIn(page.locator("#summary .figures .number").first()), kept.length, what);
    await page.locator("#kinds details").evaluate((element) => { element.open = true; });
    const kinds = await page.locator("#table-kinds .number").allInnerTexts();
    assert.equal(kinds.reduce((sum, n) => sum + Number(n.replaceAll(",", "")), 0), kept.length, what);
    assert.ok(kept.length > 0 && kept.length < rows.length, what);
  };
  const clear = async () => {
    for (const chip of await page.locator("#chips button").all()) await chip.click();
    assert.equal(await passing(page), rows.length);
  };
  const settle = () => page.waitForTimeout(250);

  const wire = data.publishers.indexOf("The Wire");
  await page.selectOption("#f-publisher", { label: "The Wire" });
  await settle();
  await expect(({ article }) => article.publisher === wire, "publisher");
  const deny = data.stances.indexOf("deny");
  await page.selectOption("#f-stance", { label: "deny" });
  await settle();
  await expect(({ article, row }) => article.publisher === wire && row.stance === deny, "publisher and stance");
  await page.locator("#chips button.all").click();
  assert.equal(await passing(page), rows.length);

  await page.selectOption("#f-kind", { label: "all without a name" });
  await settle();
  await expect(({ row }) => ["role", "group"].includes(data.kinds[row.kind]), "without a name");
  await clear();
  await page.selectOption("#f-quotation", { label: "direct" });
  await settle();
  await expect(({ row }) => data.quotations[row.quotation] === "direct", "quotation");
  await clear();
  await page.fill("#f-from", "2024-03-01");
  await page.fill("#f-to", "2024-04-30");
  await settle();
  await expect(({ article }) => article.day >= "2024-03-01" && article.day <= "2024-04-30", "dates");
  await page.locator("#chips button.all").click();
  await page.fill("#f-name", "spleeters");
  await settle();
  await expect(({ row }) => data.sources[row.source].name === "Damien Spleeters", "name of a source");
  await clear();
  await page.fill("#f-text", "17 TRAINS");
  await settle();
  await expect(({ row }) => row.window.includes("17 trains"), "text");
  assert.match(await page.locator("#result").innerText(), /^[\d,]+ of [\d,]+ attributions, in 1 of 60 articles$/);
  await clear();
  await page.locator("#table-sources .only").first().click();
  const chosen = (await page.locator("#chips button").innerText()).replace(/^source is /, "").replace(/ ×$/, "");
  await expect(({ row }) => data.sources[row.source].name === chosen, "one source");
  await page.fill("#f-text", "no such words");
  await settle();
  assert.equal(await passing(page), 0);
  assert.match(await page.locator("#summary").innerText(), /Nothing passes the filters/);
  assert.deepEqual(page.seen.errors, []);
});

test("the text is searched by words", async () => {
  const texts = [
    "NATO said it would send weapons to Kyiv.",
    "The senator said that the signature was false.",
    "Kyiv’s arms supplies were cut, officials of the U.S. said.",
  ].map((text, n) => ({ id: `w${n}`, title: `Number ${n}`, text }));
  const page = await open(report("words", [articles("words", texts)]));
  const search = async (query) => {
    await page.fill("#f-text", query);
    await page.waitForTimeout(250);
    return page.locator("#table-articles tbody th a").allInnerTexts();
  };
  for (const [query, expected] of [
    ["nato", [0]], ["senat", []], ["sen*", [0, 1]], ["senat*", [1]], ["KYIV", [0, 2]], ["kyiv weapons", [0]], ["weapons false", []],
    ["arms supplies", [2]], ["supplies arms", [2]], ['"arms supplies"', [2]], ['"supplies arms"', []], ["“arms suppl*”", [2]],
    ["u.s.", [2]], ['"number 1"', [1]], ["—", [0, 1, 2]],
  ]) {
    assert.deepEqual((await search(query)).sort(), expected.map((n) => `Number ${n}`), query);
  }
  await search('sen* "to kyiv"');
  await page.locator("#summary .figures .number").first().click();
  assert.deepEqual(await page.locator("#drawer mark.hit").allTextContents().then((all) => all.join("|")), "send|to Kyiv");
  await page.locator("#drawer .where a").first().click();
  await page.locator("#drawer .article-text mark.hit").first().waitFor();
  assert.equal((await page.locator("#drawer .article-text mark.hit").allTextContents()).join("|"), "send|to Kyiv");
  assert.deepEqual(page.seen.errors, []);
});

test("what a link asks for in vain is said", async () => {
  const page = await open(`${address}#stance=foo&source=Nobody+Known&from=2024-99-99&to=2024-01-01`);
  const told = await page.locator("#misfits").innerText();
  for (const asked of ["stance = foo", "source = Nobody Known", "from = 2024-99-99"]) assert.ok(told.includes(asked), told);
  assert.deepEqual(await page.locator("#chips li").count(), 1);
  await page.fill("#f-from", "2024-02-02");
  await page.waitForTimeout(250);
  assert.equal(await page.locator("#misfits").innerText(), "2024-02-02 is after 2024-01-01: no day is between them.");
  assert.deepEqual(page.seen.errors, []);
});

test("a link restores what was chosen, and the way back leads through it", async () => {
  const page = await open(address);
  const state = async (page) => ({
    result: await page.locator("#result").innerText(),
    chips: await page.locator("#chips li").allInnerTexts(),
    form: await page.locator("#filters").evaluate((form) => Object.fromEntries(new FormData(form))),
  });
  const settle = () => page.waitForTimeout(250);
  const states = [await state(page)];
  const step = async (does) => {
    await does();
    await settle();
    states.push(await state(page));
  };
  await step(() => page.selectOption("#f-publisher", { label: "The Wire" }));
  await step(async () => {
    await page.fill("#f-text", '"left');
    await settle();
    await page.fill("#f-text", '"left moscow" & 100%');
    await settle();
    await page.fill("#f-text", 'train* "left moscow"');
  });
  await step(() => page.fill("#f-from", "2024-02-01"));
  await step(() => page.locator("#table-sources .only").first().click());
  assert.equal(states.at(-1).chips.length, 5);
  assert.match(page.url(), /publisher=The\+Wire/);
  const shared = await open(page.url());
  assert.deepEqual(await state(shared), states.at(-1));
  await page.locator("nav a", { hasText: "Timeline" }).click();
  await page.waitForFunction(() => location.hash.startsWith("#timeline&"));
  assert.deepEqual(await state(await open(page.url())), states.at(-1), "with a part of the page");
  await page.goBack();
  await page.locator("#table-articles a").first().click();
  await page.waitForSelector("#drawer[open] .article-text");
  const article = await open(page.url());
  assert.ok(await article.locator("#drawer .article-text").isVisible());
  await article.locator("#drawer .close").click();
  assert.deepEqual(await state(article), states.at(-1), "under an article");
  await page.goBack();
  assert.equal(await page.locator("#drawer").isVisible(), false);
  for (const before of states.slice(0, -1).reverse()) {
    await page.goBack();
    await settle();
    assert.deepEqual(await state(page), before);
  }
  assert.equal(page.url(), address);
  const odd = await open(`${address}#stance=nonsense&source=nobody&from=soon&__proto__=1&text=%22`);
  assert.equal((await state(odd)).result, states[0].result);
  assert.deepEqual([...page.seen.errors, ...odd.seen.errors], []);
});

test("tables are sorted, searched and turned over", async () => {
  const page = await open(address);
  const head = page.locator("#table-articles thead th").nth(0);
  const titles = () => page.locator("#table-articles tbody th a").allInnerTexts();
  await head.locator("button").click();
  assert.equal(await head.getAttribute("aria-sort"), "ascending");
  const up = await titles();
  assert.equal(up[0], "Report 0 from Kyiv");
  assert.equal(up[2], "Report 2 from Pyongyang", "numbers in words sort as numbers");
  await head.locator("button").click();
  assert.equal(await head.getAttribute("aria-sort"), "descending");
  assert.equal((await titles())[0], "Report 59 from Pyongyang");
  const share = page.locator("#table-articles thead th").nth(2);
  await share.locator("button").click();
  assert.equal(await share.getAttribute("aria-sort"), "descending");
  assert.equal(await head.getAttribute("aria-sort"), null);
  const shares = (await page.locator("#table-articles tbody td.share").allInnerTexts()).map(Number.parseFloat);
  assert.deepEqual(shares, [...shares].sort((a, b) => b - a));

  const part = page.locator("#articles");
  assert.match(await part.locator(".range").innerText(), /^1–15 of 60 rows$/);
  await part.getByRole("button", { name: "Next" }).click();
  assert.match(await part.locator(".range").innerText(), /^16–30 of 60 rows$/);
  await part.getByLabel("Find in this table").fill("report 4");
  const found = await titles();
  assert.ok(found.length === 11 && found.every((title) => /^Report 4\d? /.test(title)), found.join());
});

test("denials stand beside what others say", async () => {
  const page = await open(seed());
  const first = page.locator("#part-denials .denials-list > li").first();
  assert.match(await first.innerText(), /^North Korea/);
  assert.ok((await first.locator(".others .statement").count()) > 0);
  await first.getByRole("button", { name: /sentence/ }).first().click();
  assert.match(await page.locator("#drawer .said").innerText(), /denied/);
});

test("prints its tables and not its controls", async () => {
  const page = await open(address);
  await page.emulateMedia({ media: "print" });
  for (const hidden of ["#filters", "nav", ".pager button", ".only"]) assert.equal(await page.locator(hidden).first().isVisible(), false, hidden);
  for (const shown of ["h1", "#table-sources", "#kinds svg", "#result"]) assert.equal(await page.locator(shown).first().isVisible(), true, shown);
  const printed = () => page.locator("#articles tbody tr").count();
  assert.equal(await printed(), 15);
  await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
  assert.equal(await printed(), 60);
  await page.evaluate(() => dispatchEvent(new Event("afterprint")));
  assert.equal(await printed(), 15);
});

test("fits a telephone and large print", async () => {
  for (const [width, zoom] of [[320, 1], [390, 1], [1280, 2]]) {
    const page = await open(address, { viewport: { width: Math.round(width / zoom), height: 800 }, deviceScaleFactor: zoom });
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), `${width} at ${zoom}`);
  }
});

test("says how much it carries when it does not carry all", async () => {
  const page = await open(report("some", [path], "--texts", "3"));
  assert.match(await page.locator("#carried").innerText(), /carries the texts of 3 articles and the sentences with attributions of 27 more, drawn by chance; --texts sets how many/);
  const data = await dataOf(page);
  assert.equal(data.articles.filter((article) => article.whole).length, 3);
  assert.equal(data.articles.filter((article) => article.text !== undefined).length, 30);
  const all = await open(address);
  assert.equal(await all.locator("#carried").count(), 0);
  assert.equal(await passing(page), await passing(all), "numbers are those of all");
  const without = data.articles.findIndex((article) => article.text === undefined);
  await page.evaluate((n) => { location.hash = `#article-${n}`; }, without);
  await page.waitForSelector("#drawer[open]");
  assert.match(await page.locator("#drawer").innerText(), /does not carry the text of this article/);
});

test("a sample shows the numbers of all, and counts itself where filters are set", async () => {
  const page = await open(report("sample", [path], "--sample", "80"));
  const data = await dataOf(page);
  const carried = data.articles.reduce((sum, article) => sum + article.said.length, 0);
  assert.ok(carried > 60 && carried <= 80, String(carried));
  assert.match(await page.locator("#carried").innerText(), new RegExp(`carries ${carried} attributions in ${data.articles.length} articles for the filters.*drawn by chance; --sample and --texts`));
  const all = await open(address);
  for (const part of ["#result", "#summary"]) assert.equal(await page.locator(part).innerText(), await all.locator(part).innerText(), part);
  const sources = table("sources", [path]);
  const shown = await page.locator("#table-counted-sources tbody tr").evaluateAll((trs) => trs.map((tr) => tr.cells[0].innerText));
  assert.deepEqual(shown, sources.rows.slice(0, 15).map((row) => row.cells[0]));
  await page.locator("#table-counted-sources .number").first().click();
  const [, some, total] = (await page.locator("#drawer .about").first().innerText()).match(/^(\d+) of (\d+) attributions, drawn by chance$/);
  assert.ok(Number(some) < Number(total) && Number(total) === sources.rows[0].evidence.total);
  await page.locator("#drawer .close").click();
  await page.selectOption("#f-stance", { label: "deny" });
  await page.waitForTimeout(250);
  const deny = data.stances.indexOf("deny");
  const kept = data.articles.flatMap((article) => article.said).filter((said) => said.stance === deny).length;
  assert.equal(await passing(page), kept);
  assert.match(await page.locator("#result").innerText(), new RegExp(`of ${carried} attributions that the page carries of `));
  assert.equal(await page.locator("#table-counted-sources").isVisible(), false);
  assert.ok(await page.locator("#table-sources").isVisible());
  assert.deepEqual(page.seen.errors, []);
});

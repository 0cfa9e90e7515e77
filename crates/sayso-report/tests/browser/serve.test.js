// The page of `sayso serve`.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { axe, close, open, serve } from "./support.js";

const TEXT = "“We will answer,” said Andrey Kovalenko on Thursday.\n\nAccording to U.S. officials, Pyongyang denied that it had sent shells.";

let address;
before(async () => {
  address = await serve();
});
after(close);

async function read(text, options) {
  const page = await open(address, options);
  await page.fill("#text", text);
  await page.click("button.primary");
  await page.waitForSelector("#found:not([hidden])");
  return page;
}

test("an article is read and its sources are marked", async () => {
  const page = await read(TEXT);
  assert.equal(await page.locator("#article p").count(), 2);
  assert.match(await page.locator("#article mark.source").first().innerText(), /Andrey Kovalenko/);
  assert.equal(await page.locator("#list > li").count(), 3);
  assert.match(await page.locator("#status").innerText(), /^3 attributions in/);
  assert.deepEqual([...page.seen.console, ...page.seen.errors, ...page.seen.refused], []);
  assert.ok(page.seen.requests.every((url) => url.startsWith(address)), page.seen.requests.join());
});

test("a mark is explained at a click, and from the list by keyboard", async () => {
  const page = await read(TEXT);
  // Its first box is that of the word for those who do not see it.
  await page.locator("#article mark.cue").first().dispatchEvent("click");
  await page.waitForSelector("#reasons dl");
  assert.match(await page.locator("#entry-0 #reasons").innerText(), /“said”, probability/);
  assert.equal(await page.locator("#list .on").count(), 1);
  await page.locator("#list button").nth(2).focus();
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => /denied/.test(document.getElementById("reasons").innerText));
  assert.match(await page.locator("#reasons").innerText(), /→/);
});

test("the slider leaves out what is not sure enough", async () => {
  const page = await read(TEXT);
  const all = await page.locator("#list > li").count();
  await page.locator("#least").fill("100");
  assert.ok(await page.locator("#list > li").count() < all);
});

test("a link brings the text, and never sends it to anybody else", async () => {
  const page = await open(`${address}/#text=${encodeURIComponent(TEXT)}`);
  await page.waitForSelector("#found:not([hidden])");
  assert.equal(await page.inputValue("#text"), TEXT);
  assert.ok(page.seen.requests.every((url) => !url.includes("Kovalenko")));
});

test("a page of HTML gives its article", async () => {
  const page = await read("<!doctype html><title>Arms</title><p>Pyongyang denied arms supplies.</p>");
  assert.match(await page.locator("#article").textContent(), /Pyongyang .*denied arms supplies\.$/);
});

test("hostile text stays text", async () => {
  const nasty = "“We <img src=x onerror='window.hit = 1'>\u202e answer,” said </p><script>window.hit = 2</script> Andrey Kovalenko.";
  const page = await read(nasty);
  for (const button of await page.locator("#list button").all()) await button.click();
  await page.waitForSelector("#reasons dl");
  assert.equal(await page.evaluate(() => window.hit), undefined);
  assert.equal(await page.locator("img, script:not([src])").count(), 0);
  assert.ok((await page.locator("#article").innerText()).includes("⟨RLO⟩"));
});

test("the token is asked for, and used", async () => {
  const { folder } = await import("./support.js");
  const { writeFileSync } = await import("node:fs");
  writeFileSync(`${folder}/token.txt`, "secret");
  const page = await open(await serve("--token-file", `${folder}/token.txt`));
  await page.fill("#text", TEXT);
  await page.click("button.primary");
  await page.waitForSelector("#token-field:not([hidden])");
  await page.fill("#token", "secret");
  await page.click("button.primary");
  await page.waitForSelector("#found:not([hidden])");
});

for (const colorScheme of ["light", "dark"]) {
  test(`axe finds nothing in the ${colorScheme} page`, async () => {
    const page = await open(address, { colorScheme, bypassCSP: true });
    const violations = async () => {
      await page.evaluate(axe);
      const { violations } = await page.evaluate(() => window.axe.run(document));
      return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).slice(0, 3).join(" ")}`);
    };
    assert.deepEqual(await violations(), [], "before");
    await page.fill("#text", TEXT);
    await page.click("button.primary");
    await page.waitForSelector("#found:not([hidden])");
    await page.locator("#list button").first().click();
    await page.waitForSelector("#reasons dl");
    assert.deepEqual(await violations(), [], "after");
  });
}

test("a narrow screen needs no scrolling sideways", async () => {
  const page = await read(TEXT, { viewport: { width: 400, height: 800 } });
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
});

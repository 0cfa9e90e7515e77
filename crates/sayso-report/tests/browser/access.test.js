// The page for those who do not see it, or do not point at it.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { articles, axe, close, corpus, open, report, seed } from "./support.js";

let address;
before(() => {
  address = report("corpus", [articles("corpus", corpus())]);
});
after(close);

async function violations(page) {
  await page.evaluate(axe);
  // Links to articles look like skip links whose targets are absent: the page's script follows them.
  const rules = { "skip-link": { enabled: false } };
  const { violations } = await page.evaluate((rules) => window.axe.run(document, { rules }), rules);
  return violations.map(({ id, impact, nodes }) => `${impact} ${id}: ${nodes.map((node) => node.html).slice(0, 3).join(" ")}`);
}

for (const [colorScheme, width] of [["light", 1280], ["dark", 1280], ["light", 400]]) {
  test(`axe finds nothing in the ${colorScheme} page at ${width} pixels`, async () => {
    for (const url of [seed(), address]) {
      const page = await open(url, { colorScheme, viewport: { width, height: 900 } });
      await page.evaluate(() => document.querySelectorAll("details").forEach((one) => { one.open = true; }));
      assert.deepEqual(await violations(page), [], "the report");
      await page.fill("#f-text", "the");
      await page.waitForSelector("#chips li");
      await page.locator("#table-sources .number").first().click();
      assert.ok((await page.locator("#drawer mark.hit").count()) > 0);
      assert.deepEqual(await violations(page), [], "the sentences");
      await page.locator("#drawer .where a").first().click();
      assert.deepEqual(await violations(page), [], "the article");
    }
  });
}

test("the keyboard reaches everything, in order", async () => {
  const page = await open(seed());
  await page.evaluate(() => document.querySelectorAll("details").forEach((one) => { one.open = true; }));
  const wanted = await page.evaluate(() => {
    const all = [...document.querySelectorAll("a[href], button, input, select, summary, [tabindex='0']")];
    const usable = all.filter((one) => !one.disabled && one.checkVisibility() && !one.closest("dialog"));
    usable.forEach((one, k) => { one.dataset.order = k; });
    return usable.length;
  });
  const met = [];
  for (let k = 0; k < wanted + 12; k++) {
    await page.keyboard.press("Tab");
    const at = await page.evaluate(() => ({
      order: document.activeElement.dataset.order,
      ring: getComputedStyle(document.activeElement).outlineStyle,
    }));
    if (at.order === undefined) continue;
    if (met.includes(Number(at.order))) continue;
    assert.notEqual(at.ring, "none", `no ring around number ${at.order}`);
    met.push(Number(at.order));
  }
  assert.deepEqual(met, Array.from({ length: wanted }, (_, k) => k));
});

test("the first stop skips to the report", async () => {
  const page = await open(seed());
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.textContent), "Skip to the report");
  await page.keyboard.press("Enter");
  assert.equal(await page.evaluate(() => document.activeElement.id), "main");
});

test("a number can be opened, left and found again by keyboard", async () => {
  const page = await open(seed());
  const button = page.locator("#table-sources .number").first();
  await button.focus();
  await page.keyboard.press("Enter");
  assert.equal(await page.evaluate(() => document.activeElement.id), "drawer-title");
  await page.keyboard.press("Escape");
  assert.equal(await page.locator("#drawer").isVisible(), false);
  assert.ok(await button.evaluate((one) => one === document.activeElement));
});

test("parts, headings and states are said", async () => {
  const page = await open(address);
  for (const role of ["banner", "main", "navigation", "search", "contentinfo"]) {
    assert.equal(await page.getByRole(role).count(), 1, role);
  }
  const levels = await page.locator("h1, h2, h3").evaluateAll((all) => all.filter((one) => one.checkVisibility()).map((one) => Number(one.tagName[1])));
  levels.reduce((before, level) => {
    assert.ok(level <= before + 1, "no level is skipped");
    return level;
  }, 0);
  assert.equal(await page.getByRole("status").getAttribute("aria-live"), "polite");
  assert.ok((await page.locator("svg[role='group']").count()) > 3);
  for (const picture of await page.locator("svg[role='group']").all()) {
    assert.ok((await picture.getAttribute("aria-label")).length > 40);
    const figure = picture.locator("xpath=ancestor::section");
    assert.ok((await figure.locator("table").count()) > 0, "its numbers are in a table");
  }
});

test("roles are told apart without colour", async () => {
  const page = await open(seed());
  await page.locator("#table-sources .number").first().click();
  const looks = await page.locator(".legend mark").evaluateAll((all) => all.map((one) => {
    const style = getComputedStyle(one);
    return [style.textDecorationLine, style.textDecorationStyle, style.fontStyle, style.fontWeight, getComputedStyle(one, "::before").content].join();
  }));
  assert.equal(new Set(looks).size, looks.length, looks.join("\n"));
});

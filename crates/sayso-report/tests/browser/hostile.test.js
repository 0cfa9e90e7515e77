// Articles that were written to break the page.

import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, test } from "node:test";

import { articles, close, dataOf, folder, open, report } from "./support.js";

after(close);

const NASTY = [
  "</script><script>window.hit = 1</script>", "<!--<script>", "<img src=x onerror='window.hit = 2'>",
  "\" onmouseover=\"window.hit = 3", "<svg/onload=window.hit=4>", "</title></style></textarea><b>bold</b>",
  "\u202egnp.exe\u2066", "\u0000\u0007\u001b[31m\u0085", "\u2028\u2029", "javascript:window.hit=5", "{{constructor}}", "&lt;i&gt;",
];

function hostile() {
  return report("hostile", [articles("hostile", NASTY.map((nasty, n) => ({
    id: `${n}${nasty}`, title: `Title ${nasty}`, publisher: `Paper ${nasty}`, date: n % 2 ? nasty : "2024-05-01",
    text: `“We ${nasty} answer,” said Andrey ${nasty} Kovalenko.\n\nAccording to ${nasty} officials, ${nasty} trains left Kyiv. Moscow denied ${nasty} it.`,
  })))], "--title", `Report ${NASTY.join(" ").replace("\0", "")}`);
}

test("nothing in an article becomes a tag, runs or asks for anything", async () => {
  const page = await open(hostile());
  const count = await page.locator("#table-articles a").count();
  for (let k = 0; k < count; k++) {
    await page.evaluate((n) => { location.hash = `#article-${n}`; }, k);
    await page.waitForFunction((n) => document.querySelector("#drawer[open]") && location.hash === `#article-${n}`, k);
    for (const entry of await page.locator(".said-list button").all()) await entry.click();
    await page.keyboard.press("Escape");
  }
  await page.locator("#summary .number").first().click();
  assert.equal(await page.evaluate(() => window.hit), undefined);
  assert.equal(await page.locator("script:not([type='text/plain'])").count(), 1);
  assert.equal(await page.locator("img, iframe, object, embed, link, b, i, style:not(head style), [onerror], [onload], [onmouseover], a[href^='javascript']").count(), 0);
  assert.deepEqual(page.seen.requests.length, 1);
  assert.deepEqual([...page.seen.console, ...page.seen.errors], []);
  const data = await dataOf(page);
  assert.deepEqual(data.articles.map((article) => article.title), NASTY.map((nasty) => `Title ${nasty}`));
});

test("signs that turn or hide text are shown as such", async () => {
  const page = await open(hostile());
  const text = await page.locator("#articles").innerText();
  assert.ok(text.includes("⟨RLO⟩gnp.exe⟨LRI⟩"), text);
  const unseen = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/;
  const shown = async () => page.evaluate(() => document.body.innerText + [...document.querySelectorAll("[aria-label], title, option")].map((one) => one.getAttribute("aria-label") ?? one.textContent).join());
  assert.ok(!unseen.test(await shown()));
  await page.evaluate(() => { location.hash = "#article-6"; });
  await page.waitForSelector("#drawer[open]");
  assert.ok(!unseen.test(await shown()));
  assert.ok((await page.locator(".article-text").innerText()).includes("⟨RLO⟩"));
});

test("file names are text too", async () => {
  const place = join(folder, "files");
  mkdirSync(place, { recursive: true });
  writeFileSync(join(place, "<img src=x onerror=alert(1)>\u202egnp.txt"), "“We will answer,” said Andrey Kovalenko.");
  const page = await open(report("files", [place]));
  assert.ok((await page.locator("#articles").innerText()).includes("<img src=x onerror=alert(1)>⟨RLO⟩gnp"));
  assert.equal(await page.locator("img").count(), 0);
});

test("the policy blocks what is put into the page", async () => {
  const page = await open(hostile());
  const blocked = await page.evaluate(async () => {
    const seen = [];
    // What the debugger calls directly may use eval, whatever the policy says; what comes later may not.
    await new Promise((done) => setTimeout(done));
    document.addEventListener("securitypolicyviolation", (event) => seen.push(event.effectiveDirective));
    const script = document.createElement("script");
    try { script.textContent = "window.hit = 6"; } catch { seen.push("refused: text of a script"); }
    document.body.append(script);
    const style = document.createElement("style");
    style.textContent = "body { display: none }";
    document.body.append(style);
    try { document.body.insertAdjacentHTML("beforeend", "<img src=x onerror='window.hit = 7'>"); } catch { seen.push("refused: markup"); }
    const handler = document.createElement("p");
    try { handler.setAttribute("onclick", "window.hit = 8"); handler.click(); } catch { seen.push("refused: handler"); }
    try { (0, eval)("window.hit = 9"); } catch { seen.push("refused: eval"); }
    await fetch("https://example.org/").catch(() => seen.push("refused: fetch"));
    const picture = new Image();
    picture.src = "https://example.org/x.png";
    const form = document.createElement("form");
    form.action = "https://example.org/";
    document.body.append(form);
    form.submit();
    await new Promise((done) => setTimeout(done, 300));
    return seen;
  });
  assert.equal(await page.evaluate(() => window.hit), undefined);
  for (const wanted of ["refused: markup", "refused: eval", "refused: fetch", "connect-src", "img-src", "style-src-elem", "form-action"]) {
    assert.ok(blocked.includes(wanted), `${wanted} is not in ${blocked.join(", ")}`);
  }
  assert.equal(await page.evaluate(() => getComputedStyle(document.body).display), "block");
  const tried = page.seen.requests.filter((url) => url.startsWith("http")).map((url) => `${url} csp`);
  assert.deepEqual(tried, page.seen.refused, "the browser reports what it did not send");
});

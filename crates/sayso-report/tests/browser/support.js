// What the tests share: reports made by the program, and a browser to open them in.

import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

import { chromium } from "playwright-core";

export const root = resolve(dirname(fileURLToPath(import.meta.url)), "../../../..");
const sayso = resolve(root, process.env.SAYSO ?? "target/debug/sayso");
export const axe = createRequire(import.meta.url)("axe-core").source;

export const folder = mkdtempSync(join(tmpdir(), "sayso-page-"));
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));

/** The report of what lies at `paths`, as the address of a page. */
export function report(name, paths, ...options) {
  const page = join(folder, `${name}.html`);
  execFileSync(sayso, ["report", "--quiet", ...paths, "--html", page, ...options], { cwd: root });
  return pathToFileURL(page).href;
}

/** The address of a server that ends with the tests. */
export async function serve(...options) {
  const server = spawn(sayso, ["serve", "--port", "0", ...options], { stdio: ["ignore", "pipe", "inherit"] });
  process.on("exit", () => server.kill());
  server.unref();
  const [line] = await once(server.stdout, "data");
  server.stdout.destroy();
  return String(line).trim();
}

/** The same counts as the program prints them. */
export function table(name, paths) {
  const json = execFileSync(sayso, ["report", "--quiet", ...paths, "--tables", name, "--top", "0", "--format", "json"], { cwd: root });
  return JSON.parse(json).tables.find((one) => one.name === name);
}

/** All tables as the program prints them. */
export function tables(paths, ...options) {
  const json = execFileSync(sayso, ["report", "--quiet", ...paths, ...options, "--top", "0", "--format", "json"], { cwd: root, maxBuffer: 1 << 28 });
  return JSON.parse(json).tables;
}

/** A file of articles, one a line. */
export function articles(name, list) {
  const path = join(folder, `${name}.jsonl`);
  writeFileSync(path, list.map((article) => `${JSON.stringify(article)}\n`).join(""));
  return path;
}

export const seed = () => report("seed", ["seeds"]);

/** Sixty articles of three papers over six months: enough to page, sort and filter. */
export function corpus() {
  const people = ["Andrey Kovalenko", "Damien Spleeters", "Maria Novak", "Peter Olsen", "Ruth Adler"];
  const places = ["Kyiv", "Moscow", "Pyongyang"];
  const papers = ["The Wire", "Morning Post", "Evening Star"];
  return Array.from({ length: 60 }, (_, n) => ({
    id: `a${n}`, title: `Report ${n} from ${places[n % 3]}`, publisher: papers[n % 3],
    date: `2024-0${1 + (n % 6)}-${String(1 + (n % 28)).padStart(2, "0")}`,
    text: `“We will answer in ${places[n % 3]},” said ${people[n % 5]}. According to U.S. officials, ${7 + n} trains left ${places[(n + 1) % 3]}. `
      + `${places[(n + 2) % 3]} denied that weapons were sent to ${places[n % 3]}. Officials said the talks would go on.`,
  }));
}

let browser;
export async function open(address, options = {}) {
  browser ??= await chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
  });
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  page.seen = { console: [], requests: [], refused: [], errors: [] };
  page.on("console", (message) => page.seen.console.push(`${message.type()}: ${message.text()}`));
  page.on("pageerror", (error) => page.seen.errors.push(error.message));
  page.on("request", (request) => page.seen.requests.push(request.url()));
  page.on("requestfailed", (request) => page.seen.refused.push(`${request.url()} ${request.failure().errorText}`));
  await page.goto(address);
  await page.waitForSelector("html.ready");
  return page;
}

export const close = () => browser?.close();

/** The data of the page, as they lie in it: each attribution as an object, each article with its own. */
export const dataOf = (page) => page.evaluate(async () => {
  const unpack = (element) => {
    const bytes = Uint8Array.from(atob(element.textContent), (letter) => letter.charCodeAt(0));
    return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"))).json();
  };
  const data = await unpack(document.querySelector("script.counted"));
  const { about, abouts, ...columns } = data.rows;
  let row = 0, named = 0;
  for (const article of data.articles) {
    article.said = Array.from({ length: article.said }, () => {
      const said = Object.fromEntries(Object.entries(columns).map(([name, column]) => [name, column[row]]));
      said.about = about.slice(named, named += abouts[row++]);
      return said;
    });
  }
  for (const block of document.querySelectorAll("script.texts")) {
    for (const [number, whole, text, flat] of await unpack(block)) {
      Object.assign(data.articles[number], { whole, text });
      let at = 0, window = 0;
      for (const said of data.articles[number].said) {
        window += flat[at];
        said.window = text.slice(window, window + flat[at + 1]);
        at += 2;
        for (let role = 0; role < 4; role++) at += 1 + 2 * flat[at];
      }
    }
  }
  return data;
});

/** The number that an element shows. */
export const numberIn = async (locator) => Number((await locator.innerText()).replace(/[^\d]/g, ""));

/** The first number of the line that says what passes the filters. */
export async function passing(page) {
  return Number((await page.locator("#result").innerText()).match(/[\d,]+/)[0].replaceAll(",", ""));
}

// One truth: every number and name of the page is that of the tables which the program prints.

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { after, test } from "node:test";

import { articles, close, open, report, root, tables } from "./support.js";

after(close);

const KINDS = {
  person: "named person", role: "unnamed person", group: "unnamed people", outlet: "news outlet", intercept: "intercepted call",
  social: "social post", author: "the writer", none: "nobody named",
};

/** The rows of a table of the page, all of them, as it saves them. */
async function saved(page, name) {
  const button = page.locator(`.table:has(#table-${name}) .tool`, { hasText: "CSV" });
  if ((await button.count()) === 0 || (await page.locator(`#table-${name} tbody .empty`).count()) > 0) return [];
  // A browser asks before it saves many files: what would be saved is taken from it instead.
  const text = await button.evaluate(async (one) => {
    const { createObjectURL } = URL;
    const { click } = HTMLAnchorElement.prototype;
    let content = null;
    URL.createObjectURL = (blob) => {
      content = blob.text();
      return "#";
    };
    HTMLAnchorElement.prototype.click = () => {};
    one.click();
    Object.assign(URL, { createObjectURL });
    HTMLAnchorElement.prototype.click = click;
    return content;
  });
  const cells = (line) => [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^",]*))/g)].map(([, quoted, bare]) => quoted?.replaceAll('""', '"') ?? bare);
  // Quoted cells may hold ends of lines.
  return text.match(/(?:"(?:[^"]|"")*"|[^"\n])+\n/g).slice(1).map((line) => cells(line.slice(0, -1)));
}

/** Rows as objects by the names of their columns, with cells as the page saves them. */
function counted(all, name) {
  const { columns, rows } = all.find((table) => table.name === name);
  const cell = (value) => (value === null ? "" : typeof value === "string" ? value.replace(/^(?=[=+\-@\t\r\n])/, "'") : String(value));
  return rows.map((row) => Object.fromEntries(columns.map((column, k) => [column.name, cell(row.cells[k])])));
}

const sum = (...cells) => String(cells.reduce((total, cell) => total + Number(cell), 0));
const sorted = (rows) => rows.map((row) => row.join(" | ")).sort();
const known = (list) => list.filter((text) => text !== "");

async function compare(path, by) {
  const page = await open(report(`truth-${by}`, [path], "--by", by));
  const all = tables([path], "--by", by);
  const same = async (name, expected, take = (row) => row) =>
    assert.deepEqual(sorted((await saved(page, name)).map(take)), sorted(expected), name);
  const sources = counted(all, "sources");
  await same("sources", sources.map((row) => [row.source, row.attributions, row.documents, KINDS[row.kind] ?? row.kind, row["known-by"], row.words, row.quoted, sum(row.deny, row.withhold)]),
    ([source, many, documents, kind, by, , words, direct, denied]) => [source, many, documents, kind, by, words, direct, denied]);
  const roles = new Map(sources.map((row) => [`${row.source} ${row.attributions}`, known([row.role, row.affiliation])]));
  for (const [source, many, , , , described] of await saved(page, "sources")) {
    const whole = roles.get(`${source} ${many}`);
    if (sources.filter((row) => row.source === source).length === 1 && !described.endsWith("…")) assert.ok([whole.join(", "), whole[0] ?? ""].includes(described), `${source}: ${described}`);
  }
  await same("kinds", counted(all, "kinds").filter((row) => row.attributions !== "0").map((row) => [KINDS[row.kind] ?? row.kind, row.attributions, row.share, row.words]),
    ([kind, many, part, , words]) => [kind, many, part, words]);
  await same("publishers", counted(all, "kinds-by-publisher").map((row) => [row.publisher.replace("(not known)", "not given"), row.attributions, row.person, row.unnamed, row.government, row.none]),
    ([publisher, many, , person, unnamed, government, none]) => [publisher, many, person, unnamed, government, none]);
  await same("reasons", counted(all, "anonymity").map((row) => [row.reason.replace("(none given)", "(no reason given)"), row.attributions]));
  await same("stances", counted(all, "stances").filter((row) => row.attributions !== "0").map((row) => [row.stance, row.attributions, row.share]), (row) => row.slice(0, 3));
  const stances = ["assert", "confirm", "deny", "question", "suggest", "believe", "intend", "direct", "withhold", "not-said"];
  await same("cues", counted(all, "cues").flatMap((row) => stances.filter((stance) => row[stance] !== "0").map((stance) => [row.cue, row[stance], stance.replace("not-said", "not said")])),
    ([cue, many, , stance]) => [cue, many, stance]);
  await same("timeline", counted(all, "timeline").filter((row) => /^\d/.test(row.period) && row.attributions !== "0").map((row) => [row.period, row.attributions, sum(row.deny, row.withhold)]),
    ([period, many, , , denied]) => [period, many, denied]);
  await same("subjects", counted(all, "about").map((row) => [row.entity, row.attributions, row.sources]), ([entity, many, , who]) => [entity, many, who]);
  await same("about", counted(all, "network").map((row) => [row.source, row.about, row.attributions]), (row) => row.slice(0, 3));
  await same("chains", counted(all, "chains").map((row) => [row.chain, row.attributions]), (row) => row.slice(0, 2));
  for (const name of ["quantities", "origins", "origins-articles", "origins-quotations", "reading", "denials"]) {
    await same(name === "denials" ? name : `counted-${name}`, counted(all, name).map(Object.values), (row) => row.slice(0, all.find((table) => table.name === name).columns.length));
  }
  const reading = Object.fromEntries(counted(all, "reading").map((row) => [row.what, Number(row.count)]));
  const [, said, , documents] = (await page.locator("#result").innerText()).replaceAll(",", "").match(/^(\d+) (attributions?) in (\d+)/) ?? [null, "0", "", "0"];
  assert.deepEqual([Number(said), Number(documents)].filter((n) => !Object.values(reading).includes(n)), [], JSON.stringify(reading));
  assert.deepEqual(page.seen.errors, []);
  return sources.length;
}

test("of the annotated articles", async () => {
  const folder = join(root, "crates/sayso-eval/tests/dev_set/articles");
  const list = readdirSync(folder).sort().map((name, n) => ({
    id: name, text: readFileSync(join(folder, name), "utf8"), publisher: ["The Wire", "Morning Post", undefined][n % 3], date: n % 5 ? `2024-0${1 + (n % 6)}-11` : undefined,
  }));
  assert.ok((await compare(articles("annotated", list), "month")) > 50);
});

// Drawn by chance, but the same in every run: a counter that is stirred.
function dice(seed) {
  let state = seed;
  return (sides) => {
    state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9) | 0;
    return ((state ^ (state >>> 13)) >>> 0) % sides;
  };
}

for (const seed of [1, 2, 3]) {
  test(`of a corpus drawn by chance, number ${seed}`, async () => {
    const roll = dice(seed);
    const of = (list) => list[roll(list.length)];
    const people = ["Andrey Kovalenko", "Mr. Kovalenko", "Maria Novak", "President Maria Novak", "Peter Olsen of the Red Cross", "Ruth Adler, a spokeswoman for the ministry,", "he", "officials", "senior U.S. officials", "an official who asked not to be named", "=SUM(1)"];
    const places = ["Kyiv", "Moscow", "the Kremlin", "Pyongyang", "North Korea", "Acme Corp."];
    const sentence = () => of([
      () => `“We will answer in ${of(places)} \"soon\",” said ${of(people)}.`,
      () => `According to ${of(people)}, ${7 + roll(90)} trains left ${of(places)}.`,
      () => `${of(places)} denied that weapons were sent to ${of(places)}.`,
      () => `${of(people)} said that ${of(people)} had told reporters that ${of(places)} was ready, a claim that ${of(places)} rejected.`,
      () => `${of(people)} declined to comment on ${of(places)}, because the matter is secret.`,
      () => `${of(people)} never said that ${of(places)} would pay $${1 + roll(9)} million.`,
    ])();
    const list = Array.from({ length: 12 + roll(20) }, (_, n) => ({
      id: `a${n}`, title: `Number ${n}`, publisher: of(["The Wire", "the wire", "Évening Post", undefined]), date: of(["2024-03-01", "2024-03-05", "2024-04-30", "someday", undefined]),
      text: Array.from({ length: roll(7) }, sentence).join(" ") || "Nobody spoke.",
    }));
    assert.ok((await compare(articles(`drawn-${seed}`, list), "day")) > 5);
  });
}

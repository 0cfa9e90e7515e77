// A desk for one article: it is sent to this server, and shown with its sources marked.

const at = (id) => document.getElementById(id);
const form = at("desk");
let shown = null;

// Why an attribution was found: below its line in the list.
const reasonList = h("div", { id: "reasons" });
const why = h("section", { id: "why", "aria-live": "polite", "aria-label": "Why" }, reasonList);

function tell(message, wrong = false) {
  at("status").textContent = plain(message);
  at("status").classList.toggle("wrong", wrong);
}

// Asks the server. What is wrong comes back in words.
async function ask(path, body, type, accept) {
  const headers = { "Content-Type": type, Accept: accept };
  if (at("token").value) headers.Authorization = `Bearer ${at("token").value}`;
  const response = await fetch(path, { method: "POST", headers, body });
  if (response.ok) return response;
  const problem = await response.json().catch(() => ({ detail: response.statusText }));
  if (response.status === 401) {
    at("token-field").hidden = false;
    at("token").focus();
  }
  throw new Error(problem.field ? `${problem.field}: ${problem.detail}` : problem.detail);
}

const isPage = (text) => /^\s*(<!--[\s\S]*?-->\s*|<\?xml[^>]*>\s*)*<(!doctype html|(html|head|body|main|article|section|div|p|h[1-6]|ul|ol|table|blockquote|figure|header|nav)\b[^>]*>)/i.test(text);

function query(more = {}) {
  const wanted = { offsets: "utf16", date: at("date").value, model: at("model").value, ...more };
  return new URLSearchParams(Object.entries(wanted).filter(([, value]) => value !== "")).toString();
}

async function analyze() {
  const text = at("text").value;
  at("found").hidden = true;
  if (!text.trim()) return tell("Paste an article first.", true);
  tell("Reading …");
  const begun = performance.now();
  try {
    const type = isPage(text) ? "text/html" : "text/plain;charset=utf-8";
    const response = await ask(`v1/analyze?${query()}`, text, type, "application/json");
    shown = await response.json();
    const seconds = ((performance.now() - begun) / 1000).toFixed(2);
    show_found();
    tell(`${count(shown.attributions.length, "attribution")} in ${seconds} s.`);
    at("found").focus();
  } catch (error) {
    tell(error.message, true);
  }
}

const least = () => Number(at("least").value) / 100;
const sure = () => shown.attributions.filter((a) => a.confidence >= least());
const words = (spans) => spans.map(([start, end]) => shown.text.slice(start, end)).join(" … ").replace(/\s+/g, " ");

// Whom an attribution names, with what is known of him.
function who(a) {
  const ids = a.source.members ?? (a.source.entity === undefined ? [] : [a.source.entity]);
  const names = ids.map((id) => shown.entities?.[id]?.name).filter(Boolean);
  return names.join(", ") || words(a.source.spans) || "nobody named";
}

function chain(a) {
  const links = [a];
  const byId = new Map(shown.attributions.map((other) => [other.id, other]));
  for (let up = byId.get(a.parent); up && !links.includes(up); up = byId.get(up.parent)) links.unshift(up);
  return links;
}

function show_found() {
  const list = sure();
  at("found").hidden = false;
  why.remove();
  const marks = list.flatMap((a) =>
    [["source", a.source.spans], ["cue", a.cue.spans], ["content", a.content.spans], ["hedge", a.hedges]]
      .flatMap(([role, spans]) => spans.map(([start, end]) => ({ start, end, role, id: a.id }))));
  marks.sort((a, b) => a.start - b.start);
  const paragraphs = [];
  let start = 0;
  for (const line of shown.text.split("\n")) {
    if (line.trim()) paragraphs.push(h("p", { dir: "auto" }, marked(start, start + line.length, marks)));
    start += line.length + 1;
  }
  at("article").replaceChildren(...paragraphs);
  at("article").classList.remove("picked");
  at("list").replaceChildren(...list.map((a) => h("li", { class: `depth-${Math.min(4, chain(a).length - 1)}`, id: `entry-${a.id}` },
    h("button", { type: "button", "aria-pressed": "false", onclick: () => choose(a) },
      h("span", { class: "no" }, String(a.id + 1)), show(who(a), { class: "name" }),
      tag(a.source.kind), tag(a.polarity === "negative" ? `not: ${a.stance}` : a.stance, `stance ${a.stance}`),
      a.actuality === "actual" ? null : tag(a.actuality), tag(a.content.quotation),
      show(short(words(a.content.spans), 90), { class: "content-words" })))));
}

const tag = (text, kind = "") => h("span", { class: `tag ${kind}` }, plain(text));

// The text from `start` to `end`, with its marks.
function marked(start, end, marks) {
  return stretches(start, end, marks).map(({ from, to, marks: held }) => {
    const text = plain(shown.text.slice(from, to));
    const role = ["source", "cue", "content"].find((name) => held.some((mark) => mark.role === name));
    if (!role) return document.createTextNode(text);
    const hedge = held.some((mark) => mark.role === "hedge") ? " hedge" : "";
    const ids = [...new Set(held.map((mark) => mark.id))];
    const innermost = held.filter((mark) => mark.role === role).at(-1);
    const named = innermost.start === from && role !== "content" ? h("span", { class: "vh" }, ` ${role}: `) : null;
    return h("mark", { class: role + hedge, "data-of": ids.join(" "), onclick: () => choose(shown.attributions.find((a) => a.id === innermost.id)) }, named, text);
  });
}

// Shows one attribution where it stands, and why it was found.
async function choose(a) {
  const entry = at(`entry-${a.id}`);
  const marks = [...at("article").querySelectorAll("mark")];
  for (const mark of marks) mark.classList.toggle("on", mark.dataset.of.split(" ").includes(String(a.id)));
  at("article").classList.add("picked");
  for (const button of at("list").querySelectorAll("button")) button.setAttribute("aria-pressed", button.parentElement === entry);
  for (const other of at("list").children) other.classList.toggle("on", other === entry);
  entry.append(why);
  reasonList.replaceChildren(h("p", null, "Asking …"));
  reveal(marks.find((mark) => mark.classList.contains("on")));
  reveal(entry);
  try {
    // The offsets are those of the text that was analysed, which for a page is its article.
    const body = JSON.stringify({ text: shown.text, options: { offsets: "utf16" } });
    const response = await ask(`v1/explain?${query({ at: a.cue.spans[0][0] })}`, body, "application/json", "application/json");
    reasonList.replaceChildren(reasons(a, await response.json()));
  } catch (error) {
    reasonList.replaceChildren(h("p", null, plain(error.message)));
  }
}

// Brings an element into view, if it is not there.
function reveal(element) {
  if (!element) return;
  const { top, bottom } = element.getBoundingClientRect();
  const aside = element.closest("aside")?.getBoundingClientRect();
  const [from, to] = aside ? [Math.max(0, aside.top), Math.min(innerHeight, aside.bottom)] : [0, innerHeight];
  if (top < from || bottom > to) element.scrollIntoView({ block: aside ? "nearest" : "center" });
}

function reasons(a, why) {
  const sums = (weights) => weights.slice(0, 4).map(({ what, weight }) => `${what} (${weight > 0 ? "+" : ""}${weight})`).join("; ");
  const rows = [
    ["Chain", chain(a).map(who).join(" → ")],
    ["Sure to", percent(a.confidence)],
    ["Cue", `“${why.cue.text}”, probability ${percent(why.probability)}${why.rule ? `, found by the rule ${why.rule}` : ""}`],
    ["For and against", sums(why.reasons) || why.words.slice(0, 4).map((w) => `“${w.text}” (${w.weight})`).join("; ")],
    ...why.sources.slice(0, 3).map((one) => [one.chosen ? "Source" : "or", `${one.places.map((p) => `“${p.text}”`).join(" … ") || "nobody"}, ${percent(one.probability)}`]),
  ];
  return h("dl", null, rows.filter(([, text]) => text).map(([name, text]) => [h("dt", null, name), h("dd", null, show(text))]));
}

function markdown() {
  const cell = (text) => plain(text).replace(/[\\|]/g, "\\$&");
  const rows = sure().map((a) => `| ${[chain(a).map(who).join(" → "), words(a.cue.spans), words(a.content.spans), a.stance, percent(a.confidence)].map(cell).join(" | ")} |`);
  return ["| who | cue | what | stance | sure to |", "| --- | --- | --- | --- | ---: |", ...rows, ""].join("\n");
}

async function copy(kind) {
  const made = {
    // As programs get them, with code points.
    json: async () => (await again("application/json")).text(),
    csv: async () => (await again("text/csv")).text(),
    markdown: async () => markdown(),
    // The text is behind the #, which a browser never sends.
    link: async () => `${location.origin}${location.pathname}#text=${encodeURIComponent(at("text").value)}`,
  };
  try {
    await navigator.clipboard.writeText(await made[kind]());
    tell("Copied.");
  } catch (error) {
    tell(`Not copied: ${error.message}`, true);
  }
}

const again = (accept) => ask(`v1/analyze?${query({ offsets: "char", min_confidence: least() || "" })}`, shown.text, "text/plain;charset=utf-8", accept);

async function take(file) {
  if (!file) return;
  const bytes = new Uint8Array(await file.arrayBuffer());
  const [first, second] = bytes;
  const marked = first === 0xff && second === 0xfe ? "utf-16le" : first === 0xfe && second === 0xff ? "utf-16be" : "utf-8";
  try {
    at("text").value = new TextDecoder(marked, { fatal: true }).decode(bytes);
  } catch {
    at("text").value = new TextDecoder("windows-1252").decode(bytes);
  }
  analyze();
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  analyze();
});
at("text").addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) analyze();
});
at("file").addEventListener("change", (event) => take(event.target.files[0]));
at("least").addEventListener("input", () => {
  at("least-shown").textContent = `${at("least").value} %`;
  if (shown) show_found();
});
for (const kind of ["dragover", "dragleave", "drop"]) {
  document.addEventListener(kind, (event) => {
    event.preventDefault();
    form.classList.toggle("over", kind === "dragover");
    if (kind === "drop") take(event.dataTransfer.files[0]);
  });
}
for (const button of document.querySelectorAll("[data-copy]")) button.addEventListener("click", () => copy(button.dataset.copy));

function followHash() {
  const found = /^#text=(.*)$/s.exec(location.hash);
  if (!found) return;
  try {
    at("text").value = decodeURIComponent(found[1]);
  } catch {
    return tell("The link is damaged.", true);
  }
  analyze();
}
window.addEventListener("hashchange", followHash);
followHash();
document.documentElement.classList.add("ready");

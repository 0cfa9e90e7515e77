// Elements, and text that comes from articles: it is only ever set as text, each piece by itself in
// direction, with everything that is not to be seen made visible.

function add(parent, children) {
  for (const child of children.flat(Infinity)) {
    if (child !== null && child !== undefined && child !== false) parent.append(child);
  }
  return parent;
}

function set(element, attributes) {
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : value);
  }
  return element;
}

const h = (tag, attributes, ...children) => add(set(document.createElement(tag), attributes), children);
const s = (tag, attributes, ...children) =>
  add(set(document.createElementNS("http://www.w3.org/2000/svg", tag), attributes), children);

const DIRECTIONS = new Map([
  [0x61c, "ALM"], [0x200e, "LRM"], [0x200f, "RLM"], [0x202a, "LRE"], [0x202b, "RLE"], [0x202c, "PDF"],
  [0x202d, "LRO"], [0x202e, "RLO"], [0x2066, "LRI"], [0x2067, "RLI"], [0x2068, "FSI"], [0x2069, "PDI"],
]);
const HIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

// A sign for a character that must not act.
function sign(character) {
  const code = character.codePointAt(0);
  if (DIRECTIONS.has(code)) return `⟨${DIRECTIONS.get(code)}⟩`;
  if (code < 0x20) return String.fromCodePoint(0x2400 + code);
  return code === 0x7f ? "␡" : `⟨${code.toString(16).toUpperCase()}⟩`;
}

// Text that may come from anywhere, as text that can do nothing.
const plain = (text) => String(text).replace(HIDDEN, sign);
// The same in an element that keeps its direction to itself.
const show = (text, attributes) => h("bdi", attributes, plain(text));
const short = (text, most) => {
  const characters = Array.from(plain(text));
  return characters.length <= most ? characters.join("") : characters.slice(0, most - 1).join("").trimEnd() + "…";
};

const integers = new Intl.NumberFormat("en");
const percents = new Intl.NumberFormat("en", { style: "percent", minimumFractionDigits: 1, maximumFractionDigits: 1 });
const number = (n) => integers.format(n);
const percent = (n) => (n === null ? "–" : percents.format(n));
const count = (n, one, many = `${one}s`) => `${number(n)} ${n === 1 ? one : many}`;

// Calls `draw` with true before the page is printed, and with false after.
function onPaper(draw) {
  addEventListener("beforeprint", () => draw(true));
  addEventListener("afterprint", () => draw(false));
}

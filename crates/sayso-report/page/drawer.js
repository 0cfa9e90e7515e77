// What stands behind a number: sentences, and the article of each with everything that is said in it.

const drawer = document.getElementById("drawer");
const drawerTitle = h("h2", { id: "drawer-title", tabindex: "-1" });
const drawerBody = h("div", { class: "drawer-body" });
const drawerBack = h("button", { type: "button", class: "back", onclick: () => openList(lastList) }, "Back to the sentences");
let lastList = null;

add(drawer, [h("header", { class: "drawer-head" }, drawerBack, drawerTitle,
  h("button", { type: "button", class: "close", onclick: leave }, "Close")), drawerBody]);
drawer.addEventListener("click", (event) => {
  if (event.target === drawer) leave();
});
drawer.addEventListener("cancel", forgetArticle);
drawer.addEventListener("close", () => {
  // The event comes late: something else may have been opened since.
  if (!drawer.open) document.documentElement.classList.remove("drawn");
});

function leave() {
  forgetArticle();
  drawer.close();
}

// Takes the article out of the address, so that its link works once more.
function forgetArticle() {
  if (location.hash.startsWith("#article-")) writeAddress("replaceState", "");
}

function openDrawer(title, content, back) {
  drawerTitle.replaceChildren(show(title));
  drawerBody.replaceChildren(...content);
  drawerBack.hidden = !back;
  if (!drawer.open) drawer.showModal();
  document.documentElement.classList.add("drawn");
  drawerBody.scrollTop = 0;
  drawerTitle.focus();
}

const STEP = 40;
let surestFirst = false;

// Shows the sentences of `list`.
function openList(opened) {
  lastList = opened;
  forgetArticle();
  const ordered = surestFirst ? [...opened.list].sort((a, b) => rows.confidence[b] - rows.confidence[a] || a - b) : opened.list;
  const order = h("select", { id: "order", onchange: () => {
    surestFirst = order.value === "sure";
    openList(opened);
    document.getElementById("order").focus();
  } }, h("option", { value: "place" }, "as in the articles"), h("option", { value: "sure" }, "the surest first"));
  order.value = surestFirst ? "sure" : "place";
  const items = h("ol", { class: "sentences" });
  const more = h("button", { type: "button", class: "more", onclick: () => grow(true) });
  const grow = (focus) => {
    const from = items.childElementCount;
    const next = ordered.slice(from, from + STEP).map((i) => h("li", { tabindex: "-1" }, sentenceItem(i)));
    items.append(...next);
    const left = opened.list.length - items.childElementCount;
    more.hidden = left === 0;
    more.textContent = `Show ${number(Math.min(STEP, left))} more of ${number(left)}`;
    if (focus) next[0]?.focus();
  };
  grow(false);
  const total = opened.total ?? opened.list.length;
  const said = total > opened.list.length
    ? `${number(opened.list.length)} of ${count(total, "attribution")}, drawn by chance`
    : `${count(total, "attribution")} in ${count(countArticles(opened.list), "article")}`;
  openDrawer(opened.title, [h("p", { class: "about" }, said), opened.list.length > 1 ? h("p", { class: "order" }, h("label", { for: "order" }, "Order"), order) : null, legend(), items, more].filter(Boolean), false);
}

function sentenceItem(i) {
  const article = articles[articleOf[i]];
  const chain = chainOf(i);
  const reason = rows.reason[i] < 0 ? null : reasons[rows.reason[i]];
  return [
    h("p", { class: "who" }, show(sourceOf(i).name, { class: "name" }), tag(kindName(i)),
      tag(stanceName(i), `stance ${stanceName(i).replaceAll(" ", "-")}`), tag(quotationName(i)),
      reason === null ? null : tag(reason ? `name withheld: ${reason}` : "name withheld"),
      h("span", { class: "confidence" }, `sure to ${rows.confidence[i]} %`)),
    sentenceElement(i),
    chain.filter((at) => sourceOf(at).known).length > 1 ? chainElement(chain, articleOf[i]) : null,
    h("p", { class: "where" },
      h("a", { href: `#article-${articleOf[i]}-${i - firstOf[articleOf[i]]}` }, show(titleOf(article))),
      whereabouts(article)),
  ];
}

const tag = (text, kind = "") => h("span", { class: `tag ${kind}` }, plain(text));
const whereabouts = (article) => {
  const parts = [article.publisher === undefined ? null : publishers[article.publisher], article.day ?? article.date];
  return parts.filter(Boolean).map((part) => [" · ", show(part)]);
};

function chainElement(chain, number) {
  const outlet = articles[number].publisher;
  const links = chain.filter((i) => sourceOf(i).known).map((i) => sourceOf(i).name);
  if (outlet !== undefined) links.unshift(publishers[outlet]);
  return h("p", { class: "chain" }, h("span", { class: "key" }, "Chain "),
    links.map((name, k) => [k === 0 ? null : h("span", { class: "to" }, " → ", h("span", { class: "vh" }, "who relays ")), show(name)]));
}

// Shows an article with everything that is said in it; `at` is the attribution to begin with.
function openArticle(number, at) {
  const article = articles[number];
  const ids = Array.from({ length: article.said }, (_, k) => firstOf[number] + k);
  const words = [];
  const entries = new Map();

  const choose = (i, goTo) => {
    const family = new Set(chainOf(i));
    for (const { element, of } of words) element.classList.toggle("on", of.includes(i));
    for (const [id, entry] of entries) {
      entry.classList.toggle("on", id === i);
      entry.classList.toggle("kin", id !== i && family.has(id));
      entry.querySelector("button").setAttribute("aria-pressed", id === i);
    }
    text.classList.add("picked");
    if (goTo !== "list") scrollTo(drawerBody, words.find(({ of }) => of.includes(i))?.element);
    scrollTo(aside, entries.get(i));
  };

  const text = textOf(number) === undefined
    ? h("p", { class: "absent" }, "The page does not carry the text of this article; its numbers are those of all. The option --texts sets how many texts it carries.")
    : h("div", { class: "article-text" }, articleText(number, ids, words, choose));
  const list = h("ol", { class: "said-list" }, ids.map((i) => {
    const depth = Math.min(4, chainOf(i).length - 1);
    const entry = h("li", { class: `depth-${depth}` },
      h("button", { type: "button", "aria-pressed": "false", onclick: () => choose(i, "text") },
        h("span", { class: "no" }, String(i - firstOf[number] + 1)), show(sourceOf(i).name, { class: "name" }),
        tag(kindName(i)), tag(stanceName(i), `stance ${stanceName(i).replaceAll(" ", "-")}`),
        show(contentText(i, 90), { class: "content-words" })));
    entries.set(i, entry);
    return entry;
  }));
  const aside = h("aside", { "aria-label": "Who said what" }, h("h3", null, "Who said what"), list);
  const facts = [article.publisher === undefined ? null : publishers[article.publisher], article.day ?? article.date, article.path ?? article.id];
  const partly = textOf(number) !== undefined && !texts[number].whole
    ? h("p", { class: "absent" }, "Only the sentences with attributions are carried; “…” stands for the others.") : null;
  openDrawer(titleOf(article), [
    h("p", { class: "about" }, facts.filter(Boolean).map((fact, k) => [k ? " · " : null, show(fact)])), legend(), partly,
    h("div", { class: "reading" }, text, aside),
  ].filter(Boolean), lastList !== null);
  if (at !== undefined && entries.has(at)) choose(at, "text");
}

// Brings `element` into the middle of what is seen of `frame`, and moves nothing else.
function scrollTo(frame, element) {
  if (!element || frame.scrollHeight <= frame.clientHeight) return;
  const [inner, outer] = [element.getBoundingClientRect(), frame.getBoundingClientRect()];
  frame.scrollTop += inner.top - outer.top - (outer.height - Math.min(inner.height, outer.height)) / 2;
}

function contentText(i, most) {
  const text = textOf(articleOf[i]);
  const spans = piecesOf(i)[3];
  return text === undefined || !spans || spans.length === 0 ? "" : short(text.slice(spans[0], spans[1]).replace(/\s+/g, " "), most);
}

// The paragraphs, with every attribution marked and a number behind every cue.
function articleText(number, ids, words, choose) {
  const body = textOf(number);
  const marks = [...ids.flatMap(marksOf), ...hitsIn(body, 0, body.length)].sort((a, b) => a.start - b.start);
  const lastCue = new Map();
  for (const mark of marks) if (mark.role === "cue") lastCue.set(mark.i, Math.max(mark.end, lastCue.get(mark.i) ?? 0));
  const first = firstOf[number];
  const paragraphs = [];
  let start = 0;
  for (const line of body.split("\n")) {
    const end = start + line.length;
    if (line.trim()) {
      const parts = stretches(start, end, marks).map((stretch) => {
        const element = stretchElement(body, stretch);
        if (element.nodeType === Node.ELEMENT_NODE) words.push({ element, of: stretch.marks.map((mark) => mark.i) });
        const numbers = ids.filter((i) => lastCue.get(i) === stretch.to && stretch.marks.some((mark) => mark.i === i && mark.role === "cue"));
        if (numbers.length === 0) return element;
        const held = element.textContent.length <= 24;
        return h("span", { class: held ? "held" : null }, element, numbers.map((i) => h("button", { type: "button", class: "note", "aria-label": `attribution ${i - first + 1}`, onclick: () => choose(i, "list") }, String(i - first + 1))));
      });
      paragraphs.push(h("p", { dir: "auto" }, parts));
    }
    start = end + 1;
  }
  return paragraphs;
}

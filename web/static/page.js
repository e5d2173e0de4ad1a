// What a page can do beyond links: copying, a list of one's own, keys, the place in
// a long law. Without this script every page is complete.
document.documentElement.classList.add("script");

// A visitor's own list of provisions and cases, kept in this browser only.
const listKey = "fatiao-list";
const readList = () => {
  try {
    return JSON.parse(localStorage.getItem(listKey)) ?? [];
  } catch {
    return []; // damaged, or storage is off
  }
};
const writeList = (list) => {
  try {
    localStorage.setItem(listKey, JSON.stringify(list));
    return true;
  } catch {
    return false;
  }
};

const say = (near, text) => {
  const status = near.closest(".copying, .share")?.querySelector(".done");
  if (status) status.textContent = text;
};

// The day for which the page is read belongs to its address.
const day = new URLSearchParams(location.search).get("as_of");
const here = () => location.origin + location.pathname + (day ? "?as_of=" + encodeURIComponent(day) : "");

// Where in a page one reads: the place of its address, or the article of a law at the top of the window.
function placeHere() {
  if (location.hash) return location.hash;
  if (scrollY < innerHeight / 2) return "";
  const at = [...document.querySelectorAll(".unit[id]")].find((u) => u.getBoundingClientRect().bottom > 60);
  return at ? "#" + encodeURIComponent(at.id) : "";
}

async function copy(text) {
  if (navigator.clipboard) return navigator.clipboard.writeText(text);
  const area = document.createElement("textarea"); // pages that are not served by https
  area.value = text;
  document.body.append(area);
  area.select();
  const done = document.execCommand("copy");
  area.remove();
  if (!done) throw new Error("copying is off");
}

document.addEventListener("click", (e) => {
  const copying = e.target.closest("[data-copy]");
  if (copying) {
    copy(copying.dataset.copy.replaceAll("%URL%", here()))
      .then(() => say(copying, "已复制" + copying.textContent))
      .catch(() => say(copying, "浏览器不允许复制"));
    return;
  }
  const sharing = e.target.closest("[data-share]");
  if (sharing) {
    e.preventDefault();
    copy(new URL(sharing.getAttribute("href") + placeHere(), location.origin).href)
      .then(() => say(sharing, "已复制"))
      .catch(() => say(sharing, "浏览器不允许复制"));
    return;
  }
  const collecting = e.target.closest("[data-collect]");
  if (collecting) {
    const list = readList();
    // of an article, version is the text that it stands in: notes are made on one text
    const { collect: address, title, url, text: version = "" } = collecting.dataset;
    if (list.some((x) => x.address === address)) return say(collecting, "已经在收藏里");
    const text = document.querySelector(".statute.single")?.innerText.trim() ?? "";
    list.push({ address, title, version, url: url ?? location.pathname, text, added: new Date().toISOString().slice(0, 10) });
    say(collecting, writeList(list) ? "已收藏" : "浏览器不允许保存");
  }
});

// A day may be chosen in a calendar or typed as it is written: 2020年5月28日.
const dayOf = (text) => {
  const d = text.trim().match(/^(\d{4})\s*[-./年]\s*(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*日?$/) ?? text.trim().match(/^(\d{4})(\d\d)(\d\d)$/);
  return d ? [d[1], d[2].padStart(2, "0"), d[3].padStart(2, "0")].join("-") : "";
};
for (const button of document.querySelectorAll("[data-typed]")) {
  const field = button.parentElement.querySelector('input[type="date"]');
  const turn = (typed) => {
    const value = field.value;
    field.type = typed ? "text" : "date";
    field.value = typed ? value : dayOf(value);
    field.placeholder = "2020年5月28日";
    button.setAttribute("aria-pressed", String(typed));
    field.focus();
  };
  button.addEventListener("click", () => turn(field.type === "date"));
  field.addEventListener("paste", (e) => {
    const d = dayOf(e.clipboardData.getData("text"));
    if (field.type !== "date" || !d) return;
    e.preventDefault();
    field.value = d;
  });
}

// Keys: / goes to the box, j and k move through results, ? shows the keys.
const stops = () => [...document.querySelectorAll(".hit h2 a, .hit h3 a, .exact h2 a, .findings li a, .lines a")];
const move = (step) => {
  const list = stops();
  if (list.length === 0) return;
  const at = list.indexOf(document.activeElement);
  list[Math.min(list.length - 1, Math.max(0, at < 0 ? (step > 0 ? 0 : list.length - 1) : at + step))].focus();
};
const typing = (el) => el.matches("input, textarea, select, [contenteditable]");
document.addEventListener("keydown", (e) => {
  if (e.ctrlKey || e.metaKey || e.altKey || typing(e.target)) return;
  const help = document.getElementById("keys");
  switch (e.key) {
    case "/":
      e.preventDefault();
      document.querySelector('.box input[name="q"]').focus();
      break;
    case "j":
      move(1);
      break;
    case "k":
      move(-1);
      break;
    case "?":
      if (help.open) help.close();
      else help.showModal();
  }
});
document.querySelector("#keys button")?.addEventListener("click", () => document.getElementById("keys").close());

// The table of contents follows the scroll.
const contents = document.querySelector(".contents");
if (contents && "IntersectionObserver" in window) {
  const links = new Map([...contents.querySelectorAll('a[href^="#"]')].map((a) => [decodeURIComponent(a.hash.slice(1)), a]));
  let current;
  const watch = new IntersectionObserver(
    (entries) => {
      for (const entry of entries) {
        if (!entry.isIntersecting) continue;
        current?.removeAttribute("aria-current");
        current = links.get(entry.target.id);
        current?.setAttribute("aria-current", "true");
        current?.scrollIntoView({ block: "nearest" });
      }
    },
    { rootMargin: "0px 0px -70% 0px" },
  );
  for (const id of links.keys()) {
    const heading = document.getElementById(id);
    if (heading) watch.observe(heading);
  }
}

// Where the words of a text begin and end, as far as the browser knows Chinese.
const segmenter = "Segmenter" in Intl ? new Intl.Segmenter("zh", { granularity: "word" }) : undefined;
// A place of a text, moved outwards to where words begin and end: no mark cuts a word.
function whole(text, start, end) {
  if (!segmenter) return [start, end];
  const segments = segmenter.segment(text);
  const last = segments.containing(end - 1);
  return [segments.containing(start).index, Math.max(end, last.index + last.segment.length)];
}

// Marks words without changing the page, where the browser can.
function mark(words, units) {
  if (!("highlights" in CSS)) return;
  const ranges = [];
  for (const u of units) {
    if (u.hidden || words.length === 0) continue;
    const walk = document.createTreeWalker(u, NodeFilter.SHOW_TEXT);
    while (walk.nextNode()) {
      const text = walk.currentNode;
      for (const w of words) {
        for (let at = text.data.indexOf(w); at >= 0; at = text.data.indexOf(w, at + w.length)) {
          const range = new Range();
          const [start, end] = whole(text.data, at, at + w.length);
          range.setStart(text, start);
          range.setEnd(text, end);
          ranges.push(range);
        }
      }
    }
  }
  CSS.highlights.set("found", new Highlight(...ranges));
}

// A place of a long law that is on another of its pages.
const shownPart = document.querySelector("article[data-part]");
if (shownPart && location.hash.length > 1) {
  const place = decodeURIComponent(location.hash.slice(1));
  if (!document.getElementById(place)) {
    const page = new URL(location.pathname, location.origin);
    page.searchParams.set("go", place);
    if (day) page.searchParams.set("as_of", day);
    location.replace(page);
  }
}

// Finding within a law that is shown whole: articles without the words are hidden, the words are
// marked. Of a part of a law the server finds.
const finder = document.getElementById("find-in-law");
if (finder && !shownPart) {
  const units = [...document.querySelectorAll(".statute .unit")];
  const texts = units.map((u) => u.textContent);
  const count = document.getElementById("found-in-law");
  finder.addEventListener("input", () => {
    const words = finder.value.trim().split(/\s+/).filter(Boolean);
    let found = 0;
    units.forEach((u, i) => {
      const has = words.every((w) => texts[i].includes(w));
      u.hidden = !has;
      if (has) found++;
    });
    document.querySelector(".statute").classList.toggle("finding", words.length > 0);
    count.textContent = words.length > 0 ? `${found} 条` : "";
    mark(words, units);
  });
  finder.form.addEventListener("submit", (e) => e.preventDefault()); // it is found already
}

// What is printed tells its whole address.
addEventListener("beforeprint", () => {
  document.getElementById("printed-address").textContent = decodeURI(location.href);
});

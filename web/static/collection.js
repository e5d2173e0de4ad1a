// Shows the visitor's own list with folders, notes and tags, and hands it out. It never leaves the browser.
const key = "fatiao-list";
const said = document.getElementById("collection-said");
// What was stored or imported may be of an earlier form, or of another's making.
const entry = (x) => ({
  address: String(x.address ?? x.url ?? ""),
  title: String(x.title ?? ""),
  version: String(x.version ?? /@([^/]+)/.exec(x.address ?? "")?.[1] ?? ""), // the text of a law that the notes are on
  url: String(x.url ?? ""),
  text: String(x.text ?? ""),
  added: String(x.added ?? ""),
  folder: String(x.folder ?? ""),
  note: String(x.note ?? ""),
  tags: Array.isArray(x.tags) ? x.tags.map(String) : [],
});
const read = (text) => (JSON.parse(text) ?? []).filter((x) => x && typeof x === "object").map(entry);
function stored() {
  try {
    return read(localStorage.getItem(key));
  } catch {
    return [];
  }
}
let list = stored();
let known = new Set(list.map((x) => x.address)); // when it was read or written last
let tag = ""; // only what has it is shown
const place = document.getElementById("collection");
// What another page has collected meanwhile is kept.
function save() {
  list.push(...stored().filter((x) => !known.has(x.address) && !list.some((o) => o.address === x.address)));
  known = new Set(list.map((x) => x.address));
  try {
    localStorage.setItem(key, JSON.stringify(list));
  } catch {
    said.textContent = "浏览器不允许保存，改动没有存下。";
  }
}

// What is said of the text that an entry has, once the server has told which texts of its law there are.
const lawOf = (x) => (x.address.startsWith("/") ? "" : x.address.split(/[@/]/)[0]);
const laws = new Map(); // texts by the law
const states = { amended: "已修改", repealed: "已废止", not_yet: "尚未生效", unverified: "未核实" };
const held = (now) => (now ? `，现行的是 ${now.version} 的文本` : "");
function textState(x) {
  const texts = laws.get(lawOf(x));
  if (!texts) return "";
  const now = texts.find((t) => t.status === "in_force");
  const own = texts.find((t) => t.version === x.version);
  if (!x.version) return "收藏时没有记下是哪一个文本" + held(now);
  if (own?.status === "in_force") return "现行有效";
  return (own ? (states[own.status] ?? "") : "本库现在没有这一文本") + held(now);
}
// Since when the text that holds now does, where the entry has another; a phone has no room for it.
function heldFrom(x) {
  const now = laws.get(lawOf(x))?.find((t) => t.status === "in_force");
  return x.version && now?.in_force_from && now.version !== x.version ? `（${now.in_force_from} 起施行）` : "";
}
const textName = (x) => (x.version ? (x.version.startsWith("undated") ? "没有日期的文本" : x.version + " 的文本") : "");
const textLine = (x) => [textName(x), textState(x)].filter(Boolean).join("　") + heldFrom(x);
// Only the names of laws are asked for, one after the other.
const maxAsked = 60;
async function askTexts() {
  for (const law of [...new Set(list.map(lawOf))].filter((law) => law && !laws.has(law)).slice(0, maxAsked)) {
    try {
      const answer = await fetch(`/api/v1/laws/${encodeURIComponent(law)}/versions`);
      if (!answer.ok && answer.status !== 404) break;
      laws.set(law, answer.ok ? (await answer.json()).versions : []);
    } catch {
      break; // without the server the list is as it was
    }
  }
  for (const line of place.querySelectorAll("[data-of]")) { // in place: somebody may be typing
    const x = list.find((o) => o.address === line.dataset.of);
    if (x) tellText(line, x);
  }
}
function tellText(line, x) {
  line.replaceChildren(...dated([textName(x), textState(x)].filter(Boolean).join("　")), make("span", {}, ...dated(heldFrom(x))));
  line.classList.toggle("old", /^(?!现行有效).+/.test(textState(x)));
}

const address = (x) => location.origin + x.url;
function make(name, properties = {}, ...children) {
  const e = Object.assign(document.createElement(name), properties);
  e.append(...children);
  return e;
}
// Text whose days are not broken at the end of a line.
const dated = (text) => text.split(/(\d{4}-\d\d-\d\d)/).map((part, i) => (i % 2 ? make("time", { textContent: part }) : part));
function button(text, label, action) {
  const b = make("button", { type: "button", textContent: text, onclick: action });
  b.setAttribute("aria-label", label);
  return b;
}
function field(text, element) {
  return make("label", {}, text + " ", element);
}

// What is listed in a folder.
const shownIn = (folder) => list.filter((x) => x.folder === folder && (!tag || x.tags.includes(tag)));
// Moves an entry before or behind its neighbour in the list.
function move(x, step) {
  const same = shownIn(x.folder);
  const other = same[same.indexOf(x) + step];
  if (!other) return;
  const a = list.indexOf(x);
  const b = list.indexOf(other);
  [list[a], list[b]] = [list[b], list[a]];
  save();
  show();
}

function textOf(x) {
  const line = make("p", { className: "text-of where" });
  if (lawOf(x)) line.dataset.of = x.address;
  tellText(line, x);
  return line;
}

function card(x) {
  const link = make("a", { textContent: x.title, href: x.url.startsWith("/") && !x.url.startsWith("//") ? x.url : "/" });
  const folder = make("input", { value: x.folder, placeholder: "未分类", onchange: (e) => ((x.folder = e.target.value.trim()), save(), showSoon()) });
  folder.setAttribute("list", "folders");
  const tags = make("input", {
    value: x.tags.join(" "),
    placeholder: "用空格分开",
    onchange: (e) => ((x.tags = [...new Set(e.target.value.split(/[\s,，、]+/).filter(Boolean))]), save(), showSoon()),
  });
  const note = make("textarea", { rows: 2, value: x.note, placeholder: "批注", oninput: (e) => ((x.note = e.target.value), save()) });
  note.setAttribute("aria-label", "批注 " + x.title);
  const item = make(
    "li",
    {},
    make("h3", {}, link),
    textOf(x),
    make("p", { className: "law-text", textContent: x.text }),
    make("p", { className: "printed-note", textContent: [x.note && "批注：" + x.note, x.tags.length > 0 && "标签：" + x.tags.join("、")].filter(Boolean).join("\n") }),
    make("p", { className: "printed-note where", textContent: address(x) }),
    note,
    make(
      "div",
      { className: "entry-tools" },
      field("文件夹", folder),
      field("标签", tags),
      make("small", { textContent: x.added }),
      button("上移", "上移 " + x.title, () => move(x, -1)),
      button("下移", "下移 " + x.title, () => move(x, 1)),
      button("移除", "移除 " + x.title, () => {
        list.splice(list.indexOf(x), 1);
        save();
        show();
      }),
    ),
  );
  item.dataset.entry = x.address;
  return item;
}

// What a field changes is listed once the keyboard has left the field, or is known to stay.
const showSoon = () => setTimeout(show);

const controls = (item) => [...item.querySelectorAll("a, input, textarea, button")];
// Lists anew, and leaves the keyboard where it is: on the same control of the same entry.
function show() {
  const item = document.activeElement?.closest("[data-entry]");
  const at = item ? controls(item).indexOf(document.activeElement) : -1;
  const { selectionStart: from, selectionEnd: to } = document.activeElement ?? {};
  showAll();
  if (at < 0) return;
  const same = [...place.querySelectorAll("[data-entry]")].find((e) => e.dataset.entry === item.dataset.entry);
  const control = same && controls(same)[at];
  control?.focus();
  if (control && from != null) control.setSelectionRange(from, to);
}

function showAll() {
  document.getElementById("collection-empty").hidden = list.length > 0;
  document.getElementById("collection-tools").hidden = list.length === 0;
  const folders = [...new Set(list.map((x) => x.folder))].sort((a, b) => (a === "") - (b === "") || a.localeCompare(b, "zh"));
  document.getElementById("folders").replaceChildren(...folders.filter(Boolean).map((f) => make("option", { value: f })));
  const all = [...new Set(list.flatMap((x) => x.tags))].sort((a, b) => a.localeCompare(b, "zh"));
  if (!all.includes(tag)) tag = "";
  const tags = document.getElementById("collection-tags");
  tags.hidden = all.length === 0;
  tags.replaceChildren(
    ...["", ...all].map((t) => {
      const b = make("button", { type: "button", textContent: t || "全部标签", onclick: () => ((tag = t), show()) });
      b.setAttribute("aria-pressed", String(t === tag));
      return b;
    }),
  );
  place.replaceChildren(
    ...folders.flatMap((f) => {
      const of = shownIn(f);
      if (of.length === 0) return [];
      return [make("section", {}, make("h2", { textContent: (f || "未分类") + " " }, make("small", { textContent: of.length + " 件" })), make("ol", {}, ...of.map(card)))];
    }),
  );
}

// Adds to an entry what one of a backup has besides, and reports whether that was anything: neither note is lost.
function join(own, x) {
  const before = JSON.stringify(own);
  if (x.note.includes(own.note)) own.note = x.note;
  else if (!own.note.includes(x.note)) own.note += "\n" + x.note;
  own.tags = [...new Set([...own.tags, ...x.tags])];
  own.folder ||= x.folder;
  return JSON.stringify(own) !== before;
}

function hand(name, type, content) {
  const a = make("a", { href: URL.createObjectURL(new Blob([content], { type })), download: name });
  a.click();
  setTimeout(() => URL.revokeObjectURL(a.href), 1000);
}
const cell = (s) => '"' + (/^[=+\-@\t\r]/.test(s) ? "'" : "") + s.replaceAll('"', '""') + '"';
const noted = (x) => [textLine(x) && `（${textLine(x)}）`, x.text, x.note && "批注：" + x.note].filter(Boolean).join("\n");

document.getElementById("as-json").addEventListener("click", () => hand("收藏.json", "application/json", JSON.stringify(list, null, 1)));
document.getElementById("as-markdown").addEventListener("click", () =>
  hand("收藏.md", "text/markdown", list.map((x) => `## [${x.title}](${address(x)})\n\n${noted(x).replaceAll("\n", "\n\n")}\n`).join("\n")),
);
document.getElementById("as-csv").addEventListener("click", () =>
  hand(
    "收藏.csv",
    "text/csv",
    "\ufeff" +
      [["文件夹", "名称", "文本", "正文", "批注", "标签", "链接", "收藏日期"], ...list.map((x) => [x.folder, x.title, x.version, x.text, x.note, x.tags.join(" "), address(x), x.added])]
        .map((r) => r.map(cell).join(","))
        .join("\r\n"),
  ),
);
document.getElementById("as-docx").addEventListener("submit", (e) => {
  e.target.elements.list.value = JSON.stringify(list.map((x) => ({ title: x.title, text: noted(x), url: address(x) })));
});
document.getElementById("as-report").addEventListener("submit", (e) => {
  e.target.elements.list.value = JSON.stringify(list.map((x) => ({ title: x.title, url: x.url })));
});
document.getElementById("as-print").addEventListener("click", () => {
  window.print();
});
document.getElementById("import").addEventListener("change", async (e) => {
  const file = e.target.files[0];
  if (!file) return;
  try {
    const all = read(await file.text()).filter((x) => x.title);
    let more = 0;
    let joined = 0;
    for (const x of all) {
      const own = x.address && list.find((o) => o.address === x.address);
      if (!own) {
        list.push(x);
        more++;
      } else if (join(own, x)) joined++;
    }
    save();
    show();
    const had = all.length - more;
    said.textContent = `导入了 ${more} 件${had ? `，另有 ${had} 件已在收藏里` : ""}${joined ? `，其中 ${joined} 件并入了备份里的批注、标签或文件夹` : ""}。`;
    askTexts();
  } catch {
    said.textContent = "这个文件不是收藏的备份。";
  }
  e.target.value = "";
});
const dialog = document.getElementById("clear-dialog");
document.getElementById("clear-all").addEventListener("click", () => dialog.showModal());
dialog.addEventListener("close", () => {
  if (dialog.returnValue !== "yes") return;
  list = [];
  save();
  show();
});
show();
askTexts();
// Another page has changed the list, or this one comes back as it was left.
function again() {
  list = stored();
  known = new Set(list.map((x) => x.address));
  show();
  askTexts();
}
addEventListener("storage", (e) => e.key === key && again());
addEventListener("pageshow", (e) => e.persisted && again());
addEventListener("beforeprint", () => {
  show(); // what was just typed is printed too
  document.getElementById("brief-day").textContent = `${new Date().toLocaleDateString("zh-CN", { year: "numeric", month: "long", day: "numeric" })}，${list.length} 件`;
});

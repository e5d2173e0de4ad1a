// Shows the visitor's own list and hands it out. It never leaves the browser.
const key = "fatiao-list";
let list = [];
try {
  list = JSON.parse(localStorage.getItem(key)) ?? [];
} catch {
  list = [];
}
const place = document.getElementById("collection");
const save = () => localStorage.setItem(key, JSON.stringify(list));

function show() {
  document.getElementById("collection-empty").hidden = list.length > 0;
  document.getElementById("collection-tools").hidden = list.length === 0;
  place.replaceChildren(
    ...list.map((x, i) => {
      const li = document.createElement("li");
      const link = document.createElement("a");
      link.textContent = x.title;
      link.href = x.url.startsWith("/") && !x.url.startsWith("//") ? x.url : "/";
      const text = document.createElement("p");
      text.className = "law-text";
      text.textContent = x.text;
      const gone = document.createElement("button");
      gone.type = "button";
      gone.textContent = "移出";
      gone.setAttribute("aria-label", "移出 " + x.title);
      gone.addEventListener("click", () => {
        list.splice(i, 1);
        save();
        show();
      });
      li.append(link, " ", gone, text);
      return li;
    }),
  );
}

function hand(name, type, content) {
  const a = document.createElement("a");
  a.href = URL.createObjectURL(new Blob([content], { type }));
  a.download = name;
  a.click();
  setTimeout(() => URL.revokeObjectURL(a.href), 1000);
}
const address = (x) => location.origin + x.url;
const cell = (s) => '"' + (/^[=+\-@\t\r]/.test(s) ? "'" : "") + s.replaceAll('"', '""') + '"';

document.getElementById("as-markdown").addEventListener("click", () =>
  hand("收藏.md", "text/markdown", list.map((x) => `## [${x.title}](${address(x)})\n\n${x.text.replaceAll("\n", "\n\n")}\n`).join("\n")),
);
document.getElementById("as-csv").addEventListener("click", () =>
  hand("收藏.csv", "text/csv", "\ufeff" + [["名称", "正文", "链接", "收藏日期"], ...list.map((x) => [x.title, x.text, address(x), x.added ?? ""])].map((r) => r.map(cell).join(",")).join("\r\n")),
);
document.getElementById("as-docx").addEventListener("submit", (e) => {
  e.target.elements.list.value = JSON.stringify(list.map((x) => ({ title: x.title, text: x.text, url: address(x) })));
});
document.getElementById("as-print").addEventListener("click", () => window.print());
show();

// Zoom, dragging and what belongs together in the picture of a net of citations. Without this script
// the picture scrolls in its window and all its links work.
const view = document.querySelector(".net-window");
const svg = view.querySelector("svg");
const full = { width: svg.viewBox.baseVal.width, height: svg.viewBox.baseVal.height };
let scale = svg.getBoundingClientRect().width / full.width; // a phone has a smaller picture
view.style.height = view.offsetHeight + "px"; // whatever the scale is, nothing else moves

// The point of the picture that is at x, y of the window stays there.
function zoom(to, x = view.clientWidth / 2, y = view.clientHeight / 2) {
  to = Math.min(4, Math.max(0.1, to));
  const at = { x: (view.scrollLeft + x) / scale, y: (view.scrollTop + y) / scale };
  scale = to;
  svg.style.zoom = 1;
  svg.setAttribute("width", full.width * scale);
  svg.setAttribute("height", full.height * scale);
  view.scrollTo(at.x * scale - x, at.y * scale - y);
}
function fit() {
  zoom(Math.min(1, view.clientWidth / full.width, view.clientHeight / full.height));
}
// What the net is of stands in the middle of the window; on a phone at its right, beside what cites it.
const narrow = view.clientWidth < 600;
function middle() {
  const self = svg.querySelector(".self rect");
  const x = self.x.baseVal.value;
  const width = self.width.baseVal.value;
  view.scrollTo(
    narrow ? (x + width + 8) * scale - view.clientWidth : (x + width / 2) * scale - view.clientWidth / 2,
    (self.y.baseVal.value + self.height.baseVal.value / 2) * scale - view.clientHeight / 2,
  );
}
const act = (how) => {
  if (how === "fit") fit();
  else if (how === "1:1") {
    zoom(1);
    middle();
  } else zoom(scale * Number(how));
};
for (const button of document.querySelectorAll("[data-zoom]")) button.addEventListener("click", () => act(button.dataset.zoom));
view.addEventListener("keydown", (e) => {
  if (e.ctrlKey || e.metaKey || e.altKey) return;
  const how = { "+": "1.25", "=": "1.25", "-": "0.8", 0: "fit" }[e.key];
  if (!how) return;
  e.preventDefault();
  act(how);
});
view.addEventListener(
  "wheel",
  (e) => {
    if (!e.ctrlKey && !e.metaKey) return; // the page scrolls
    e.preventDefault();
    const at = view.getBoundingClientRect();
    zoom(scale * (e.deltaY < 0 ? 1.15 : 1 / 1.15), e.clientX - at.left, e.clientY - at.top);
  },
  { passive: false },
);

// A mouse drags the picture; fingers scroll it anyway.
let from;
view.addEventListener("pointerdown", (e) => {
  if (e.pointerType !== "mouse" || e.button !== 0) return;
  from = { x: e.clientX + view.scrollLeft, y: e.clientY + view.scrollTop, moved: false };
});
addEventListener("pointermove", (e) => {
  if (!from) return;
  const x = from.x - e.clientX;
  const y = from.y - e.clientY;
  from.moved ||= Math.abs(x - view.scrollLeft) + Math.abs(y - view.scrollTop) > 4;
  if (from.moved) view.scrollTo(x, y);
});
let dragged = false;
addEventListener("pointerup", () => {
  dragged = Boolean(from?.moved);
  from = undefined;
});
view.addEventListener("dragstart", (e) => e.preventDefault());
view.addEventListener("click", (e) => {
  if (dragged) e.preventDefault(); // a link under the pointer was not meant
  dragged = false;
});

// A text, its line in the list and what it cites or is cited by are marked while one of them is pointed at.
let marked = [];
const mark = (n) => {
  for (const e of marked) e.classList.remove("near");
  marked = [];
  if (n === undefined) return;
  const add = (e) => marked.push(e);
  const near = new Set([n]);
  for (const line of svg.querySelectorAll(`[data-a="${n}"], [data-b="${n}"]`)) {
    add(line);
    near.add(line.dataset.a).add(line.dataset.b);
  }
  for (const m of near) for (const e of document.querySelectorAll(`[data-n="${m}"]`)) add(e);
  for (const e of marked) e.classList.add("near");
};
for (const moved of ["pointerover", "focusin"]) {
  document.addEventListener(moved, (e) => mark(e.target.closest("[data-n]")?.dataset.n));
}
middle();

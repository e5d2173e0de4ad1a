// A draft with its marks: files that are dropped on the form, and keys that lead from one citation to
// the next. Without this script the form and the links of the marks do.
const form = document.getElementById("draft");
const files = form?.elements.file;
for (const event of ["dragover", "dragleave", "drop"]) {
  form?.addEventListener(event, (e) => {
    if (!e.dataTransfer?.types.includes("Files")) return;
    e.preventDefault();
    form.classList.toggle("dropping", event === "dragover");
    if (event === "drop") files.files = e.dataTransfer.files;
  });
}

// n and p go through the findings that are shown; the draft follows.
const shown = () => [...document.querySelectorAll(".findings > li")].filter((li) => li.offsetParent);
let at;
const go = (step) => {
  const list = shown();
  if (list.length === 0) return;
  const i = list.indexOf(at);
  at?.classList.remove("at");
  at = list[Math.min(list.length - 1, Math.max(0, i + step))];
  at.classList.add("at");
  at.tabIndex = -1;
  at.focus({ preventScroll: true });
  at.scrollIntoView({ block: "nearest" });
  document.getElementById(at.dataset.mark)?.scrollIntoView({ block: "center" });
};
document.addEventListener("keydown", (e) => {
  if (e.ctrlKey || e.metaKey || e.altKey || e.target.matches('textarea, select, input:not([type="radio"])')) return;
  if (e.key === "n") go(1);
  if (e.key === "p") go(-1);
});

// Escape hides the preview of a citation until the pointer or the focus moves on.
const root = document.documentElement;
document.addEventListener("keydown", (e) => {
  if (e.key === "Escape") root.classList.add("no-previews");
});
for (const moved of ["pointerover", "focusin"]) {
  document.addEventListener(moved, (e) => {
    if (e.target.closest(".cite")) root.classList.remove("no-previews");
  });
}

// Completes a field in which a law is named: what the browser offers comes from the suggestions of the
// search. Without this script the field takes any name all the same.
for (const field of document.querySelectorAll('[data-complete="law"]')) {
  const options = document.getElementById(field.getAttribute("list"));
  let asked = "";
  let waiting;
  const complete = async (typed) => {
    const answer = await fetch("/api/v1/suggest?q=" + encodeURIComponent(typed));
    if (!answer.ok || typed !== asked) return;
    const { suggestions } = await answer.json();
    options.replaceChildren(
      ...suggestions
        .filter((s) => s.kind === "law" || s.kind === "alias")
        .map((s) => {
          const o = document.createElement("option");
          o.value = s.text;
          return o;
        }),
    );
  };
  field.addEventListener("input", () => {
    clearTimeout(waiting);
    asked = field.value.trim();
    if (asked) waiting = setTimeout(() => complete(asked).catch(() => {}), 120);
  });
}

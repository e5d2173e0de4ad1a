// Completes what is typed into the search box, by the list that the browser shows
// under it. Without this script the box works all the same.
const box = document.querySelector('input[name="q"]');
const list = document.getElementById("suggestions");
let asked = "";
let waiting;

async function suggest(typed) {
  const answer = await fetch("/api/v1/suggest?q=" + encodeURIComponent(typed));
  if (!answer.ok || typed !== asked) return; // more was typed meanwhile
  const { suggestions } = await answer.json();
  list.replaceChildren(
    ...suggestions.map((s) => {
      const o = document.createElement("option");
      o.value = s.text;
      if (s.note) o.label = s.text + "　" + s.note;
      return o;
    }),
  );
}

box.addEventListener("input", () => {
  clearTimeout(waiting);
  asked = box.value.trim();
  if (asked === "") {
    list.replaceChildren();
    return;
  }
  waiting = setTimeout(() => suggest(asked).catch(() => {}), 80); // offline: nothing is completed
});

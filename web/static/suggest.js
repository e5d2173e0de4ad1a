// Completes what is typed into the search box: a combobox with a list under it, by
// pointer, keys and screen reader. Without this script the box works all the same.
const box = document.querySelector('.box input[name="q"]');
const list = document.getElementById("suggestions");
let asked = "";
let waiting;
let at = -1; // the chosen suggestion

box.setAttribute("role", "combobox");
box.setAttribute("aria-autocomplete", "list");
box.setAttribute("aria-controls", list.id);
box.setAttribute("aria-expanded", "false");

function close() {
  clearTimeout(waiting);
  asked = ""; // an answer that is still on its way does not open the list again
  list.hidden = true;
  at = -1;
  box.setAttribute("aria-expanded", "false");
  box.removeAttribute("aria-activedescendant");
}

function choose(i) {
  const options = list.children;
  options[at]?.setAttribute("aria-selected", "false");
  at = (i + options.length) % options.length;
  options[at].setAttribute("aria-selected", "true");
  options[at].scrollIntoView({ block: "nearest" });
  box.setAttribute("aria-activedescendant", options[at].id);
}

// A law or article that was chosen is asked for by its full name, which opens it.
function take(option) {
  box.value = option.dataset.law ?? option.dataset.text;
  close();
}

// The full name of a law or article that is offered, which means no other.
const fullName = ({ kind, key, text }) => key && (kind === "article" ? key + text.slice(text.lastIndexOf(" ")) : key);

async function suggest(typed) {
  const day = box.form.elements.as_of?.value; // for which the page is read
  const answer = await fetch("/api/v1/suggest?q=" + encodeURIComponent(typed) + (day ? "&as_of=" + day : ""));
  if (!answer.ok) return;
  const { suggestions } = await answer.json();
  if (typed !== asked) return; // more was typed meanwhile, or the list was closed
  list.replaceChildren(
    ...suggestions.map((s, i) => {
      const o = document.createElement("li");
      o.id = "suggestion" + i;
      o.setAttribute("role", "option");
      o.setAttribute("aria-selected", "false");
      o.dataset.text = s.text;
      if (s.key) o.dataset.law = fullName(s);
      o.textContent = s.text;
      if (s.note) {
        const note = document.createElement("small");
        note.textContent = " " + s.note;
        o.append(note);
      }
      return o;
    }),
  );
  if (suggestions.length === 0 || document.activeElement !== box) return close();
  at = -1;
  list.hidden = false;
  box.setAttribute("aria-expanded", "true");
}

box.addEventListener("input", () => {
  clearTimeout(waiting);
  asked = box.value.trim();
  if (asked === "") return close();
  waiting = setTimeout(() => suggest(asked).catch(close), 80); // offline: nothing is completed
});
box.addEventListener("keydown", (e) => {
  // Keys that choose among the characters of an input method are not for this list;
  // 229 is how Safari says so of the one that ends it.
  if (e.isComposing || e.keyCode === 229) return;
  if (list.hidden && e.key !== "Escape") return;
  switch (e.key) {
    case "ArrowDown":
      e.preventDefault();
      return choose(at + 1);
    case "ArrowUp":
      e.preventDefault();
      return choose(at < 0 ? list.children.length - 1 : at - 1);
    case "Enter":
      if (at >= 0) take(list.children[at]); // and the form is sent, as by any Enter
      return;
    case "Escape":
      if (!list.hidden) e.preventDefault();
      close();
  }
});
box.addEventListener("blur", close);
list.addEventListener("pointerdown", (e) => {
  e.preventDefault(); // the box keeps the focus
  const option = e.target.closest("[role=option]");
  if (!option) return;
  take(option);
  box.form.requestSubmit();
});

// Shows what a form finds while it is filled in: the part of the page that the form names is taken from
// the answer. Without this script the button of the form does the same.
for (const form of document.querySelectorAll("form[data-live]")) {
  let waiting;
  let latest = "";
  const address = () => {
    const values = new URLSearchParams(new FormData(form));
    for (const [name, value] of [...values]) if (value === "") values.delete(name);
    const query = values.toString();
    return form.getAttribute("action") + (query ? "?" + query : "");
  };
  const show = async () => {
    const url = address();
    latest = url;
    const answer = await fetch(url);
    if (!answer.ok || url !== latest) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    for (const id of [form.dataset.live]) {
      document.getElementById(id).replaceWith(page.getElementById(id));
    }
    const choices = page.querySelector("form[data-live]");
    for (const select of form.querySelectorAll("select")) {
      if (select === document.activeElement) continue;
      const chosen = select.value; // options that are moved choose the last of them
      select.replaceChildren(...choices.elements[select.name].children);
      select.value = chosen;
      if (select.selectedIndex < 0) select.selectedIndex = 0;
    }
    history.replaceState(null, "", url);
  };
  const soon = (e) => {
    if (e.isComposing) return; // an input method is not done
    if (address() === latest) return; // a field was left as it is: what is shown may be in use
    clearTimeout(waiting);
    waiting = setTimeout(() => show().catch(() => {}), e.type === "change" ? 0 : 150);
  };
  form.addEventListener("input", soon);
  form.addEventListener("change", soon);
  form.addEventListener("compositionend", soon);
}

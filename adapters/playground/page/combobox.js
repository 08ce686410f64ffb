// A text field with suggestions, after the ARIA combobox pattern: focus stays in the field.

const WAIT = 150; // milliseconds without typing before suggestions are looked up

// `find(text)` gives options {value, label, hint}; `choose(option)` gets the one that is picked.
export function makeCombobox(input, list, { find, choose, onFound = () => {} }) {
  let options = [];
  let active = -1;
  let lookup = 0;
  let timer = 0;

  function close() {
    lookup += 1;
    clearTimeout(timer);
    options = [];
    list.hidden = true;
    list.replaceChildren();
    input.setAttribute("aria-expanded", "false");
    setActive(-1);
  }

  function setActive(index) {
    list.children[active]?.removeAttribute("aria-selected");
    active = index;
    const item = list.children[index];
    if (!item) {
      input.removeAttribute("aria-activedescendant");
      return;
    }
    item.setAttribute("aria-selected", "true");
    item.scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", item.id);
  }

  function show(found) {
    options = found;
    list.replaceChildren(...found.map(toItem));
    list.hidden = found.length === 0;
    input.setAttribute("aria-expanded", String(found.length > 0));
    setActive(found.length > 0 ? 0 : -1);
    if (found.length > 0) list.scrollIntoView({ block: "nearest" });
  }

  function toItem(option, index) {
    const item = document.createElement("li");
    item.id = `${list.id}-${index}`;
    item.setAttribute("role", "option");
    item.append(textIn("span", option.label, "suggestion-label"));
    if (option.hint) item.append(textIn("span", option.hint, "suggestion-hint"));
    item.addEventListener("pointerdown", (event) => event.preventDefault());
    item.addEventListener("click", () => pick(index));
    return item;
  }

  function pick(index) {
    const option = options[index];
    close();
    choose(option);
  }

  async function search() {
    lookup += 1;
    const mine = lookup;
    const text = input.value.trim();
    const found = await find(text);
    if (mine !== lookup || document.activeElement !== input) return;
    show(found);
    if (text) onFound(found.length);
  }

  function move(step) {
    if (options.length > 0) setActive((active + step + options.length) % options.length);
    else search();
  }

  const keys = {
    ArrowDown: () => move(1),
    ArrowUp: () => move(-1),
    Enter: () => pick(active),
    Escape: () => close(),
  };

  input.addEventListener("keydown", (event) => {
    const handler = keys[event.key];
    if (!handler || event.isComposing) return;
    const isForList = event.key === "Enter" ? active >= 0 : !list.hidden;
    if (event.key.startsWith("Arrow") || isForList) {
      event.preventDefault();
      handler();
    }
  });
  input.addEventListener("input", () => {
    clearTimeout(timer);
    // What is proposed belongs to what was typed before: a quick Enter must not take it.
    setActive(-1);
    timer = setTimeout(search, WAIT);
  });
  input.addEventListener("blur", close);
  return { close };
}

export function textIn(name, text, className = "") {
  const element = document.createElement(name);
  element.textContent = text;
  element.dir = "auto";
  if (className) element.className = className;
  return element;
}

// The side bar: who there is, who has something new, who the visitor is now.

import { ask } from "./server.js";

const list = document.getElementById("people-list");
const search = document.getElementById("people-search");
const none = document.getElementById("people-none");

let shown = "";
let openedBySearch = false;

export function preparePeople(onChoose) {
  search.addEventListener("input", filter);
  list.addEventListener("click", (event) => {
    const button = event.target.closest("[data-person]");
    if (button) onChoose(button.dataset.person);
  });
}

// At once, before the server answers: whose screen it is may never be in doubt.
export function markCurrent(person) {
  for (const button of list.querySelectorAll("[data-person]")) {
    if (button.dataset.person === person) button.setAttribute("aria-current", "true");
    else button.removeAttribute("aria-current");
  }
}

export async function refreshPeople(person) {
  const { html } = await ask("people", { person });
  // A list that is replaced under the mouse loses the click.
  if (html === shown) return;
  shown = html;
  const focused = list.contains(document.activeElement)
    ? document.activeElement.dataset.person
    : null;
  const wasOpen = list.querySelector("details")?.open;
  const scrolled = list.scrollTop;
  list.innerHTML = html;
  const details = list.querySelector("details");
  if (details && wasOpen !== undefined) details.open = wasOpen;
  filter();
  list.scrollTop = scrolled;
  if (focused) list.querySelector(`[data-person="${CSS.escape(focused)}"]`)?.focus();
}

export function firstPerson() {
  return list.querySelector("[data-person]")?.dataset.person ?? "";
}

export function hasPerson(person) {
  return list.querySelector(`[data-person="${CSS.escape(person)}"]`) !== null;
}

function filter() {
  const words = folded(search.value).split(/\s+/).filter(Boolean);
  const details = list.querySelector("details");
  let found = 0;
  for (const button of list.querySelectorAll("[data-person]")) {
    const text = folded(button.textContent);
    const fits = words.every((word) => text.includes(word));
    button.closest("li").hidden = !fits;
    if (fits) found += 1;
  }
  for (const group of list.querySelectorAll(".people-group")) {
    group.hidden = group.querySelector("li:not([hidden])") === null;
  }
  if (details) unfold(details, words.length > 0);
  none.hidden = found > 0;
}

// What a search opened, the end of the search closes again.
function unfold(details, isSearching) {
  if (isSearching && !details.open) {
    details.open = true;
    openedBySearch = true;
  } else if (!isSearching && openedBySearch) {
    details.open = details.querySelector("[aria-current]") !== null;
    openedBySearch = false;
  }
}

function folded(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

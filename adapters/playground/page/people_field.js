// A field that names people: search, chips, and a line for who is not in the list.

import { makeCombobox, textIn } from "./combobox.js";
import { Problem, ask } from "./server.js";
import { say, showProblem } from "./voice.js";

const NOT_IN_LIST = "anders:";

export function preparePeopleField(field, person) {
  const input = field.querySelector("[role=combobox]");
  const chips = field.querySelector(".chips");

  function add(value, name) {
    if ("one" in input.dataset) chips.replaceChildren();
    if (!chosen(field).includes(value)) chips.append(makeChip(value, name));
    input.value = "";
    input.focus();
    say(`${name} gekozen`);
    field.dispatchEvent(new Event("change", { bubbles: true }));
  }

  function remove(chip) {
    if (!chip) return;
    chip.remove();
    input.focus();
    say("Keuze weggehaald");
    field.dispatchEvent(new Event("change", { bubbles: true }));
  }

  async function find(typed) {
    if (!typed) return [];
    try {
      const body = { person, kind: input.dataset.search, typed: typed.slice(0, 200) };
      return (await ask("searched", body)).options;
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem;
      showProblem(problem);
      return [];
    }
  }

  makeCombobox(input, document.getElementById(input.getAttribute("aria-controls")), {
    find,
    // With the class: of two pupils with one name, the wrong one is a leak.
    choose: ({ value, label, hint }) => add(value, hint ? `${label} (${hint})` : label),
    onFound: (count) => say(count === 0 ? "Niemand gevonden" : `${count} gevonden`),
  });
  input.addEventListener("keydown", (event) => {
    if (event.key === "Enter") event.preventDefault();
    if (event.key === "Backspace" && input.value === "") remove(chips.lastElementChild);
  });
  chips.addEventListener("click", (event) => {
    if (event.target.closest(".chip-remove")) remove(event.target.closest(".chip"));
  });
  prepareNotInList(field, add);
}

export function chosen(field) {
  return [...field.querySelectorAll(".chip")].map((chip) => chip.dataset.value);
}

// What was typed and not yet chosen, so that it is not lost without a word.
export function unfinished(field) {
  const other = field.querySelector("[data-other]");
  return field.querySelector("[role=combobox]").value.trim() !== "" || Boolean(other?.value.trim());
}

function prepareNotInList(field, add) {
  const opener = field.querySelector("[data-not-in-list]");
  if (!opener) return;
  const line = field.querySelector(".other-line");
  const other = line.querySelector("[data-other]");

  function show(open) {
    line.hidden = !open;
    opener.setAttribute("aria-expanded", String(open));
    if (open) other.focus();
  }

  function addOther() {
    const typed = other.value.trim();
    if (!typed) return;
    other.value = "";
    show(false);
    add(`${NOT_IN_LIST}${typed}`, `${typed} (niet in de lijst)`);
  }

  opener.addEventListener("click", () => show(line.hidden));
  line.querySelector("[data-add-other]").addEventListener("click", addOther);
  other.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    addOther();
  });
}

function makeChip(value, name) {
  const chip = document.createElement("li");
  chip.className = "chip";
  chip.dataset.value = value;
  const button = textIn("button", "×", "chip-remove");
  button.type = "button";
  button.setAttribute("aria-label", `Haal ${name} weg`);
  chip.append(textIn("span", name), button);
  return chip;
}

// A form in the dialog: which fields show, how much is typed, what is answered, what is wrong.

import { chosen, preparePeopleField, unfinished } from "./people_field.js";
import { say } from "./voice.js";

const ANSWERS = {
  short_text: typedIn,
  long_text: typedIn,
  day: typedIn,
  choice: (field) => (field.querySelector("select") ? typedIn(field) : ticked(field)),
  choices: ticked,
  checkbox: ticked,
  pupil: chosen,
  pupils: chosen,
  staff: chosen,
  staff_several: chosen,
  note: () => [],
};

const PEOPLE = new Set(["pupil", "pupils", "staff", "staff_several"]);

const CHOOSE_FIRST = "Kies een naam uit de lijst, of maak het veld leeg.";

const IN_WORDS = { weekday: "long", day: "numeric", month: "long", year: "numeric", timeZone: "UTC" };

export function prepareForm(form, person) {
  const fields = fieldsOf(form);
  for (const field of fields) {
    if (PEOPLE.has(field.dataset.kind)) preparePeopleField(field, person);
    const count = field.querySelector("[data-max]");
    if (count) prepareCounter(field, count);
    const dayWords = field.querySelector("[data-day-words]");
    if (dayWords) prepareDay(field.querySelector("input"), dayWords);
  }
  form.addEventListener("change", () => showFields(fields));
}

export function answersOf(form) {
  return fieldsOf(form)
    .filter((field) => !field.hidden)
    .map((field) => ({ field: field.dataset.field, values: ANSWERS[field.dataset.kind](field) }))
    .filter((answer) => answer.values.length > 0);
}

// A name that was typed and not chosen would be lost in silence.
export function unfinishedFields(form) {
  return fieldsOf(form)
    .filter((field) => !field.hidden && PEOPLE.has(field.dataset.kind) && unfinished(field))
    .map((field) => ({ field: field.dataset.field, message: CHOOSE_FIRST }));
}

export function showErrors(form, errors) {
  for (const field of fieldsOf(form)) showError(field, "");
  const summary = form.querySelector(".error-summary");
  const list = document.createElement("ul");
  for (const { field: id, message } of errors) {
    const field = fieldsOf(form).find((one) => one.dataset.field === id);
    if (field) showError(field, message);
    list.append(makeLink(field, message));
  }
  const heading = document.createElement("h3");
  heading.textContent = "Er klopt nog iets niet";
  summary.replaceChildren(heading, list);
  summary.hidden = false;
  summary.focus();
}

function fieldsOf(form) {
  return [...form.querySelectorAll("[data-field]")];
}

function typedIn(field) {
  const { value } = field.querySelector("input, textarea, select");
  return value.trim() === "" ? [] : [value];
}

function ticked(field) {
  return [...field.querySelectorAll("input:checked")].map((input) => input.value);
}

function showFields(fields) {
  for (const field of fields) {
    const { shownIf, shownValues } = field.dataset;
    if (!shownIf) continue;
    const source = fields.find((one) => one.dataset.field === shownIf);
    const values = JSON.parse(shownValues);
    const given = source ? ANSWERS[source.dataset.kind](source) : [];
    field.hidden = !given.some((value) => values.includes(value));
  }
}

function prepareCounter(field, count) {
  const most = Number(count.dataset.max);
  const control = field.querySelector("input, textarea");

  function update() {
    const typed = [...control.value].length;
    const tooMuch = typed > most;
    if (tooMuch && !count.classList.contains("too-much")) say("De tekst is te lang");
    count.classList.toggle("too-much", tooMuch);
    count.textContent = tooMuch
      ? `${inDutch(typed - most)} tekens te veel`
      : `${inDutch(typed)} van ${inDutch(most)} tekens`;
  }

  control.addEventListener("input", update);
  update();
}

function prepareDay(input, words) {
  function update() {
    const day = input.valueAsDate;
    words.textContent = day ? day.toLocaleDateString("nl-NL", IN_WORDS) : "";
  }

  input.addEventListener("input", update);
  update();
}

function inDutch(number) {
  return number.toLocaleString("nl-NL");
}

function showError(field, message) {
  const error = field.querySelector(".error");
  if (!error) return;
  error.textContent = message;
  error.hidden = message === "";
  field.classList.toggle("has-error", message !== "");
  for (const control of field.querySelectorAll("input:not([data-other]), textarea, select")) {
    if (message) control.setAttribute("aria-invalid", "true");
    else control.removeAttribute("aria-invalid");
  }
}

function nameOf(field) {
  return field.querySelector("label, legend").firstElementChild?.textContent ?? "";
}

function makeLink(field, message) {
  const item = document.createElement("li");
  if (!field) {
    item.textContent = message;
    return item;
  }
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button link";
  button.textContent = `${nameOf(field)} – ${message}`;
  button.addEventListener("click", () => {
    field.querySelector("input, textarea, select")?.focus();
  });
  item.append(button);
  return item;
}

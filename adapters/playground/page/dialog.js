// The one dialog: holds a form or a page; the next one comes in its place, never on top.

import { answersOf, prepareForm, showErrors, unfinishedFields } from "./form.js";
import { newRequestId } from "./server.js";

const dialog = document.getElementById("dialog");
const body = document.getElementById("dialog-body");
const problem = document.getElementById("dialog-problem");

const COPIED = {
  "Kopieer titel": "De titel is gekopieerd.",
  "Kopieer tekst": "De tekst is gekopieerd.",
};

let opener = null;
let openerAnchor = null;

// `send(name, request)` asks the server and handles what it answers.
export function prepareDialog(send) {
  body.addEventListener("submit", (event) => {
    event.preventDefault();
    submit(event.target, send);
  });
  body.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    if ("close" in button.dataset) closeDialog();
    if (button.dataset.copy) copy(button);
  });
  dialog.addEventListener("close", () => {
    body.replaceChildren();
    problem.hidden = true;
    giveFocusBack();
  });
}

export function showInDialog(html, person) {
  if (!dialog.open) {
    opener = document.activeElement;
    openerAnchor = opener?.closest("[data-message]")?.dataset.message ?? null;
  }
  body.innerHTML = html;
  problem.hidden = true;
  document.getElementById("dialog-heard").replaceChildren();
  const form = body.querySelector("form");
  if (form) prepareForm(form, person);
  if (!dialog.open) dialog.showModal();
  dialog.scrollTop = 0;
  document.getElementById("dialog-title").focus();
}

export function showFieldErrors(errors) {
  const form = body.querySelector("form");
  if (form) showErrors(form, errors);
}

export function closeDialog() {
  if (dialog.open) dialog.close();
}

async function submit(form, send) {
  if (form.getAttribute("aria-busy") === "true") return;
  const unfinished = unfinishedFields(form);
  if (unfinished.length > 0) {
    showErrors(form, unfinished);
    return;
  }
  form.setAttribute("aria-busy", "true");
  form.dataset.requestId ??= newRequestId();
  const answered = await send("submitted", {
    form: form.dataset.form,
    answers: answersOf(form),
    carried: form.dataset.carried,
    request_id: form.dataset.requestId,
  });
  form.removeAttribute("aria-busy");
  // Without an answer the same submit is tried again under the same id: never two reports.
  if (answered) delete form.dataset.requestId;
}

// The card that was pressed may have been replaced meanwhile: then its new version gets the focus.
function giveFocusBack() {
  const card = openerAnchor && document.querySelector(`[data-message="${openerAnchor}"] button`);
  const target = opener?.isConnected ? opener : card;
  (target || document.getElementById("composer-input")).focus({ preventScroll: true });
  opener = null;
}

async function copy(button) {
  const source = document.getElementById(button.dataset.copy);
  source.focus();
  source.select();
  const copied = button.closest(".copy").querySelector(".copied");
  copied.textContent = "";
  try {
    await navigator.clipboard.writeText(source.value);
    copied.textContent = COPIED[button.textContent];
    button.focus();
  } catch {
    copied.textContent = "Kopiëren lukt hier niet vanzelf. Alles is geselecteerd: druk op Ctrl en C.";
  }
}

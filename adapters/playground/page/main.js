// Puts the page together: who the visitor is, what they do, and what comes back.

import { newOnScreen, refreshChat } from "./chat.js";
import { prepareComposer } from "./composer.js";
import { closeDialog, prepareDialog, showFieldErrors, showInDialog } from "./dialog.js";
import { preparePanel, refreshPanel, showTasks } from "./panel.js";
import { firstPerson, hasPerson, markCurrent, preparePeople, refreshPeople } from "./people.js";
import { Problem, ask, listen, newRequestId } from "./server.js";
import { hideNotice, showNotice, showProblem } from "./voice.js";

const REMEMBERED = "wie";
const TOGETHER = 60; // milliseconds in which several changes are shown as one

let person = "";
let refreshing = 0;

const REPLIES = {
  dialog: (reply) => showInDialog(reply.html, person),
  errors: (reply) => showFieldErrors(reply.errors),
  tasks: (reply) => {
    closeDialog();
    showTasks(reply.html);
    showView("panel");
  },
  said: (reply) => {
    closeDialog();
    showNotice(reply.text, reply.tone);
  },
};

async function safely(work) {
  try {
    await work();
    return true;
  } catch (problem) {
    if (!(problem instanceof Problem)) throw problem;
    showProblem(problem);
    return false;
  }
}

function send(name, request) {
  return safely(async () => {
    const asker = person;
    const reply = await ask(name, { person: asker, ...request });
    if (asker === person) REPLIES[reply.kind](reply);
  });
}

function typed(text) {
  hideNotice();
  return send("typed", { typed: text, request_id: newRequestId() });
}

async function pressed(button) {
  if (button.getAttribute("aria-disabled") === "true") return;
  button.setAttribute("aria-disabled", "true");
  hideNotice();
  await send("pressed", { value: button.dataset.press, request_id: newRequestId() });
  button.removeAttribute("aria-disabled");
}

async function become(chosen) {
  person = chosen;
  sessionStorage.setItem(REMEMBERED, chosen);
  markCurrent(chosen);
  hideNotice();
  showView("chat");
  await safely(refreshAll);
}

async function refreshAll() {
  markBusy(true);
  try {
    await refresh();
  } finally {
    markBusy(false);
  }
}

// What still comes in is not read out in pieces.
function markBusy(isBusy) {
  document.querySelector(".columns").setAttribute("aria-busy", String(isBusy));
}

async function refresh() {
  const chat = await refreshChat(person, (one) => one === person);
  if (!chat) return;
  await Promise.all([refreshPanel(person, chat), markRead()]);
}

async function markRead() {
  const messages = document.visibilityState === "visible" ? newOnScreen() : [];
  if (messages.length > 0) await ask("read", { person, messages });
  await refreshPeople(person);
}

function changed(whose) {
  if (whose !== "" && whose !== person) {
    safely(() => refreshPeople(person));
    return;
  }
  markBusy(true);
  clearTimeout(refreshing);
  refreshing = setTimeout(() => safely(refreshAll), TOGETHER);
  if (whose === "") safely(async () => showClock(await ask("start")));
}

async function advance(button) {
  const buttons = document.querySelectorAll("[data-advance]");
  if (button.getAttribute("aria-disabled") === "true") return;
  for (const one of buttons) one.setAttribute("aria-disabled", "true");
  let moved = null;
  await safely(async () => {
    moved = await ask("advance", { step: button.dataset.advance });
  });
  for (const one of buttons) one.removeAttribute("aria-disabled");
  if (!moved) return;
  showClock(moved);
  showNotice(moved.said);
  await safely(refreshAll);
}

function showClock({ clock, moment }) {
  const time = document.getElementById("clock");
  time.textContent = clock;
  time.dateTime = moment;
}

function showView(view) {
  document.body.dataset.view = view;
  for (const button of document.querySelectorAll("[data-show]")) {
    if (button.dataset.show === view) button.setAttribute("aria-current", "true");
    else button.removeAttribute("aria-current");
  }
}

function clicked(event) {
  const button = event.target.closest("button");
  if (!button) return;
  const { press, advance: step, show, command } = button.dataset;
  if (press) pressed(button);
  if (step) advance(button);
  if (command) typed(command);
  if (show) {
    showView(show);
    safely(markRead);
  }
}

async function begin() {
  const start = await ask("start");
  document.getElementById("school").textContent = start.school;
  document.title = `${start.school}: Pestmelding oefenen`;
  showClock(start);
  await refreshPeople("");
  const remembered = sessionStorage.getItem(REMEMBERED) ?? "";
  await become(hasPerson(remembered) ? remembered : firstPerson());
  listen(changed);
}

function skipToComposer(event) {
  event.preventDefault();
  showView("chat");
  document.getElementById("composer-input").focus();
}

document.addEventListener("click", clicked);
document.getElementById("skip").addEventListener("click", skipToComposer);
document.addEventListener("visibilitychange", () => person && safely(markRead));
document.getElementById("messages").addEventListener("unfolded", () => safely(markRead));
prepareComposer(typed);
prepareDialog(send);
preparePanel();
preparePeople(become);
safely(begin);

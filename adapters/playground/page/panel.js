// The panel on the right: three tabs with tasks, the drawing of the protocol, and how to practise.

import { showInDialog } from "./dialog.js";
import { ask, newRequestId } from "./server.js";
import { showProblem } from "./voice.js";

const tabs = [...document.querySelectorAll("[role=tab]")];
const tasks = document.getElementById("panel-tasks");
const figure = document.getElementById("diagram");
const cases = document.getElementById("diagram-case");

const MOVES = {
  ArrowRight: (index) => (index + 1) % tabs.length,
  ArrowLeft: (index) => (index + tabs.length - 1) % tabs.length,
  Home: () => 0,
  End: () => tabs.length - 1,
};

let currentPerson = "";
// Settles when the drawing that was asked for last is there.
let drawing = Promise.resolve();

export function preparePanel() {
  tabs.forEach((tab, index) => {
    tab.addEventListener("click", () => select(tab));
    tab.addEventListener("keydown", (event) => {
      const move = MOVES[event.key];
      if (!move) return;
      event.preventDefault();
      const next = tabs[move(index)];
      select(next);
      next.focus();
    });
  });
  cases.addEventListener("change", () => draw().catch(showProblem));
  const button = document.getElementById("diagram-enlarge");
  button.addEventListener("click", () => enlarge().catch(showProblem));
}

export async function refreshPanel(person, chat) {
  currentPerson = person;
  offerCases(chat.cases);
  if (isSelected("tab-diagram")) await draw();
  const request = { person, typed: "/taken", request_id: newRequestId() };
  const reply = await ask("typed", request);
  if (person === currentPerson) showReply(reply);
}

export function showTasks(html) {
  showReply({ kind: "tasks", html });
  select(document.getElementById("tab-tasks"));
}

function showReply(reply) {
  if (reply.kind === "tasks") {
    if (tasks.dataset.html === reply.html) return;
    tasks.dataset.html = reply.html;
    tasks.innerHTML = reply.html;
    return;
  }
  delete tasks.dataset.html;
  const heading = document.createElement("h2");
  heading.textContent = "Taken";
  const line = document.createElement("p");
  line.className = "empty";
  line.textContent = reply.text ?? "Er zijn geen taken om te laten zien.";
  tasks.replaceChildren(heading, line);
}

function isSelected(id) {
  return document.getElementById(id).getAttribute("aria-selected") === "true";
}

function select(tab) {
  for (const one of tabs) {
    const isThis = one === tab;
    one.setAttribute("aria-selected", String(isThis));
    one.tabIndex = isThis ? 0 : -1;
    document.getElementById(one.getAttribute("aria-controls")).hidden = !isThis;
  }
  if (tab.id === "tab-diagram") draw().catch(showProblem);
}

function offerCases(ids) {
  const chosen = cases.value;
  const options = ids.map((id) => new Option(`Melding ${id}`, id));
  cases.replaceChildren(new Option("Het hele protocol", ""), ...options);
  if (ids.includes(chosen)) cases.value = chosen;
}

// One that comes after a newer one was asked for, such as for somebody else, is not shown.
function draw() {
  const request = { person: currentPerson, case: cases.value };
  const asked = ask("diagram", request).then((diagram) => {
    if (asked === drawing) show(diagram);
  });
  drawing = asked;
  return asked;
}

// The drawing is an image of its own: nothing in it can run or reach the page.
function show(diagram) {
  const image = document.createElement("img");
  image.alt = diagram.title;
  image.src = `data:image/svg+xml,${encodeURIComponent(diagram.svg)}`;
  const caption = document.createElement("figcaption");
  caption.textContent = diagram.description;
  figure.replaceChildren(image, caption);
}

// When the last drawing could not be had, it is asked for once more.
async function enlarge() {
  let waited;
  do {
    waited = drawing;
    await waited.catch(draw);
  } while (waited !== drawing);
  showInDialog(
    `<div class="page"><div class="dialog-head"><h2 id="dialog-title" tabindex="-1">Schema</h2></div>
    <div class="enlarged" tabindex="0" role="region" aria-label="Schema, schuif om alles te zien"></div>
    <div class="buttons"><button type="button" class="button plain" data-close>Sluit dit venster</button></div></div>`,
    currentPerson,
  );
  document.querySelector(".enlarged").append(figure.querySelector("img").cloneNode());
}


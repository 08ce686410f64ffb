// The message box: only commands are typed here, and "/" opens the list of them.

import { makeCombobox } from "./combobox.js";

const COMMANDS = [
  { value: "/pestmelding", label: "/pestmelding", hint: "een melding doen" },
  { value: "/pestprotocol", label: "/pestprotocol", hint: "de afspraken van de school" },
  { value: "/taken", label: "/taken", hint: "wat er op je wacht" },
  { value: "/help", label: "/help", hint: "hulp" },
];

export function prepareComposer(onTyped) {
  const form = document.getElementById("composer");
  const input = document.getElementById("composer-input");
  const list = document.getElementById("composer-list");

  function send(text) {
    input.value = "";
    combobox.close();
    if (text.trim()) onTyped(text);
  }

  const combobox = makeCombobox(input, list, {
    find: async (text) => COMMANDS.filter(({ value }) => text && value.startsWith(withSlash(text))),
    choose: (option) => send(option.value),
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    send(input.value);
  });
}

function withSlash(text) {
  const typed = text.toLowerCase();
  return typed.startsWith("/") ? typed : `/${typed}`;
}

// What the page of local-slack does not do by itself in a modal: it draws buttons that do nothing
// when they are pressed, and it tells no choice at once. This sends both over the page's own socket,
// as the page does for a button in a message.
"use strict";

const stack = [];
let socket = null;

window.WebSocket = class extends WebSocket {
  constructor(...given) {
    super(...given);
    socket = this;
    this.addEventListener("message", (event) => {
      const told = JSON.parse(event.data);
      const views = told.t === "view" ? told.stack : told.t === "init" ? told.state.modalStack : null;
      if (views !== null) stack.splice(0, stack.length, ...views);
    });
  }
};

const partsOf = (block) => [block.element, block.accessory, ...(block.elements ?? [])].filter(Boolean);

const all = (fits) =>
  stack.at(-1).blocks.flatMap((block) =>
    partsOf(block).filter((part) => fits(part, block)).map((part) => ({ block, part })));

const send = ({ block, part }, chosen) => {
  const action = { type: part.type, action_id: part.action_id, block_id: block.block_id, ...chosen };
  const user = document.querySelector(".actas select").value;
  socket.send(JSON.stringify({ t: "block_action", channel: "", messageTs: "", user, action }));
};

document.addEventListener("click", (event) => {
  const pressed = event.target.closest(".modal .bk-button");
  if (pressed === null) return;
  const nth = [...document.querySelectorAll(".modal .bk-button")].indexOf(pressed);
  const found = all((part) => part.type === "button")[nth];
  send(found, { value: found.part.value, text: found.part.text });
}, true);

document.addEventListener("change", (event) => {
  const input = event.target.closest(".modal .bk-options input");
  if (input === null) return;
  const nth = (one) => [...document.querySelectorAll(".modal .bk-options")].indexOf(one);
  const options = input.closest(".bk-options");
  const found = all((part) => ["radio_buttons", "checkboxes"].includes(part.type))[nth(options)];
  if (!found.block.dispatch_action) return;
  const chosen = [...options.querySelectorAll("input")]
    .map((one, at) => (one.checked ? found.part.options[at] : null))
    .filter(Boolean);
  const several = found.part.type === "checkboxes";
  send(found, several ? { selected_options: chosen } : { selected_option: chosen[0] });
});

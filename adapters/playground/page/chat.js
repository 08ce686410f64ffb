// The chat in the middle: cards by day, threads that fold, and what has been seen.

import { ask } from "./server.js";
import { say } from "./voice.js";

const messages = document.getElementById("messages");
const name = document.getElementById("chat-name");
const role = document.getElementById("chat-role");

const ROOM_ABOVE = 16; // pixels above a card that is scrolled to

const unfolded = new Set();
const folded = new Set();
let shown = { person: "", html: "", ids: new Set() };

messages.addEventListener("toggle", remember, true);

export async function refreshChat(person, isCurrent) {
  const chat = await ask("chat", { person });
  if (!isCurrent(person)) return null;
  const isSame = shown.person === person;
  if (!isSame || shown.html !== chat.html) show(chat, isSame);
  return chat;
}

// Gives the cards that are on the screen and were new, so that they count as read.
// On a phone the chat may be behind another part of the page: then nothing in it was seen.
export function newOnScreen() {
  if (!messages.checkVisibility()) return [];
  return [...messages.querySelectorAll("[data-new]")]
    .filter((message) => !message.closest("details:not([open])"))
    .map((message) => message.dataset.message);
}

function show(chat, isSame) {
  const wasAtEnd = messages.scrollHeight - messages.scrollTop - messages.clientHeight < 80;
  const focus = isSame ? focusedPlace() : null;
  name.textContent = chat.name;
  role.textContent = chat.role;
  messages.innerHTML = chat.html;
  for (const thread of messages.querySelectorAll(".thread")) thread.open = isUnfolded(thread);
  const ids = new Set([...messages.querySelectorAll("[data-message]")].map(idOf));
  const fresh = isSame ? [...ids].filter((id) => !shown.ids.has(id)) : [];
  if (!isSame || wasAtEnd || fresh.length > 0) scrollToNew();
  if (focus) restoreFocus(focus);
  if (fresh.length > 0) announce(fresh);
  shown = { person: chat.person, html: chat.html, ids };
}

function scrollToNew() {
  const fresh = messages.querySelector("[data-new]");
  if (!fresh) {
    messages.scrollTop = messages.scrollHeight;
    return;
  }
  // Only the chat scrolls: `scrollIntoView` would push the bar on top off the screen as well.
  const offset = fresh.getBoundingClientRect().top - messages.getBoundingClientRect().top;
  messages.scrollTop += offset - ROOM_ABOVE;
}

function idOf(message) {
  return message.dataset.message;
}

function isUnfolded(thread) {
  const id = thread.dataset.thread;
  if (folded.has(id)) return false;
  return unfolded.has(id) || Number(thread.dataset.unread) > 0 || isLast(thread);
}

function isLast(thread) {
  return [...messages.querySelectorAll(".thread")].at(-1) === thread;
}

function remember(event) {
  const id = event.target.dataset.thread;
  if (!id) return;
  (event.target.open ? unfolded : folded).add(id);
  (event.target.open ? folded : unfolded).delete(id);
  if (event.target.open) messages.dispatchEvent(new CustomEvent("unfolded", { bubbles: true }));
}

function announce(fresh) {
  const title = document.getElementById(`${fresh.at(-1)}-title`).textContent;
  say(fresh.length === 1 ? `Nieuw bericht: ${title}` : `${fresh.length} nieuwe berichten. ${title}`);
}

function focusedPlace() {
  const message = document.activeElement?.closest("#messages [data-message], #messages .thread");
  if (!message) return null;
  const buttons = [...message.querySelectorAll("button, summary")];
  return {
    selector: message.matches(".thread")
      ? `[data-thread="${message.dataset.thread}"]`
      : `[data-message="${message.dataset.message}"]`,
    index: buttons.indexOf(document.activeElement),
  };
}

function restoreFocus({ selector, index }) {
  const message = messages.querySelector(selector);
  if (!message) return;
  const target = message.querySelectorAll("button, summary")[index] ?? message;
  if (target === message) message.tabIndex = -1;
  target.focus({ preventScroll: true });
}

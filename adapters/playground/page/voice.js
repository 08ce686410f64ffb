// Says things: to everybody in a notice, to screen readers in a live region.

const dialog = document.getElementById("dialog");
const KEPT = 4;
const notice = document.getElementById("notice");

document.getElementById("notice-hide").addEventListener("click", () => {
  notice.hidden = true;
  document.getElementById("composer-input").focus();
});

// A modal dialog hides all else from a screen reader, so it has a live region of its own.
// Sentences are added and not replaced: two that come together are both read.
export function say(sentence) {
  const region = document.getElementById(dialog.open ? "dialog-heard" : "heard");
  const line = document.createElement("p");
  line.textContent = sentence;
  region.append(line);
  while (region.children.length > KEPT) region.firstElementChild.remove();
}

export function showNotice(sentence, tone = "done") {
  notice.className = `notice ${tone}`;
  document.getElementById("notice-text").textContent = sentence;
  notice.hidden = false;
  say(sentence);
}

export function hideNotice() {
  notice.hidden = true;
}

export function showProblem(problem) {
  if (!dialog.open) {
    showNotice(problem.message, "refused");
    return;
  }
  const region = document.getElementById("dialog-problem");
  region.textContent = problem.message;
  region.hidden = false;
  region.scrollIntoView({ block: "nearest" });
}

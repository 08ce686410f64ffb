// Asks the server of the playground, and listens to what changes there.

export class Problem extends Error {}

const UNREACHABLE = "De oefenomgeving antwoordt niet. Draait hij nog? Probeer het opnieuw.";

export function newRequestId() {
  return crypto.randomUUID();
}

export async function ask(name, body = {}) {
  const response = await fetch(`/ask/${name}`, {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-Pestmelding": "pagina" },
    body: JSON.stringify(body),
  }).catch(() => {
    throw new Problem(UNREACHABLE);
  });
  const answer = await response.json().catch(() => ({ problem: UNREACHABLE }));
  if (!response.ok) throw new Problem(answer.problem);
  return answer;
}

// Calls `onChange` with the id of a person, or "" for everybody; "" too after a lost connection.
export function listen(onChange) {
  const stream = new EventSource("/changes");
  stream.addEventListener("message", (event) => onChange(JSON.parse(event.data)));
  stream.addEventListener("open", () => onChange(""));
}

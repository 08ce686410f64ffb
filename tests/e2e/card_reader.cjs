// Reads cards as Microsoft's own library does, and tells what it finds wrong with each.
// stdin: a list of cards; stdout: a list of lists of faults.
"use strict";

const cards = require("adaptivecards/dist/adaptivecards.js");
const teams = require("adaptivecards-designer/lib/hostConfigs/microsoft-teams-light.json");

const { ValidationEvent } = cards;

// Teams itself fills a choice from elsewhere in a card of 1.5; the library knows that from 1.6 on.
const SEARCHES = "choices.data";
// The library refuses every second "nl": its pattern for languages goes on where it was.
const LANGUAGE = 'Invalid value "nl" for property "lang".';

function* partsOf(value) {
  if (typeof value !== "object" || value === null) return;
  yield value;
  for (const one of Object.values(value)) yield* partsOf(one);
}

function faultsIn(content) {
  const searching = new Set(
    [...partsOf(content)].filter((one) => one[SEARCHES]?.dataset).map((one) => one.id),
  );
  const context = new cards.SerializationContext(cards.Versions.v1_5);
  const card = new cards.AdaptiveCard();
  card.hostConfig = new cards.HostConfig(teams);
  card.parse(content, context);
  const read = Array.from({ length: context.eventCount }, (_, i) => context.getEventAt(i))
    .filter(({ message }) => message !== LANGUAGE)
    .filter(({ event, message }) =>
      event !== ValidationEvent.UnsupportedProperty || !message.includes(`"${SEARCHES}"`));
  const missing = card.validateProperties().validationEvents.filter(({ event, source }) =>
    event !== ValidationEvent.CollectionCantBeEmpty || !searching.has(source?.id));
  return [...read, ...missing].map(({ event, message }) => `${ValidationEvent[event]}: ${message}`);
}

let given = "";
process.stdin.setEncoding("utf8");
process.stdin.on("data", (part) => (given += part));
process.stdin.on("end", () => process.stdout.write(JSON.stringify(JSON.parse(given).map(faultsIn))));

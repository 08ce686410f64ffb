// Reads cards as Microsoft's own library does, and tells what it finds wrong with each.
// stdin: a list of cards; stdout: a list of lists of faults.
"use strict";

const cards = require("adaptivecards/dist/adaptivecards.js");
const { ValidationEvent } = cards;

// Teams itself fills a choice from elsewhere in a card of 1.5; the library knows that from 1.6 on.
const SEARCHES = "choices.data";

function isOfTeams({ event, message, sender }) {
  if (event === ValidationEvent.UnsupportedProperty) return message.includes(`"${SEARCHES}"`);
  return event === ValidationEvent.CollectionCantBeEmpty && sender?.choicesData?.dataset;
}

function faultsIn(content) {
  const context = new cards.SerializationContext(cards.Versions.v1_5);
  const card = new cards.AdaptiveCard();
  card.parse(content, context);
  const read = Array.from({ length: context.eventCount }, (_, i) => context.getEventAt(i));
  return [...read, ...card.validateProperties().validationEvents]
    .filter((one) => !isOfTeams(one))
    .map(({ event, message }) => `${ValidationEvent[event]}: ${message}`);
}

let given = "";
process.stdin.setEncoding("utf8");
process.stdin.on("data", (part) => (given += part));
process.stdin.on("end", () => process.stdout.write(JSON.stringify(JSON.parse(given).map(faultsIn))));

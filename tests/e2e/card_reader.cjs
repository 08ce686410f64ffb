// Looks at cards in two ways of Microsoft, and tells what is wrong with each.
// stdin: {schema, cards}; stdout: a list of lists of faults.
"use strict";

const { default: Ajv } = require("ajv");
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

// What the library finds wrong while it reads a card.
function read(content) {
  const searching = new Set(
    [...partsOf(content)].filter((one) => one[SEARCHES]?.dataset).map((one) => one.id),
  );
  const context = new cards.SerializationContext(cards.Versions.v1_5);
  const card = new cards.AdaptiveCard();
  card.hostConfig = new cards.HostConfig(teams);
  card.parse(content, context);
  const wrong = Array.from({ length: context.eventCount }, (_, i) => context.getEventAt(i))
    .filter(({ message }) => message !== LANGUAGE)
    .filter(({ event, message }) =>
      event !== ValidationEvent.UnsupportedProperty || !message.includes(`"${SEARCHES}"`));
  const missing = card.validateProperties().validationEvents.filter(({ event, source }) =>
    event !== ValidationEvent.CollectionCantBeEmpty || !searching.has(source?.id));
  return [...wrong, ...missing].map(({ event, message }) => `${ValidationEvent[event]}: ${message}`);
}

// Lets what can be one of many be looked at as the one that its type says it is.
function byType(schema) {
  const typeOf = ({ $ref }) => {
    const { properties, required } = schema.definitions[$ref?.split("/")[2]] ?? {};
    return required?.includes("type") ? properties.type.const : undefined;
  };
  for (const one of partsOf(schema)) {
    const types = Array.isArray(one.anyOf) ? one.anyOf.map(typeOf) : [];
    if (types.length === 0 || !types.every(Boolean)) continue;
    Object.assign(one, {
      type: "object",
      discriminator: { propertyName: "type" },
      oneOf: one.anyOf.filter((_, n) => types.indexOf(types[n]) === n), // of components the first
      anyOf: undefined,
    });
  }
  return schema;
}

// What is not as the types say.
function held(validate, content) {
  validate(content);
  return (validate.errors ?? []).map((one) =>
    `${one.instancePath}: ${one.message} ${JSON.stringify(one.params)}`);
}

let given = "";
process.stdin.setEncoding("utf8");
process.stdin.on("data", (part) => (given += part));
process.stdin.on("end", () => {
  const { schema, cards: contents } = JSON.parse(given);
  const validate = new Ajv({ allErrors: true, discriminator: true, strict: false }).compile(byType(schema));
  const faults = contents.map((content) => [...held(validate, content), ...read(content)]);
  process.stdout.write(JSON.stringify(faults));
});

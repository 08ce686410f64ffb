// Draws cards below each other with Microsoft's own library, as its designer shows Teams.
// Runs in a page that has the library; `teams` is the host configuration of one theme.
"use strict";

// The library leaves Markdown to whoever uses it. Nothing of ours is to be marked, so what is left
// of it is paragraphs and signs that are to be read as they stand.
AdaptiveCards.AdaptiveCard.onProcessMarkdown = (text, result) => {
  const paragraphs = text.split(/\n\n+/).map((one) => {
    const paragraph = document.createElement("p");
    paragraph.textContent = one.replace(/\\([^A-Za-z0-9\s])/g, "$1");
    return paragraph.outerHTML;
  });
  result.outputHtml = paragraphs.join("");
  result.didProcess = true;
};

window.drawCards = (contents, teams) => {
  for (const [name, content] of Object.entries(contents)) {
    const card = new AdaptiveCards.AdaptiveCard();
    card.hostConfig = new AdaptiveCards.HostConfig(teams);
    card.parse(content, new AdaptiveCards.SerializationContext(AdaptiveCards.Versions.v1_6));
    const frame = document.createElement("section");
    frame.className = "teams-card";
    frame.dataset.card = name;
    frame.append(card.render());
    document.body.append(frame);
  }
};

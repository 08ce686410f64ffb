"""The strictest length of Slack, Teams and the playground for each thing that is shown.

A protocol whose texts break one of these is refused when it is loaded, so that nothing is cut off
on one platform only.
"""

from __future__ import annotations

TITLE = 24
"""Characters of a form or page title: Slack's modal title (docs, modal views)."""

BUTTON = 75
"""Characters of a button: Slack's button text (`@slack/types`)."""

BUTTON_VALUE = 150
"""Characters of a button value we make; Slack allows 2,000, Teams has none."""

SHORT_TEXT = 150
"""Characters of a short text field: what still fits one line of a card fact."""

LONG_TEXT = 2000
"""Characters of a long text field: the playground's and Teams' (own) bound; Slack allows 3,000."""

COPY_BLOCK = 3000
"""Characters of a copy block: Slack's plain_text_input with an initial value."""

LABEL = 150
"""Characters of a field label: Slack's placeholder bound, so that it also fits as placeholder."""

HINT = 300
"""Characters of a hint: what Teams shows without folding; Slack allows 2,000."""

OPTION_LABEL = 75
"""Characters of one choice: Slack's option text (`@slack/types`)."""

OPTIONS = 100
"""Choices of one field: Slack's static select."""

RADIO_OPTIONS = 10
"""Choices shown as radio buttons or checkboxes: Slack's bound."""

FIELDS = 10
"""Fields on one step of a form: architecture §4."""

STEPS = 3
"""Steps of one form: architecture §4; Slack's stack of modals is three deep."""

CARD_TITLE = 150
"""Characters of a card's title: Slack's header block."""

CARD_PARAGRAPH = 2000
"""Characters of one paragraph of a card: Slack's section field; a section allows 3,000."""

CARD_BYTES = 20_000
"""Bytes of a card as sent: below Teams' 28 kB for the strictest route."""

CARD_UTF16 = 25_000
"""The same in UTF-16, as Teams counts: the stricter one for words in Latin letters."""

DIALOG_UTF16 = 80_000
"""Bytes in UTF-16 of a dialog: what Microsoft advises to stay within; above 100 kB is refused."""

CARD_TEXT = 3000
"""Characters of all words of a card: Slack replaces a text of at most 4,000 (docs, chat.update)."""

PAGE_TEXT = 12_000
"""Characters typed on one page: two bytes each in a dialog of Teams, four when all are escaped."""

CARRIED = 2800
"""Characters in which the earlier steps of a form travel: Slack's private_metadata holds 3,000,
of which the name of the form takes at most 200."""

CARRIED_TEXT = 300
"""Characters of all text fields before the last step together: sealed it is more than twice that,
and the pupils who were named travel along."""

ID = 40
"""Characters of an id in a protocol: three of them fit in a button, one in a choice."""

PERSON_NAME = 60
"""Characters of somebody's name: with a class behind it, still one choice."""

CARD_BUTTONS = 5
"""Buttons on one card: Teams shows at most six primary actions; one is kept free."""

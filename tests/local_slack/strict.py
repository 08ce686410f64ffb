"""Holds what the bot sends against what a strict Slack takes, and keeps it for the schema."""

from typing import NamedTuple

from tests.chat_stub.leaks import leaks_in
from tests.e2e.block_kit_schema import Json, Kind
from tests.privacy.canaries import Secret
from tests.slack_stub.methods import METHODS
from tests.slack_stub.text_checks import leaks_in_dialog
from tests.slack_stub.web_api import KINDS
from tests.slack_stub.workspace import APP_TOKEN, BOT_TOKEN

ANSWERED_WITHIN = 3.0
"""Seconds that Slack waits for the bot."""
BURST = 3
"""Messages that may go to one channel at once; after that one a second."""
ABOUT_COLLEAGUES = ("users.info", "users.lookupByEmail")
"""Methods that ask who somebody on the staff is; some are called as a pupil is."""


class Shown(NamedTuple):
    """A message or view as the bot made it."""

    kind: Kind
    payload: Json


class Strict:
    """Notes each fault; a test ends with `assert [] == strict.faults`."""

    def __init__(self, secrets: tuple[Secret, ...]) -> None:
        self.faults: list[str] = []
        self.shown: list[Shown] = []
        self.methods: set[str] = set()
        self.answers = 0
        self.slowest = 0.0
        """Seconds that the bot needed for its slowest answer."""
        self._secrets = secrets
        self._posted: dict[str, list[float]] = {}

    def call(self, method: str, arguments: Json, token: str, now: float) -> None:
        """Looks at a call of the Web API."""
        known = METHODS.get(method)
        if known is None:
            self.faults.append(f"{method}: onbekende methode")
            return
        self.methods.add(method)
        if token != (APP_TOKEN if known.with_app_token else BOT_TOKEN):
            self.faults.append(f"{method}: verkeerd token")
        takes = {**known.required, **known.optional}
        self.faults += [f"{method}: onbekend {one}" for one in arguments if one not in takes]
        self.faults += [f"{method}: zonder {one}" for one in known.required if one not in arguments]
        if method not in ABOUT_COLLEAGUES:
            leaks = leaks_in_dialog if known.in_dialog else leaks_in
            self.faults += [f"{method}: {leak}" for leak in leaks(arguments, self._secrets)]
        if method == "chat.postMessage":
            self._pace(arguments["channel"], now)
        if method in KINDS:
            self._keep(KINDS[method], arguments)

    def answer(self, content: object, seconds: float) -> None:
        """Looks at what the bot answers to something that somebody did."""
        self.answers += 1
        self.slowest = max(self.slowest, seconds)
        if seconds > ANSWERED_WITHIN:
            self.faults.append(f"antwoord na {seconds:.1f} s")
        if not isinstance(content, dict):
            return
        if "view" in content:
            found = leaks_in_dialog(content["view"], self._secrets)
            self.shown.append(Shown("modal", content["view"]))
        elif "options" in content:
            return
        else:
            found = leaks_in(content.get("text", ""), self._secrets)
        self.faults += [f"antwoord: {leak}" for leak in found]

    def whisper(self, text: str) -> None:
        """Looks at what is said to one person only, at the address that came with a button."""
        self.faults += [f"fluistert: {leak}" for leak in leaks_in(text, self._secrets)]

    def _keep(self, kind: Kind, arguments: Json) -> None:
        if kind == "message":
            payload = {name: arguments[name] for name in ("text", "blocks")}
            self.shown.append(Shown(kind, payload))
        else:
            self.shown.append(Shown(kind, arguments["view"]))

    def _pace(self, channel: str, now: float) -> None:
        """Holds that no stretch of time has more messages than its seconds and a burst."""
        before = self._posted.setdefault(channel, [])
        before.append(now)
        for count, since in enumerate(reversed(before), 1):
            if count > now - since + BURST + SLACK_IN_CLOCKS:
                self.faults.append(f"{count} berichten in {now - since:.1f} s in één kanaal")
                return


SLACK_IN_CLOCKS = 0.5
"""Messages: a call takes its time to get here, and the next may take less."""

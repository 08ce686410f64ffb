"""Activities of every kind as they are read, and with keys gone or of another type."""

import copy
import json
from collections.abc import Iterable

import pytest

from adapters.teams import payloads
from adapters.teams.activities import (
    CardPress,
    DialogOpened,
    DialogSubmitted,
    Installation,
    Message,
    PostedPress,
    Search,
    Sender,
    Unknown,
    known_by,
    nonce_of,
)
from adapters.teams.payloads import NotReadable, read, word_in
from flows.ports import Who
from tests.adapters.teams.incoming import activity_samples as sent

SENDER = Sender(sent.ACCOUNT, sent.MEMBER, sent.BOT, sent.SERVICE, sent.PERSONAL, personal=True)
IN_GROUP = Sender(sent.ACCOUNT, sent.MEMBER, sent.BOT, sent.SERVICE, sent.GROUP, personal=False)
REPORT = "melden||"


def test_every_kind_is_read() -> None:
    """Each kind of activity that Teams describes is read."""
    kinds = {kind: type(read(payload)).__name__ for kind, payload in sent.EVERY_KIND.items()}

    assert {
        "a word": "Message",
        "a text": "Message",
        "a mention in a channel": "Message",
        "a word only this person sees": "Message",
        "a button that posts": "PostedPress",
        "a button that acts": "CardPress",
        "a refresh": "CardRefresh",
        "a button that opens": "DialogOpened",
        "a form": "DialogSubmitted",
        "a button in a page": "DialogSubmitted",
        "the command in a message box": "DialogOpened",
        "the command in the bar": "DialogOpened",
        "the command on a message": "DialogOpened",
        "a form of the command": "DialogSubmitted",
        "a search": "Search",
        "an installation": "Installation",
        "a removal": "Installation",
        "a member": "Installation",
    } == kinds


def test_who_it_is() -> None:
    """Whoever sent something is known by their account, in small letters as Microsoft writes it."""
    activity = sent.message() | {"from": {"id": sent.MEMBER, "aadObjectId": sent.ACCOUNT.upper()}}
    incoming = read(activity)

    assert isinstance(incoming, Message)
    assert SENDER == incoming.sender
    assert Who("teams", sent.ACCOUNT) == incoming.sender.who


@pytest.mark.parametrize("account", [{}, {"aadObjectId": None}, {"aadObjectId": ""}])
def test_somebody_without_an_account(account: sent.Payload) -> None:
    """Somebody in a meeting may have no account; that is read as such."""
    incoming = read(sent.message() | {"from": {"id": sent.MEMBER} | account})

    assert isinstance(incoming, Message)
    assert "" == incoming.sender.account


def test_an_account_that_is_none() -> None:
    """Something else than an id in the place of an account is not readable."""
    with pytest.raises(NotReadable):
        read(sent.message() | {"from": {"id": sent.MEMBER, "aadObjectId": "a b\ud800"}})


@pytest.mark.parametrize(
    ("typed", "word"),
    [
        ("taken", "taken"),
        ("/taken", "taken"),
        ("  Pestmelding over Jan", "pestmelding"),
        ("<at>pestmelding</at> taken", "taken"),
        ("<at>pestmelding</at>&nbsp;taken\n", "taken"),
        ("taken\u00a0nu", "taken"),
        ("/PESTPROTOCOL", "pestprotocol"),
        ("help!", ""),
        ("<at>pestmelding</at>", ""),
        ("", ""),
        (sent.CANARY, ""),
        (f"{' ' * 300}taken", ""),
    ],
)
def test_a_word(typed: str, word: str) -> None:
    """Of what is typed only a command is kept, with or without a slash and a mention."""
    assert word == word_in(typed)


def test_a_message_for_somebody_else() -> None:
    """In a group a message is for the app when it is mentioned, or sent to it only."""
    mention = sent.in_channel(sent.mentioned())
    colleague = {"type": "mention", "mentioned": {"id": "29:x"}, "text": "<at>Jan</at>"}
    others = sent.in_group(sent.message("taken"))
    targeted = sent.EVERY_KIND["a word only this person sees"]
    told = [read(one) for one in (mention, others, others | {"entities": [colleague]}, targeted)]

    assert [True, False, False, True] == [
        isinstance(one, Message) and one.is_for_us for one in told
    ]
    assert [False, False, False, True] == [
        isinstance(one, Message) and one.sender.targeted for one in told
    ]


def test_a_button_that_posts() -> None:
    """An older client posts what a button holds."""
    press = sent.pressed("oppakken|7K3Q|")

    assert PostedPress(SENDER, "1763889151124", "oppakken|7K3Q|", sent.NONCE) == read(
        sent.posted_press(press)
    )


def test_a_button_that_acts() -> None:
    """Of a button under a card it is known where that card stands."""
    incoming = read(sent.executed("oppakken|7K3Q|"))

    assert CardPress(SENDER, "f:aa01", "oppakken|7K3Q|", sent.NONCE, "1763889100000") == incoming
    assert isinstance(incoming, CardPress)
    assert f"{sent.PERSONAL}/1763889100000" == incoming.message_id


def test_a_button_of_another_version() -> None:
    """A button whose verb or data this version does not know holds no press."""
    action = {"type": "Action.Execute", "verb": "zaak_openen", "data": {"zaak": 7}}
    old = sent.executed("") | {"value": {"action": action, "trigger": "manual"}}
    bare = sent.executed("") | {"value": {"action": {"type": "Action.Execute", "verb": "press"}}}
    fetched = sent.fetched("") | {"value": {"data": {"type": "task/fetch"}}}

    assert ["", "", ""] == [
        one.press
        for one in map(read, (old, bare, fetched))
        if isinstance(one, CardPress | DialogOpened)
    ]


@pytest.mark.parametrize("context", ["compose", "commandBox", "message"])
def test_the_command_opens_the_report(context: str) -> None:
    """Wherever the command was chosen it opens the report; of a message nothing is copied."""
    incoming = read(sent.extension(context))

    assert DialogOpened(IN_GROUP, "f:dd01", REPORT) == incoming
    assert sent.CANARY not in repr(incoming)


def test_a_command_of_another_version() -> None:
    """A command that this version does not know holds no press."""
    assert DialogOpened(IN_GROUP, "f:dd01", "") == read(sent.extension(command="melden"))


def test_a_form() -> None:
    """Of a form it is known which one it is and what was filled in."""
    data = sent.filled_in("doen|7K3Q|1", "zegel", gezien="veel")
    expected = DialogSubmitted(SENDER, "f:cc01", "", data, "doen|7K3Q|1", "zegel", sent.NONCE)

    assert expected == read(sent.submitted(data))


def test_what_nobody_can_fill_in() -> None:
    """Of what comes back only texts are kept, and the lists that the form itself brought along."""
    data = sent.filled_in("doen|7K3Q|1", "zegel", gezien="veel") | {
        "later": [["gezien", "veel"]],
    }
    odd = {"a~": 2**70, "b~": [["x"]], "c~": {"d": None}, "e~": None, "f~": True}
    incoming = read(sent.submitted(data | odd))

    assert isinstance(incoming, DialogSubmitted)
    assert data == incoming.filled


@pytest.mark.parametrize(
    "odd",
    [{"asked": [2**70]}, {"asked": "x"}, {"later": [[[]]]}, {"later": [7]}, {"later": [["x", 7]]}],
    ids=str,
)
def test_a_list_that_is_not_ours(odd: sent.Payload) -> None:
    """A form whose own lists were changed is not readable."""
    with pytest.raises(NotReadable):
        read(sent.submitted(sent.filled_in("doen|7K3Q|1", "zegel") | odd))


def test_what_goes_too_deep() -> None:
    """Something nested without end is left out of a form, and where it cannot be, not readable."""
    deep: list[object] = []
    for _ in range(5000):
        deep = [deep]
    data = sent.filled_in("doen|7K3Q|1", "zegel", gezien="veel")
    incoming = read(sent.submitted(data | {"diep~": deep}))

    assert isinstance(incoming, DialogSubmitted)
    assert data == incoming.filled
    with pytest.raises(NotReadable):
        read(sent.message("taken") | {"id": "", "attachments": deep})


def test_a_form_of_the_command_on_a_message() -> None:
    """Neither is anything copied of the message when the form comes back."""
    incoming = read(sent.extension_submitted(sent.filled_in("melden||wie", wat="veel")))

    assert sent.CANARY not in repr(incoming)


@pytest.mark.parametrize(("top", "most"), [(15, 15), (0, 0), (-4, 0), (1000, 20)])
def test_a_search(top: int, most: int) -> None:
    """A field that searches says how many people it shows; it never gets more than twenty."""
    assert Search(SENDER, "f:ff01", "pupil", "vrie", most) == read(
        sent.searched("pupil", "vrie", top)
    )


def test_a_bare_search() -> None:
    """A search without anything typed is for as many as there may be."""
    bare = sent.searched("pupil", "") | {"value": {"dataset": "pupil"}}

    assert Search(SENDER, "f:ff01", "pupil", "", 20) == read(bare)


@pytest.mark.parametrize(
    ("action", "is_there"),
    [("add", True), ("add-upgrade", True), ("remove", False), ("remove-upgrade", False)],
)
def test_an_installation(action: str, is_there: bool) -> None:  # noqa: FBT001 - from a table
    """An installation says whether the app is there."""
    assert Installation(SENDER, "f:1001", is_there) == read(sent.installation(action))


def test_members() -> None:
    """A chat into which the app came is one where it was installed; other people are nothing."""
    assert Installation(SENDER, "f:1002", is_there=True) == read(sent.members_added())
    assert Unknown() == read(sent.members_added("29:x"))


@pytest.mark.parametrize(
    "other",
    [
        {"type": "messageReaction"},
        {"type": "messageUpdate"},
        {"type": "typing"},
        {"type": "event", "name": "application/vnd.microsoft.readReceipt"},
        {"type": "installationUpdate", "action": "paint"},
        {"type": "invoke", "name": "signin/verifyState"},
        {"type": "invoke", "name": "composeExtension/query"},
        {"type": "invoke"},
    ],
)
def test_another_kind(other: sent.Payload) -> None:
    """A kind that the app never asked for is known as such."""
    assert Unknown() == read(sent.message() | other)


@pytest.mark.parametrize("what", [None, [], "x", {}, {"type": 7}, {"type": "message"}])
def test_what_is_no_activity(what: object) -> None:
    """What is no activity, or nothing but its kind, is not readable."""
    with pytest.raises(NotReadable):
        read(what)


def test_no_part_of_it_is_quoted() -> None:
    """The error about an activity says nothing of it."""
    with pytest.raises(NotReadable) as caught:
        read(sent.message() | {"text": [sent.CANARY]})

    assert sent.CANARY not in f"{caught.value!r} {caught.value.__cause__!r}"


def test_the_same_request_is_known_by_the_same_name() -> None:
    """A repeat under a new id is known by the showing it came from, and what was done there."""
    data = sent.filled_in("doen|7K3Q|1", "zegel", gezien="veel")
    turned = dict(reversed(data.items()))
    kinds = [
        (sent.executed("oppakken|7K3Q|"), sent.executed("oppakken|7K3Q|", "f:aa02")),
        (sent.fetched("open|7K3Q|"), sent.fetched("open|7K3Q|", "f:bb02")),
        (sent.submitted(data), sent.submitted(turned, "f:cc02")),
        (sent.posted_press(sent.pressed("x||")), sent.posted_press(sent.pressed("x||"), "f:2")),
    ]
    names = [tuple(read(one).request_id for one in pair) for pair in kinds]  # type: ignore[union-attr] # none of them is unknown

    assert [first for first, _ in names] == [second for _, second in names]
    assert len(names) == len({first for first, _ in names})


def test_another_answer_is_another_request() -> None:
    """A form that is submitted again with something else in it is not a repeat."""
    first, second = (
        read(sent.submitted(sent.filled_in("doen|7K3Q|1", "zegel", gezien=text)))
        for text in ("veel", "meer \ud800")
    )

    assert isinstance(first, DialogSubmitted)
    assert isinstance(second, DialogSubmitted)
    assert first.request_id != second.request_id


def test_without_a_nonce_a_request_is_known_by_its_own_id() -> None:
    """What was shown by another version has no nonce; what is shown next gets one of its own."""
    assert "f:1" == known_by("f:1", "", "open|7K3Q|")
    assert nonce_of("f:1") != nonce_of("f:2")
    assert 16 == len(nonce_of("f:1"))


@pytest.mark.parametrize("none", [{}, {"id": None}, {"id": ""}])
def test_an_activity_without_an_id(none: sent.Payload) -> None:
    """An activity without an id is known by what stands in it, so that a repeat is known as one."""
    bare = {key: value for key, value in sent.message("taken").items() if key != "id"} | none
    first, again, later = (read(bare), read(bare), read(bare | {"timestamp": "2026-11-24"}))

    assert first == again
    assert isinstance(first, Message)
    assert isinstance(later, Message)
    assert len({first.id, later.id, ""}) == 3


def test_shapes() -> None:
    """There is a shape for each kind that a person can bring about."""
    named = {(one["type"], one.get("name", "")) for one in sent.EVERY_KIND.values()}

    assert set(payloads.SHAPES) == named


Place = tuple[str | int, ...]
GONE = object()


def places_in(value: object, here: Place = ()) -> Iterable[Place]:
    """Gives where each key and each item of an activity stands."""
    inside: Iterable[tuple[str | int, object]] = ()
    if isinstance(value, dict | list):
        inside = value.items() if isinstance(value, dict) else enumerate(value)
    for key, part in inside:
        yield (*here, key)
        yield from places_in(part, (*here, key))


def changed(payload: sent.Payload, place: Place, new: object) -> sent.Payload:
    """Gives an activity with something else, or nothing, at a place."""
    copied: sent.Payload = copy.deepcopy(payload)
    part: object = copied
    for key in place[:-1]:
        part = part[key]  # type: ignore[index] # a place that was found in it
    if new is GONE:
        del part[place[-1]]  # type: ignore[attr-defined] # as above
    else:
        part[place[-1]] = new  # type: ignore[index] # as above
    return copied


def test_a_key_that_teams_adds() -> None:
    """A key that nobody described is no reason to refuse."""
    assert read(sent.message("taken")) == read(sent.message("taken") | {"new": {"a": [1]}})


@pytest.mark.parametrize("kind", sent.EVERY_KIND)
def test_each_key_gone_or_odd(kind: str) -> None:
    """Each key by itself can be gone or odd: then it is read without it, or not readable."""
    payload = sent.EVERY_KIND[kind]
    for place in places_in(payload):
        for odd in (GONE, None, 7, "", [], {}, "x" * 30_000):
            activity = changed(payload, place, odd)
            try:
                incoming = read(activity)
            except NotReadable:
                continue
            assert json.dumps(activity, default=str)
            assert incoming is not None

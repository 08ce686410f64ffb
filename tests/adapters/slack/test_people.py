"""Who on Slack could be a colleague, and who could not."""

from typing import Any

import pytest

from adapters.slack.people import SlackBook
from adapters.slack.web import SlackWeb
from flows.ports import Account, NoAnswer, Who
from tests.adapters.slack.planned_slack import Answer, PlannedSlack, error

BROUWER: dict[str, Any] = {
    "id": "U0BROUWER",
    "team_id": "T0SCHOOL",
    "deleted": False,
    "is_bot": False,
    "is_restricted": False,
    "is_ultra_restricted": False,
    "is_email_confirmed": True,
    "profile": {"email": "I.Brouwer@vlierhof.example", "real_name": "Ilse Brouwer"},
}
COLLEAGUE = Account(Who("slack", "U0BROUWER"), "i.brouwer@vlierhof.example")

OTHERS: tuple[dict[str, Any], ...] = (
    {"deleted": True},
    {"is_bot": True},
    {"is_workflow_bot": True},
    {"id": "USLACKBOT"},
    {"id": "U0OTHER"},
    {"id": None},
    {"is_restricted": True},
    {"is_restricted": True, "is_ultra_restricted": True},
    {"is_stranger": True},
    {"is_invited_user": True},
    {"is_email_confirmed": False},
    {"team_id": "T0ELSEWHERE"},
    {"team_id": "T0ELSEWHERE", "enterprise_user": {"enterprise_id": "E0SAME"}},
    {"team_id": None},
)


@pytest.fixture
async def book(web: SlackWeb) -> SlackBook:
    """Gives the members of the workspace that the app is signed in to."""
    await web.sign_in()
    return SlackBook(web)


async def test_a_colleague(book: SlackBook, slack: PlannedSlack) -> None:
    """Somebody with an own account has an address, in lower case."""
    slack.then("users.info", Answer({"user": BROUWER}))
    assert COLLEAGUE == await book.account("U0BROUWER")
    assert {"user": "U0BROUWER"} == slack.called("users.info")[0].arguments


async def test_a_colleague_by_address(book: SlackBook, slack: PlannedSlack) -> None:
    """Capitals make no difference."""
    slack.then("users.lookupByEmail", Answer({"user": BROUWER}))
    assert COLLEAGUE == await book.by_email("i.brouwer@VLIERHOF.example")


@pytest.mark.parametrize("different", OTHERS, ids=str)
async def test_who_is_no_colleague(
    book: SlackBook, slack: PlannedSlack, different: dict[str, Any]
) -> None:
    """Guests, outsiders, bots and closed accounts are nobody, whichever way they are found."""
    somebody = Answer({"user": BROUWER | different})
    slack.then("users.info", somebody)
    slack.then("users.lookupByEmail", somebody)
    assert await book.account("U0BROUWER") is None
    found = await book.by_email("i.brouwer@vlierhof.example")
    assert found is None or found.who.id == different["id"]


@pytest.mark.parametrize(
    ("profile", "email"), [({}, ""), (None, ""), ({"email": None}, ""), ({"email": ["x"]}, "")]
)
async def test_somebody_without_an_address(
    book: SlackBook, slack: PlannedSlack, profile: object, email: str
) -> None:
    """The workspace may hide it; then nobody is linked by it."""
    user = Answer({"user": BROUWER | {"profile": profile}})
    slack.then("users.info", user)
    slack.then("users.lookupByEmail", user)
    assert Account(Who("slack", "U0BROUWER"), email) == await book.account("U0BROUWER")
    assert await book.by_email("i.brouwer@vlierhof.example") is None


async def test_an_address_that_leads_to_another_one(book: SlackBook, slack: PlannedSlack) -> None:
    """Only the account that has this very address is meant."""
    slack.then("users.lookupByEmail", Answer({"user": BROUWER}))
    assert await book.by_email("k.haddad@vlierhof.example") is None


@pytest.mark.parametrize("code", ["user_not_found", "users_not_found", "user_not_visible"])
async def test_nobody(book: SlackBook, slack: PlannedSlack, code: str) -> None:
    """Slack knows nobody of that id or address."""
    slack.then("users.info", error(code))
    slack.then("users.lookupByEmail", error(code))
    assert await book.account("U0NOBODY") is None
    assert await book.by_email("x@vlierhof.example") is None


async def test_what_is_no_address(book: SlackBook, slack: PlannedSlack) -> None:
    """A slip in the staff file is nobody, and stops nothing."""
    slack.then("users.lookupByEmail", error("invalid_arguments"))
    assert await book.by_email("geen adres") is None


@pytest.mark.parametrize(
    "plan",
    [error("ratelimited"), error("internal_error"), error("invalid_auth"), Answer(status=502)],
    ids=str,
)
async def test_slack_is_down(book: SlackBook, slack: PlannedSlack, plan: Answer) -> None:
    """Whoever asks hears that there is no answer; that is not the same as nobody."""
    slack.then("users.info", plan)
    with pytest.raises(NoAnswer):
        await book.account("U0BROUWER")


async def test_an_answer_without_a_person(book: SlackBook, slack: PlannedSlack) -> None:
    """What cannot be read is nobody."""
    slack.then("users.info", Answer({"user": "U0BROUWER"}))
    assert await book.account("U0BROUWER") is None


async def test_before_the_app_is_signed_in(web: SlackWeb, slack: PlannedSlack) -> None:
    """As long as the workspace is unknown, everybody is an outsider."""
    slack.then("users.info", Answer({"user": BROUWER | {"team_id": ""}}), Answer({"user": BROUWER}))
    assert await SlackBook(web).account("U0BROUWER") is None
    assert await SlackBook(web).account("U0BROUWER") is None

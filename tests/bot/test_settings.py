"""The settings from the environment: complete or refused, and never shown."""

import pytest

from bot.settings import PURPOSES, EnvironmentRefused, Settings

SLACK = {"SLACK_BOT_TOKEN": "xoxb-geheim-1", "SLACK_SIGNING_SECRET": "geheim-2"}
TEAMS = {
    "TEAMS_APP_ID": "8d1f3c52-0b7a-4e36-9c4d-2a6be7f05d13",
    "TEAMS_APP_PASSWORD": "geheim-3",
    "TEAMS_TENANT_ID": "5F0C1B7E-2F0D-4A57-9A43-3C2F6D9B8E01",
}


def read(**given: str) -> Settings:
    """Reads settings that are given without their prefix."""
    return Settings.read({f"PESTMELDING_{name}": value for name, value in given.items()})


def refused(**given: str) -> tuple[str, ...]:
    """Gives the lines with which settings are refused."""
    with pytest.raises(EnvironmentRefused) as caught:
        read(**given)
    return caught.value.lines


def test_nothing_set_is_no_mistake() -> None:
    """Without settings there are the defaults, and no platform."""
    settings = read()
    assert ("127.0.0.1", 3978, 3979) == (settings.host, settings.port, settings.status_port)
    assert (None, None) == (settings.slack, settings.teams)


def test_other_programs_have_settings_too() -> None:
    """Only names with the prefix count, and those of the tests do not."""
    environment = {"HOME": "x", "PESTMELDING_TEST_POSTGRES_URL": "x", "PESTMELDING_HOST": "0.0.0.0"}  # noqa: S104 - a value, nobody listens
    assert "0.0.0.0" == Settings.read(environment).host  # noqa: S104 - as above


def test_everything_can_be_set() -> None:
    """Every setting that the table names is read."""
    texts = {
        "DATABASE_URL": "sqlite:///x.db",
        "SCHOOL": "school.toml",
        "SECRET_KEY_FILE": "sleutel",
    }
    urls = {
        "SLACK_API_URL": "http://127.0.0.1:4000",
        "TEAMS_OPENID_URL": "http://localhost:4001/keys",
        "TEAMS_TOKEN_URL": "http://[::1]:4002/token",
    }
    given = {**texts, **SLACK, **TEAMS, **urls, "HOST": "::1", "PORT": "80"}
    settings = read(SLACK_APP_TOKEN="xapp-geheim-4", **given)
    assert PURPOSES.keys() == {*given, "SLACK_APP_TOKEN"}
    assert settings.slack is not None
    assert settings.teams is not None
    assert "http://127.0.0.1:4000" == settings.slack.api_url
    assert "http://[::1]:4002/token" == settings.teams.token_url
    assert 80 == settings.port


def test_secrets_are_not_shown() -> None:
    """What opens a door is in no repr."""
    url = "postgresql://pest:geheim-5@db/pest"
    settings = read(DATABASE_URL=url, SLACK_APP_TOKEN="geheim-4", **SLACK, **TEAMS)
    assert "geheim" not in repr(settings)
    assert TEAMS["TEAMS_APP_ID"] in repr(settings)


@pytest.mark.parametrize(
    ("given", "lines"),
    [
        (
            {"SLACK_BOT_TOKEN": "x"},
            (
                (
                    "PESTMELDING_SLACK_SIGNING_SECRET of PESTMELDING_SLACK_APP_TOKEN ontbreekt:"
                    " het eerste voor HTTP, het tweede voor Socket Mode."
                ),
            ),
        ),
        (
            {"SLACK_APP_TOKEN": "x"},
            (
                (
                    "PESTMELDING_SLACK_BOT_TOKEN ontbreekt:"
                    " het token van de app in Slack, begint met xoxb-."
                ),
            ),
        ),
        (
            {"TEAMS_APP_ID": TEAMS["TEAMS_APP_ID"]},
            (
                (
                    "PESTMELDING_TEAMS_APP_PASSWORD ontbreekt: het geheim van de app in Microsoft"
                    " Entra (de Value, niet het Secret ID)."
                ),
                (
                    "PESTMELDING_TEAMS_TENANT_ID ontbreekt:"
                    " de Directory (tenant) ID van de school in Microsoft Entra."
                ),
            ),
        ),
        (
            TEAMS | {"TEAMS_APP_ID": "pestmelding", "TEAMS_TENANT_ID": "school.onmicrosoft.com"},
            (
                (
                    "PESTMELDING_TEAMS_APP_ID klopt niet. Neem de Application (client) ID van de"
                    " app in Microsoft Entra over: 32 cijfers en letters, met streepjes."
                ),
                (
                    "PESTMELDING_TEAMS_TENANT_ID klopt niet. Neem de Directory (tenant) ID van de"
                    " school in Microsoft Entra over: 32 cijfers en letters, met streepjes."
                ),
            ),
        ),
        (
            TEAMS | {"TEAMS_TENANT_ID": TEAMS["TEAMS_APP_ID"].upper()},
            (
                (
                    "PESTMELDING_TEAMS_APP_ID en PESTMELDING_TEAMS_TENANT_ID zijn hetzelfde."
                    " Het zijn twee kenmerken: van de app en van de school."
                ),
            ),
        ),
        (
            TEAMS | {"TEAMS_APP_PASSWORD": TEAMS["TEAMS_TENANT_ID"]},
            (
                (
                    "PESTMELDING_TEAMS_APP_PASSWORD is het kenmerk van een geheim. Neem de Value"
                    " over; staat die er niet meer, maak dan een nieuw geheim."
                ),
            ),
        ),
        (
            {"TEAMS_OPENID_URL": "https://login.example", **TEAMS},
            (
                (
                    "PESTMELDING_TEAMS_OPENID_URL mag alleen naar deze computer wijzen,"
                    " zoals http://127.0.0.1:4000."
                ),
            ),
        ),
        (
            {"TEAMS_TOKEN_URL": "http://[kapot", **TEAMS},
            (
                (
                    "PESTMELDING_TEAMS_TOKEN_URL mag alleen naar deze computer wijzen,"
                    " zoals http://127.0.0.1:4000."
                ),
            ),
        ),
        (
            {"TEAMS_TOKEN_URL": "http://127.0.0.1.evil.example/", **TEAMS},
            (
                (
                    "PESTMELDING_TEAMS_TOKEN_URL mag alleen naar deze computer wijzen,"
                    " zoals http://127.0.0.1:4000."
                ),
            ),
        ),
        (
            {"SLACK_API_URL": "http://slack.example", **SLACK},
            ("PESTMELDING_SLACK_API_URL moet met https:// beginnen of naar deze computer wijzen.",),
        ),
        ({"PORT": "65535"}, ("PESTMELDING_PORT moet een getal van 1 tot en met 65534 zijn.",)),
        ({"PORT": "tachtig"}, ("PESTMELDING_PORT moet een getal van 1 tot en met 65534 zijn.",)),
        (
            {"DATABASE_ULR": "x"},
            (
                (
                    "PESTMELDING_DATABASE_ULR is geen instelling van pestmelding."
                    " Bedoel je ‘DATABASE_URL’?"
                ),
            ),
        ),
    ],
)
def test_half_a_configuration_is_refused(given: dict[str, str], lines: tuple[str, ...]) -> None:
    """What is missing or wrong is named, with what to do."""
    assert lines == refused(**given)


def test_an_empty_value_is_not_set() -> None:
    """A name with nothing behind it counts as not set, also for half a configuration."""
    settings = read(PORT=" ", HOST="", SLACK_BOT_TOKEN="", TEAMS_APP_ID="")
    assert (3978, None, None) == (settings.port, settings.slack, settings.teams)


def test_a_command_names_what_it_needs() -> None:
    """Everything that a command lacks is told in one go."""
    with pytest.raises(EnvironmentRefused) as caught:
        read(SCHOOL="school.toml").require("DATABASE_URL", "SCHOOL", "SECRET_KEY_FILE")
    names = [line.partition(" ")[0] for line in caught.value.lines]
    assert ["PESTMELDING_DATABASE_URL", "PESTMELDING_SECRET_KEY_FILE"] == names

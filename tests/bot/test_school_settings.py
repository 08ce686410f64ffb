"""school.toml: what a school decides for itself."""

import datetime

import pytest

from bot.school_settings import SchoolSettings, SettingsRefused, read_settings
from flows.school import Contact
from flows.school_calendar import Period
from tests.bot.fictional_school_source import FOLDER

SHORTEST = """
naam = "Het Vlierhof College"
regio = "zuid"
protocol = "stappenplan-a"
platform = "slack"
[wie_bel_je]
acuut = [{ naam_of_functie = "Receptie", telefoon = "toestel 100" }]
personeel = [{ naam_of_functie = "Bestuur", telefoon = "toestel 900" }]
thuis = [{ naam_of_functie = "Aandachtsfunctionaris", telefoon = "toestel 110" }]
"""


def _read(text: str) -> SchoolSettings:
    return read_settings(text.encode())


def _refusal(text: str) -> tuple[str, ...]:
    with pytest.raises(SettingsRefused) as refused:
        _read(text)
    return refused.value.lines


def test_a_school_may_leave_out_what_it_does_not_change() -> None:
    """Hours, retention and words have values of their own; whom to call has not."""
    settings = _read(SHORTEST)
    assert ("Het Vlierhof College", "zuid", "stappenplan-a", ("slack",)) == (
        settings.name,
        settings.region,
        settings.protocol,
        settings.platforms,
    )
    assert (Contact(who="Receptie", phone="toestel 100"),) == settings.calls.acute
    assert (datetime.time(7, 30), datetime.time(17), datetime.time(8, 30)) == (
        settings.hours.opens,
        settings.hours.closes,
        settings.hours.asks_at,
    )
    assert (1, 2) == (
        settings.retention.school_years_after_closing,
        settings.retention.years_after_leaving,
    )
    assert ((), (), (), False) == (
        settings.words,
        settings.study_days,
        settings.free_periods,
        settings.liberation_day_is_free,
    )


def test_reads_everything_a_school_can_decide() -> None:
    """The example file shows every setting, and all of it is read."""
    text = (FOLDER / "school.toml").read_text(encoding="utf-8").replace("# coach =", "coach =")
    settings = _read(text)
    assert (("coach", "mentor"),) == settings.words
    assert 3 == len(settings.study_days)
    assert settings.liberation_day_is_free
    assert (
        Period(
            first=datetime.date(2027, 5, 3), last=datetime.date(2027, 5, 7), name="Extra week mei"
        ),
    ) == settings.free_periods
    assert [3, 1, 1] == [
        len(calls) for calls in (settings.calls.acute, settings.calls.staff, settings.calls.home)
    ]


def test_a_school_may_name_a_channel_of_its_staff() -> None:
    """There is none unless it is named, by the id that Teams gave it."""
    in_teams = SHORTEST.replace('"slack"', '"teams"')
    channel = "19:a1B2_c-3@thread.tacv2"
    assert "" == _read(in_teams).staff_channel
    assert channel == _read(f'{in_teams}[teams]\npersoneelskanaal = "{channel}"').staff_channel


@pytest.mark.parametrize(
    "channel",
    ["personeel", "19:a@thread.v2", "19:@thread.tacv2", "19:a@thread.tacv2;messageid=1", "x19:a@b"],
)
def test_refuses_what_is_no_channel(channel: str) -> None:
    """A name, a group chat, or a thread in a channel."""
    text = SHORTEST.replace('"slack"', '"teams"')
    (refusal,) = _refusal(f'{text}[teams]\npersoneelskanaal = "{channel}"')
    assert refusal.startswith("school.toml, teams, personeelskanaal: het kenmerk van een kanaal")


def test_refuses_a_channel_without_teams() -> None:
    """Only Teams has one."""
    (refusal,) = _refusal(f'{SHORTEST}[teams]\npersoneelskanaal = "19:a@thread.tacv2"')
    assert refusal.startswith("school.toml, teams, personeelskanaal: dat kan alleen met Teams")


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ('naam = "Het', 'naam = 3 # "Het', "school.toml, naam: zet de waarde tussen"),
        ('naam = "Het Vlierhof College"\n', "", "school.toml: ‘naam’ ontbreekt."),
        ('"zuid"', '"oost"', "school.toml, regio: ‘oost’ kan hier niet."),
        ("regio", "regoi", "school.toml: ‘regoi’ is hier geen instelling."),
        ("stappenplan-a", "../a", "school.toml, protocol: gebruik alleen kleine letters"),
        ('"toestel 100"', '"1"', "school.toml, wie_bel_je, acuut 1, telefoon: vul minstens 2"),
        ('"Receptie"', f'"{"x" * 81}"', "school.toml, wie_bel_je, acuut 1, naam_of_functie: ge"),
        ("acuut = [{", "acuut = []\noud = [{", "school.toml, wie_bel_je"),
        ('"Het Vlierhof College"', '"Het', "school.toml, regel 2: dit is geen goede TOML."),
        ('telefoon = "toestel 110" }]', "", "school.toml, "),
    ],
)
def test_refuses_a_wrong_value_with_its_place(old: str, new: str, line: str) -> None:
    """Each refusal is a Dutch line with the place in the file and what to do."""
    (refusal,) = _refusal(SHORTEST.replace(old, new, 1))
    assert refusal.startswith(line)


@pytest.mark.parametrize(
    ("part", "line"),
    [
        ('[werktijden]\nopen = "7.30"', 'werktijden, open: schrijf een tijd als "08:30".'),
        ('[werktijden]\nopen = "09:00"', "werktijden: zet de tijden in de volgorde"),
        ('[werktijden]\ndicht = "08:30"', "werktijden: zet de tijden in de volgorde"),
        ('[woorden]\nCoach = "mentor"', "gebruik alleen kleine letters"),
        ('[woorden]\ncoach = ""', "woorden: vul minstens 1 teken"),
        ("[vrije_dagen]\nstudiedagen = 2026-10-07", "vrije_dagen, studiedagen: maak er een lijst"),
        ('[vrije_dagen]\nstudiedagen = ["2026-02-30"]', "studiedagen 1: deze datum bestaat niet."),
        ("[vrije_dagen]\nstudiedagen = [7]", "studiedagen 1: schrijf een datum als 2026-11-23"),
        ('[vrije_dagen]\nbevrijdingsdag_vrij = "ja"', "bevrijdingsdag_vrij: vul true (ja)"),
        (
            '[vrije_dagen]\nperioden = [{naam = "x", van = 2026-11-02, tot_en_met = 2026-11-01}]',
            "vrije_dagen, perioden 1: tot_en_met ligt voor van.",
        ),
        ("[bewaren]\nschooljaren_na_sluiten = 0", "schooljaren_na_sluiten: vul minstens 1 in."),
        ("[bewaren]\nschooljaren_na_sluiten = 11", "vul hoogstens 10 in."),
        ('[bewaren]\nschooljaren_na_sluiten = "1"', "vul een heel getal in"),
        ("[[bewaren]]", "bewaren: maak er een eigen blok van"),
        ("[vrije_dagen", "dit is geen goede TOML"),
    ],
)
def test_refuses_a_wrong_part_with_its_place(part: str, line: str) -> None:
    """The parts that may be left out are checked as strictly when they are there."""
    (refusal,) = _refusal(f"{SHORTEST}\n{part}\n")
    assert line in refusal


def test_a_value_nobody_thought_of_still_has_its_place() -> None:
    """A fault without words of its own is told in Dutch, without the words of the library."""
    (refusal,) = _refusal(SHORTEST.replace('"toestel 100"', "12:00:00"))
    assert refusal.startswith("school.toml, wie_bel_je, acuut 1, telefoon: ")
    assert "Expected" not in refusal


def test_refuses_another_encoding() -> None:
    """TOML is UTF-8; a file saved otherwise is refused before a name gets garbled."""
    with pytest.raises(SettingsRefused, match="UTF-8"):
        read_settings('naam = "Curaçao"'.encode("cp1252"))


@pytest.mark.parametrize(
    ("written", "platforms"),
    [
        ('"teams"', ("teams",)),
        ('["slack"]', ("slack",)),
        ('["teams", "slack"]', ("teams", "slack")),
        ('["slack", "teams"]', ("slack", "teams")),
    ],
)
def test_where_the_staff_is(written: str, platforms: tuple[str, ...]) -> None:
    """On one platform or on two, of which the first counts for who never did anything."""
    settings = _read(SHORTEST.replace('"slack"', written))
    assert platforms == settings.platforms


@pytest.mark.parametrize(
    ("written", "line"),
    [
        ('["slack", "slack"]', "platform: twee tegelijk kan alleen met slack en teams."),
        ('["playground", "teams"]', "platform: twee tegelijk kan alleen met slack en teams."),
        ("[]", "platform: noem er minstens 1."),
        ('["slack", "mail"]', "‘mail’ kan hier niet."),
    ],
)
def test_where_no_staff_can_be(written: str, line: str) -> None:
    """A playground is for one, and the same twice is a mistake."""
    (told,) = _refusal(SHORTEST.replace('"slack"', written))
    assert line in told

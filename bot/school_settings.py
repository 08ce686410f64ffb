"""Read school.toml: what a school decides for itself. Its keys are Dutch, for who fills it in.

`_FileShape` and its parts are the file as it is written; `SchoolSettings` is what the rest of the
program uses. A key that is not known is refused, because a misspelt one would be silently ignored.
"""

import datetime
import re
import tomllib
from typing import Annotated, Literal

import msgspec

from flows.school import Contact
from flows.school_calendar import Period
from flows.school_holidays import Region

FILE_NAME = "school.toml"

Platform = Literal["playground", "slack", "teams"]
TOGETHER: frozenset[Platform] = frozenset({"slack", "teams"})
"""Where a staff can be at the same time, each where they are."""

_Platforms = Platform | Annotated[tuple[Platform, ...], msgspec.Meta(min_length=1, max_length=2)]

_ShortText = Annotated[str, msgspec.Meta(min_length=1, max_length=80)]
_Clock = Annotated[str, msgspec.Meta(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$")]
_Identifier = Annotated[str, msgspec.Meta(pattern=r"^[a-z][a-z0-9_-]*$")]
_CHANNEL = r"19:[A-Za-z0-9._-]+@thread\.(tacv2|skype)"
_ChannelId = Annotated[str, msgspec.Meta(pattern=f"^({_CHANNEL})?$")]
_Years = Annotated[int, msgspec.Meta(ge=1, le=10)]


NO_CHANNEL = (
    'het kenmerk van een kanaal begint met "19:" en eindigt op "@thread.tacv2". Haal je het uit een'
    " koppeling, maak dan van %3a een dubbele punt en van %40 een apenstaartje."
)
"""What is said of a text that Teams never calls a channel by."""


class SettingsRefused(Exception):
    """De instellingen van de school kloppen niet. `lines` zegt per regel wat er moet veranderen."""

    def __init__(self, *lines: str) -> None:
        super().__init__("\n".join(lines))
        self.lines = lines


class WorkingHours(msgspec.Struct, frozen=True):
    """Local times of a school day: when messages may be sent, and when questions are asked."""

    opens: datetime.time = datetime.time(7, 30)
    closes: datetime.time = datetime.time(17)
    asks_at: datetime.time = datetime.time(8, 30)


class Retention(msgspec.Struct, frozen=True):
    """How long a closed melding stays (domain R-8).

    `school_years_after_closing` are whole school years; `years_after_leaving` are calendar years
    after the pupil left the school, the latest moment whatever the first figure says.
    """

    school_years_after_closing: int = 1
    years_after_leaving: int = 2


class Calls(msgspec.Struct, frozen=True):
    """Whom to call, by telephone, when a message is not enough.

    `acute` when a pupil is in danger now, `staff` when it concerns a member of staff (domain R-13),
    `home` when a pupil seems unsafe at home (R-14).
    """

    acute: tuple[Contact, ...]
    staff: tuple[Contact, ...]
    home: tuple[Contact, ...]


class SchoolSettings(msgspec.Struct, frozen=True, kw_only=True):
    """The decisions of one school.

    `words` pairs a word of the texts with the school's own ("coach", "mentor"). `study_days` and
    `free_periods` come on top of the holidays of the region; `liberation_day_is_free` says whether
    5 May is a free day every year. `platforms` are where the staff is; whoever is on two of them
    and never did anything gets cards on the first one. `staff_channel` is the id that Teams gave
    the private channel of the staff, empty when there is none.
    """

    name: str
    region: Region
    protocol: str
    platforms: tuple[Platform, ...]
    calls: Calls
    words: tuple[tuple[str, str], ...] = ()
    study_days: tuple[datetime.date, ...] = ()
    free_periods: tuple[Period, ...] = ()
    liberation_day_is_free: bool = False
    hours: WorkingHours = WorkingHours()
    retention: Retention = Retention()
    staff_channel: str = ""


class _FilePart(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A table of school.toml."""


class _Call(_FilePart, frozen=True):
    naam_of_functie: _ShortText
    telefoon: Annotated[str, msgspec.Meta(min_length=2, max_length=40)]


_CallList = Annotated[tuple[_Call, ...], msgspec.Meta(min_length=1, max_length=6)]


class _Calls(_FilePart, frozen=True):
    acuut: _CallList
    personeel: _CallList
    thuis: _CallList


class _FreePeriod(_FilePart, frozen=True):
    naam: _ShortText
    van: datetime.date
    tot_en_met: datetime.date


class _FreeDays(_FilePart, frozen=True):
    studiedagen: tuple[datetime.date, ...] = ()
    bevrijdingsdag_vrij: bool = False
    perioden: tuple[_FreePeriod, ...] = ()


class _Hours(_FilePart, frozen=True):
    open: _Clock = "07:30"
    dicht: _Clock = "17:00"
    vragen_om: _Clock = "08:30"


class _Retention(_FilePart, frozen=True):
    schooljaren_na_sluiten: _Years = 1
    uiterlijk_jaren_na_vertrek: _Years = 2


class _Teams(_FilePart, frozen=True):
    personeelskanaal: _ChannelId = ""


class _FileShape(_FilePart, frozen=True):
    naam: _ShortText
    regio: Region
    protocol: _Identifier
    platform: _Platforms
    wie_bel_je: _Calls
    woorden: dict[_Identifier, _ShortText] = msgspec.field(default_factory=dict)
    vrije_dagen: _FreeDays = _FreeDays()
    werktijden: _Hours = _Hours()
    bewaren: _Retention = _Retention()
    teams: _Teams = _Teams()


def read_settings(content: bytes) -> SchoolSettings:
    """Read the bytes of a school.toml.

    Raises SettingsRefused with Dutch lines that name the place and what to do.
    """
    try:
        document = tomllib.loads(content.decode("utf-8-sig"))
    except UnicodeDecodeError:
        message = f"{FILE_NAME} is geen tekst in UTF-8. Sla het bestand op als UTF-8."
        raise SettingsRefused(message) from None
    except tomllib.TOMLDecodeError as error:
        raise SettingsRefused(_in_dutch_where_toml_breaks(str(error))) from None
    try:
        written = msgspec.convert(document, _FileShape)
    except msgspec.ValidationError as error:
        raise SettingsRefused(_in_dutch(str(error))) from None
    faults = (
        *_faulty_platforms(_platforms(written.platform)),
        *_faulty_hours(written.werktijden),
        *_faulty_periods(written.vrije_dagen.perioden),
        *_faulty_channel(written),
    )
    if faults:
        raise SettingsRefused(*faults)
    return _settings(written)


def is_channel_id(text: str) -> bool:
    """Says whether Teams could call a channel by this text."""
    return re.fullmatch(_CHANNEL, text) is not None


def _settings(written: _FileShape) -> SchoolSettings:
    calls = written.wie_bel_je
    hours = written.werktijden
    days = written.vrije_dagen
    return SchoolSettings(
        name=written.naam,
        region=written.regio,
        protocol=written.protocol,
        platforms=_platforms(written.platform),
        calls=Calls(_contacts(calls.acuut), _contacts(calls.personeel), _contacts(calls.thuis)),
        words=tuple(written.woorden.items()),
        study_days=tuple(sorted(set(days.studiedagen))),
        free_periods=tuple(Period(part.van, part.tot_en_met, part.naam) for part in days.perioden),
        liberation_day_is_free=days.bevrijdingsdag_vrij,
        hours=WorkingHours(_time(hours.open), _time(hours.dicht), _time(hours.vragen_om)),
        retention=Retention(
            written.bewaren.schooljaren_na_sluiten, written.bewaren.uiterlijk_jaren_na_vertrek
        ),
        staff_channel=written.teams.personeelskanaal,
    )


def _contacts(calls: tuple[_Call, ...]) -> tuple[Contact, ...]:
    return tuple(Contact(who=call.naam_of_functie, phone=call.telefoon) for call in calls)


def _time(clock: str) -> datetime.time:
    return datetime.time.fromisoformat(clock)


def _platforms(written: Platform | tuple[Platform, ...]) -> tuple[Platform, ...]:
    return written if isinstance(written, tuple) else (written,)


def _faulty_platforms(platforms: tuple[Platform, ...]) -> tuple[str, ...]:
    if len(platforms) == 1 or set(platforms) == TOGETHER:
        return ()
    return (f"{FILE_NAME}, platform: twee tegelijk kan alleen met slack en teams.",)


def _faulty_hours(hours: _Hours) -> tuple[str, ...]:
    if hours.open <= hours.vragen_om < hours.dicht:
        return ()
    order = 'open, vragen_om, dicht, bijvoorbeeld "07:30", "08:30" en "17:00"'
    return (f"{FILE_NAME}, werktijden: zet de tijden in de volgorde {order}.",)


def _faulty_periods(periods: tuple[_FreePeriod, ...]) -> tuple[str, ...]:
    return tuple(
        f"{FILE_NAME}, vrije_dagen, perioden {place}: tot_en_met ligt voor van. Draai ze om."
        for place, period in enumerate(periods, start=1)
        if period.tot_en_met < period.van
    )


def _faulty_channel(written: _FileShape) -> tuple[str, ...]:
    if not written.teams.personeelskanaal or "teams" in _platforms(written.platform):
        return ()
    return (f"{FILE_NAME}, teams, personeelskanaal: dat kan alleen met Teams als platform.",)


_PLACE = re.compile(r" - at `(?:key in )?\$\.?(?P<path>[^`]*)`$")
_INDEX = re.compile(r"\[(?P<index>\d+)\]")

_FAULTS: tuple[tuple[str, str], ...] = (
    (r"Object contains unknown field `(\w+)`", "‘{0}’ is hier geen instelling. Haal die weg."),
    (r"Object missing required field `(\w+)`", "‘{0}’ ontbreekt. Vul die in."),
    (
        r"Invalid enum value '(.*)'",
        (
            "‘{0}’ kan hier niet. regio: noord, midden of zuid. platform: playground, slack,"
            ' teams, of ["slack", "teams"].'
        ),
    ),
    (r"Expected `str` matching regex .*2\[0-3\].*", 'schrijf een tijd als "08:30".'),
    (
        r"Expected `str` matching regex .*tacv2.*",
        NO_CHANNEL,
    ),
    (
        r"Expected `str` matching regex .*",
        "gebruik alleen kleine letters, cijfers, streepjes en lage streepjes.",
    ),
    (r"Expected `str` of length >= (\d+)", "vul minstens {0} teken(s) in."),
    (r"Expected `str` of length <= (\d+)", "gebruik hoogstens {0} tekens."),
    (r"Expected `array` of length >= (\d+)", "noem er minstens {0}."),
    (r"Expected `array` of length <= (\d+)", "noem er hoogstens {0}."),
    (r"Expected `int` >= (\d+)", "vul minstens {0} in."),
    (r"Expected `int` <= (\d+)", "vul hoogstens {0} in."),
    (r"Invalid RFC3339 encoded date", "deze datum bestaat niet."),
    (r"Expected `date`, got .*", "schrijf een datum als 2026-11-23, zonder aanhalingstekens."),
    (r"Expected `str`, got .*", "zet de waarde tussen aanhalingstekens."),
    (r"Expected `bool`, got .*", "vul true (ja) of false (nee) in, zonder aanhalingstekens."),
    (r"Expected `int`, got .*", "vul een heel getal in, zonder aanhalingstekens."),
    (r"Expected `array`, got .*", "maak er een lijst van, tussen [ en ]."),
    (r"Expected `object`, got .*", "maak er een eigen blok van, zoals in het voorbeeld."),
    (r".*", "deze waarde wordt niet begrepen."),
)
"""msgspec's messages, and how a school reads them."""


def _in_dutch(message: str) -> str:
    """Turn msgspec's message and its path (`$.wie_bel_je.acuut[0]`) into a Dutch line."""
    place = _PLACE.search(message)
    path = "" if place is None else place["path"]
    bare = _PLACE.sub("", message)
    said = next(
        words.format(*fault.groups())
        for pattern, words in _FAULTS
        if (fault := re.fullmatch(pattern, bare)) is not None
    )
    numbered = _INDEX.sub(lambda match: f" {int(match['index']) + 1}", path.replace("[...]", ""))
    where = numbered.replace(".", ", ")
    return f"{FILE_NAME}, {where}: {said}" if where else f"{FILE_NAME}: {said}"


def _in_dutch_where_toml_breaks(message: str) -> str:
    place = re.search(r"at line (\d+)", message)
    where = f"regel {place[1]}" if place else "het einde"
    return (
        f"{FILE_NAME}, {where}: dit is geen goede TOML. Kijk of aanhalingstekens en haken"
        f" gesloten zijn en of geen instelling twee keer voorkomt."
    )

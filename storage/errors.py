"""Everything that storage can refuse, as one tree; the docstring is the message for the operator.

No message holds anything from a melding: not a name, not a text, not even the melding's id.
"""

import inspect


class StorageError(Exception):
    """Het opslaan of lezen is niet gelukt. Kijk in docs/beheren wat je kunt doen."""

    def __str__(self) -> str:
        """Gives the class docstring, which is the Dutch message."""
        return inspect.cleandoc(type(self).__doc__ or "")


class MissingKey(StorageError):
    """Er is geen schoolsleutel. Maak er een met `pestmelding new-key BESTAND`, of zet hem terug."""


class UnreadableKey(StorageError):
    """Het sleutelbestand is beschadigd of niet heel overgenomen. Zet de bewaarde kopie terug."""


class WrongKey(StorageError):
    """Deze schoolsleutel hoort niet bij deze database. Zoek de sleutel die er wel bij hoort."""


class UnknownDatabase(StorageError):
    """Dit soort database kent pestmelding niet. Gebruik sqlite:///pad/naar/bestand."""


class NotMigrated(StorageError):
    """De database is nog niet klaargezet voor deze versie. Geef eerst `pestmelding migrate`."""


class NewerDatabase(StorageError):
    """De database is gemaakt door een nieuwere pestmelding. Installeer die versie of een latere."""


class DatabaseLocked(StorageError):
    """Een ander programma houdt de database bezet. Sluit het; er is niets half bewaard."""


class DatabaseFull(StorageError):
    """De schijf is vol. Maak ruimte; er is niets half bewaard."""


class DatabaseUnreachable(StorageError):
    """Lezen of schrijven van de database lukt niet. Kijk naar het pad, de rechten en de schijf."""


class Damaged(StorageError):
    """Iets in de database is beschadigd of veranderd. Geef `pestmelding verify` en zet terug."""


class Outpaced(StorageError):
    """Iemand anders was net eerder. Lees de melding opnieuw en probeer het nog eens."""


class CaseExists(StorageError):
    """Dit kenmerk is al gebruikt, nu of door een gewiste melding. Kies een ander kenmerk."""


class UnknownCase(StorageError):
    """Een melding met dit kenmerk is er niet."""


class Erased(StorageError):
    """Deze melding is gewist. De inhoud bestaat niet meer."""


class ProtocolChanged(StorageError):
    """Dit protocol is veranderd zonder nieuw versienummer. Verhoog eerst het versienummer."""


class UnknownCode(StorageError):
    """Deze code staat niet in de lijst. Vrije tekst wordt hier niet bewaard."""

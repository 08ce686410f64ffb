"""Protocols to test with: two skeletons of other schools beside the ones that are shipped."""

from pathlib import Path

from flows.protocol_file import PROTOCOL_FILE, SOURCE_FILE, TEXTS_FILE, ProtocolFiles

HERE = Path(__file__).parent
SHIPPED = Path(__file__).parents[2] / "flows" / "definitions"
TEXTS = Path(__file__).parents[2] / "flows" / "texts"

STAPPENPLAN = SHIPPED / "stappenplan-a"
PHASES = HERE / "fasen-b"
PRIMARY_SCHOOL = HERE / "basisschool"
ALL = (*sorted(path for path in SHIPPED.iterdir() if path.is_dir()), PHASES, PRIMARY_SCHOOL)


def files_of(folder: Path) -> ProtocolFiles:
    """Reads the three files of a protocol."""
    return ProtocolFiles(
        *((folder / name).read_bytes() for name in (PROTOCOL_FILE, TEXTS_FILE, SOURCE_FILE))
    )

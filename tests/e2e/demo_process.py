"""Runs `pestmelding demo` as a visitor would: a process of its own, a folder of its own."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from socket import socket

READY = "staat klaar"
STOPPED_WITHIN = 10
"""Seconds."""


def _free_port() -> int:
    with socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def running_demo(folder: Path) -> Iterator[str]:
    """Gives the address of a fresh playground, and stops it afterwards."""
    port = _free_port()
    command = (sys.executable, "-u", "-m", "bot", "demo", "--folder", folder, "--port", str(port))
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            assert READY in process.stdout.readline()
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()
            process.wait(STOPPED_WITHIN)

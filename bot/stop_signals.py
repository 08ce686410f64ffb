"""How a program hears that it is to stop: Ctrl+C, or SIGTERM from whoever looks after it."""

from __future__ import annotations

import asyncio
import contextlib
import signal
from collections.abc import Iterator

SIGNALS = (signal.SIGINT, signal.SIGTERM)


@contextlib.contextmanager
def stop_signals() -> Iterator[asyncio.Event]:
    """Gives the event that is set when the program is asked to stop.

    A program that was started in the background is born deaf to Ctrl+C; it hears it from here on.
    """
    asked_to_stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for one in SIGNALS:
        loop.add_signal_handler(one, asked_to_stop.set)
    try:
        yield asked_to_stop
    finally:
        for one in SIGNALS:
            loop.remove_signal_handler(one)

"""What a program that serves has in memory when it is up, and keeps for as long as it serves.

Python's collector looks through all that lives, again and again, and nobody is answered meanwhile:
a tenth of a second each time, for libraries and a school that never go (`make bench`, the two
hundred). Set apart, they are passed over.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def set_apart() -> Iterator[None]:
    """Sets apart what lives now, for as long as this lasts."""
    gc.collect()
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()

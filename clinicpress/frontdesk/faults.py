"""Faults of the front desk: where they happened is told, and nothing of what people typed or asked for.

The message of an exception may quote what was read, and what is read here may be a patient's address. So the
kinds and the places of exceptions are all that is told.
"""

from __future__ import annotations

import re
import traceback
from collections.abc import Iterator

from clinicpress.frontdesk.hands import Fallen

_FRAME = re.compile(r'  File ".*", line \d+, in \S+')
_KIND = re.compile(r"[A-Za-z_][\w.]*")


def told(error: BaseException) -> str:
    """Tell of an exception, and of those that led to it, the last one last."""
    if isinstance(error, Fallen):
        return _told_by_worker(str(error))
    return "\n".join(line for each in reversed(list(_chain(error))) for line in _lines(each))


def _chain(error: BaseException) -> Iterator[BaseException]:
    seen: set[int] = set()
    now: BaseException | None = error
    while now is not None and id(now) not in seen:
        seen.add(id(now))
        yield now
        now = now.__cause__ or (None if now.__suppress_context__ else now.__context__)


def _lines(error: BaseException) -> list[str]:
    frames = traceback.extract_tb(error.__traceback__)
    places = [f'  File "{frame.filename}", line {frame.lineno}, in {frame.name}' for frame in frames]
    return [*places, type(error).__qualname__]


def _told_by_worker(details: str) -> str:
    """Return the places and kinds of a printed traceback; what is none of our workers' stays as it is."""
    if not details.startswith("Traceback"):
        return details.strip()
    found: list[str] = []
    framed = False
    for line in details.splitlines():
        if _FRAME.match(line):
            found.append(line)
            framed = True
        elif framed and (kind := _KIND.match(line)):
            found.append(kind.group())
            framed = False
    return "\n".join(found)

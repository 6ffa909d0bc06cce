"""Progress of a long run: a live bar on a terminal, plain lines elsewhere."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator
from typing import TypeVar

Item = TypeVar("Item")
LINES_FROM = 50
"""Fewer items than this are done before a line about them would be read."""
SECONDS = 5.0
"""At most one line in this time."""


def watched(items: Iterable[Item], count: int, label: str) -> Iterator[Item]:
    """Yield items and show on the error stream how many of `count` are done, how fast, and what is left."""
    if not sys.stderr.isatty():
        yield from _in_lines(items, count, label)
        return
    from tqdm import tqdm

    # Its watching thread would be copied into workers that are forked later.
    tqdm.monitor_interval = 0
    # A bar moves the cursor, which nothing else that we say may do.
    with open(sys.stderr.fileno(), "w", encoding=sys.stderr.encoding, errors="replace", closefd=False) as bare:
        yield from tqdm(items, desc=label, total=count, unit=" files", file=bare, leave=False, dynamic_ncols=True)


def _in_lines(items: Iterable[Item], count: int, label: str) -> Iterator[Item]:
    begun = said = time.monotonic()
    for number, item in enumerate(items, 1):
        yield item
        now = time.monotonic()
        if count >= LINES_FROM and now - said >= SECONDS and number < count:
            said = now
            rate = number / (now - begun)
            left = (count - number) / rate
            print(f"{label}: {number} of {count}, {rate:.0f} a second, {left:.0f} s left", file=sys.stderr, flush=True)

"""The larder: finished bytes, kept as long as there is room for them, and made once for all who ask."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Hashable
from typing import Generic, TypeVar

Kept = TypeVar("Kept")


class Larder(Generic[Kept]):
    """Keeps what was made last, up to so many bytes, by its key; what has no room is handed over all the same."""

    def __init__(self, weigh: Callable[[Kept], int], room: int) -> None:
        self._weigh = weigh
        self._room = room
        self._held: OrderedDict[Hashable, Kept] = OrderedDict()
        self._weight = 0
        self._coming: dict[Hashable, asyncio.Future[Kept]] = {}

    async def get(self, key: Hashable, make: Callable[[], Awaitable[Kept]]) -> Kept:
        """Return what is kept under a key, or have it made; two who ask at once wait for one maker."""
        if key in self._held:
            self._held.move_to_end(key)
            return self._held[key]
        coming = self._coming.get(key)
        if coming is None:
            coming = self._coming[key] = asyncio.ensure_future(make())
            coming.add_done_callback(lambda done: self._arrived(key, done))
        # One who leaves must not take it from the others.
        return await asyncio.shield(coming)

    def _arrived(self, key: Hashable, done: asyncio.Future[Kept]) -> None:
        self._coming.pop(key, None)
        if done.cancelled() or done.exception() is not None:
            return
        weight = self._weigh(done.result())
        if weight > self._room:
            return
        self._held[key] = done.result()
        self._weight += weight
        while self._weight > self._room:
            _, old = self._held.popitem(last=False)
            self._weight -= self._weigh(old)

    def keeping(self, still: Callable[[Kept], bool]) -> Larder[Kept]:
        """Return another larder with what is still good of this one."""
        other: Larder[Kept] = Larder(self._weigh, self._room)
        other._held.update((key, each) for key, each in list(self._held.items()) if still(each))
        other._weight = sum(map(self._weigh, other._held.values()))
        return other

    @property
    def weight(self) -> int:
        """The bytes that are kept."""
        return self._weight

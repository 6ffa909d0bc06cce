"""What is kept, and for how long."""

from __future__ import annotations

import asyncio

import pytest

from clinicpress.frontdesk.larder import Larder


def test_what_is_asked_by_many_at_once_is_made_once_and_old_things_go() -> None:
    made: list[str] = []

    async def make(name: str) -> bytes:
        made.append(name)
        return b"x" * 40

    async def ask() -> None:
        larder: Larder[bytes] = Larder(len, room=100)
        await asyncio.gather(*(larder.get("a", lambda: make("a")) for _ in range(5)))
        await larder.get("b", lambda: make("b"))
        await larder.get("a", lambda: make("a"))
        assert made == ["a", "b"]
        await larder.get("c", lambda: make("c"))
        await larder.get("a", lambda: make("a"))
        await larder.get("b", lambda: make("b"))
        assert made == ["a", "b", "c", "b"]
        assert larder.weight <= 100

    asyncio.run(ask())


def test_what_failed_is_tried_again() -> None:
    async def fail() -> bytes:
        raise ValueError

    async def ask() -> None:
        larder: Larder[bytes] = Larder(len, 100)
        for _ in range(2):
            with pytest.raises(ValueError):
                await larder.get("a", fail)

    asyncio.run(ask())

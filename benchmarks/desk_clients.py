"""Those who ask the front desk in desk.py: clients with a connection each, half-sent requests, one after another."""

from __future__ import annotations

import asyncio
import random
import socket
import time
from collections.abc import Callable
from dataclasses import dataclass, field

PATIENCE = 30.0
"""Seconds after which an answer that has not come is an error."""


@dataclass(frozen=True)
class Wish:
    """Something that is asked for."""

    kind: str
    path: str
    right: Callable[[bytes], bool]


@dataclass
class Tally:
    """What came of it."""

    seconds: dict[str, list[float]] = field(default_factory=dict)
    errors: list[str] = field(default_factory=list)

    @property
    def all_seconds(self) -> list[float]:
        """How long each answer took, whatever was asked for."""
        return [each for kind in self.seconds.values() for each in kind]


async def crowd(port: int, count: int, seconds: float, choose: Callable[[random.Random], Wish | None]) -> Tally:
    """Let so many clients ask for so long, or until nothing is left, each the next thing as soon as it has the last."""
    tally = Tally()
    end = time.monotonic() + seconds
    await asyncio.gather(*(_client(port, end, random.Random(number), choose, tally) for number in range(count)))
    return tally


async def _client(
    port: int, end: float, chance: random.Random, choose: Callable[[random.Random], Wish | None], tally: Tally
) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=1 << 20)
    try:
        while time.monotonic() < end and (wish := choose(chance)) is not None:
            begun = time.perf_counter()
            try:
                status, body = await asyncio.wait_for(_asked(reader, writer, port, wish.path), PATIENCE)
            except (OSError, EOFError, TimeoutError, asyncio.TimeoutError) as error:
                tally.errors.append(f"{wish.path}: {type(error).__name__}")
                writer.close()
                reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=1 << 20)
                continue
            tally.seconds.setdefault(wish.kind, []).append(time.perf_counter() - begun)
            if status != 200 or not wish.right(body):
                tally.errors.append(f"{wish.path}: {status}, {len(body)} bytes")
    finally:
        writer.close()


async def _asked(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, port: int, path: str) -> tuple[int, bytes]:
    writer.write(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n".encode())
    head = (await reader.readuntil(b"\r\n\r\n")).lower()
    length = int(head.partition(b"content-length: ")[2].split(b"\r\n", 1)[0])
    return int(head.split(b" ", 2)[1]), await reader.readexactly(length)


async def half_open(port: int, count: int, seconds: float) -> tuple[int, float, int]:
    """Hold so many connections that send half a request, and ask beside them.

    Returns how many the server has closed, the slowest answer to the others in seconds, and their number.
    """
    held = [await asyncio.open_connection("127.0.0.1", port) for _ in range(count)]
    try:
        for _, writer in held:
            writer.write(b"GET / HTTP/1.1\r\nHost: 127.0.0.1")
        closed = [asyncio.create_task(reader.read()) for reader, _ in held]
        tally = await crowd(port, 4, seconds, lambda _: Wish("shelf", "/", lambda body: b"<html" in body))
        if tally.errors:
            return sum(each.done() for each in closed), float("inf"), 0
        done = sum(each.done() for each in closed)
        for each in closed:
            each.cancel()
        await asyncio.gather(*closed, return_exceptions=True)
        return done, max(tally.all_seconds), len(tally.all_seconds)
    finally:
        for _, writer in held:
            writer.close()


def one_after_another(port: int, path: str, count: int, size: int) -> list[float]:
    """Ask for a file so often on one connection; returns the seconds of each answer, which must have its bytes."""
    took = []
    buffer = memoryview(bytearray(1 << 20))
    with socket.create_connection(("127.0.0.1", port), 30) as line:
        line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        request = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n".encode()
        for _ in range(count):
            begun = time.perf_counter()
            line.sendall(request)
            got, whole = 0, 1 << 20
            while got < whole:
                more = line.recv_into(buffer[got:])
                if not more:
                    raise ConnectionError(path)
                got += more
                if whole == 1 << 20 and (end := bytes(buffer[:got]).find(b"\r\n\r\n")) >= 0:
                    whole = end + 4 + size
            took.append(time.perf_counter() - begun)
    return took

"""Requests as bytes, for what no client of HTTP would send."""

from __future__ import annotations

import contextlib
import socket
from collections.abc import Iterator
from urllib.parse import urlsplit

from tests.desks import Opened


def place(desk: Opened) -> tuple[str, int]:
    parts = urlsplit(desk.address)
    return parts.hostname or "", parts.port or 0


def host(desk: Opened) -> str:
    return urlsplit(desk.address).netloc


@contextlib.contextmanager
def connected(desk: Opened) -> Iterator[socket.socket]:
    with socket.create_connection(place(desk), timeout=30) as line:
        yield line


def read_all(line: socket.socket) -> bytes:
    """Return all that comes until the other end closes the line."""
    parts = []
    try:
        while part := line.recv(65536):
            parts.append(part)
    except ConnectionResetError:
        pass
    return b"".join(parts)


def said(desk: Opened, request: str | bytes) -> list[int]:
    """Send bytes, `HOST` being the desk's own, and return the status of each answer until the line is closed."""
    sent = request.encode("latin-1") if isinstance(request, str) else request
    with connected(desk) as line:
        with contextlib.suppress(ConnectionError):
            line.sendall(sent.replace(b"HOST", host(desk).encode()))
        return statuses(read_all(line))


def statuses(answers: bytes) -> list[int]:
    return [int(each[:3]) for each in answers.split(b"HTTP/1.1 ")[1:]]

"""The listener: connections whose requests come too slowly, are too large or can be read in two ways are closed.

uvicorn waits for the end of a request for as long as it takes, keeps heads of any size, and lets whoever
reads nothing keep an answer in memory. Here each part of a request has its time and its size; where too many
connections are open, whoever has waited longest without asking for anything makes room.
"""

from __future__ import annotations

import asyncio
import socket
import sys
from collections import Counter
from functools import cache
from typing import Any

from uvicorn.protocols.http.httptools_impl import STATUS_LINE, HttpToolsProtocol

HEAD_SECONDS = 5.0
"""So long may the head of a request take, from the first moment on which it could be sent."""
BODY_SECONDS = 5.0
"""So long may a body take, and as much longer as its size needs at `SLOWEST`."""
SLOWEST = 200_000
"""Bytes a second."""
STALLED_SECONDS = 30.0
"""An answer of which nothing is read for so long is given up."""
MOST_HEAD = 32_000
"""Bytes of a head."""
MOST_URL = 8_000
MOST_HEADERS = 100
MOST_CONNECTIONS = 500
SPARE = 100
"""So many files and sockets are left to everything else, where the system bounds how many there may be."""
METHODS = (b"GET", b"HEAD", b"POST")
REFUSED = {
    400: "The request cannot be understood.",
    405: "Only GET, HEAD and POST are understood here.",
    408: "The request took too long.",
    411: "The request must say how long it is, and come in one piece.",
    414: "The address is too long.",
    421: "This address is not served here.",
    431: "The head of the request is too large.",
    503: "Too many ask at once.",
}


class _Unwanted(Exception):
    """Ends the reading of a request; the connection knows why."""


@cache
def room() -> int:
    """Return how many connections may be open at once."""
    if sys.platform == "win32":
        return MOST_CONNECTIONS
    import resource

    most = resource.getrlimit(resource.RLIMIT_NOFILE)[0]
    return MOST_CONNECTIONS if most == resource.RLIM_INFINITY else max(SPARE, min(MOST_CONNECTIONS, most - SPARE))


class Listener(HttpToolsProtocol):
    """A connection of uvicorn's that has no patience."""

    _late: asyncio.TimerHandle | None = None
    _stalled: asyncio.TimerHandle | None = None
    _reading = ""
    """Which part of a request has begun to come: its head, its body, or none."""
    _ends = 0
    """How many ends of heads and of requests have come."""
    _head_bytes = 0
    _refused = 400
    _waits_since = 0.0
    """Since when this connection only waits for a request to come whole; 0 while one is worked on."""

    # What comes in ----------------------------------------------------------------------------------

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait for a request; makes room for this connection where there is none."""
        super().connection_made(transport)
        line = transport.get_extra_info("socket")
        if line is not None:
            # asyncio leaves this out for sockets that were opened before: each answer would wait for 40 ms.
            line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._waits_since = self.loop.time()
        self._give(HEAD_SECONDS)
        if len(self.connections) > room():
            self._make_room()

    def _make_room(self) -> None:
        """Close whoever of the machine with most idle connections has waited longest; if none waits, this one."""
        others = [each for each in self.connections if isinstance(each, Listener) and not each.transport.is_closing()]
        if len(others) <= room():
            return
        waiting = [each for each in others if each._waits_since and each is not self]
        if not waiting:
            self._answer(503)
            return
        crowd = Counter(each._whose for each in waiting)
        most = max(crowd.values())
        min((each for each in waiting if crowd[each._whose] == most), key=lambda each: each._waits_since)._close()

    def data_received(self, data: bytes) -> None:
        """Read on, in the time that is left."""
        ends = self._ends
        super().data_received(data)
        if self.transport.is_closing():
            self._in_time()
        elif self._reading == "head" or (not self._reading and ends == self._ends):
            # Empty lines before a request are nothing, and shall not be waited for any longer than a head.
            self._head_bytes += len(data) if ends == self._ends else 0
            if self._late is None and not self._is_answering:
                self._give(HEAD_SECONDS)
            if self._head_bytes > MOST_HEAD:
                self._answer(431)

    def on_message_begin(self) -> None:
        """Begin to read a request's head."""
        super().on_message_begin()
        self._reading = "head"

    def on_headers_complete(self) -> None:
        """Hand a request on whose head is as it must be."""
        self._in_time()
        self._ends, self._head_bytes, self._reading = self._ends + 1, 0, ""
        status, length = self._judged()
        if status:
            self._refused = status
            raise _Unwanted
        if length:
            self._reading = "body"
            self._give(BODY_SECONDS + length / SLOWEST)
        super().on_headers_complete()
        if self.parser.should_upgrade():
            # We go on to speak HTTP/1.1, and never take what comes next for another request.
            self.cycle.keep_alive = False

    def on_message_complete(self) -> None:
        """Know that a request is there as a whole."""
        self._in_time()
        self._ends, self._reading = self._ends + 1, ""
        if self._is_answering:
            self._waits_since = 0.0
        super().on_message_complete()

    def _judged(self) -> tuple[int, int]:
        """Return the status with which a head is refused, 0 for none, and how many bytes its body has."""
        if self.parser.get_method() not in METHODS:
            return 405, 0
        if len(self.url) > MOST_URL:
            return 414, 0
        if not self.url.startswith(b"/"):
            # With a host in the address and another one in the head, two readers could see two requests.
            return 421, 0
        if len(self.headers) > MOST_HEADERS or sum(len(name) + len(value) for name, value in self.headers) > MOST_HEAD:
            return 431, 0
        length = 0
        for name, value in self.headers:
            if name == b"transfer-encoding":
                return 411, 0
            if name == b"content-length":
                if not value.isdigit() or len(value) > 12:
                    return 400, 0
                length = int(value)
        if length and self.parser.should_upgrade():
            return 400, 0
        return 0, length

    # What goes out ----------------------------------------------------------------------------------

    def send_400_response(self, msg: str) -> None:
        """Say why a request cannot be read, and end the connection."""
        self._answer(self._refused)

    def on_response_complete(self) -> None:
        """Wait for the next request; what was not read yet of an answer is watched."""
        if self.transport.get_write_buffer_size():
            self._watch_reader()
        self._waits_since = self.loop.time()
        super().on_response_complete()
        if self._is_answering:
            self._waits_since = 0.0

    def pause_writing(self) -> None:
        """Watch whoever reads slowly."""
        super().pause_writing()
        self._watch_reader()

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget all deadlines."""
        self._in_time()
        if self._stalled is not None:
            self._stalled.cancel()
            self._stalled = None
        super().connection_lost(exc)

    def _answer(self, status: int) -> None:
        """Refuse what comes, in our own words, and end the connection."""
        if self.transport.is_closing():
            return
        if self._is_answering:
            if self.cycle.response_started or self._reading != "body":
                # Another request's answer is under way: ours would fall into the midst of it.
                self.transport.abort()
                return
            self.cycle.disconnected = True
            self.cycle.message_event.set()
        words = f"{REFUSED[status]}\n".encode("ascii")
        head = [
            STATUS_LINE[status],
            b"content-type: text/plain; charset=utf-8\r\nx-content-type-options: nosniff\r\n",
            b"cache-control: no-store\r\n",
            b"content-security-policy: default-src 'none'; frame-ancestors 'none'\r\nconnection: close\r\n",
            b"allow: " + b", ".join(METHODS) + b"\r\n" if status == 405 else b"",
            b"content-length: %d\r\n\r\n" % len(words),
        ]
        self.transport.write(b"".join([*head, words]))
        self._close()

    # Time -------------------------------------------------------------------------------------------

    @property
    def _is_answering(self) -> bool:
        """Whether a request is worked on; the last one that came is done last."""
        return self.cycle is not None and not self.cycle.response_complete

    @property
    def _whose(self) -> Any:
        """The machine at the other end."""
        return self.client[0] if self.client else None

    def _give(self, seconds: float) -> None:
        self._in_time()
        self._late = self.loop.call_later(seconds, self._out_of_time)

    def _in_time(self) -> None:
        if self._late is not None:
            self._late.cancel()
            self._late = None

    def _out_of_time(self) -> None:
        self._late = None
        if self._reading == "body" and self.flow.read_paused:
            # It is us who have not taken more of it yet.
            self._give(BODY_SECONDS)
        elif self._reading or self._head_bytes:
            self._answer(408)
        else:
            # Browsers open connections before they need them.
            self._close()

    def _close(self) -> None:
        self._in_time()
        self.transport.close()
        if self.transport.get_write_buffer_size():
            self._watch_reader()

    def _watch_reader(self) -> None:
        if self._stalled is None:
            self._stalled = self.loop.call_later(
                STALLED_SECONDS, self._look_at_reader, self.transport.get_write_buffer_size()
            )

    def _look_at_reader(self, before: int) -> None:
        self._stalled = None
        left = self.transport.get_write_buffer_size()
        if left >= before:
            self.transport.abort()
        elif left:
            self._watch_reader()

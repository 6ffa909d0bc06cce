"""Requests that come too slowly, are too large, or can be read in two ways: as bytes, to a real desk."""

from __future__ import annotations

import asyncio
import select
import socket
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import pytest
import uvicorn
from starlette.types import Receive, Scope, Send

from clinicpress.frontdesk import listener
from clinicpress.frontdesk.listener import Listener
from tests.desks import Opened
from tests.frontdesk.raw import host, place, said, statuses

HEAD = "GET /hello HTTP/1.1\r\nHost: HOST\r\n"
POST = "POST / HTTP/1.1\r\nHost: HOST\r\nOrigin: http://HOST\r\n"
NEXT = "GET /hello HTTP/1.1\r\nHost: HOST\r\nConnection: close\r\n\r\n"


REFUSED = [
    (f"TRACE /hello HTTP/1.1\r\nHost: HOST\r\n\r\n{NEXT}", 405),
    ("PUT / HTTP/1.1\r\nHost: HOST\r\nContent-Length: 0\r\n\r\n", 405),
    ("DELETE / HTTP/1.1\r\nHost: HOST\r\n\r\n", 405),
    ("OPTIONS * HTTP/1.1\r\nHost: HOST\r\n\r\n", 405),
    ("CONNECT evil.example:443 HTTP/1.1\r\nHost: HOST\r\n\r\n", 405),
    ("PROPFIND / HTTP/1.1\r\nHost: HOST\r\n\r\n", 405),
    ("NOTHING / HTTP/1.1\r\nHost: HOST\r\n\r\n", 400),
    ("GET http://evil.example/ HTTP/1.1\r\nHost: HOST\r\n\r\n", 421),
    ("GET http://HOST/ HTTP/1.1\r\nHost: HOST\r\n\r\n", 421),
    (f"GET /?q={'a' * 9000} HTTP/1.1\r\nHost: HOST\r\n\r\n", 414),
    (f"GET /{'a' * 9000} HTTP/1.1\r\nHost: HOST\r\n\r\n", 414),
    (f"{HEAD}X: {'a' * 40_000}\r\n\r\n", 431),
    (f"{HEAD}X: {'a' * 400_000}", 431),
    (f"GET /{'a' * 400_000}", 431),
    (HEAD + "".join(f"X-{number}: a\r\n" for number in range(200)) + "\r\n", 431),
    (f"{POST}Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n{NEXT}", 411),
    (f"{POST}Transfer-Encoding: identity\r\nContent-Length: 3\r\n\r\na=b{NEXT}", 400),
    (f"{POST}Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n{NEXT}", 400),
    (f"{POST}Transfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n0\r\n\r\n{NEXT}", 400),
    (f"{POST}Content-Length: 3\r\nContent-Length: 4\r\n\r\na=b{NEXT}", 400),
    (f"{POST}Content-Length: 3\r\nContent-Length: 3\r\n\r\na=b{NEXT}", 400),
    (f"{POST}Content-Length: +3\r\n\r\na=b{NEXT}", 400),
    (f"{POST}Content-Length: -3\r\n\r\na=b{NEXT}", 400),
    (f"{POST}Content-Length: 0x3\r\n\r\na=b{NEXT}", 400),
    (f"{POST}Content-Length: 3, 3\r\n\r\na=b{NEXT}", 400),
    (f"{POST}Content-Length: {'9' * 5000}\r\n\r\na=b{NEXT}", 400),
    (f"{POST}Content-Length : 3\r\n\r\na=b{NEXT}", 400),
    (f"{POST}Connection: Upgrade\r\nUpgrade: h2c\r\nContent-Length: 3\r\n\r\na=b{NEXT}", 400),
    (f"{HEAD}X: a\r\n folded\r\n\r\n{NEXT}", 400),
    (f"{HEAD}X: a\0b\r\n\r\n{NEXT}", 400),
    (f"{HEAD} X: a\r\n\r\n{NEXT}", 400),
    ("GET /\xe9\xff HTTP/1.1\r\nHost: HOST\r\n\r\n", 400),
    ("GET / HTTP/9.9\r\nHost: HOST\r\n\r\n", 400),
    ("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", 400),
]


@pytest.mark.parametrize(
    ("request_", "status"), REFUSED, ids=[f"{at}-{each[0][:30]!r}" for at, each in enumerate(REFUSED)]
)
def test_a_request_that_is_none_of_ours_is_refused_and_nothing_behind_it_is_read(
    desk: Opened, request_: str, status: int
) -> None:
    assert said(desk, request_) == [status]


def test_whoever_offers_another_protocol_is_answered_in_this_one(desk: Opened) -> None:
    upgrade = "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAoAAAAAIAAAAA\r\n"
    assert said(desk, f"{HEAD}{upgrade}\r\n{NEXT}") == [200]
    assert said(desk, f"{HEAD}Connection: Upgrade\r\nUpgrade: websocket\r\n\r\n{NEXT}") == [200]


def test_requests_may_follow_each_other_on_one_line(desk: Opened) -> None:
    assert said(desk, f"\r\n{HEAD}\r\n{HEAD}\r\n\r\n{NEXT}") == [200, 200, 200]


def test_a_refusal_never_falls_into_another_answer(desk: Opened) -> None:
    assert said(desk, f"{HEAD}\r\nTRACE / HTTP/1.1\r\nHost: HOST\r\n\r\n") in ([], [200], [200, 405])


def test_whoever_does_not_come_to_the_end_is_closed_and_all_others_are_answered(desk: Opened) -> None:
    begun = time.monotonic()
    lines = [socket.create_connection(place(desk), timeout=30) for _ in range(600)]
    named = host(desk).encode()
    halves = [
        b"",
        b"GET / HTTP/1.1\r\nHost: " + named + b"\r\n",
        b"GET /hello HTTP/1.1\r\nHost: " + named + b"\r\n\r\n\r\n",
        b"GET /hello HTTP/1.1\r\nHost: " + named + b"\r\n\r\nGET /hel",
        b"POST /favourite HTTP/1.1\r\nHost: "
        + named
        + b"\r\nOrigin: http://"
        + named
        + b"\r\nContent-Length: 9\r\n\r\na=b",
        b"POST / HTTP/1.1\r\nHost: " + named + b"\r\nOrigin: null\r\nContent-Length: 900000\r\n\r\na=b",
    ]
    for at, line in enumerate(lines):
        line.setblocking(False)
        try:
            line.sendall(halves[at % len(halves)])
        except ConnectionError:
            continue  # it was closed already, to make room
    with desk.client as client:
        for _ in range(20):
            assert client.get("/hello").status_code == 200
    assert time.monotonic() - begun < 10
    left = set(lines)
    while left and time.monotonic() - begun < 20:
        for line in select.select(list(left), [], [], 1)[0]:
            try:
                gone = not line.recv(65536)
            except ConnectionError:
                gone = True
            if gone:
                left.discard(line)
        for line in left:
            # Who sends a little from time to time has no more time than others.
            try:
                line.send(b"\r\n" if line in lines[::2] else b"X")
            except (ConnectionError, BlockingIOError):
                continue
    for line in lines:
        line.close()
    assert not left


@asynccontextmanager
async def listening(app: Callable[[Scope, Receive, Send], Awaitable[None]]) -> AsyncIterator[uvicorn.Server]:
    """Serve an application of our own in this process, which the listener's measures can be changed in."""
    with socket.create_server(("127.0.0.1", 0)) as door:
        server = uvicorn.Server(uvicorn.Config(app, http=Listener, ws="none", log_config=None, lifespan="off"))
        server.config.port = door.getsockname()[1]
        serving = asyncio.create_task(server.serve([door]))
        while not server.started:
            await asyncio.sleep(0)
        try:
            yield server
        finally:
            server.should_exit = True
            await serving


def test_an_answer_that_nobody_reads_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    async def hand_out(scope: Scope, _: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"50000000")]})
        await send({"type": "http.response.body", "body": b"x" * 50_000_000})

    async def wait() -> None:
        async with listening(hand_out) as server:
            with socket.create_connection(("127.0.0.1", server.config.port)) as line:
                line.sendall(b"GET / HTTP/1.1\r\nHost: a\r\n\r\n")
                while not server.server_state.total_requests:
                    await asyncio.sleep(0)
                while server.server_state.connections:
                    await asyncio.sleep(0)

    monkeypatch.setattr(listener, "STALLED_SECONDS", 0.2)
    asyncio.run(asyncio.wait_for(wait(), 30))


@pytest.mark.parametrize("behind", [b"", b"\r\n", b"GET / HTTP/1.1\r\nHo"])
@pytest.mark.parametrize("first", ["read", "think"])
def test_who_has_asked_for_something_slow_is_waited_for(
    monkeypatch: pytest.MonkeyPatch, first: str, behind: bytes
) -> None:
    late, size = 0.1, 300_000

    async def think() -> None:
        # Longer than a request may take to come.
        thought = asyncio.Event()
        asyncio.get_running_loop().call_later(5 * late, thought.set)
        await thought.wait()

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        if first == "think":
            await think()
        length = 0
        more = True
        while more:
            message = await receive()
            length += len(message.get("body", b""))
            more = message.get("more_body", False)
        if first == "read":
            await think()
        body = str(length).encode()
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"%d" % len(body))]})
        await send({"type": "http.response.body", "body": body})

    async def wait() -> bytes:
        async with listening(answer) as server:
            reader, writer = await asyncio.open_connection("127.0.0.1", server.config.port)
            writer.write(b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: %d\r\n\r\n" % size)
            while not server.server_state.tasks:
                await asyncio.sleep(0)
            writer.write(b"a" * size + behind)
            said = await reader.readuntil(str(size).encode())
            writer.close()
            return said

    monkeypatch.setattr(listener, "HEAD_SECONDS", late)
    monkeypatch.setattr(listener, "BODY_SECONDS", late)
    monkeypatch.setattr(listener, "SLOWEST", 10_000_000)
    assert statuses(asyncio.run(asyncio.wait_for(wait(), 30))) == [200]

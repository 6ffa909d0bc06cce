"""Mail servers for tests: a real one, and one that says and does what a script wants; both on this computer only."""

from __future__ import annotations

import asyncio
import socket
import ssl
import threading
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword

HOST = "127.0.0.1"
USER, PASSWORD = "desk", "s3cret word"


@dataclass
class Mailbox:
    """What a real mail server was given, and how it answers."""

    answer: str = "250 OK"
    taken: list[Envelope] = field(default_factory=list)

    async def handle_DATA(self, server: SMTP, session: object, envelope: Envelope) -> str:
        self.taken.append(envelope)
        return self.answer


def _knows(server: object, session: object, envelope: object, mechanism: str, given: object) -> AuthResult:
    known = LoginPassword(USER.encode(), PASSWORD.encode())
    return AuthResult(success=given == known, handled=False)


@contextmanager
def real_server(box: Mailbox, context: ssl.SSLContext, implicit: bool = False, **more: Any) -> Iterator[int]:
    """Run a real mail server that wants encryption and a password; yields its port."""
    loop = asyncio.new_event_loop()
    options = {"authenticator": _knows, "auth_required": True, "hostname": "mail.example", "loop": loop, **more}
    if implicit:
        options["auth_require_tls"] = False
    else:
        options |= {"tls_context": context, "require_starttls": True}

    def protocol() -> SMTP:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # it does not know that it is behind TLS
            return SMTP(box, **options)

    made = loop.create_server(protocol, HOST, 0, ssl=context if implicit else None)
    server = loop.run_until_complete(made)
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        loop.call_soon_threadsafe(server.close)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(10)
        for task in asyncio.all_tasks(loop):
            task.cancel()
        loop.run_until_complete(asyncio.sleep(0))
        loop.close()


HANG, DROP, DRIP = "hang", "drop", "drip"
"""What a script may do in place of an answer: say nothing more, hang up, or say one letter after the other for ever."""
GREETING, BODY = "", "."
USUAL = {
    GREETING: "220 mail.example", "EHLO": "250-mail.example\r\n250-SIZE 9000000\r\n250 AUTH PLAIN LOGIN",
    "AUTH": "235 2.7.0 welcome", "MAIL": "250 2.1.0 OK", "RCPT": "250 2.1.5 OK", "DATA": "354 go on",
    BODY: "250 2.0.0 queued", "QUIT": "221 bye",
}  # fmt: skip


@dataclass
class Script:
    """What a server answers to each command, where that is not as usual; and what it was told."""

    answers: Mapping[str, str]
    heard: list[str] = field(default_factory=list)
    calls: int = 0
    body: bytes = b""


@contextmanager
def scripted_server(script: Script, context: ssl.SSLContext | None) -> Iterator[int]:
    """Run a server by a script, encrypted from the first byte where there is a context; yields its port."""
    listening = socket.create_server((HOST, 0))
    listening.settimeout(0.02)
    over = threading.Event()

    def serve() -> None:
        while not over.is_set():
            with suppress(TimeoutError), listening.accept()[0] as connection:
                script.calls += 1
                connection.settimeout(10)
                with suppress(OSError, ValueError):
                    talk = context.wrap_socket(connection, server_side=True) if context else connection
                    with talk:
                        _talk(script, talk, over)

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield listening.getsockname()[1]
    finally:
        over.set()
        thread.join(15)
        listening.close()


def _talk(script: Script, talk: socket.socket, over: threading.Event) -> None:
    lines = talk.makefile("rb")
    command = GREETING
    while _said(script.answers.get(command, USUAL.get(command, "500 what?")), talk, over):
        if command == "DATA":
            while (line := lines.readline()) not in (b".\r\n", b""):
                script.body += line
            command = BODY
        else:
            line = lines.readline()
            command = line[:4].decode("ascii").upper().strip()
        if not line:
            return
        script.heard.append(command)


def _said(answer: str, talk: socket.socket, over: threading.Event) -> bool:
    """Answer; returns whether the talk goes on."""
    if answer == DRIP:
        while not over.wait(0.02):
            talk.sendall(b"2")
    elif answer == HANG:
        while talk.recv(65536):
            pass
    elif answer != DROP:
        talk.sendall(f"{answer}\r\n".encode())
        return True
    return False

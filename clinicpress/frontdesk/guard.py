"""The guard: which requests come in at all, and which headers every answer goes out with.

A page that runs on somebody's own machine can be reached by any web page that is open there. So hosts
are on a list, what changes anything must come from our own pages (Fetch Metadata, W3C), and the pages
may load nothing but what is ours (Content Security Policy Level 3).
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import dataclass

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

MOST_BYTES = 25_000_000
"""The most bytes that a request may bring: a large picture."""
LOOPBACK = ("127.0.0.1", "localhost", "[::1]")


@dataclass(frozen=True)
class Admission:
    """Who may come in."""

    hosts: frozenset[str]
    """The hosts that a request may name, in small letters, with their ports."""

    @classmethod
    def to(cls, host: str, port: int) -> Admission:
        """Admit those who name the host that is served, and this machine's own names."""
        return cls(frozenset(f"{each}:{port}" for each in _named([host, *LOOPBACK])))


def _named(hosts: Iterable[str]) -> set[str]:
    return {f"[{host}]" if ":" in host and not host.startswith("[") else host.lower() for host in hosts}


class Guard:
    """Refuses requests that no page of ours makes, and writes the headers of safety on every answer."""

    def __init__(self, app: ASGIApp, admission: Admission) -> None:
        self._app = app
        self._admission = admission

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Be an ASGI application before another one."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        nonce = scope.setdefault("state", {})["nonce"] = secrets.token_urlsafe(16)

        async def sealed(message: Message) -> None:
            if message["type"] == "http.response.start":
                _seal(MutableHeaders(scope=message), nonce)
            await send(message)

        status, words = self._refusal(scope)
        if status:
            await PlainTextResponse(words, status)(scope, receive, sealed)
            return
        await self._app(scope, receive, sealed)

    def _refusal(self, scope: Scope) -> tuple[int, str]:
        """Say why a request is refused; a status of 0 where it is not."""
        headers = Headers(scope=scope)
        host = headers.get("host", "").lower()
        if host not in self._admission.hosts:
            return 421, "This address is not served here.\n"
        if "transfer-encoding" in headers:
            return 411, "Say how long the request is.\n"
        length = headers.get("content-length", "")
        if length and not (length.isascii() and length.isdigit() and len(length) < 12):
            return 400, "The length of the request is no number.\n"
        if length and int(length) > MOST_BYTES:
            return 413, "That is too large.\n"
        if scope["method"] not in ("GET", "HEAD"):
            if not length:
                return 411, "Say how long the request is.\n"
            if headers.get("origin", "") != f"{scope['scheme']}://{host}":
                return 403, "This did not come from a page of the front desk.\n"
            if headers.get("sec-fetch-site", "same-origin") != "same-origin":
                return 403, "This did not come from a page of the front desk.\n"
        return 0, ""


def _seal(headers: MutableHeaders, nonce: str) -> None:
    headers["Content-Security-Policy"] = (
        f"default-src 'none'; script-src 'self'; style-src 'self' 'nonce-{nonce}'; img-src 'self' blob: data:; "
        "font-src 'self'; connect-src 'self'; frame-src 'self' blob:; form-action 'self'; base-uri 'none'; "
        "frame-ancestors 'self'"
    )
    headers["X-Content-Type-Options"] = "nosniff"
    headers["Cross-Origin-Opener-Policy"] = "same-origin"
    headers["Cross-Origin-Resource-Policy"] = "same-origin"
    # With no-referrer, Chromium would send “Origin: null” with our own forms.
    headers["Referrer-Policy"] = "same-origin"

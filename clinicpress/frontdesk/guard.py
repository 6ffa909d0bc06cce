"""The guard: which requests come in at all, and which headers every answer goes out with.

A page that runs on somebody's own machine can be reached by any web page that is open there. So hosts
are on a list, what changes anything must come from our own pages (Fetch Metadata, W3C), and the pages
may load nothing but what is ours (Content Security Policy Level 3). What goes wrong behind it is told
without a word of what people typed.
"""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Callable
from html import escape
from typing import Any
from urllib.parse import parse_qsl, urlencode

from starlette.requests import ClientDisconnect, Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from clinicpress.frontdesk.admission import Admission
from clinicpress.frontdesk.views import page

MOST_BYTES = 1_000_000
"""The most bytes that a request may bring: a long brochure, many times over."""
MOST_PICTURE = 25_000_000
"""The most bytes of a picture, or of another file that is brought as it is."""
MOST_COOKIES = 8_000
MOST_KEYS = 1_000
"""So many things may be asked for in an address."""
SLOW = 1.0
"""Seconds for which a wrong token is thought about."""
MOST_SLOW = 50
"""So many who tried a wrong one may wait at once; the next ones are told to come later."""
FREE = ("/static/", "/fonts/", "/hello")
"""What begins with these is nobody's secret, and is handed out without a token: looks, faces, and who is here."""
ASKED_BY_MACHINES = "/infobutton"
"""What ends so is asked for by programs, which show the token each time."""
PDF_POLICY = b"default-src 'none'; style-src 'unsafe-inline'; object-src 'self'; frame-ancestors 'self'"
"""For files that are shown by the browser's own viewer, which has styles of its own."""
TEXT_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'self'"
)
"""For web pages that hold all they need: no program runs in them, and they ask for nothing."""
_SEALS = [
    (b"x-content-type-options", b"nosniff"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    # With no-referrer, Chromium would send “Origin: null” with our own forms.
    (b"referrer-policy", b"same-origin"),
    (b"x-frame-options", b"SAMEORIGIN"),
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
]
_POLICY = (
    b"default-src 'none'; script-src 'self'; style-src 'self' 'nonce-NONCE'; img-src 'self' blob: data:; "
    b"font-src 'self'; connect-src 'self'; frame-src 'self' blob:; form-action 'self'; base-uri 'none'; "
    b"frame-ancestors 'self'"
)
_NOTHING = b"default-src 'none'; frame-ancestors 'self'"


class Guard:
    """Refuses requests that no page of ours makes, and writes the headers of safety on every answer."""

    def __init__(self, app: ASGIApp, admission: Admission, fault: Callable[[BaseException], None]) -> None:
        self._app = app
        self._admission = admission
        self._fault = fault
        self._slow = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Be an ASGI application before another one."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        state: dict[str, Any] = scope.setdefault("state", {})
        nonce = state["nonce"] = secrets.token_urlsafe(16)
        state["address"] = ""
        begun = False

        async def sealed(message: Message) -> None:
            nonlocal begun
            if message["type"] == "http.response.start":
                begun = True
                message["headers"] = _sealed(message.get("headers", ()), nonce, state["address"])
            await send(message)

        try:
            answer = await self._refusal(scope, state)
            await (self._app if answer is None else answer)(scope, receive, sealed)
        except ClientDisconnect:
            return
        except Exception as error:  # noqa: BLE001 - it is told, and others are served
            self._fault(error)
            if not begun:
                await fault_page(Request(scope))(scope, receive, sealed)
            # Otherwise the server ends the connection of an answer that did not come to its end.

    async def _refusal(self, scope: Scope, state: dict[str, Any]) -> Response | None:
        """Return what is answered to a request that does not come in; None for one that does."""
        headers: dict[bytes, bytes] = {}
        doubled = False
        for name, value in scope["headers"]:
            doubled |= name in _ONCE and name in headers
            headers[name] = value
        host = headers.get(b"host", b"").decode("latin-1").lower()
        base = self._admission.base(host, (scope.get("server") or ("",))[0])
        if doubled or not base:
            return _words(421, "This address is not served here.")
        state["address"] = base
        if b"transfer-encoding" in headers:
            return _words(411, "The request must say how long it is, and come in one piece.")
        length = headers.get(b"content-length", b"")
        if length and not (length.isdigit() and len(length) <= 12):
            return _words(400, "The length of the request is no number.")
        whole = headers.get(b"content-type", b"").startswith((b"image/", b"application/octet-stream"))
        if length and int(length) > (MOST_PICTURE if whole else MOST_BYTES):
            return _words(413, "That is too large.")
        if len(headers.get(b"cookie", b"")) > MOST_COOKIES:
            return _words(431, "The browser keeps too much for this address: delete its cookies for it.")
        if scope["query_string"].count(b"&") + scope["query_string"].count(b";") > MOST_KEYS:
            return _words(400, "That is too much to ask for at once.")
        site = headers.get(b"sec-fetch-site", b"same-origin")
        if scope["method"] not in ("GET", "HEAD"):
            if not length:
                return _words(411, "The request must say how long it is.")
            if headers.get(b"origin", b"").decode("latin-1") != base or site != b"same-origin":
                return _words(403, "This did not come from a page of the front desk.")
        elif site in (b"cross-site", b"same-site") and headers.get(b"sec-fetch-mode") != b"navigate":
            return _words(403, "This did not come from a page of the front desk.")
        return await self._stopped(scope, headers) if self._admission.token else None

    async def _stopped(self, scope: Scope, headers: dict[bytes, bytes]) -> Response | None:
        """Return what is answered to who does not show the token; None where it is known."""
        admission, path = self._admission, str(scope["path"])
        if path.startswith(FREE):
            return None
        shown = [value for name, value in _cookies(headers.get(b"cookie", b"")) if name == admission.cookie]
        shown.append(headers.get(b"authorization", b"").decode("latin-1").removeprefix("Bearer "))
        if any(admission.knows(each) for each in shown if each):
            return None
        asked = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
        tokens = [value for name, value in asked if name == "token"]
        if not tokens:
            return page(Request(scope), "closed.html.j2", 403, heading=CLOSED, words=ASK)
        if admission.knows(tokens[0]):
            if path.endswith(ASKED_BY_MACHINES):
                return None
            rest = urlencode([(name, value) for name, value in asked if name != "token"])
            answer = _welcome(f"{scope['raw_path'].decode('ascii')}{'?' if rest else ''}{rest}")
            answer.set_cookie(admission.cookie, admission.token, httponly=True, samesite="strict")
            return answer
        if self._slow >= MOST_SLOW:
            return _words(429, "Too many wrong addresses were tried. Come again in a minute.")
        self._slow += 1
        try:
            await asyncio.sleep(SLOW)
        finally:
            self._slow -= 1
        return page(Request(scope), "closed.html.j2", 403, heading=CLOSED, words=WRONG)


CLOSED = "Please show the token"
ASK = (
    "Ask whoever opened the front desk for its whole address: it ends in a token, a long word that nobody can guess. "
    "Open that address once in this browser, or type the token here."
)
WRONG = "This is not the token, or no longer: it changes whenever the front desk is opened anew. Ask whoever opened it."
_ONCE = frozenset((b"host", b"origin", b"content-length", b"content-type", b"sec-fetch-site", b"sec-fetch-mode"))
"""Headers that two readers could read in two ways, if they were there twice."""


def fault_page(request: Request) -> Response:
    """Say that something went wrong through no fault of whoever asked."""
    return page(
        request,
        "sorry.html.j2",
        500,
        heading="Something went wrong",
        words="This is a fault of clinicpress, not yours, and nothing was lost or changed. Try once more; where it "
        "happens again, tell whoever looks after the front desk: what happened is written where it was started.",
    )


def _words(status: int, words: str) -> Response:
    return PlainTextResponse(f"{words}\n", status, {"Cache-Control": "no-store"})


def _welcome(goal: str) -> Response:
    """Return a page that goes on to another by itself: as a redirection, it would come without its cookie."""
    goal = escape(f"/{goal.lstrip('/')}")
    return HTMLResponse(
        f'<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>Handouts</title>'
        f'<meta http-equiv="refresh" content="0; url={goal}"></head>'
        f'<body><p><a href="{goal}">Go on to the handouts</a></p></body></html>\n',
        headers={"Cache-Control": "no-store"},
    )


def _cookies(given: bytes) -> list[tuple[str, str]]:
    pairs = (each.partition("=") for each in given.decode("latin-1").split(";"))
    return [(name.strip(), value.strip()) for name, _, value in pairs]


def _sealed(headers: Any, nonce: str, address: str) -> list[tuple[bytes, bytes]]:
    """Add the headers of safety to those of an answer, which may bring a policy of its own."""
    written = [*headers, *_SEALS]
    kind = b""
    for at, (name, value) in enumerate(headers):
        if name == b"content-security-policy":
            return written
        if name == b"content-type":
            kind = value
        elif name == b"set-cookie" and address.startswith("https:"):
            written[at] = (name, value + b"; Secure")
    if kind.startswith(b"text/html"):
        policy = _POLICY.replace(b"NONCE", nonce.encode("ascii"))
    else:
        policy = PDF_POLICY if kind == b"application/pdf" else _NOTHING
    written.append((b"content-security-policy", policy))
    return written

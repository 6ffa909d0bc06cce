"""The server: the pages of the front desk put together, opened on a port, and closed again."""

from __future__ import annotations

import asyncio
import contextlib
import errno
import logging
import os
import signal
import socket
import tempfile
from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import uvicorn
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp

from clinicpress.content.catalog import EDITIONS
from clinicpress.frontdesk import assets, basket, browsing, doorbell, faces, infobutton, mailroom, printing
from clinicpress.frontdesk.admission import Admission, own_address
from clinicpress.frontdesk.beginning import Beginning
from clinicpress.frontdesk.counter import Counter, Rules
from clinicpress.frontdesk.faults import told
from clinicpress.frontdesk.guard import Guard, fault_page
from clinicpress.frontdesk.hands import Busy, Fallen, Hands
from clinicpress.frontdesk.listener import Listener
from clinicpress.frontdesk.views import page
from clinicpress.frontdesk.visit import UnknownClinic, way_back
from clinicpress.ground.problems import InputProblems, UsageError
from clinicpress.ground.report import report_fault

FAREWELL = 5
"""Seconds in which answers may come to their end when the desk is closed."""
OTHER_PORTS = 20
"""So many ports are tried for one to recommend."""
SORRY = {
    404: ("This is not here", "Nothing is found at this address. It may have been renamed, or never have been here."),
    410: ("This clinic is not here", "It was renamed or taken away. Choose your clinic again."),
    405: ("This cannot be done here", "The page at this address can be looked at, and nothing else."),
    503: ("Just a moment", "Too many are asking at once. Wait a few seconds, then try again."),
}
"""What is said instead of a page, by the status."""


class AlreadyOpen(UsageError):
    """Raised when the front desk of the same folder is open already; knows where."""

    def __init__(self, address: str, other_port: int) -> None:
        self.address = address
        super().__init__(
            f"the front desk of this folder is open already: {address}\n"
            f"  hint: open that page; for a second front desk, choose another port: --port {other_port}"
        )


Room = Callable[[Counter], Sequence[Route]]
"""The addresses of another desk, which stands beside the front desk at the same counter."""


def application(rules: Rules, admission: Admission, rooms: Iterable[Room], workers: int = 0) -> ASGIApp:
    """Put the front desk together; it hires its workers when it is made and ends them when it stops."""
    plates = tempfile.TemporaryDirectory(prefix="clinicpress-")
    hands = Hands(rules.root, Path(plates.name) / "plates", workers or os.cpu_count() or 1)
    counter = Counter(rules, hands)

    @contextlib.asynccontextmanager
    async def open_hours(_: Starlette) -> AsyncIterator[None]:
        asyncio.get_running_loop().set_exception_handler(_overheard)
        try:
            yield
        finally:
            hands.stop()
            plates.cleanup()

    pages = Starlette(
        routes=[
            *basket.routes(counter),
            *browsing.routes(counter),
            *mailroom.routes(counter),
            *printing.routes(counter),
            *infobutton.routes(counter),
            *(route for room in rooms for route in room(counter)),
            *faces.routes(),
            *assets.routes(),
            *doorbell.routes(rules.root, rules.edit),
        ],
        exception_handlers={InputProblems: _problems, Busy: _busy, Fallen: _fallen, HTTPException: _sorry},
        lifespan=open_hours,
    )
    pages.router.redirect_slashes = False
    desk: ASGIApp = pages if (rules.root / EDITIONS).is_file() else Beginning(pages, rules.root)
    return Guard(desk, admission, lambda error: report_fault(told(error)))


async def _problems(request: Request, error: Exception) -> Response:
    assert isinstance(error, InputProblems)
    return page(
        request,
        "problems.html.j2",
        409,
        heading="This cannot be printed yet",
        words="Whoever looks after the texts can mend what is named below; then load this page again. "
        "Handouts without mistakes can be printed.",
        problems=error.problems,
    )


async def _busy(request: Request, _: Exception) -> Response:
    return await _sorry(request, HTTPException(503, headers={"Retry-After": "2"}))


async def _fallen(request: Request, _: Exception) -> Response:
    # The hands have told of it, once.
    return fault_page(request)


async def _sorry(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    heading, words = SORRY.get(error.status_code) or ("This cannot be done", error.detail)
    kept = ("language", "h") if isinstance(error, UnknownClinic) else ("clinic", "language", "h")
    home = way_back(request, *kept)
    answer = page(request, "sorry.html.j2", error.status_code, heading=heading, words=words, home=home)
    answer.headers.update(error.headers or {})
    return answer


def _overheard(_: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
    """Tell of what went wrong where nobody waited for it; of connections that broke there is nothing to tell."""
    error = context.get("exception")
    if error is not None and not isinstance(error, (OSError, InputProblems, Busy)):
        report_fault(told(error))


# Opening and closing ----------------------------------------------------------------------------------


class _Server(uvicorn.Server):
    """Says when it answers."""

    def __init__(self, config: uvicorn.Config, opened: Callable[[], None]) -> None:
        super().__init__(config)
        self._opened = opened

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Begin to answer."""
        await super().startup(sockets)
        self._opened()


def serve(
    rules: Rules, rooms: Iterable[Room], host: str, port: int, opened: Callable[[str, bool], None], address: str = ""
) -> None:
    """Open the front desk until it is told to end, and the rooms of other desks with it.

    `opened` is told the address to open, and whether it holds a token, as soon as the desk answers. `address`
    is where people reach the desk through another server, if they do. Raises UsageError where it cannot be
    opened, and InputProblems for a folder that is no workspace.
    """
    listener = _listening(rules, host, port)
    bound, port = listener.getsockname()[:2]
    admission = Admission.to(host, bound, port, address)
    shown = own_address() if bound in ("0.0.0.0", "::") else host
    home = address or f"http://{f'[{shown}]' if ':' in shown else shown}:{port}"
    token = f"?token={admission.token}" if admission.token else ""
    # What uvicorn tells of requests may hold what people typed; of faults, the guard tells.
    silent = logging.getLogger("uvicorn")
    silent.addHandler(logging.NullHandler())
    silent.propagate = False
    config = uvicorn.Config(
        application(rules, admission, rooms),
        http=Listener,
        ws="none",
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,
        timeout_graceful_shutdown=FAREWELL,
    )
    server = _Server(config, lambda: opened(f"{home}/{token}", bool(token)))
    _close_with_the_window(server)
    try:
        server.run([listener])
    except (KeyboardInterrupt, SystemExit):
        # The server ends in good order when it is told to, and then says that it was told.
        if not server.should_exit:
            raise


def _close_with_the_window(server: uvicorn.Server) -> None:
    """Close the desk in good order when the window is closed in which it was started, where there are such signals."""
    hangup = getattr(signal, "SIGHUP", None)
    if hangup is not None and signal.getsignal(hangup) is signal.SIG_DFL:
        signal.signal(hangup, lambda *_: setattr(server, "should_exit", True))


def _listening(rules: Rules, host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family)
    except socket.gaierror as error:
        raise UsageError(
            f"“{host}” is no address of this machine; --host 127.0.0.1 is for this machine alone"
        ) from error
    except PermissionError as error:
        raise UsageError(f"port {port} may not be used here; choose one above 1023: --port 8400") from error
    except OSError as error:
        if error.errno != errno.EADDRINUSE:
            raise UsageError(
                f"the front desk cannot be opened at {host}: {os.strerror(error.errno or 0)}; "
                "--host 127.0.0.1 is for this machine alone"
            ) from error
        raise _taken(rules, host, port) from error


def _taken(rules: Rules, host: str, port: int) -> UsageError:
    """Return what is said of a port that another program listens at: who that is, and which one is free."""
    at = "127.0.0.1" if host == "0.0.0.0" else "::1" if host == "::" else host
    there = doorbell.ring(at, port)
    free = next((other for other in range(port + 1, port + OTHER_PORTS) if _is_free(host, other)), port + 1)
    if there == doorbell.greeting(rules.root, rules.edit):
        return AlreadyOpen(f"http://{f'[{at}]' if ':' in at else at}:{port}/", free)
    who = "another program" if there is None else "another front desk"
    return UsageError(f"{who} is open at port {port} already\n  hint: choose another port: --port {free}")


def _is_free(host: str, port: int) -> bool:
    try:
        socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET).close()
    except (OSError, OverflowError):
        return False
    return True

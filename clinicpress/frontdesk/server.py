"""The server: the pages of the front desk put together, opened on a port, and closed again."""

from __future__ import annotations

import contextlib
import os
import socket
import tempfile
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import uvicorn
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles

from clinicpress.frontdesk import browsing, faces, printing
from clinicpress.frontdesk.counter import Counter, Rules
from clinicpress.frontdesk.guard import Admission, Guard
from clinicpress.frontdesk.hands import Busy, Fallen, Hands
from clinicpress.frontdesk.views import STATIC
from clinicpress.ground.problems import InputProblems


def application(rules: Rules, admission: Admission, workers: int = 0) -> Starlette:
    """Put the front desk together; it hires its workers when it is started and ends them when it stops."""
    plates = tempfile.TemporaryDirectory(prefix="clinicpress-")
    hands = Hands(rules.root, Path(plates.name) / "plates", workers or os.cpu_count() or 1)
    counter = Counter(rules, hands)

    @contextlib.asynccontextmanager
    async def open_hours(_: Starlette) -> AsyncIterator[None]:
        try:
            yield
        finally:
            hands.stop()
            plates.cleanup()

    return Starlette(
        routes=[
            *browsing.routes(counter),
            *faces.routes(),
            *printing.routes(counter),
            Mount("/static", StaticFiles(directory=STATIC)),
        ],
        middleware=[Middleware(Guard, admission=admission)],
        exception_handlers={InputProblems: _problems, Busy: _busy, Fallen: _fallen},
        lifespan=open_hours,
    )


async def _problems(_: Request, error: Exception) -> Response:
    return Response(str(error), 409, media_type="text/plain")


async def _busy(_: Request, __: Exception) -> Response:
    return Response("Too many ask at once.", 503, headers={"Retry-After": "2"}, media_type="text/plain")


async def _fallen(_: Request, __: Exception) -> Response:
    return Response("This is a fault of clinicpress.", 500, media_type="text/plain")


def serve(rules: Rules, host: str, port: int, opened: Callable[[str], None]) -> None:
    """Open the front desk until it is told to end; `opened` is told its address. Raises OSError for a port in use."""
    listener = socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET)
    port = listener.getsockname()[1]
    admission = Admission.to(host, port)
    config = uvicorn.Config(
        application(rules, admission),
        http="httptools",
        ws="none",
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,
    )
    opened(f"http://{host}:{port}/")
    uvicorn.Server(config).run([listener])

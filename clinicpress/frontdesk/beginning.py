"""Beginnings: in an empty folder, the front desk first offers to make a workspace in it."""

from __future__ import annotations

import asyncio
import threading
from pathlib import Path

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from clinicpress.content.catalog import EDITIONS
from clinicpress.drafting.starter import begin_workspace
from clinicpress.frontdesk.admission import is_loopback
from clinicpress.frontdesk.guard import FREE
from clinicpress.frontdesk.views import page
from clinicpress.ground.problems import InputProblems

QUESTION = "This folder is empty. Make a workspace here?"
BEGIN = "/begin"
_once = threading.Lock()


def begin(root: Path) -> None:
    """Make a workspace, unless somebody has just done so; raises InputProblems where the folder is not empty."""
    with _once:
        if not (root / EDITIONS).is_file():
            begin_workspace(root)


class Beginning:
    """Offers to make a workspace, and leaves all requests to the desk as soon as there is one."""

    def __init__(self, app: ASGIApp, root: Path) -> None:
        self._app = app
        self._root = root
        self._begun = False

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Be an ASGI application before another one."""
        self._begun = self._begun or (self._root / EDITIONS).is_file()
        if self._begun or scope["type"] != "http" or scope["path"].startswith(FREE):
            await self._app(scope, receive, send)
            return
        await (await self._offered(Request(scope)))(scope, receive, send)

    async def _offered(self, request: Request) -> Response:
        if request.method == "POST" and request.url.path == BEGIN and _is_here(request):
            try:
                await asyncio.to_thread(begin, self._root)
            except InputProblems as error:
                return page(
                    request,
                    "problems.html.j2",
                    409,
                    heading="No workspace was made",
                    words="Nothing in the folder was changed.",
                    problems=error.problems,
                )
            return RedirectResponse("/", 303)
        return page(request, "begin.html.j2", question=QUESTION, folder=str(self._root), goal=BEGIN)


def _is_here(request: Request) -> bool:
    """Tell whether a request comes from this machine."""
    return request.client is not None and is_loopback(request.client.host)

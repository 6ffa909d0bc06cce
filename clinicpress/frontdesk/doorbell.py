"""The doorbell: which front desk it is that answers at a port, if any does."""

from __future__ import annotations

import hashlib
import http.client
import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from clinicpress import __version__

SECONDS = 2.0
"""So long one waits for an answer."""
MOST = 1_000
"""Bytes of an answer."""


@dataclass(frozen=True)
class Greeting:
    """What a front desk says of itself to whoever asks."""

    clinicpress: str
    """Its version."""
    folder: str
    """Stands for the folder that it serves, and does not tell where that is."""
    edit: bool


def greeting(root: Path, edit: bool) -> Greeting:
    """Return what a front desk of a folder says of itself."""
    return Greeting(__version__, hashlib.sha256(os.fsencode(os.path.realpath(root))).hexdigest()[:16], edit)


def routes(root: Path, edit: bool) -> list[Route]:
    """Return the address at which one asks who is here."""

    async def hello(_: Request) -> Response:
        return JSONResponse(asdict(greeting(root, edit)), headers={"Cache-Control": "no-store"})

    return [Route("/hello", hello)]


def ring(host: str, port: int) -> Greeting | None:
    """Ask which front desk is at an address; None where none is."""
    line = http.client.HTTPConnection(host, port, timeout=SECONDS)
    try:
        line.request("GET", "/hello")
        said = json.loads(line.getresponse().read(MOST))
        return Greeting(str(said["clinicpress"]), str(said["folder"]), bool(said["edit"]))
    except (OSError, http.client.HTTPException, ValueError, KeyError, TypeError):
        return None
    finally:
        line.close()

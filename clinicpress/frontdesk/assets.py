"""What pages are made with beside their words: styles, programs and pictures, read once and named by their content."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

HERE = Path(__file__).resolve().parent
DESKS = (HERE, HERE.parent / "copydesk")
"""The folders with what pages are made of: each has files in `static`, and `templates`; all names are different."""
KINDS = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".txt": "text/plain; charset=utf-8",
}
"""What files are, by their endings: what the system says of it may be anything."""
FOREVER = "public, max-age=31536000, immutable"


@dataclass(frozen=True)
class Asset:
    """A file that pages ask for."""

    content: bytes
    kind: str
    digest: str


@cache
def assets() -> dict[str, Asset]:
    """Return all files that pages may ask for, by their names."""
    found = {}
    for path in (path for desk in DESKS for path in sorted((desk / "static").iterdir())):
        if path.suffix in KINDS:
            content = path.read_bytes()
            digest = hashlib.sha256(content).hexdigest()[:16]
            found[path.name] = Asset(content, KINDS[path.suffix], digest)
    return found


def address(name: str) -> str:
    """Return where a file is found, by an address that another content never has; raises KeyError for none of ours."""
    return f"/static/{name}?v={assets()[name].digest}"


def routes() -> list[Route]:
    """Return the addresses of the files."""

    async def file(request: Request) -> Response:
        asset = assets().get(request.path_params["name"])
        if asset is None:
            raise HTTPException(404)
        lasting = request.query_params.get("v") == asset.digest
        headers = {"Cache-Control": FOREVER if lasting else "no-cache"}
        return known_already(request, asset.digest, headers) or Response(
            asset.content, media_type=asset.kind, headers=headers
        )

    return [Route("/static/{name:path}", file)]


def known_already(request: Request, digest: str, headers: dict[str, str]) -> Response | None:
    """Return the answer to a browser that has a file already; None to others. Names the file in the headers.

    Entity tags are compared as RFC 9110, 13.1.2 says.
    """
    tag = headers["ETag"] = f'"{digest}"'
    held = [each.strip().removeprefix("W/") for each in request.headers.get("if-none-match", "").split(",")]
    return Response(status_code=304, headers=headers) if tag in held or "*" in held else None

"""The files of the front desk: the PDFs, byte for byte as `build` writes them, and pictures of their pages."""

from __future__ import annotations

import hashlib
from urllib.parse import quote

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from clinicpress.content.edition import PDF, Job
from clinicpress.frontdesk.assets import known_already
from clinicpress.frontdesk.counter import Counter
from clinicpress.frontdesk.guard import TEXT_POLICY
from clinicpress.frontdesk.shelf import Shelf
from clinicpress.ground.problems import InputProblems

SIZES = {"": 96.0, "cover": 36.0, "page": 144.0}
"""Dots per inch of pictures: covers are shown as large as a stamp, pages sharp on fine screens, too."""
ASKED_EACH_TIME = "private, no-cache"
"""A file may be kept by who fetched it, but it is asked each time whether it is still the same."""
MOST_PAGES = 10_000
MEDIA = {".pdf": "application/pdf", ".html": "text/html; charset=utf-8"}


def routes(counter: Counter) -> list[Route]:
    """Return the addresses of files and of pictures of their pages."""

    async def file(request: Request) -> Response:
        shelf, job = await _asked(counter, request)
        printed = await counter.printed(shelf, job)
        ending = f".{job.path.rpartition('.')[2]}"
        how = "attachment" if "download" in request.query_params else "inline"
        name = f"{shelf.called(job)}{ending}"
        headers = {
            "Content-Disposition": f"{how}; filename*=UTF-8''{quote(name, safe='')}",
            "Cache-Control": ASKED_EACH_TIME,
            # Browsers that read files piece by piece take them whole then.
            "Accept-Ranges": "none",
        }
        if ending == ".html":
            headers["Content-Security-Policy"] = TEXT_POLICY
        return known_already(request, printed.digest, headers) or Response(
            printed.content, media_type=MEDIA[ending], headers=headers
        )

    async def picture(request: Request) -> Response:
        shelf, job = await _asked(counter, request)
        if job.ending != PDF:
            raise HTTPException(404)
        number = _number(request.path_params["page"])
        dpi = SIZES.get(request.query_params.get("size", ""), SIZES[""])
        png = await counter.pictured(shelf, job, number, dpi)
        headers = {"Cache-Control": ASKED_EACH_TIME}
        digest = hashlib.sha256(png).hexdigest()
        return known_already(request, digest, headers) or Response(png, media_type="image/png", headers=headers)

    where = "{clinic}/{language}/{edition}/{file}"
    return [Route(f"/pdf/{where}", file), Route(f"/picture/{where}/{{page}}.png", picture)]


async def _asked(counter: Counter, request: Request) -> tuple[Shelf, Job]:
    """Return the job that an address names.

    Raises HTTPException for none of the shelf's, and InputProblems where mistakes may have kept it from there.
    """
    shelf = await counter.shelf()
    path = "/".join(request.path_params[part] for part in ("clinic", "language", "edition", "file"))
    job = shelf.at(path)
    if job is None:
        if amiss := shelf.amiss(request.path_params["file"], request.path_params["clinic"]):
            raise InputProblems(amiss)
        raise HTTPException(404)
    return shelf, job


def _number(text: str) -> int:
    """Return the number of a page; raises HTTPException for what is none."""
    # Python reads numbers of thousands of digits with an error, and other scripts' digits without.
    if not (text.isascii() and text.isdigit() and len(text) <= len(str(MOST_PAGES))):
        raise HTTPException(404)
    return int(text)

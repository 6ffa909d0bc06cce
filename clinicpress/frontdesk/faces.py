"""The faces of the pages: those in which handouts are printed, from the fonts that ship with the program."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Route

from clinicpress.workspace.disk import SHIPPED

FACES = {
    "text-400.ttf": "atkinson-hyperlegible-next/AtkinsonHyperlegibleNext-Regular.ttf",
    "text-600.ttf": "atkinson-hyperlegible-next/AtkinsonHyperlegibleNext-SemiBold.ttf",
    "heading-600.ttf": "source-serif-4/SourceSerif4-SemiBold.ttf",
}
"""The files of the faces, by the names under which pages ask for them."""
WEEK = 604_800
"""Seconds."""


def routes() -> list[Route]:
    """Return the addresses of the faces."""

    async def face(request: Request) -> Response:
        file = FACES.get(request.path_params["file"])
        if file is None:
            raise HTTPException(404)
        return FileResponse(
            SHIPPED / "fonts" / file, media_type="font/ttf", headers={"Cache-Control": f"private, max-age={WEEK}"}
        )

    return [Route("/fonts/{file}", face)]

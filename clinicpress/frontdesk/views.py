"""The pages: templates are filled in, and what cannot be shown is said on a page of its own."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse

HERE = Path(__file__).resolve().parent
TEMPLATES, STATIC = HERE / "templates", HERE / "static"


@cache
def _templates() -> Environment:
    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def page(request: Request, template: str, status: int = 200, **given: Any) -> HTMLResponse:
    """Fill in a template of the pages; `nonce` is the one that this answer's styles may bear."""
    text = _templates().get_template(template).render(nonce=request.state.nonce, **given)
    return HTMLResponse(text, status, headers={"Cache-Control": "no-store"})

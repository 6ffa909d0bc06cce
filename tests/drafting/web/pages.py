"""Web pages as browsers save them, and what is read of them."""

from __future__ import annotations

from pathlib import Path
from tempfile import gettempdir

from clinicpress.drafting.article import Article, Piece
from clinicpress.drafting.web.page import Page, open_page
from clinicpress.drafting.web.reader import read_page
from clinicpress.drafting.web.single import Saved

NOWHERE = Path(gettempdir()) / "no such folder"
ADDRESS = "https://clinic.example/knee/index.html"
SAVED = f"<!DOCTYPE html>\n<!-- saved from url=(00{len(ADDRESS)}){ADDRESS} -->\n"


def article(html: str, folder: Path = NOWHERE) -> Article:
    """Read a page."""
    return read_page("page.html", html.encode(), folder)


def pieces(html: str) -> tuple[Piece, ...]:
    """Read the main part of a page; nothing may be lost or uncertain of it as a whole."""
    read = article(f"<main>{html}</main>")
    assert read.doubts == ()
    return read.pieces


def opened(html: str, folder: Path = NOWHERE) -> Page:
    """Open a page without reading it."""
    return open_page("page.html", Saved(html.encode()), folder)

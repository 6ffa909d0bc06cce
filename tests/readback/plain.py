"""Plain values of a finished PDF, made without one: a page, an element, a file that is sound."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from clinicpress.readback.finished import IDENTITY, Box, Finished, Glyph, Part, ReadPage

_PAGE = ReadPage(
    1, 612, 792, 0, IDENTITY, (), (), 0, frozenset(), frozenset(), 0, 0, frozenset(), {0: "Breathe out."}, ""
)
_PART = Part("P", "", "", "", "", "", "", (1,), ((1, 0),), (), 0)


def page(number: int = 1, **changes: Any) -> ReadPage:
    size = Box(0, 0, changes.get("width", 612), changes.get("height", 792))
    return replace(_PAGE, **{"number": number, "boxes": {"Media": size}, "owned": frozenset({0}), **changes})


def part(tag: str, own: str = "", kids: tuple[Part, ...] = (), **changes: Any) -> Part:
    text = " ".join([own, *(kid.text for kid in kids)]).strip()
    return _PART._replace(tag=tag, own=own, text=text, kids=kids, **changes)


def glyphs(text: str, left: float = 72, bottom: float = 700, **changes: Any) -> tuple[Glyph, ...]:
    """Set characters in a row, each 6 points wide and 10 high."""
    first = Glyph("", Box(0, 0, 0, 0), bottom, 10, (0, 0, 0), "Face", 0, False, False, 0)
    return tuple(
        first._replace(char=char, box=Box(left + 6 * at, bottom, left + 6 * at + 6, bottom + 10), **changes)
        for at, char in enumerate(text)
    )


def finished(*pages: ReadPage, parts: tuple[Part, ...] = (), **changes: Any) -> Finished:
    """A file of others that says all it should."""
    sound = Finished(
        "a.pdf", b"", pages or (page(),), parts or (part("Document", kids=(part("H1", "Rest"),)),), 0, True, True,
        "Rest", True, "en", {}, {}, (), False, (), (), 0, (), (), (), {},
    )  # fmt: skip
    return sound._replace(**changes)

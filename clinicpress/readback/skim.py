"""Skims the pages of a file of ours: their words and tags from the operators alone, without painting them.

Ours have few text operators, and fonts whose texts one table lists; so a build
can read back in milliseconds what it made. Of foreign files this would see little: `sight` looks at those.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

import pikepdf
from pikepdf import Dictionary, Pdf, Stream, String

from clinicpress.ground.characters import hyphens_shown
from clinicpress.pdf.tounicode import UNMAPPED, CodeMap, code_map
from clinicpress.readback.finished import IDENTITY, ReadPage, face_name
from clinicpress.readback.objects import dictionary, listed, rectangle

MOST_KEPT = 128
"""So many pages are known again by all that they are read from: of an edited text most stay as they were."""
_Font = tuple[str, bytes, str]
"""The name of a font among a page's resources, its ToUnicode map, and the name of its face."""


def skim_pages(pdf: Pdf) -> list[ReadPage]:
    """Read the words of all pages, and what they are printed with."""
    known: dict[tuple[int, int], tuple[bytes, str]] = {}
    pages = []
    for number, page in enumerate(pdf.pages, 1):
        fonts: list[_Font] = []
        for name, font in dictionary(page.resources.get("/Font")).items():
            if font.objgen not in known:
                known[font.objgen] = _to_unicode(dictionary(font)), face_name(str(font.get("/BaseFont", "/"))[1:])
            fonts.append((name, *known[font.objgen]))
        streams = listed(page.obj.get("/Contents"))
        content = b"\n".join([each.read_bytes() for each in streams if isinstance(each, Stream)])
        left, bottom, right, top = rectangle(page.mediabox) or (0.0, 0.0, 0.0, 0.0)
        read = _read(content, tuple(fonts))
        pages.append(replace(read, number=number, width=right - left, height=top - bottom))
    return pages


@lru_cache(maxsize=MOST_KEPT)
def _read(content: bytes, fonts: tuple[_Font, ...]) -> ReadPage:
    """Read the words of a page without a size from its operators, as files of ours have them."""
    maps = {name: code_map(told) if told else UNMAPPED for name, told, _ in fonts}
    names = {name: face for name, _, face in fonts}
    words: dict[int, str] = {}
    furniture: list[str] = []
    owners: list[int | None] = []
    decorations: list[bool] = []
    unmarked = torn = 0
    painted: set[int] = set()
    faces: set[str] = set()
    codes = UNMAPPED
    saved: list[CodeMap] = []
    with Pdf.new() as pdf:
        found = pikepdf.parse_content_stream(Stream(pdf, content), "Tf Tj TJ BDC BMC EMC S f f* B Do q Q")
    for each in found:
        operands, name = each.operands, str(each.operator)
        if name in ("Tj", "TJ"):
            shown = operands if name == "Tj" else operands[0].as_list()
            said = hyphens_shown(codes.read(b"".join([bytes(part) for part in shown if isinstance(part, String)])))
            if owners and owners[-1] is not None:
                words[owners[-1]] = words.get(owners[-1], "") + said
            else:
                furniture.append(said)
        elif name == "Tf":
            faces.add(names.get(str(operands[0]), ""))
            codes = maps.get(str(operands[0]), UNMAPPED)
        elif name == "q":
            saved.append(codes)
        elif name == "Q":
            # The font belongs to the graphics state (ISO 32000-1, 9.3.1): a picture's does not outlast it.
            codes = saved.pop() if saved else codes
        elif name == "EMC":
            owners, decorations = owners[:-1], decorations[:-1]
        elif name in ("BDC", "BMC"):
            mcid = dictionary(operands[-1]).get("/MCID")
            decorations.append(operands[0] == "/Artifact")
            owners.append(int(mcid) if mcid is not None else None)
            torn += any(decorations) and any(owner is not None for owner in owners)
        elif owners and owners[-1] is not None:
            painted.add(owners[-1])
        unmarked += not owners and name not in ("Tf", "EMC", "q", "Q")
    return ReadPage(
        0,
        0.0,
        0.0,
        0,
        IDENTITY,
        (),
        (),
        0,
        frozenset(faces),
        frozenset(painted | words.keys()),
        unmarked,
        torn,
        frozenset(),
        words,
        " ".join(furniture),
    )


def _to_unicode(font: Dictionary) -> bytes:
    """Return a font's ToUnicode map (ISO 32000-1, 9.10.3); nothing where it has none."""
    found = font.get("/ToUnicode")
    return found.read_bytes() if isinstance(found, Stream) else b""

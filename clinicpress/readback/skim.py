"""Skims the pages of a file of ours: their words and tags from the operators alone, without painting them.

Ours have few text operators, and fonts whose texts one table lists; so a build
can read back in milliseconds what it made. Of foreign files this would see little: `sight` looks at those.
"""

from __future__ import annotations

from collections.abc import Mapping

import pikepdf
from pikepdf import Dictionary, Name, Page, Pdf, Stream, String

from clinicpress.ground.characters import hyphens_shown
from clinicpress.pdf.tounicode import UNMAPPED, CodeMap, code_map
from clinicpress.readback.finished import IDENTITY, ReadPage, face_name
from clinicpress.readback.objects import dictionary, rectangle


def skim_pages(pdf: Pdf) -> list[ReadPage]:
    """Read the words of all pages, and what they are printed with."""
    maps: dict[tuple[int, int], CodeMap] = {}
    pages = []
    for number, page in enumerate(pdf.pages, 1):
        fonts, names = {}, {}
        for name, font in dictionary(page.resources.get("/Font")).items():
            if font.objgen not in maps:
                maps[font.objgen] = _codes(dictionary(font))
            fonts[name] = maps[font.objgen]
            names[name] = face_name(str(font.get("/BaseFont", "/"))[1:])
        pages.append(_page(page, number, fonts, names))
    return pages


def _page(page: Page, number: int, fonts: Mapping[str, CodeMap], names: Mapping[str, str]) -> ReadPage:
    """Read the words of a page from its operators, as files of ours have them."""
    words: dict[int, str] = {}
    furniture: list[str] = []
    owners: list[int | None] = []
    decorations: list[bool] = []
    unmarked = torn = 0
    painted: set[int] = set()
    faces: set[str] = set()
    codes = UNMAPPED
    saved: list[CodeMap] = []
    for each in pikepdf.parse_content_stream(page, "Tf Tj TJ BDC BMC EMC S f f* B Do q Q"):
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
            codes = fonts.get(str(operands[0]), UNMAPPED)
        elif name == "q":
            saved.append(codes)
        elif name == "Q":
            # The font belongs to the graphics state (ISO 32000-1, 9.3.1): a picture's does not outlast it.
            codes = saved.pop() if saved else codes
        elif name == "EMC":
            owners, decorations = owners[:-1], decorations[:-1]
        elif name in ("BDC", "BMC"):
            mcid = dictionary(operands[-1]).get("/MCID")
            decorations.append(operands[0] == Name.Artifact)
            owners.append(int(mcid) if mcid is not None else None)
            torn += any(decorations) and any(owner is not None for owner in owners)
        elif owners and owners[-1] is not None:
            painted.add(owners[-1])
        unmarked += not owners and name not in ("Tf", "EMC", "q", "Q")
    left, bottom, right, top = rectangle(page.mediabox) or (0.0, 0.0, 0.0, 0.0)
    return ReadPage(
        number,
        right - left,
        top - bottom,
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


def _codes(font: Dictionary) -> CodeMap:
    """Read a font's ToUnicode map (ISO 32000-1, 9.10.3)."""
    found = font.get("/ToUnicode")
    return code_map(found.read_bytes()) if isinstance(found, Stream) else UNMAPPED

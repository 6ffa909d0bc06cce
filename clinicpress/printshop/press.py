"""A file for a press: the inks of a print shop, and all that PDF/X-4 asks for (ISO 15930-7).

It is made of a finished PDF, with its tags. Ghostscript's own conversion would lose these, and print
black text in four inks.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pikepdf import Array, Dictionary, Name, Pdf, Stream, String

from clinicpress.drawing.sheet import BRAND_SPACE
from clinicpress.ground.problems import InputProblems, Place, Problem, counted
from clinicpress.pdf.dialog import runs_to_the_left, shown
from clinicpress.pdf.docket import BrandInks, Docket
from clinicpress.printshop.blending import say_blending
from clinicpress.printshop.conditions import REGISTRY, Condition
from clinicpress.printshop.functions import Unconvertible
from clinicpress.printshop.grey import Greys
from clinicpress.printshop.hairlines import thicken
from clinicpress.printshop.intake import note_purpose
from clinicpress.printshop.packet import about_of, describe
from clinicpress.printshop.recolour import Recolouring
from clinicpress.printshop.separations import Separations
from clinicpress.printshop.spaces import RGB
from clinicpress.printshop.stillness import make_still
from clinicpress.printshop.trimming import boxes_of, move_tags, trim_page
from clinicpress.readback.finished import Finished, face_name
from clinicpress.readback.objects import Met, dictionary, inherited, said

PDF_VERSION = "1.6"
_BORN_LATER = ("/Extensions", "/Version", "/Requirements", "/Collection", "/AF", "/DPartRoot")


def make_press(
    pdf: Pdf, finished: Finished, condition: Condition, spot: bool = True, marked: bool = False, sheets: bool = False
) -> str:
    """Make a document ready for a press where it stands; returns what is to be said of its inks.

    `finished` is what was read of the file; `sheets` says that the document holds sheets that were
    imposed from it, which are not trimmed by the page. Raises InputProblems with all that cannot be
    printed, each at its page.
    """
    problems = [
        _problem(finished, page, f"the font {font} is not in the file: other type would be printed in its place")
        for page, font in _fonts_lacking(finished)
    ]
    problems += [_problem(finished, page, what) for page, what in make_still(pdf)]
    if problems:
        raise InputProblems(problems)
    inking = Separations(condition, brand_of(pdf), BrandInks.of(finished.docket), spot)
    walk = Recolouring(pdf, finished.name, inking, Greys(masks=True))
    walk.run()
    thicken(pdf)
    _trim(pdf, finished, marked, sheets)
    archival = Docket.of(finished.docket) is not None and finished.claims.get("PDF/A") == "2A" and not sheets
    _say_how_it_is_printed(pdf, condition, archival)
    describe(pdf, about_of(pdf, finished.title or Path(finished.name).stem, archival), {
        "of": hashlib.sha256(finished.content).hexdigest(), "for": condition.identifier, "spot": str(spot),
        "marks": str(marked),
    })  # fmt: skip
    for key in _BORN_LATER:
        if key in pdf.Root:
            del pdf.Root[key]
    pdf.Root.ViewerPreferences = shown(runs_to_the_left(pdf))
    note_purpose(pdf, "press")
    return _told(condition, inking, walk.blackened)


def _problem(finished: Finished, page: int, what: str) -> Problem:
    hint = "export it again with all fonts embedded" if "font" in what else "print it to a PDF first, and use that one"
    return Problem(Place(finished.name, page, 1), f"page {page}: {what}", hint)


def _fonts_lacking(finished: Finished) -> Iterator[tuple[int, str]]:
    faces = {(page.number, face) for page in finished.pages for face in page.faces}
    for font in finished.fonts:
        used = [page for page in font.pages if (page, face_name(font.name)) in faces]
        if used and not font.embedded:
            yield used[0], font.name


def brand_of(pdf: Pdf) -> RGB | None:
    """Return the clinic's colour on screens, by the table of its tints that files of ours hold; None without one."""
    met = Met()
    waiting: list[Any] = [inherited(page.obj, "/Resources") for page in pdf.pages]
    while waiting:
        resources = waiting.pop()
        if not isinstance(resources, Dictionary) or not met.first(resources):
            continue
        table = dictionary(resources.get("/ColorSpace")).get(f"/{BRAND_SPACE}")
        if isinstance(table, Array) and len(table) == 4 and said(table[1]) == "DeviceRGB":
            content = table[3].read_bytes() if isinstance(table[3], Stream) else bytes(table[3])
            if len(content) >= 3:
                return content[0] / 255, content[1] / 255, content[2] / 255
        for each in dictionary(resources.get("/XObject")).values():
            if isinstance(each, Stream) and met.first(each):
                waiting.append(each.get("/Resources"))
    return None


def _trim(pdf: Pdf, finished: Finished, marked: bool, sheets: bool) -> None:
    problems, moved = list[Problem](), list[tuple[float, float]]()
    for number, page in enumerate(pdf.pages, 1):
        try:
            if sheets:
                trim, _ = boxes_of(page.obj)
                page.obj.TrimBox = Array([round(edge, 3) for edge in trim])
                moved.append((0.0, 0.0))
            else:
                moved.append(trim_page(pdf, page, marked))
        except Unconvertible as error:
            problems.append(Problem(Place(finished.name, number, 1), f"page {number}: {error}", "export it again"))
    if problems:
        raise InputProblems(problems)
    move_tags(pdf, moved)


def _say_how_it_is_printed(pdf: Pdf, condition: Condition, archival: bool) -> None:
    """Write the output intents, which share one profile (6.2.3; ISO 19005-2, 6.2.3)."""
    profile = pdf.make_indirect(Stream(pdf, condition.profile, N=4))
    pdf.Root.OutputIntents = Array(
        [
            pdf.make_indirect(
                Dictionary(
                    Type=Name.OutputIntent,
                    S=Name(f"/{kind}"),
                    OutputConditionIdentifier=String(condition.identifier),
                    OutputCondition=String(condition.said),
                    Info=String(condition.said),
                    RegistryName=String(REGISTRY),
                    DestOutputProfile=profile,
                )
            )
            for kind in ("GTS_PDFX", *(("GTS_PDFA1",) if archival else ()))
        ]
    )
    say_blending(pdf, Separations.process)


def _told(condition: Condition, inking: Separations, blackened: set[int]) -> str:
    names = [said(space[1]) for space in inking.inks.values() if said(space[1]) not in ("All", "None")]
    process = ["black", "cyan", "magenta", "yellow"] if inking.is_mixed else ["black"]
    *first, last = [*process, *names]
    inks = f"{', '.join(first)} and {last}" if first else f"{last} alone"
    lost = f"; coloured text became black on {counted(len(blackened), 'page')}" if blackened else ""
    return f"PDF/X-4 for {condition.said}, in {inks}{lost}"

"""The boxes of a sheet for a press: trim, bleed, and around them room for marks (ISO 15930-7, 6.3).

Pages are moved so that their media box begins at 0, 0, and with them what is said of places on them.
Marks stand in all inks, outside of the bleed: full lines where it is cut, dashes where it is folded.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pikepdf import Array, Dictionary, Name, Page, Pdf, Stream

from clinicpress.pdf.docket import OWNER
from clinicpress.printshop.conditions import is_metric
from clinicpress.printshop.functions import Unconvertible
from clinicpress.printshop.marks import AWAY, DASHES, LENGTH, WEIGHT, marks
from clinicpress.printshop.separations import separation
from clinicpress.readback.finished import Box
from clinicpress.readback.objects import dictionary, inherited, listed, numeric, rectangle, within

BLEED = 9.0
"""0.125 in."""
METRIC_BLEED = 3 * 72 / 25.4
"""3 mm, on papers that are measured in millimetres."""
MARKS = "Ink-All"


def trim_page(pdf: Pdf, page: Page, marked: bool) -> tuple[float, float]:
    """Set the boxes of a page, and draw its marks; returns how far it was moved, in points.

    Raises Unconvertible where its size cannot be known.
    """
    trim, bleed = boxes_of(page.obj)
    room = AWAY + LENGTH if marked else 0.0
    printed = bleed_of(trim)
    sheet = Box(0, 0, trim.width + 2 * (printed + room), trim.height + 2 * (printed + room))
    dx, dy = printed + room - trim.left, printed + room - trim.bottom
    kept = Box(*_moved(trim, dx, dy))
    around = Box(kept.left - printed, kept.bottom - printed, kept.right + printed, kept.top + printed)
    for key, box in (("MediaBox", sheet), ("BleedBox", around), ("TrimBox", kept)):
        page.obj[f"/{key}"] = Array([round(edge, 3) for edge in box])
    for key in ("/CropBox", "/ArtBox"):
        if key in page.obj:
            del page.obj[key]
    seen = Box(*_moved(bleed, dx, dy))
    left, bottom, width, height = seen.left, seen.bottom, seen.width, seen.height
    begin = f"q {left:.3f} {bottom:.3f} {width:.3f} {height:.3f} re W n 1 0 0 1 {dx:.3f} {dy:.3f} cm"
    drawn = ["Q"]
    folds = _move_folds(page.obj, dx)
    if marked:
        drawn += _drawn(page, sheet, kept, printed, folds)
    page.contents_add(pdf.make_stream(begin.encode("ascii")), prepend=True)
    page.contents_add(pdf.make_stream("\n".join(drawn).encode("ascii")))
    _move_patterns(pdf, page.obj, dx, dy)
    return dx, dy


def boxes_of(page: Dictionary) -> tuple[Box, Box]:
    """Return what is left of a page when it is cut, and what of it is printed, in its own coordinates."""
    media = _box(page, "/MediaBox")
    if media is None or media.width <= 0 or media.height <= 0:
        raise Unconvertible("it has no size (MediaBox)")
    if numeric(page.get("/UserUnit"), 1) != 1:
        raise Unconvertible("its unit is not a point (UserUnit)")
    crop = _cut(_box(page, "/CropBox") or media, media)
    trim = _cut(_box(page, "/TrimBox") or crop, media)
    bleed = _cut(_box(page, "/BleedBox") or (trim if trim == crop else media), media)
    if trim.width <= 0 or trim.height <= 0:
        raise Unconvertible("nothing is left of it when it is cut (TrimBox)")
    most = bleed_of(trim)
    return trim, _cut(bleed.joined(trim), Box(trim.left - most, trim.bottom - most, trim.right + most, trim.top + most))


def bleed_of(trim: Box) -> float:
    """Return how far what is cut off reaches, in points."""
    return METRIC_BLEED if is_metric(trim) else BLEED


def _box(page: Dictionary, key: str) -> Box | None:
    edges = rectangle(inherited(page, key))
    if edges is None:
        return None
    left, bottom, right, top = edges
    return Box(min(left, right), min(bottom, top), max(left, right), max(bottom, top))


def _cut(box: Box, other: Box) -> Box:
    return Box(
        max(box.left, other.left), max(box.bottom, other.bottom), min(box.right, other.right), min(box.top, other.top)
    )


def _moved(box: Sequence[float], dx: float, dy: float) -> tuple[float, float, float, float]:
    return box[0] + dx, box[1] + dy, box[2] + dx, box[3] + dy


def _drawn(page: Page, sheet: Box, kept: Box, bleed: float, folds: Sequence[float]) -> list[str]:
    resources = page.obj.Resources
    if "/ColorSpace" not in resources:
        resources.ColorSpace = Dictionary()
    resources.ColorSpace[f"/{MARKS}"] = separation("All", (1.0, 1.0, 1.0, 1.0))
    lines = marks(sheet, kept, (kept.left, kept.right), (kept.bottom, kept.top), None, bleed)
    ends = ((kept.bottom - bleed - AWAY, -LENGTH), (kept.top + bleed + AWAY, LENGTH))
    dashes = [f"{x:.3f} {y:.3f} m {x:.3f} {y + far:.3f} l S" for x in folds for y, far in ends]
    return ["/Artifact BMC q", f"/{MARKS} CS 1 SCN", *lines, f"{WEIGHT} w {DASHES}", *dashes, "Q EMC"]


def _move_folds(page: Dictionary, dx: float) -> list[float]:
    """Return where a page is folded, and note it anew."""
    private = dictionary(dictionary(dictionary(page.get("/PieceInfo")).get(f"/{OWNER}")).get("/Private"))
    folds = [numeric(each, 0) + dx for each in listed(private.get("/Folds"))]
    if folds:
        private.Folds = Array([round(fold, 3) for fold in folds])
    return folds


def _move_patterns(pdf: Pdf, page: Dictionary, dx: float, dy: float) -> None:
    """Move the patterns that are painted with on the page itself: they lie by its corner, not by its matrix (8.7.2)."""
    patterns = dictionary(page.Resources.get("/Pattern"))
    if not len(patterns.keys()):
        return
    moved = Dictionary()
    for name, found in patterns.items():
        copy: Any
        if isinstance(found, Stream):
            copy = pdf.make_indirect(Stream(pdf, found.read_raw_bytes(), dict(found.stream_dict.items())))
        else:
            copy = Dictionary(dict(found.items()))
        numbers = [numeric(each, 0) for each in listed(found.get("/Matrix"))]
        a, b, c, d, e, f = numbers if len(numbers) == 6 else (1, 0, 0, 1, 0, 0)
        copy.Matrix = Array([a, b, c, d, round(e + dx, 4), round(f + dy, 4)])
        moved[name] = copy
    resources = Dictionary(dict(page.Resources.items()))
    resources.Pattern = moved
    page.Resources = resources


def move_tags(pdf: Pdf, moved: Sequence[tuple[float, float]]) -> None:
    """Move the places that tags say of pictures and tables (14.8.5.4.3), with the pages that they are on."""
    pages = {page.obj.objgen: way for page, way in zip(pdf.pages, moved, strict=True)}
    for found in pdf.objects:
        if not isinstance(found, Dictionary) or "/A" not in found or "/S" not in found:
            continue
        page = found.get("/Pg")
        dx, dy = pages.get(page.objgen, moved[0]) if isinstance(page, Dictionary) else moved[0]
        for each in listed(found.A):
            for about in within(each, 0):
                edges = rectangle(about.get("/BBox"))
                if edges is not None and about.get("/O") == Name.Layout:
                    about.BBox = Array([round(edge, 3) for edge in _moved(edges, dx, dy)])

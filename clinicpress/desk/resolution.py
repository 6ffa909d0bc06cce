"""How fine pictures are printed: dots per inch, at the size that the layouts really give them.

Only brochures with figures of pixels (PNG, JPEG and their like), and clinics with such logos, are
laid out for it. Of all layouts and editions, the one that prints a picture largest counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from clinicpress.artwork.filekinds import raster_kind
from clinicpress.artwork.pictures import Art
from clinicpress.content.catalog import Catalog
from clinicpress.content.edition import Job, theme_of
from clinicpress.content.model import Clinic
from clinicpress.content.tree import pictures
from clinicpress.desk.consistency import Read
from clinicpress.ground.problems import InputProblems, Problem, warning
from clinicpress.press.clinicparts import gather_clinic
from clinicpress.press.platemaking import draw, lay_out
from clinicpress.press.press import printed
from clinicpress.press.rack import Rack
from clinicpress.story.answers import Answers
from clinicpress.workspace.nodes import Text
from clinicpress.workspace.workspace import MAX_PICTURE_BYTES

FINE = 300
"""What offices and printers ask for, in dots per inch."""
LEAST = 150
"""Coarser pictures are not fit to be printed."""
SMALL = 0.5
"""The press prints pictures smaller rather than coarser; one that is less than so much of its place is too small."""
_POINTS = 72.0
_MM = 25.4


def coarse_figures(catalog: Catalog, brochures: Sequence[Read], jobs: Sequence[Job]) -> list[Problem]:
    """List the figures with too few pixels: warnings under 300 dpi, errors where they are much too small.

    A figure is never printed coarser than 150 dpi, but smaller than its place; see `SMALL`.
    """
    problems: list[Problem] = []
    for slug, language, brochure in brochures:
        named = [name for name in pictures(brochure) if _has_pixels(catalog, f"brochures/{slug}/{name}", name)]
        if not named:
            continue
        ours = [job for job in jobs if (job.slug, job.language) == (slug, language)]
        plates = {(job.edition, job.layout, theme_of(catalog, job)): job for job in reversed(ours)}
        widest: dict[str, tuple[float, float, Art]] = {}
        for job in plates.values():
            for name, found in _widths(catalog, job):
                widest[name] = max(found, widest.get(name, found), key=lambda each: each[0])
        for name in named:
            if str(name) in widest:
                most, width, art = widest[str(name)]
                problems += _judge(name, art, most, width)
    return problems


def _has_pixels(catalog: Catalog, file: str, named: Text) -> bool:
    """Tell whether a file is a picture of pixels, whatever its name says; one that cannot be read is told elsewhere."""
    workspace = catalog.workspace
    try:
        return bool(raster_kind(workspace.read_bytes(workspace.spelled(file), named.place, MAX_PICTURE_BYTES)))
    except InputProblems:
        return False


def _widths(catalog: Catalog, job: Job) -> Iterable[tuple[str, tuple[float, float, Art]]]:
    """Yield the pictures of a job by name: the width of the place and of the picture, and the picture."""
    try:
        laid_out = lay_out(catalog, job, Answers(Clinic()))
        canvas, _ = draw(laid_out)
    except InputProblems:  # the job itself reports them
        return
    for name, art in laid_out.parts.supplies.pictures.items():
        for placed in canvas.record.pictures:
            if placed.art is art:
                yield name, (placed.most, placed.width, art)


def coarse_logos(catalog: Catalog, jobs: Sequence[Job]) -> list[Problem]:
    """List the clinics' logos with too few pixels: warnings under 300 dpi, errors under 150."""
    problems: list[Problem] = []
    rack = Rack(None)
    for clinic in sorted({job.clinic for job in jobs}):
        try:
            logo = catalog.clinic(clinic).logo
        except InputProblems:
            continue
        if logo is None or not _has_pixels(catalog, f"clinics/{logo}", logo):
            continue
        plates: dict[tuple[str, str], list[Job]] = {}
        for job in jobs:
            if job.clinic == clinic:
                plates.setdefault((job.edition, job.layout), []).append(job)
        # The first brochure that can be printed measures for all.
        measured = (next(filter(None, (_logo_widths(catalog, rack, job) for job in of)), []) for of in plates.values())
        widths = [width for each in measured for width in each]
        art = next((art for art, _ in widths), None)
        if art is not None:
            most = max(width for _, width in widths)
            problems += _judge(logo, art, most, most, folder="clinics/")
    return problems


def _logo_widths(catalog: Catalog, rack: Rack, job: Job) -> list[tuple[Art, float]]:
    try:
        parts = gather_clinic(catalog, job)
        _, _, overlay = printed(rack, catalog, job)
    except InputProblems:
        return []
    logo = parts.imprint.logo
    if logo is None:
        return []
    return [
        (logo, element.box[2] - element.box[0])
        for placed in overlay.placed
        for element in placed.patch.elements
        if element.tag == "Figure" and element.box and element.alt == parts.clinic.name
    ]


def _judge(name: Text, art: Art, most: float, width: float, folder: str = "") -> list[Problem]:
    """Compare a picture's pixels with its printed width, and that with the width of its place, in points."""
    if art.pixels is None:
        return []
    across, down = art.pixels
    dpi = _dpi(across, width)
    if dpi >= FINE:
        return []
    wanted = most / _POINTS * FINE
    hint = f"use {_up(wanted)} × {_up(wanted * down / across)} pixels ({FINE} dpi) or more, or an SVG drawing"
    said = (
        f"“{folder}{name}” has {across} × {down} pixels: printed {_size(width, down / across)}, that is {dpi:.0f} dpi"
    )
    if width < most - 1:
        said += f"; its place is {most / _POINTS:.1f} in wide"
    bad = dpi < LEAST or width < most * SMALL
    return [Problem(name.place, said, hint) if bad else warning(name.place, said, hint)]


def _dpi(pixels: int, points: float) -> float:
    return round(pixels / (points / _POINTS), 1)


def _size(width: float, ratio: float) -> str:
    """Say a width in points, and the height that goes with it, in inches and millimetres."""
    inches = width / _POINTS
    high = inches * ratio
    return f"{inches:.1f} × {high:.1f} in ({inches * _MM:.0f} × {high * _MM:.0f} mm)"


def _up(pixels: float) -> int:
    """Round up to tens."""
    return -int(-round(pixels, 3) // 10) * 10

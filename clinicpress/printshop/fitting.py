"""Fitting: whether pages can be imposed as they were ordered, and on which sheet; what keeps them from it.

What would be lost on a sheet, or be too small to read there, is refused before anything is written.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from clinicpress.ground.problems import InputProblems, Place, Problem
from clinicpress.looks.themefile import LEAST_TYPE, ROUNDING
from clinicpress.printshop.imposing import Form
from clinicpress.printshop.order import Order, Scheme
from clinicpress.printshop.planning import Measures, Plan, plans
from clinicpress.printshop.sheets import SHEETS
from clinicpress.printshop.ticket import Ticket
from clinicpress.readback.finished import Box, Finished, ReadPage, placed
from clinicpress.readback.soundness import SLACK
from clinicpress.readback.typesizes import Small, small_type
from clinicpress.readback.verdict import begins

AMERICA, ISO = ("letter", "tabloid"), ("a4", "a3")
"""The sheets that are tried where none is asked for, in this order; for pages of the shape of ISO 216, the latter."""
SHAPE, LIKE = 2**0.5, 0.02
"""How much higher than wide papers of ISO 216 are, and how exactly."""


def fitted(finished: Finished, forms: Sequence[Form], order: Order) -> Plan:
    """Return how pages are imposed, on the sheet of the order or the smallest on which all can be read.

    Raises InputProblems with all that keeps them from it.
    """
    assert order.scheme is not None
    problems = [*_lost(finished), *_unlike(finished.name, forms), *_unfit(finished, order.scheme)]
    if problems:
        raise InputProblems(problems)
    pages = measured(finished, forms)
    smallest = _smallest(finished)
    sheets = [order.sheet_name] if order.sheet else _tried(pages)
    for sheet in sheets:
        for plan in plans(order.scheme, pages, sheet):
            if order.scheme == "repeat" or _legible(smallest, plan.scale):
                return plan
    raise InputProblems([_too_small(finished, order.scheme, pages, sheets[-1], smallest)])


def measured(finished: Finished, forms: Sequence[Form]) -> Measures:
    """Measure pages: the largest place that words take in any of them counts."""
    trim = forms[0].trim
    inside = Box(trim.width / 4, trim.height / 4, 3 * trim.width / 4, 3 * trim.height / 4)
    for page in finished.pages:
        sheet = _trim(page)
        for glyph in page.ink.values():
            if sheet.holds(glyph.box, 1):
                box = glyph.box._replace(bottom=glyph.baseline)
                near = Box(
                    box.left - sheet.left, box.bottom - sheet.bottom, box.right - sheet.left, box.top - sheet.bottom
                )  # fmt: skip
                inside = inside.joined(near)
    inside = Box(
        max(inside.left, 0), max(inside.bottom, 0), min(inside.right, trim.width), min(inside.top, trim.height)
    )  # fmt: skip
    bleed = min(form.bleed for form in forms)
    return Measures(len(forms), trim.width, trim.height, inside, bleed, finished.rtl)


def _trim(page: ReadPage) -> Box:
    """Return what is left of a page as it is seen, when it was cut."""
    return placed(page.matrix, *page.boxes["Trim"]) if "Trim" in page.boxes else page.sheet


def _tried(pages: Measures) -> list[str]:
    """Return the sheets that may be meant: of the pages' own kind, and no smaller than they are, or else the last."""
    low, high = sorted((pages.width, pages.height))
    names = ISO if abs(high / low - SHAPE) < LIKE else AMERICA
    return [n for n in names if SHEETS[n][0] >= low - SLACK and SHEETS[n][1] >= high - SLACK] or [names[-1]]


# What keeps pages from it ---------------------------------------------------------------------------


def _lost(finished: Finished) -> Iterator[Problem]:
    """Yield what would not be on the sheets, or would be there though it is hidden now."""
    for page in finished.pages:
        if page.notes:
            yield Problem(
                Place(finished.name, page.number),
                f"page {page.number} has a comment, a stamp or a form field on it, which would be lost",
                "print it to a new PDF, where that is part of the page",
            )
        if page.unit != 1:
            yield Problem(
                Place(finished.name, page.number),
                f"page {page.number} counts in units of {page.unit:g} pt (UserUnit), and programs differ in its size",
                "print it to a new PDF",
            )
    if finished.layers:
        message = "the PDF has layers, of which some may be hidden: on a sheet all would be printed"
        yield Problem(Place(finished.name), message, "print it to a new PDF, with those that you want")


def _unlike(name: str, forms: Sequence[Form]) -> Iterator[Problem]:
    first = forms[0].trim
    for number, trim in enumerate((form.trim for form in forms), 1):
        if abs(trim.width - first.width) > SLACK or abs(trim.height - first.height) > SLACK:
            message = f"page {number} is {_inches(trim)}, but the first is {_inches(first)}"
            yield Problem(Place(name, number), message, "pages that share sheets are of one size")
        elif not trim.width > 0 or not trim.height > 0:
            yield Problem(Place(name, number), f"page {number} has no size")


def _unfit(finished: Finished, scheme: Scheme) -> Iterator[Problem]:
    """Yield why pages are not of the kind that share sheets."""
    place, what = Place(finished.name), "booklet" if scheme == "booklet" else "pages side by side"
    if Ticket.of(finished.docket) is not None:
        yield Problem(place, "these are sheets already", "take the file that they were made of")
    elif scheme != "repeat" and any(page.folds for page in finished.pages):
        message = f"this is a sheet that is folded into panels: it makes no {what}"
        yield Problem(place, message, "print it as it is, on both sides, and fold it")
    elif scheme != "repeat" and len(finished.pages) == 1:
        yield Problem(place, f"one page makes no {what}", "to have it several times on a sheet: --as repeat")


def _smallest(finished: Finished) -> tuple[ReadPage, Small] | None:
    """Return the smallest words of all pages, and where they are; None where there are none."""
    found = [(page, each) for page in finished.pages for each in small_type(page, float("inf")) if not each.raised]
    return min(found, key=lambda each: each[1].size, default=None)


def _legible(smallest: tuple[ReadPage, Small] | None, scale: float) -> bool:
    return smallest is None or smallest[1].size * scale >= LEAST_TYPE - ROUNDING


def _too_small(
    finished: Finished, scheme: Scheme, pages: Measures, sheet: str, smallest: tuple[ReadPage, Small] | None
) -> Problem:
    """Say why a sheet does not do, and which would."""
    others = [name for name in SHEETS if any(_fits(scheme, plan, smallest) for plan in plans(scheme, pages, name))]
    ways = list(plans(scheme, pages, sheet))
    if not ways or smallest is None:
        size = f"{pages.width / 72:.4g} by {pages.height / 72:.4g} in"
        message = f"there is no room on {sheet} for two pages of {size} in full size"
        return Problem(Place(finished.name), message, _other(others, sheet))
    page, (type_size, said, _) = smallest
    if not others:
        message = f"the smallest type, {begins(said)} on page {page.number}, has {type_size:.3g} pt; "
        message += f"{LEAST_TYPE:g} pt is the least, and no sheet that we know has room for that"
        return Problem(Place(finished.name, page.number), message, "take an edition with larger type")
    best = max(plan.scale for plan in ways)
    message = (
        f"the smallest type, {begins(said)} on page {page.number}, would be {type_size * best:.1f} pt on {sheet} "
        f"({type_size:.3g} pt at {best:.0%}); {LEAST_TYPE:g} pt is the least"
    )
    return Problem(Place(finished.name, page.number), message, _other(others, sheet))


def _fits(scheme: Scheme, plan: Plan, smallest: tuple[ReadPage, Small] | None) -> bool:
    return scheme == "repeat" or _legible(smallest, plan.scale)


def _other(others: Sequence[str], sheet: str) -> str:
    if not others:
        return "no sheet that we know is large enough"
    return f"take a larger sheet, --sheet {others[0]}, or an edition with larger type"


def _inches(box: Box) -> str:
    return f"{box.width / 72:.4g} by {box.height / 72:.4g} in"

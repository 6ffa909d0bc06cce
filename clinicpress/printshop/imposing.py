"""Imposition: the pages of a finished PDF as form XObjects on sheets (ISO 32000-1, 8.10).

A sheet is for paper alone: it has no tags, links, bookmarks or forms to fill in, and claims neither
PDF/UA nor PDF/A. Title and language stay, and what pages share, such as fonts, is there once.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from pikepdf import Array, Dictionary, Name, Object, Page, Pdf, Stream, String

from clinicpress.pdf.dialog import runs_to_the_left, shown
from clinicpress.pdf.docket import OWNER
from clinicpress.printshop.marks import marks
from clinicpress.printshop.office import prefer
from clinicpress.printshop.order import Purpose
from clinicpress.printshop.planning import Place, Plan
from clinicpress.readback.finished import IDENTITY, Box, Matrix, placed
from clinicpress.readback.objects import dictionary, inherited, listed, numeric, rectangle

ABOUT = ("/Title", "/Author", "/Subject", "/Keywords", "/CreationDate", "/ModDate", "/Trapped")
"""What a document says of itself, and its sheets say on (ISO 32000-1, table 317)."""
LONG_AGO = "D:19700101000000Z"
"""When something was made that does not say it: no clock has a part in what is made here."""
MOST_BLEED = 9.0
"""Points of what lies beyond the trim that are printed: 0.125 in. Further out, there are marks."""
ALL_INKS = "AllInks"


class Form(NamedTuple):
    """A page as a form XObject: what is left of it when it was cut, and how far it is printed beyond, in points."""

    form: Object
    trim: Box
    bleed: float


def forms_of(pdf: Pdf) -> list[Form]:
    """Make the forms of all pages, as they are seen: turned, and in points.

    The pages lose what leads from them: tags lead nowhere from a sheet, and there is nothing to click on paper.
    """
    return [_form(page) for page in pdf.pages]


def _form(page: Page) -> Form:
    for key in ("/StructParents", "/Annots"):
        if key in page.obj:
            del page.obj[key]
    for _, each in dictionary(dictionary(inherited(page.obj, "/Resources")).get("/XObject")).items():
        for key in ("/StructParents", "/StructParent"):
            if isinstance(each, Stream) and key in each:
                del each[key]
    form = page.as_form_xobject()
    matrix = _matrix(form)
    trim, bleed = (rectangle(box) or (0.0, 0.0, 0.0, 0.0) for box in (page.trimbox, page.bleedbox))
    form.BBox = Array([round(edge, 4) for edge in placed(IDENTITY, *trim).joined(placed(IDENTITY, *bleed))])
    kept, printed = placed(matrix, *trim), placed(matrix, *bleed)
    beyond = (
        kept.left - printed.left, kept.bottom - printed.bottom, printed.right - kept.right, printed.top - kept.top
    )  # fmt: skip
    return Form(form, kept, min(max(0.0, min(beyond)), MOST_BLEED))


def _matrix(form: Object) -> Matrix:
    numbers = [numeric(each, 0.0) for each in listed(form.get("/Matrix"))]
    return (numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], numbers[5]) if len(numbers) == 6 else IDENTITY


def impose(
    pdf: Pdf,
    forms: Sequence[Form],
    plan: Plan,
    title: str,
    notes: Mapping[str, str | Sequence[str]],
    purpose: Purpose = "office",
    marked: bool = False,
) -> Pdf:
    """Put the forms of a document's pages on sheets; `notes` are for whoever checks them.

    The document must stay open until the new one is saved.
    """
    out = Pdf.new()
    copies = {number: out.copy_foreign(each.form) for number, each in enumerate(forms, 1)}
    drawn = _marks(plan, max(each.bleed for each in forms), purpose) if marked else []
    for side in plan.sides:
        places = [_placed(place, forms[place.page - 1].trim, plan.scale) for place in side]
        named = {f"/P{place.page}": copies[place.page] for place in side}
        resources = Dictionary(XObject=Dictionary(named))
        if marked and purpose == "press":
            resources.ColorSpace = Dictionary({f"/{ALL_INKS}": _all_inks()})
        sheet = Dictionary(
            Type=Name.Page,
            MediaBox=Array([0, 0, plan.width, plan.height]),
            Resources=resources,
            Contents=out.make_stream("\n".join([*places, *drawn]).encode("ascii")),
        )
        if marked or purpose == "press":
            sheet.TrimBox = Array([round(edge, 3) for edge in _within(plan.trim, plan)])
        out.pages.append(Page(out.make_indirect(sheet)))
    _describe(pdf, out, title, notes)
    prefer(out)
    return out


def _placed(place: Place, trim: Box, scale: float) -> str:
    """Return the operators that draw a page at its place, clipped to what is to be seen of it."""
    x, y = place.x - trim.left * scale, place.y - trim.bottom * scale
    left, foot, right, top = place.shown
    clip = f"{left:.3f} {foot:.3f} {right - left:.3f} {top - foot:.3f} re W n"
    return f"q {clip} {scale:.6f} 0 0 {scale:.6f} {x:.4f} {y:.4f} cm /P{place.page} Do Q"


def _marks(plan: Plan, bleed: float, purpose: Purpose) -> list[str]:
    color = f"/{ALL_INKS} CS 1 SCN" if purpose == "press" else "0 G"
    sheet = Box(0, 0, plan.width, plan.height)
    return ["q", color, *marks(sheet, plan.trim, *plan.cuts, plan.fold, bleed * plan.scale), "Q"]


def _all_inks() -> Array:
    """Return the colour space that prints on every plate (ISO 32000-1, 8.6.6.4)."""
    tint = Dictionary(FunctionType=2, Domain=Array([0, 1]), C0=Array([0, 0, 0, 0]), C1=Array([1, 1, 1, 1]), N=1)
    return Array([Name.Separation, Name.All, Name.DeviceCMYK, tint])


def _within(box: Box, plan: Plan) -> Box:
    return Box(max(0.0, box.left), max(0.0, box.bottom), min(plan.width, box.right), min(plan.height, box.top))


def _describe(pdf: Pdf, out: Pdf, title: str, notes: Mapping[str, str | Sequence[str]]) -> None:
    """Say of the sheets what the document says of itself, and note how they were made (ISO 32000-1, 14.5)."""
    about = dictionary(pdf.trailer.get("/Info"))
    told = {
        key: out.copy_foreign(about[key]) if about[key].is_indirect else about[key] for key in ABOUT if key in about
    }
    about_it = {"/Producer": String("clinicpress"), **({"/Title": String(title)} if title else {})}
    out.trailer.Info = out.make_indirect(Dictionary({**told, **about_it}))
    if isinstance(pdf.Root.get("/Lang"), String):
        out.Root.Lang = String(str(pdf.Root.Lang))
    out.Root.ViewerPreferences = shown(runs_to_the_left(pdf))
    intents = [each for each in listed(pdf.Root.get("/OutputIntents")) if dictionary(each).get("/S") == Name.GTS_PDFX]
    if intents:
        out.Root.OutputIntents = Array([out.copy_foreign(pdf.make_indirect(each)) for each in intents])
    private = {
        f"/{key}": String(said) if isinstance(said, str) else Array([String(each) for each in said])
        for key, said in notes.items()
    }
    changed = told.get("/ModDate", told.get("/CreationDate", String(LONG_AGO)))
    out.Root.PieceInfo = Dictionary({f"/{OWNER}": Dictionary(LastModified=changed, Private=Dictionary(private))})

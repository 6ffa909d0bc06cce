"""Pages with the furniture of a real design, and stories of toys dealt out to them and read back as lines of text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from pathlib import Path

from clinicpress.content.locale import load_locale
from clinicpress.content.texts import Unprinted
from clinicpress.drawing.canvas import PressCanvas
from clinicpress.ground.problems import Place
from clinicpress.looks.design import Design
from clinicpress.looks.fonts import FontShelf
from clinicpress.looks.geometry import Geometry
from clinicpress.looks.layoutfiles import load_layout
from clinicpress.looks.paper import load_paper
from clinicpress.looks.themes import load_theme
from clinicpress.makeup.dealing import FilledFrame
from clinicpress.typesetting.page import FooterPlan, FooterText, Furniture
from clinicpress.workspace.disk import Disk
from tests.typesetting.toys import sheet

SOURCE, DISCLAIMER = Place("brochures/sources.yaml", 2), Place("disclaimers.yaml", 1)
WORKSPACE = Disk(Path(__file__).parents[2])


@cache
def design(layout: str = "handout", paper: str = "letter", rtl: bool = False) -> Design:
    """Return a design of the repository; with `rtl`, for English as if it ran from right to left."""
    locale = load_locale(WORKSPACE, Unprinted("en", Place("")))
    turned = locale.model_copy(update={"direction": "rtl" if rtl else "ltr"})
    theme = load_theme(WORKSPACE, "calm", FontShelf(WORKSPACE), locale=turned)
    size = load_paper(WORKSPACE, Unprinted(paper, Place("")))
    found = load_layout(WORKSPACE, Unprinted(layout, Place("")), size, theme.node)
    return Design(theme, found, Geometry.of(found, size))


def footer_text(source: str = "Source: A guide", disclaimer: str = "Note: Ask your clinic.") -> FooterText:
    """Return what a footer says."""
    return FooterText(
        source, SOURCE, disclaimer, DISCLAIMER, "Version 1", Place(""), "Page {page} of {pages}", Place("")
    )


def furniture(disclaimer: str = "Note: Ask your clinic.", layout: str = "handout", title: str = "A title") -> Furniture:
    """Return head and footer of a design's pages."""
    labels = load_locale(WORKSPACE, Unprinted("en", Place(""))).labels
    footer = FooterPlan(design(layout), footer_text(disclaimer=disclaimer))
    return Furniture(design(layout), labels, title, footer)


def canvas_of(stamp: Callable[[PressCanvas, int], None], look: Design | None = None) -> PressCanvas:
    """Return a canvas of a design's paper; `stamp` is called for each page."""
    look = look or design()
    rtl = look.theme.rtl
    return PressCanvas(look.geometry.width, look.geometry.height, "en", look.theme.brand_family, stamp, rtl=rtl)


def stamp_pages(furnished: Furniture, pages: int) -> PressCanvas:
    """Emit so many pages of a design that are empty but for head and footer."""
    canvas = canvas_of(lambda canvas, page: furnished.stamp(canvas, page, pages), furnished.design)
    for _ in range(pages):
        canvas.showPage()
    return canvas


def draw_pages(canvas: PressCanvas, filled: Iterable[FilledFrame]) -> None:
    """Draw frames on their pages and emit these."""
    for each in filled:
        while canvas.page < each.frame.page:
            canvas.showPage()
        each.draw(canvas)
    canvas.showPage()


def read_frames(filled: Sequence[FilledFrame]) -> list[tuple[int, str, list[str]]]:
    """Return for each frame its page, its name, and its lines of text."""
    canvas, found = sheet(), []
    for each in filled:
        while canvas.page < each.frame.page:
            canvas.showPage()
        begin = len(canvas.record.texts)
        each.draw(canvas)
        found.append((each.frame.page, each.frame.name, [line.text.strip() for line in canvas.record.texts[begin:]]))
    return found

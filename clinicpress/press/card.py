"""The card: a QR code that leads to the clinic's website or to a source, with the words beside it."""

from __future__ import annotations

from collections.abc import Callable

from clinicpress.content.texts import Line
from clinicpress.drawing.sheet import Sheet, Slot
from clinicpress.ground.address import MOST_CODED
from clinicpress.ground.problems import InputProblems
from clinicpress.looks.theme import Theme
from clinicpress.story.clinicwords import Said, with_room
from clinicpress.typesetting.leaves import draw_qr
from clinicpress.typesetting.text import Paragraph


def draw_card(
    canvas: Sheet, slot: Slot, theme: Theme, lines: list[Said], address: Line, set_line: Callable[[Said], Paragraph]
) -> None:
    """Draw the QR code of a web address, and its lines below or beside it.

    Raises InputProblems where they do not fit the slot.
    """
    measures = theme.measures
    url, size = str(address), measures.qr
    beside = size + measures.wide_box_gap if slot.width > measures.wide_box * slot.height else 0.0
    x, measure = slot.x + beside, slot.width - beside
    below = 0.0 if beside else size + measures.qr_after
    for some in with_room(lines):
        texts = [set_line(said) for said in some]
        fit = max(size, below + sum(item.wrap(measure) for item in texts)) <= slot.height + 0.01
        if fit:
            break
    if not fit or len(url.encode("utf-8")) > MOST_CODED:
        raise InputProblems.one(
            address.place, "this web address is too long to be printed under its QR code", "use a shorter address"
        )
    link = slot.element.child("Link", alt=url)
    with canvas.picture(link.child("Figure", alt=f"{texts[0].plain} {url}"), slot.x, slot.y, size, size):
        draw_qr(canvas, url, slot.x, slot.y, size, theme.color("ink"))
    canvas.link(url, slot.x, slot.y, size, size, link)
    y = slot.y - below
    for item in texts:
        item.draw_owned(canvas, x, y, measure, slot.element)
        y -= item.wrap(measure)

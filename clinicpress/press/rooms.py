"""Rooms: how high a plate makes the boxes for a clinic that says more than most.

The layout's heights serve most clinics. One with a very long name, three numbers or an address of five
lines gets boxes that are higher by whole lines, on plates of their own (`story/extent`). Where that was reckoned
too low, the press asks for a line more.
"""

from __future__ import annotations

from dataclasses import replace

from clinicpress.looks.design import Design
from clinicpress.looks.layout import SlotBox
from clinicpress.looks.slots import CONTACT, IMPRINT
from clinicpress.looks.theme import TextStyle
from clinicpress.story.answers import Answers
from clinicpress.story.extent import BESIDE, DETAILS

BROAD, STRONG = 0.53, 0.58
"""How broad characters are at most, on average, as shares of the type size; those of strong type."""
MOST_GROWN = 180.0
"""By how much the box on page 1 may be higher for a name, in points; a longer one is not set."""
ASIDE = 0.55
"""The share of a wide box that a name has beside logo and phone."""


def with_rooms(design: Design, clinic: Answers) -> Design:
    """Return a design whose boxes are as high as a clinic's words need, which is remembered."""
    slots = {}
    for name, box in design.layout.slots.items():
        more = 0.0
        if name == CONTACT and clinic.reachable:
            more = _contact(design, box, clinic)
        elif name == IMPRINT and clinic.named:
            more = _imprint(design, box, clinic)
        slots[name] = box.model_copy(update={"height": box.height + more}) if more else box
    return replace(design, layout=design.layout.model_copy(update={"slots": slots}))


def characters(width: float, style: TextStyle, share: float = BROAD) -> int:
    """Return how many characters a line of some points holds."""
    return max(1, int(width / (share * style.size)))


def _contact(design: Design, box: SlotBox, clinic: Answers) -> float:
    style = design.theme.style("colophon")
    # Where the side column is missing, the box is no wider than the text.
    width = min(box.width, design.geometry.measure)
    least = int((box.height + 0.01) / style.leading)
    return (clinic.lines(CONTACT, characters(width, style), least) - least) * style.leading


def _imprint(design: Design, box: SlotBox, clinic: Answers) -> float:
    theme = design.theme
    top, right, bottom, left = theme.box("imprint").padding
    measure, room = box.width - left - right, box.height - top - bottom
    wide = measure > theme.measures.wide_box * room
    style = theme.style("imprint-name-wide" if wide else "imprint-name").sizes[-1]
    spaces = 0.0 if wide else style.before + style.after
    least = int((room - spaces + 0.01) / style.leading)
    place, width = (BESIDE, measure * ASIDE) if wide else (IMPRINT, measure)
    taken = clinic.lines(place, characters(width, style, STRONG), least)
    more = (taken - least + clinic.more) * style.leading
    return (more if more <= MOST_GROWN else 0.0) + _details(design, measure, clinic)


def _details(design: Design, measure: float, clinic: Answers) -> float:
    """Return the height of the further lines, where no colophon has them."""
    if CONTACT in map(str, design.layout.slots):
        return 0.0
    style = design.theme.style("imprint-detail")
    rows = clinic.lines(DETAILS, characters(measure, style), 0)
    return rows * style.leading + design.theme.measures.logo_after if rows else 0.0

"""The card: a QR code that leads to the clinic's website or to a source, with the words beside it.

Code and link hold the whole address. What is printed is shortened where it does not fit, with an
ellipsis: from its end, where a part of its path ends, and only then from the beginning of its host.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from clinicpress.artwork.codes import draw_qr
from clinicpress.content.texts import Line
from clinicpress.drawing.sheet import Sheet, Slot
from clinicpress.ground.address import MOST_CODED, ascii_address
from clinicpress.ground.problems import InputProblems
from clinicpress.looks.theme import Theme
from clinicpress.story.clinicwords import Said, with_room
from clinicpress.typesetting.oneline import Text

ELLIPSIS = "…"
"""Stands for what is left out of an address."""
LABELS = 3
"""So many labels at the end of a host are always printed: they say whose it is."""


def draw_card(
    canvas: Sheet, slot: Slot, theme: Theme, lines: list[Said], address: Line, set_line: Callable[[Said], Text]
) -> None:
    """Draw the QR code of a web address, and its lines below or beside it.

    Raises InputProblems at the address where they do not fit the slot, or it is too long for a code.
    """
    measures = theme.measures
    url, size = str(address), measures.qr
    code = ascii_address(url)
    if len(code) > MOST_CODED:
        raise InputProblems.one(
            address.place,
            f"this web address is too long for a QR code that phones can read: it has {len(code)} characters",
            f"use one of at most {MOST_CODED}",
        )
    beside = size + measures.wide_box_gap if slot.width > measures.wide_box * slot.height else 0.0
    x, measure = slot.x + beside, slot.width - beside
    below = 0.0 if beside else size + measures.qr_after
    for some in _tries(lines):
        texts = [set_line(said) for said in some]
        if max(size, below + sum(item.wrap(measure) for item in texts)) <= slot.height + 0.01:
            break
    else:
        raise InputProblems.one(
            address.place,
            "the words under the QR code of this web address do not fit, even if it is shortened",
            "use a shorter address, or make the slot “card” of the layout higher",
        )
    link = slot.element.child("Link", alt=url)
    with canvas.picture(link.child("Figure", alt=f"{texts[0].plain} {url}"), slot.x, slot.y, size, size):
        draw_qr(canvas, code, slot.x, slot.y, size, theme.color("ink"))
    canvas.link(url, slot.x, slot.y, size, size, link)
    y = slot.y - below
    for item in texts:
        y -= item.draw_owned(canvas, x, y, measure, slot.element)


def _tries(lines: Sequence[Said]) -> Iterator[list[Said]]:
    """Yield the lines of a card, then with the address shorter and shorter, then without what may be left out."""
    ways = with_room(lines)
    whole = next(ways)
    yield whole
    *words, last = whole
    for shorter in shortenings(last.text):
        yield [*words, last._replace(text=shorter)]
    yield from ways


def shortenings(shown: str) -> Iterator[str]:
    """Yield an address shorter and shorter, each with an ellipsis; `shown` is it without its scheme."""
    for cut in reversed([sign.end() for sign in re.finditer("[/?#]+", shown)]):
        if cut + len(ELLIPSIS) < len(shown):
            yield shown[:cut] + ELLIPSIS
    host = re.split("[/?#]", shown, maxsplit=1)[0]
    rest = shown[len(host) : len(host) + 1]
    labels = host.split(".")
    for first in range(1, len(labels) - LABELS + 1):
        yield f"{ELLIPSIS}.{'.'.join(labels[first:])}{rest and rest + ELLIPSIS}"

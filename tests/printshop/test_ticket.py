"""The ticket: what it says of sheets comes back from the file, and nonsense is no ticket."""

from __future__ import annotations

import pytest

from clinicpress.printshop.order import Order
from clinicpress.printshop.ticket import Area, Ticket, sign_of_glyphs
from clinicpress.readback.finished import Box
from clinicpress.readback.reader import read_back
from tests.printshop.pages import pages, sheets

TICKET = Ticket("booklet", "letter", 2, ((Area(2, Box(0, 1, 2, 3)), Area(1, Box(2, 1, 4, 3))), ()), ("abcd", "----"))


def test_a_ticket_comes_back() -> None:
    found = {key: (said,) if isinstance(said, str) else tuple(said) for key, said in TICKET.entries().items()}
    assert Ticket.of(found) == TICKET


@pytest.mark.parametrize(
    "change",
    [
        {"Imposed": ("origami",)}, {"Pages": ("3",)}, {"Pages": ("many",)}, {"Sides": ()}, {"Sides": ("1 2 3",)},
        {"Sides": ("1 2 3 4 nan",)}, {"Signs": ("abc",)}, {"Imposed": ()},
    ],
    ids=str,
)  # fmt: skip
def test_nonsense_is_no_ticket(change: dict[str, tuple[str, ...]]) -> None:
    found = {key: (said,) if isinstance(said, str) else tuple(said) for key, said in TICKET.entries().items()}
    assert Ticket.of({**found, **change}) is None


def test_a_file_of_sheets_says_where_each_page_is() -> None:
    read = read_back(sheets(pages(5), Order(scheme="booklet", sheet="tabloid")), "made.pdf")
    ticket = Ticket.of(read.docket)
    assert ticket is not None
    assert [[area.page for area in side] for side in ticket.sides] == [[5, 1], [2], [3], [4]]
    for side, page in zip(ticket.sides, read.pages, strict=True):
        for area in side:
            within = [g for g in page.glyphs if area.box.left <= (g.box.left + g.box.right) / 2 < area.box.right]
            assert sign_of_glyphs(within) == ticket.signs[area.page - 1]

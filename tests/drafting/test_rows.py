"""Pictures side by side: those for which a line has room, with all that is said of them."""

from __future__ import annotations

import pytest

from clinicpress.drafting.article import Paragraph, Picture, Pictures
from clinicpress.drafting.rows import in_rows, side_by_side


def picture(name: str, width: str = "") -> Picture:
    return Picture(name, b"", width=width, doubts=(f"why {name}?",), anchors=(name,))


@pytest.mark.parametrize(
    ("widths", "is_row"),
    [
        (["half", "half"], True),
        (["third", "third", "third"], True),
        (["half", "third"], True),
        (["half", "half", "third"], False),
        (["full", "third"], False),
        (["", "third"], False),
        (["half"], False),
    ],
)
def test_a_row_has_room_for_all_of_its_pictures(widths: list[str], is_row: bool) -> None:
    pictures = [picture(str(at), width) for at, width in enumerate(widths)]
    *found, text = in_rows([Paragraph("a"), *pictures])
    assert text == Paragraph("a")
    assert [type(each) for each in found] == ([Pictures] if is_row else [Picture] * len(widths))


def test_a_row_has_the_doubts_and_names_of_its_pictures() -> None:
    row = side_by_side([picture("a", "half"), picture("b", "half")])
    alone = (Picture("a", b""), Picture("b", b""))
    assert row == Pictures(alone, doubts=("why a?", "why b?"), anchors=("a", "b"))
    assert side_by_side([picture("a", "half")]) == picture("a", "half")

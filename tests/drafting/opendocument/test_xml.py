"""Names, numbers and lengths as OpenDocument writes them."""

from __future__ import annotations

import pytest

from clinicpress.drafting.opendocument.xml import length, named, number, qn, spaced, value
from tests.drafting.opendocument.documents import element


@pytest.mark.parametrize(
    ("said", "points"), [("1in", 72.0), ("2.54cm", 72.0), ("12pt", 12.0), ("-1in", -72.0), ("3em", 0.0), ("", 0.0)]
)
def test_lengths(said: str, points: float) -> None:
    assert round(length(said), 6) == points


def test_attributes_and_children() -> None:
    held = element('<text:p text:style-name="A" text:level="x">a<text:span/><text:s/></text:p>')
    assert (value(held, "text:style-name"), value(None, "text:style-name", "-"), number(held, "text:level", 4)) == (
        "A",
        "-",
        4,
    )
    assert [each.tag for each in named(held, "text:s")] == [qn("text:s")]
    assert spaced(" a\n\tb ") == " a b "

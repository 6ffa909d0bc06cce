"""An editor is told of an article as a whole what there is to do, and nothing where there is nothing."""

from __future__ import annotations

import pytest

from clinicpress.drafting.article import Heading, Paragraph
from clinicpress.drafting.remarks import IN_MARGINS, NO_HEADINGS, of_contents, of_margins


def test_margins_are_one_remark_that_says_each_text_once() -> None:
    remark = f"{IN_MARGINS}: “A clinic”, “Ward 3”"
    assert of_margins(["A **clinic**", "Ward 3", "12", "A **clinic**"]) == ([remark], [])
    assert of_margins([]) == of_margins(["3 / 12"]) == ([], [])


def test_a_source_in_the_margins_is_a_paragraph_once() -> None:
    assert of_margins(["Source: *A*, 2020", "Source: *A*, 2020"]) == ([], [Paragraph("Source: *A*, 2020")])


@pytest.mark.parametrize(
    ("entries", "told"),
    [
        ((), []),
        (("1  doses\t2",), []),
        (("Doses 2", "An annex 3", "Words 4"), [f"{NO_HEADINGS}: “An annex 3”, “Words 4”"]),
    ],
)
def test_only_entries_of_the_contents_that_are_no_headings_are_told(entries: tuple[str, ...], told: list[str]) -> None:
    assert of_contents(entries, [Heading("**Doses**", 2), Paragraph("Words")]) == told

"""Terms and their meanings: no word of them is lost, whatever stands beside them."""

from __future__ import annotations

import pytest

from clinicpress.drafting.article import Paragraph, Piece, Run, Term, Terms, texts_in
from clinicpress.drafting.definitions import SEVERAL, terms_in, with_terms

MOLE = Terms((Term("Mole", "A growth."),))
BREAK = Run("\n")


@pytest.mark.parametrize(
    ("runs", "terms"),
    [
        ([Run("Mole"), BREAK, Run(": A "), Run("growth.", em=True)], [("Mole", "A *growth*.".replace("*.", ".*"))]),
        ([Run("Mole"), BREAK, Run(": A growth"), BREAK, Run("of skin.")], [("Mole", "A growth of skin.")]),
        ([Run("A"), BREAK, Run(": a"), BREAK, Run("B"), BREAK, Run(": b")], [("A", "a"), ("B", "b")]),
        ([Run(": a"), BREAK, Run("B")], None),
        ([Run("A"), BREAK, Run("B")], None),
        ([Run("At 10"), BREAK, Run(":30 it begins.")], None),
        ([], None),
    ],
)
def test_lines_that_begin_with_colons_say_what_the_line_above_means(
    runs: list[Run], terms: list[tuple[str, str]] | None
) -> None:
    made = terms_in(runs)
    assert (None if made is None else [(term.term, term.means) for term in made.terms]) == terms


def test_pieces_with_terms_are_one_and_keep_their_order() -> None:
    pieces: list[Piece] = [Paragraph("One."), MOLE, MOLE, Paragraph("Lump"), Paragraph(": A lump."), Paragraph("Two.")]
    first, terms, last = with_terms(pieces)
    assert (texts_in(first), texts_in(last)) == (("One.",), ("Two.",))
    assert texts_in(terms) == ("Mole", "A growth.", "Mole", "A growth.", "Lump", "A lump.")


def test_a_second_meaning_is_joined_and_told() -> None:
    (terms,) = with_terms([MOLE, Paragraph(": Or a stain.")])
    assert isinstance(terms, Terms)
    assert terms.terms == (Term("Mole", "A growth. Or a stain.", doubts=(SEVERAL,)),)


def test_a_colon_below_a_whole_sentence_is_no_meaning() -> None:
    pieces: list[Piece] = [Paragraph("One is a sentence."), Paragraph(": two")]
    assert list(with_terms(pieces)) == pieces

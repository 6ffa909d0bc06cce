"""What a reader of documents hands over when it has read all: the article, and the words of it that found no place."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from clinicpress.content.inline import without_marks
from clinicpress.drafting.article import Article, Heading, Paragraph, Piece, doubts_in, texts_in
from clinicpress.drafting.plaintext import with_typed_lists
from clinicpress.drafting.tally import lost_words, nowhere, quoted_in


def handed_over(
    said: Iterable[str],
    pieces: Sequence[Piece],
    known: Iterable[str] = (),
    *,
    title: str = "",
    subtitle: str = "",
    labelled: Sequence[Paragraph] = (),
    notes: Sequence[str] = (),
    doubts: Sequence[str] = (),
) -> Article:
    """Make an article of its pieces, with a doubt that names the words which were said and are nowhere in it.

    `known` are texts that need no place; `labelled` are paragraphs from elsewhere, such as the page margins.
    """
    kept = [subtitle, *known, *quoted_in([*notes, *doubts])]
    for piece in (*pieces, *labelled):
        kept += [*map(without_marks, texts_in(piece)), *quoted_in(doubts_in(piece))]
    lost = nowhere(lost_words(said, kept))
    return Article(
        (*with_typed_lists(pieces), *labelled),
        title,
        subtitle,
        has_headings=any(isinstance(piece, Heading) and piece.level > 0 for piece in pieces),
        notes=tuple(notes),
        doubts=(*doubts, lost) if lost else tuple(doubts),
    )

"""Terms with their meanings, as Markdown writes them: lines that begin with a colon, below the term."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby, zip_longest

from clinicpress.content.inline import without_marks
from clinicpress.drafting.article import Paragraph, Piece, Run, Term, Terms, marked
from clinicpress.drafting.cues import is_ended

SEVERAL = "several meanings were joined"


def terms_in(runs: Sequence[Run]) -> Terms | None:
    """Return the terms of a paragraph whose further lines begin with colons; None where it is no such list."""
    lines = [list(line) for is_break, line in groupby(runs, key=lambda run: run.text == "\n") if not is_break]
    made: list[Term] = []
    for line, after in zip_longest(lines, lines[1:]):
        begins = _is_meaning(line)
        text, doubts = marked([replace(line[0], text=line[0].text[1:]), *line[1:]] if begins else line)
        text = text.strip()
        if made and not made[-1].means:
            made[-1] = replace(made[-1], means=text).doubted(*doubts)
        elif not begins and _is_meaning(after or []):
            made.append(Term(text, "", doubts=doubts))
        elif made:
            told = (*doubts, SEVERAL) if begins else doubts
            made[-1] = replace(made[-1], means=f"{made[-1].means} {text}").doubted(*told)
        else:
            return None
    return Terms(tuple(made)) if made else None


def _is_meaning(line: Sequence[Run]) -> bool:
    return bool(line) and re.match(r":\s", line[0].text) is not None


def with_terms(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Yield pieces, those with terms that follow each other as one; a term may stand apart from its meaning."""
    for is_term, group in groupby(_apart(pieces), key=lambda piece: isinstance(piece, Terms)):
        held = list(group)
        if not is_term:
            yield from held
            continue
        terms = tuple(term for piece in held if isinstance(piece, Terms) for term in piece.terms)
        yield Terms(terms).doubted(*(doubt for piece in held for doubt in piece.doubts))


def _apart(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Yield pieces; a paragraph that begins with a colon is what the line above it means."""
    before: Piece | None = None
    for piece in pieces:
        if isinstance(piece, Paragraph) and piece.text.startswith(": "):
            meaning = piece.text[1:].strip()
            if isinstance(before, Terms):
                *others, last = before.terms
                last = replace(last, means=f"{last.means} {meaning}").doubted(*piece.doubts, SEVERAL)
                before = replace(before, terms=(*others, last))
                continue
            if isinstance(before, Paragraph) and not is_ended(without_marks(before.text)):
                doubts = (*before.doubts, *piece.doubts)
                before = Terms((Term(before.text, meaning, doubts=doubts, anchors=before.anchors),))
                continue
        if before is not None:
            yield before
        before = piece
    if before is not None:
        yield before

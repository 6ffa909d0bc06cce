"""From an article's pieces to a brochure's parts: title, sections, sources, disclaimer.

Labels such as “Source:” and “Note:” count at the end of the article, or as a heading of their own;
elsewhere they stay in the text. Where the article does not say what is a heading, short lines above
text are taken for some. Everything that is left stands in its order; guesses are doubts.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from clinicpress.content.inline import addresses, without_marks
from clinicpress.drafting.article import Article, Heading, Items, Paragraph, Picture, Piece, Stray, doubts_in, texts_in
from clinicpress.drafting.bibliography import Cited, are_references, cited_in, each_once
from clinicpress.drafting.captions import told_where_named
from clinicpress.drafting.cues import is_said_again, is_surely_heading
from clinicpress.drafting.headings import bare, is_bold, is_fact, label_in, marks_headings, may_head, with_headings
from clinicpress.drafting.nesting import fitted
from clinicpress.drafting.parts import Part, parted
from clinicpress.drafting.rubrics import REFERENCE, SOURCE, rubrics

NO_MORE: Mapping[str, str] = {}
FIRST_LINE = "the first line was taken for the title: is it the title?"
_NUMBER = re.compile(r"\(?[0-9]{1,2}[.)]\s")
"""What the first of several headings may begin with, but no title does."""


_COUNTED = re.compile(r"^[\W\d]*[.)\s]\s*")
"""The number of a heading, before its words."""


@dataclass(frozen=True)
class Listed:
    """Sources or references, with what is uncertain of them, and what stands above or before them in the article."""

    entries: tuple[Cited, ...] = ()
    doubts: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()


@dataclass(frozen=True)
class Disclaimer:
    """The disclaimer, with what is uncertain of it, and what stands above or before it in the article."""

    text: str = ""
    doubts: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()


@dataclass(frozen=True)
class Outline:
    """An article as the parts of a brochure."""

    title: str = ""
    subtitle: str = ""
    parts: tuple[Part, ...] = ()
    sources: Listed = Listed()
    references: Listed = Listed()
    disclaimer: Disclaimer = Disclaimer()
    notes: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()
    """What is uncertain of the article as a whole, or of its title."""


@dataclass(frozen=True)
class _Group:
    """A label and what it is about; or one piece without a label."""

    kind: str
    """One of the kinds of labels, or nothing."""
    pieces: tuple[Piece, ...]
    text: str = ""
    """What stands behind the label."""

    @property
    def label(self) -> str:
        """The label's own words."""
        return re.split("[:：]", without_marks(texts_in(self.pieces[0])[0]))[0].strip()

    @property
    def below(self) -> tuple[Piece, ...]:
        """What stands below the label."""
        return self.pieces[1:]

    @property
    def is_of_sources(self) -> bool:
        """Whether it names sources or references."""
        return self.kind in {SOURCE, REFERENCE}


def outlined(article: Article, further: Mapping[str, str] = NO_MORE) -> Outline:
    """Make a brochure's parts of an article; `further` are kinds of rubrics by their words, beside those known."""
    kinds = {**rubrics(), **further}
    doubts = list(article.doubts)
    title, pieces = _titled(article, kinds, doubts)
    pieces = [_stray(piece, title) for piece in told_where_named(pieces)]
    if not article.has_headings:
        pieces = with_headings(pieces, kinds)
    groups = _groups(pieces, kinds)
    taken = _taken(groups)
    left: list[Piece] = []
    for at, group in enumerate(groups):
        if at in taken:
            continue
        first, *rest = group.pieces
        if group.kind:
            key = "sources" if group.is_of_sources else "disclaimer"
            first = first.doubted(f"this may belong into “{key}”: it stands before other text")
        left += [first, *rest]
    counted = [groups[at] for at in sorted(taken)]
    sources, references = _listed([group for group in counted if group.is_of_sources])
    return Outline(
        title,
        article.subtitle,
        parted(fitted(left)),
        sources,
        references,
        _disclaimer([group for group in counted if not group.is_of_sources]),
        tuple(dict.fromkeys(article.notes)),
        tuple(dict.fromkeys(doubts)),
    )


def _listed(groups: Sequence[_Group]) -> tuple[Listed, Listed]:
    """Return what groups name as sources, and as references."""
    lists: dict[bool, list[Listed]] = {True: [], False: []}
    for group in groups:
        doubts = list(group.pieces[0].doubts)
        labels = [group.label]
        below = list(group.below)
        if len(below) > 1 and isinstance(below[0], Paragraph) and without_marks(below[0].text).endswith(":"):
            labels.append(without_marks(below[0].text))
            doubts += below.pop(0).doubts
        entries = tuple(cited_in(below, group.text, doubts))
        found = Listed(entries, tuple(doubts), tuple(labels))
        lists[are_references(entries, group.kind == REFERENCE)].append(found)
    sources, references = (
        Listed(
            tuple(each_once(entry for each in found for entry in each.entries)),
            tuple(dict.fromkeys(doubt for each in found for doubt in each.doubts)),
            tuple(dict.fromkeys(label for each in found for label in each.labels)),
        )
        for found in (lists[False], lists[True])
    )
    return sources, references


def _disclaimer(groups: Sequence[_Group]) -> Disclaimer:
    texts = [text for group in groups for text in (group.text, *(t for piece in group.below for t in texts_in(piece)))]
    said = [text for text in texts if text]
    doubts = [doubt for group in groups for piece in group.pieces for doubt in doubts_in(piece)]
    if len(said) > 1:
        doubts.append("the disclaimer is made of several texts of the article")
    labels = tuple(dict.fromkeys(group.label for group in groups))
    return Disclaimer(" ".join(said), tuple(dict.fromkeys(doubts)), labels)


def _titled(article: Article, kinds: Mapping[str, str], doubts: list[str]) -> tuple[str, list[Piece]]:
    """Return the title and all pieces but it; what is lost or uncertain of it goes to the doubts."""
    pieces = list(article.pieces)
    at = None if article.title else _title_at(article, kinds)
    if at is None:
        return article.title, pieces
    piece = pieces.pop(at)
    text = piece.text if isinstance(piece, Heading) else bare(piece)
    if not (isinstance(piece, Heading) or is_bold(piece) or is_surely_heading(without_marks(text))):
        doubts.append(FIRST_LINE)
    doubts += [*piece.doubts, *(f"the title had a link to “{address}”" for address in addresses(text))]
    return without_marks(text), pieces


def _title_at(article: Article, kinds: Mapping[str, str]) -> int | None:
    """Find the title: what is styled as one, the only heading of its level at the top, or a first short line."""
    pieces = article.pieces
    levels = [piece.level for piece in pieces if isinstance(piece, Heading)]
    if 0 in levels:
        return next(at for at, piece in enumerate(pieces) if isinstance(piece, Heading) and piece.level == 0)
    if len(pieces) < 2:
        return None
    at = next((at for at, piece in enumerate(pieces) if not isinstance(piece, Picture)), 0)
    first = pieces[at]
    if isinstance(first, Heading):
        # The only heading of all is a title where it is of the first level, or where others must be guessed.
        is_title = len(levels) > 1 or levels[0] == 1 or not article.has_headings
        is_top = min(levels) == first.level and levels.count(first.level) == 1
        is_label = without_marks(first.text).strip(" :").casefold() in kinds
        return at if is_title and is_top and not is_label else None
    first = pieces[0]
    is_short = not article.has_headings and may_head(first, kinds) and not label_in(pieces[1], kinds)
    is_short = is_short and not is_fact(first, pieces[1]) and (is_bold(first) or not marks_headings(pieces, kinds))
    is_numbered = _NUMBER.match(without_marks(texts_in(first)[0])) if is_short else None
    return 0 if is_short and not is_numbered else None


def _stray(piece: Piece, title: str) -> Piece:
    if isinstance(piece, Paragraph) and title and is_said_again(without_marks(piece.text), title):
        doubt = "this line only repeats words of the title, like the description of a lost picture: it is not printed"
        return Stray(piece.text, doubts=(*piece.doubts, doubt))
    return piece


def _groups(pieces: Sequence[Piece], kinds: Mapping[str, str]) -> list[_Group]:
    """Put a label together with what it is about."""
    groups: list[_Group] = []
    rest = deque(pieces)
    while rest:
        piece = rest.popleft()
        if isinstance(piece, Heading):
            said = without_marks(piece.text).strip(" :").casefold()
            kind, text = kinds.get(said) or kinds.get(_COUNTED.sub("", said), ""), ""
        else:
            label = label_in(piece, kinds)
            kind, text = (kinds[label.word], label.text.strip()) if label else ("", "")
        members: list[Piece] = []
        if kind and not text:
            while rest and isinstance(rest[0], (Paragraph, Items)) and not label_in(rest[0], kinds):
                members.append(rest.popleft())
            if not members or (rest and not isinstance(rest[0], Heading) and not label_in(rest[0], kinds)):
                kind = ""  # nothing stands below it, or something that is no source or disclaimer
        if kind:
            groups.append(_Group(kind, (piece, *members), text))
        else:
            groups += [_Group("", (each,)) for each in (piece, *members)]
    return groups


def _taken(groups: Sequence[_Group]) -> set[int]:
    """Find the groups whose labels count: those at the end, and sources under a heading of their own."""
    end = len(groups)
    while end and groups[end - 1].kind:
        end -= 1
    return {
        at for at, group in enumerate(groups) if group.kind and (at >= end or (group.is_of_sources and not group.text))
    }

"""From an article's pieces to a brochure's parts: title, sections, sources, disclaimer.

Labels such as “Source:” and “Note:” count at the end of the article, or as a heading of their own;
elsewhere they stay in the text. Where the article does not say what is a heading, short lines above
text are taken for some. Everything that is left stands in its order; guesses are doubts.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from clinicpress.content.inline import addresses, without_marks
from clinicpress.drafting.article import Article, Grid, Heading, Items, Paragraph, Picture, Piece, Stray, texts_in
from clinicpress.drafting.cues import (
    NOTE_WORDS,
    SOURCE_WORDS,
    Label,
    is_said_again,
    is_surely_heading,
    label_of,
    may_be_heading,
)

MOST_HEADINGS = 2
"""So many short lines may follow each other as headings; more are a list, or an address."""
NO_HEADINGS = {
    "caption": "this may be the caption of the picture or table beside it",
    "lead-in": "a short line above a list: is it a heading?",
    "rest": "a short line: is it a heading, or does it go on with the line above it?",
}
"""What is said of short lines that were not taken for headings."""

_BOLD = re.compile(r"\*\*(?!\*)(.+)\*\*")
_NUMBER = re.compile(r"\(?[0-9]{1,2}[.)]\s")
"""What the first of several headings may begin with, but no title does."""
_REFERENCE = re.compile(r"(?:\[[0-9]{1,3}\][.:]?|\([0-9]{1,3}\)|[0-9]{1,3}[.)])\s+(?=\S)|[⁰¹²³⁴-⁹]+\s*(?=\S)")
"""The number of a reference, before its words."""
_CAPTION = re.compile(r"[^\W\d_]+\.?\s[0-9]{1,3}(?:\W|$)")
"""How a caption begins in any language: “Table 1.”, “Fig. 2:”."""
_ADDRESS = re.compile(r"https?://[^\s<>\"]+")


@dataclass(frozen=True)
class Part:
    """What becomes a section: a heading, which the article may not have, and what stands below it."""

    heading: Heading | None
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class Cited:
    """A source as the article names it, and the web address that stands with it."""

    words: str
    address: str = ""
    labels: tuple[str, ...] = ()
    """The numbers that the article gives it."""


@dataclass(frozen=True)
class Outline:
    """An article as the parts of a brochure."""

    title: str
    subtitle: str
    parts: tuple[Part, ...]
    sources: tuple[Cited, ...]
    disclaimer: str
    notes: tuple[str, ...]
    doubts: tuple[str, ...] = ()
    """What is uncertain of the article as a whole, or of its title."""
    source_doubts: tuple[str, ...] = ()
    note_doubts: tuple[str, ...] = ()
    """What is uncertain of sources and disclaimer."""
    source_labels: tuple[str, ...] = ()
    note_labels: tuple[str, ...] = ()
    """What stands above or before sources and disclaimer in the article, such as “References”."""


@dataclass(frozen=True)
class _Group:
    """A label and what it is about; or one piece without a label."""

    kind: str
    """source, note, or nothing."""
    pieces: tuple[Piece, ...]
    texts: tuple[str, ...] = ()
    has_heading: bool = False

    @property
    def label(self) -> str:
        """The label's own words."""
        return without_marks(texts_in(self.pieces[0])[0]).partition(":")[0].strip()


def outlined(article: Article, source_words: Iterable[str] = (), note_words: Iterable[str] = ()) -> Outline:
    """Make a brochure's parts of an article; the words are further labels than the English ones."""
    kinds = {
        **dict.fromkeys(SOURCE_WORDS | {word.casefold() for word in source_words}, "source"),
        **dict.fromkeys(NOTE_WORDS | {word.casefold() for word in note_words}, "note"),
    }
    doubts = list(article.doubts)
    title, pieces = _titled(article, kinds, doubts)
    pieces = [_stray(piece, title) for piece in pieces]
    if not article.has_headings:
        pieces = _with_headings(pieces, kinds)
    groups = _groups(pieces, kinds)
    taken = _taken(groups)
    found: dict[str, list[str]] = {"source": [], "note": []}
    for index in taken:
        found[groups[index].kind] += [doubt for piece in groups[index].pieces for doubt in piece.doubts]
    left: list[Piece] = []
    for index, group in enumerate(groups):
        if index in taken:
            continue
        if not group.kind:
            left += group.pieces
            continue
        key = "sources" if group.kind == "source" else "disclaimer"
        left += [
            group.pieces[0].doubted(f"this may belong into “{key}”: it stands before other text"),
            *group.pieces[1:],
        ]
    said = [text for index in taken if groups[index].kind == "note" for text in groups[index].texts]
    if len(said) > 1:
        found["note"].append("the disclaimer is made of several texts of the article")
    cited = found["source"]
    sources = [_cited(text, cited) for index in taken if groups[index].kind == "source" for text in groups[index].texts]
    labels = {
        kind: dict.fromkeys(groups[i].label for i in taken if groups[i].kind == kind) for kind in ("source", "note")
    }
    return Outline(
        title,
        article.subtitle,
        tuple(_parts(left)),
        tuple(_each_once(sources)),
        " ".join(said),
        tuple(dict.fromkeys(article.notes)),
        tuple(dict.fromkeys(doubts)),
        tuple(dict.fromkeys(found["source"])),
        tuple(dict.fromkeys(found["note"])),
        tuple(labels["source"]),
        tuple(labels["note"]),
    )


def _label(piece: Piece, kinds: dict[str, str]) -> Label | None:
    """Return the label that a paragraph begins with, if it is one of those that count."""
    label = label_of(piece.text) if isinstance(piece, Paragraph) else None
    return label if label and label.word in kinds else None


def _titled(article: Article, kinds: dict[str, str], doubts: list[str]) -> tuple[str, list[Piece]]:
    """Return the title and all pieces but it; what is lost or uncertain of it goes to the doubts."""
    pieces = list(article.pieces)
    at = None if article.title else _title_at(article, kinds)
    if at is None:
        return article.title, pieces
    piece = pieces.pop(at)
    text = piece.text if isinstance(piece, Heading) else _bare(piece)
    doubts += [*piece.doubts, *(f"the title had a link to “{address}”" for address in addresses(text))]
    return without_marks(text), pieces


def _title_at(article: Article, kinds: dict[str, str]) -> int | None:
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
    is_short = not article.has_headings and _may_head(first, kinds) and not _label(pieces[1], kinds)
    is_numbered = _NUMBER.match(without_marks(texts_in(first)[0])) if is_short else None
    return 0 if is_short and not is_numbered else None


def _bare(piece: Piece) -> str:
    """Return the text of a paragraph without bold around all of it."""
    assert isinstance(piece, Paragraph)
    match = _BOLD.fullmatch(piece.text)
    return match[1] if match and without_marks(match[1]) == without_marks(piece.text) else piece.text


def _may_head(piece: Piece, kinds: dict[str, str]) -> bool:
    is_text = isinstance(piece, Paragraph) and not piece.is_caption and not _label(piece, kinds)
    return is_text and may_be_heading(without_marks(texts_in(piece)[0]))


def _stray(piece: Piece, title: str) -> Piece:
    if isinstance(piece, Paragraph) and title and is_said_again(without_marks(piece.text), title):
        doubt = "this line only repeats words of the title, like the description of a lost picture: it is not printed"
        return Stray(piece.text, doubts=(*piece.doubts, doubt))
    return piece


def _with_headings(pieces: Sequence[Piece], kinds: dict[str, str]) -> list[Piece]:
    """Take short lines above text for headings, and labels that stand alone."""
    around = zip((None, *pieces), pieces, (*pieces[1:], None), strict=False)
    kind_of_line = [_kind_of_line(*near, kinds) for near in around]
    is_below_label = False
    for at, piece in enumerate(pieces):
        label = _label(piece, kinds)
        if kind_of_line[at] == "label" or (label and not label.text.strip()):
            is_below_label = True
        elif is_below_label and kind_of_line[at] in {"short", "caption"}:
            # Below “References:”, a short line with a stop, a year or an address is one more of them.
            is_below_label = re.search(r"[.\d]", texts_in(piece)[0]) is not None
            kind_of_line[at] = "" if is_below_label else kind_of_line[at]
    level = min((piece.level for piece in pieces if isinstance(piece, Heading)), default=1)
    found: list[Piece] = []
    for kind, group in groupby(zip(pieces, kind_of_line, strict=True), key=lambda pair: pair[1]):
        lines = [piece for piece, _ in group]
        at = len(found) + len(lines)
        is_above_text = at < len(pieces) and kind_of_line[at] != "label" and not _label(pieces[at], kinds)
        if not kind:
            found += lines
        elif kind in NO_HEADINGS:
            found += [line.doubted(NO_HEADINGS[kind]) for line in lines]
        elif kind == "label":
            found += [_heading(line, level) for line in lines]
        elif len(lines) > MOST_HEADINGS or not is_above_text:
            found += [line.doubted("a short line: is it a heading, or an item of a list?") for line in lines]
        else:
            found += [_heading(line, level) for line in lines]
    return found


def _kind_of_line(before: Piece | None, piece: Piece, after: Piece | None, kinds: dict[str, str]) -> str:
    """Tell whether a piece is a label that stands alone, or may be a heading."""
    if not (isinstance(piece, Paragraph) and _may_head(piece, kinds)):
        return ""
    plain = without_marks(piece.text)
    if _CAPTION.match(plain) and (isinstance(before, (Grid, Picture)) or isinstance(after, (Grid, Picture))):
        return "caption"
    if plain.casefold() in kinds:
        return "label"
    if isinstance(before, Paragraph) and without_marks(before.text).endswith((",", ";")):
        return "rest"
    # A line above a list begins its sentence, unless it looks like a heading.
    return "lead-in" if isinstance(after, Items) and not is_surely_heading(plain) else "short"


def _heading(piece: Piece, level: int) -> Heading:
    text = _bare(piece)
    is_sure = is_surely_heading(without_marks(text)) or text not in texts_in(piece)
    return Heading(text, level, doubts=piece.doubts).doubted(*[] if is_sure else ["a short line, taken for a heading"])


def _groups(pieces: Sequence[Piece], kinds: dict[str, str]) -> list[_Group]:
    """Put a label together with what it is about."""
    groups: list[_Group] = []
    rest = deque(pieces)
    while rest:
        piece = rest.popleft()
        if isinstance(piece, Heading):
            kind, text = kinds.get(without_marks(piece.text).strip(" :").casefold(), ""), ""
        else:
            label = _label(piece, kinds)
            kind, text = (kinds[label.word], label.text.strip()) if label else ("", "")
        members: list[Piece] = []
        if kind and not text:
            while rest and isinstance(rest[0], (Paragraph, Items)) and not _label(rest[0], kinds):
                members.append(rest.popleft())
            if not members or (rest and not isinstance(rest[0], Heading) and not _label(rest[0], kinds)):
                kind = ""  # nothing stands below it, or something that is no source or disclaimer
        if not kind:
            groups += [_Group("", (each,)) for each in (piece, *members)]
            continue
        texts = [text] if text else []
        for member in members:
            texts += texts_in(member)
        groups.append(_Group(kind, (piece, *members), tuple(texts), not text))
    return groups


def _taken(groups: Sequence[_Group]) -> list[int]:
    """List which labels count: those at the end, and sources under a heading of their own."""
    end = len(groups)
    while end and groups[end - 1].kind:
        end -= 1
    return [i for i, g in enumerate(groups) if g.kind and (i >= end or (g.kind == "source" and g.has_heading))]


def _cited(text: str, doubts: list[str]) -> Cited:
    label = _REFERENCE.match(without_marks(text))
    words = without_marks(text)[label.end() if label else 0 :]
    found = list(dict.fromkeys([*addresses(text), *(each.rstrip(".,;)") for each in _ADDRESS.findall(words))]))
    web = [each for each in found if _ADDRESS.fullmatch(each)]
    doubts += [f"the source “{words}” also has the address “{each}”" for each in found if each not in web[:1]]
    return Cited(words, web[0] if web else "", (label[0].strip(),) if label else ())


def _each_once(sources: Sequence[Cited]) -> Iterator[Cited]:
    """Return each source once, with all of its numbers."""
    labels: dict[Cited, list[str]] = {}
    for source in sources:
        labels.setdefault(replace(source, labels=()), []).extend(source.labels)
    return (replace(source, labels=tuple(dict.fromkeys(found))) for source, found in labels.items())


def _parts(pieces: Sequence[Piece]) -> list[Part]:
    """Part pieces at the headings."""
    top = min((piece.level for piece in pieces if isinstance(piece, Heading)), default=1)
    parts: list[tuple[Heading | None, list[Piece]]] = []
    above = ""
    for piece in pieces:
        if isinstance(piece, Heading):
            if piece.level > top and above:
                piece = piece.doubted(f"this was a heading below “{above}”")
            elif piece.level == top:
                above = without_marks(piece.text)
            parts.append((piece, []))
            continue
        if not parts:
            parts.append((None, []))
        if isinstance(piece, Grid) and not piece.rows:
            piece = Paragraph(" ".join(texts_in(piece)), doubts=piece.doubts).doubted("a table with one row only")
        parts[-1][1].append(piece)
    return [Part(heading if held else _lonely(heading), tuple(held)) for heading, held in parts]


def _lonely(heading: Heading | None) -> Heading | None:
    return heading.doubted("no text stands below this heading") if heading else None

"""Sources and references as an article names them: their words, numbers and addresses, and a short form.

What stands in the footer of every page are a brochure's sources, few and short; a numbered list, or a
long one, are references, which stand at the end only. No word is added to what the article says.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from clinicpress.content.inline import addresses, without_marks
from clinicpress.drafting.article import Items, Piece, doubts_in, texts_in, walked

MOST_SOURCES = 3
"""So many fit into a footer, if they are short."""
SHORT = 60
"""Characters of a reference that needs no short form."""

_LABEL = re.compile(r"(?:\[[0-9]{1,3}\][.:]?|\([0-9]{1,3}\)|[0-9]{1,3}[.)])\s+(?=\S)|[⁰¹²³⁴-⁹]+\s*(?=\S)")
"""The number of a reference, before its words."""
_ADDRESS = re.compile(r"https?://[^\s<>\"]+")
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_YEAR = re.compile(r"(?<![\w-])(?:19|20)[0-9]{2}(?![\w-])")
_BEGINS = re.compile(r".+?(?=,\s|;\s|\.\s|:\s|\s\()")
"""The first author, or the body that wrote it."""


@dataclass(frozen=True)
class Cited:
    """A source or reference as the article names it, and the web address that stands with it."""

    words: str
    address: str = ""
    labels: tuple[str, ...] = ()
    """The numbers that the article gives it, as they are written."""
    numbers: tuple[int, ...] = ()
    anchors: tuple[str, ...] = ()
    """Names under which links in the article lead to it."""

    @property
    def short(self) -> str:
        """Return its first words and its year, or all of a short one."""
        if len(self.words) <= SHORT:
            return self.words
        begins = _BEGINS.match(self.words)
        first = begins[0] if begins and len(begins[0]) <= SHORT else self.words[:SHORT].rpartition(" ")[0]
        year = _YEAR.search(self.words, len(first))
        return f"{first}, {year[0]}" if year else first or self.words

    @property
    def full(self) -> str:
        """Return its words, without an address at their end: a brochure prints that behind them."""
        said = self.words.rstrip(". ")
        is_at_end = bool(self.address) and said.endswith(self.address)
        return said.removesuffix(self.address).rstrip() or self.words if is_at_end else self.words


def cited_in(pieces: Sequence[Piece], text: str, doubts: list[str]) -> Iterator[Cited]:
    """Yield what pieces below a label name, and the text behind the label; what is uncertain goes to the doubts."""
    if text:
        yield _cited(text, doubts)
    for piece in pieces:
        doubts += doubts_in(piece)
        if not isinstance(piece, Items):
            for said in texts_in(piece):
                yield replace(_cited(said, doubts), anchors=piece.anchors)
            continue
        for number, item in enumerate(piece.items, piece.start):
            found = _cited(" ".join(texts_in(item)), doubts)
            anchors = tuple(anchor for each in walked((item,)) for anchor in each.anchors)
            count = (number,) if piece.numbered and not found.labels else found.numbers
            yield replace(found, anchors=anchors, numbers=count)


def are_references(cited: Collection[Cited], is_named_so: bool) -> bool:
    """Tell whether what an article names is a list of references, and no source for the footer.

    `is_named_so`: whether its heading is one of references, such as “Bibliography”, and not “Source”.
    """
    return len(cited) > MOST_SOURCES or (is_named_so and all(each.numbers for each in cited))


def each_once(cited: Iterable[Cited]) -> Iterator[Cited]:
    """Yield each source once, with all of its numbers."""
    found: dict[tuple[str, str], Cited] = {}
    for each in cited:
        same = found.setdefault((each.words, each.address), each)
        if same is not each:
            found[each.words, each.address] = replace(
                same,
                labels=tuple(dict.fromkeys((*same.labels, *each.labels))),
                numbers=tuple(dict.fromkeys((*same.numbers, *each.numbers))),
                anchors=(*same.anchors, *each.anchors),
            )
    yield from found.values()


def _cited(text: str, doubts: list[str]) -> Cited:
    label = _LABEL.match(without_marks(text))
    words = without_marks(text)[label.end() if label else 0 :]
    found = list(dict.fromkeys([*addresses(text), *(each.rstrip(".,;)") for each in _ADDRESS.findall(words))]))
    web = [each for each in found if _ADDRESS.fullmatch(each)]
    doubts += [f"the source “{words}” also has the address “{each}”" for each in found if each not in web[:1]]
    shown = label[0].strip() if label else ""
    number = re.sub(r"\D", "", shown.translate(_RAISED))
    return Cited(words, web[0] if web else "", (shown,) if label else (), (int(number),) if number else ())

"""The proof that a template lets each text of a story mean what it says.

A template holds no words, but it can set side by side what does not belong together: two texts that
make one sentence, a sign that makes another number, the label of one list over another, a picture
with another's description. Texts left out or moved are found in `rendering`.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple, TypeVar

from clinicpress.content.blocks import ProsCons, Steps, Table, figures_of, numbered
from clinicpress.content.inline import without_marks
from clinicpress.content.model import Brochure, texts_of
from clinicpress.content.spans import Spanning, settle
from clinicpress.content.tree import all_blocks
from clinicpress.ground.characters import beginning
from clinicpress.ground.problems import Place, Problem
from clinicpress.story.given import Count, Words
from clinicpress.story.markup import HEADINGS, INLINE, PHRASES, WEB, Tag
from clinicpress.story.matter import Matter
from clinicpress.story.parsing import only_counts

_JOINS = (*"-–—.,/:·",)
"""Signs that make another number of one that follows at once."""
_SPACED_JOINS = (*"-–—,/·",)
"""Those that do so between two numbers, whatever spaces stand around them."""
_NUMBER = re.compile(r"[^\w\s]*[\d¼-¾⅐-⅞]")
_NUMBER_AT_END = re.compile(r"(?<!\w)\d[\d.,]*$")
_PARTING_DASH = re.compile(r"[)\]”’»\"']*[ \n\t]+[–—][ \n\t]+")
_ENDS = (*".,:;!?…·–—-。、，：；！？،؛؟۔।",)
_CLOSING_QUOTES = "\"'”’»›“‘"


def is_ended(words: Words) -> bool:
    """Tell whether a text, without its marks and citations, ends with a sign that parts it from what follows."""
    text = without_marks(words.text) if words.marked else words.text
    return text.rstrip().rstrip(_CLOSING_QUOTES)[-1:] in _ENDS


class _Known(NamedTuple):
    """Places of texts beside which a number may stand."""

    labels: set[Place]
    sources: set[Place]
    titles: set[Place]
    """Of the title and the subtitle, which a colon or a line parts."""


def misread(root: Tag, matter: Matter) -> list[Problem]:
    """List where a story says something else than its texts do, at the template's places."""
    locale = matter.locale
    known = _Known(
        {text.place for text in (*texts_of(locale.labels), *locale.words.values())},
        {text.place for _, source in matter.sources for text in texts_of(source)},
        {text.place for text in (matter.brochure.title, matter.brochure.subtitle) if text is not None},
    )
    tags, ways = root.walk(), _ways(root)
    return [
        *(problem for tag in tags if tag.name in PHRASES for problem in _run_together(tag, known)),
        *_mislabelled(ways, matter),
        *_misnumbered(ways, matter),
        *_misnumbered_addresses(tags),
        *_skipped(tags),
        *_misdescribed(tags, matter.brochure),
        *_misplaced(tags, matter.brochure),
    ]


# Texts beside each other ---------------------------------------------------------------------------


def _run_together(tag: Tag, known: _Known) -> Iterator[Problem]:
    """Yield the texts of which something else is made by what stands before them in their line."""
    pieces = list(_pieces(tag))
    referring = any(isinstance(piece, Tag) and _place(piece) in known.sources for piece in pieces)
    before: Tag | None = None
    between = ""
    for piece in pieces:
        if piece is None:
            before, between = None, ""
        elif isinstance(piece, str):
            between += piece
        elif piece.text:
            labelled = before is not None and _place(before) in known.labels
            message, hint = _joined(before, between, piece, labelled, referring)
            if (
                not message
                and before is not None
                and not between.strip()
                and {_place(before), _place(piece)} <= known.titles
            ):
                message, hint = "the parts of the title run together", "put a colon between them"
            if message:
                yield Problem(tag.place, f"{message}: “{beginning(piece.text)}”", hint)
            before, between = piece, ""


def _place(tag: Tag) -> Place | None:
    return tag.said.place if tag.said else None


def _joined(before: Tag | None, between: str, tag: Tag, labelled: bool, referring: bool) -> tuple[str, str]:
    """Say what is wrong between a text and the one before it in its line, and what would mend it.

    `labelled` tells whether the one before is a label, `referring` whether the line names a source.
    """
    text, last = tag.text, before.text if before else ""
    if (last + between)[-1:].isalnum() and (text[0].isalnum() or _NUMBER.match(text)):
        return "this runs together with what stands before it", "put a space between them"
    if _NUMBER.match(text) and _makes_number(last, between):
        place = _place(tag)
        hint = "put it into an element of its own" + (f", or begin the text in {place} with a word" if place else "")
        return "this becomes another number with what stands before it", hint
    if isinstance(tag.said, Count):
        if not referring and (not labelled or between.strip()):
            hint = 'for example {{ labels.table }} {{ number("table") }}.'
            return "a number that is counted can only stand behind a label", hint
    elif before is not None and before.said is not None and not between.strip():
        spoken = tag.said is not None and tag.said.marked and not labelled
        if isinstance(before.said, Count) or (spoken and not is_ended(before.said)):
            return "this runs together with what stands before it", "put a sign between them, such as a full stop"
    return "", ""


def _makes_number(last: str, between: str) -> bool:
    """Tell whether a number that follows a text, and what the template prints behind it, becomes another one."""
    if (last + between)[-1:] in _JOINS:
        return True
    sign = between.strip()
    if _NUMBER_AT_END.search(last) and (sign in _SPACED_JOINS or (not sign and between.strip(" \n\t"))):
        return True
    # A dash parts words if it has a space on each side; elsewhere it is a minus.
    return sign.endswith(("-", "–", "—")) and not (last and _PARTING_DASH.fullmatch(between))


def _pieces(tag: Tag) -> Iterator[Tag | str | None]:
    """Yield a line's texts and what the template prints between them, in their order; nothing where a line ends."""
    for child in tag.children:
        if isinstance(child, str) or child.name == "t":
            yield child
        elif child.name in INLINE:
            yield from _pieces(child)
        else:
            yield None


# Labels and descriptions ---------------------------------------------------------------------------


def _mislabelled(ways: Sequence[_Way], matter: Matter) -> Iterator[Problem]:
    """Yield where points for and against do not stand under their own label, and where these labels stand elsewhere."""
    labels: dict[Place | None, str] = {matter.locale.labels.pros.place: "pros", matter.locale.labels.cons.place: "cons"}
    points: dict[Place | None, str] = {}
    for block in all_blocks(matter.brochure):
        if isinstance(block, ProsCons):
            points.update((text.place, "pros") for text in block.pros_cons.pros)
            points.update((text.place, "cons") for text in block.pros_cons.cons)
    hint = "labels.pros stands over the points for, labels.cons over the points against"
    standing = ""
    label: tuple[Tag, ...] = ()
    above: tuple[Tag, ...] = ()
    before: tuple[Tag, ...] = ()
    for way in (*ways, ()):
        place = _place(way[-1]) if way else None
        kind = points.get(place, "")
        if label and (kind != standing or _shared(label, above) > _shared(label, way)):
            yield Problem(label[-1].place, f"“{beginning(label[-1].text)}” does not stand over its own points", hint)
        elif kind and kind != standing:
            yield Problem(way[-1].place, f"this does not stand under its own label: “{beginning(way[-1].text)}”", hint)
        standing = labels.get(place, standing)
        label, above, before = (way if place in labels else ()), before, way


_Way = tuple[Tag, ...]


def _ways(tag: Tag, above: _Way = ()) -> list[_Way]:
    """List the ways from the outermost element to each text that a story prints, in its order."""
    way = (*above, tag)
    if tag.name == "t":
        return [way]
    return [each for child in tag.children if isinstance(child, Tag) for each in _ways(child, way)]


def _shared(one: Sequence[Tag], other: Sequence[Tag]) -> int:
    """Count the elements that two texts stand in together."""
    return sum(1 for _ in itertools.takewhile(lambda pair: pair[0] is pair[1], zip(one, other, strict=False)))


def _misnumbered(ways: Sequence[_Way], matter: Matter) -> Iterator[Problem]:
    """Yield the steps that do not bear the number or label that the brochure gives them, and what bears another's.

    References must bear the number that they are cited with.
    """
    steps = [block.steps for block in all_blocks(matter.brochure) if isinstance(block, Steps)]
    cited = {
        source.full.place: str(number) for number, (_, source) in enumerate(matter.references, len(matter.sources) + 1)
    }
    labels = {item.text.place: label for each in steps for item, label in zip(each.items, each.labels(), strict=True)}
    own = {item.text.place for each in steps if each.label or each.start != 1 for item in each.items}
    hint = '<ol start="{{ block.steps.start }}" label="{{ block.steps.label }}">, and an <li> for each step'
    begun: set[int] = set()
    for way in ways:
        place = _place(way[-1])
        item = next((tag for tag in reversed(way) if tag.name == "li"), None)
        is_first = item is None or id(item) not in begun
        begun.update(id(tag) for tag in way if tag.name == "li")
        if place is None or not is_first:
            continue  # it stands further down in its item
        listed = next((tag for tag in reversed(way) if tag.name in ("ol", "ul")), None)
        told = _number(listed, item) if listed is not None and listed.name == "ol" else ""
        if place in labels and told != labels[place] and (told or place in own):
            yield Problem(way[-1].place, f"this must be told as “{labels[place]}”: “{beginning(way[-1].text)}”", hint)
        elif place in cited and item is not None and re.sub(r"\D", "", told) != cited[place]:
            hint = '<ol start="{{ sources|length + 1 }}">, and an <li> for each of the references'
            yield Problem(way[-1].place, f"this is cited as “{cited[place]}”: “{beginning(way[-1].text)}”", hint)
        elif place not in labels and listed is not None and listed.label and not only_counts(listed.label):
            yield Problem(listed.place, "this is the label of other steps", hint)


def _misnumbered_addresses(tags: Sequence[Tag]) -> Iterator[Problem]:
    """Yield the addresses in a list that do not bear the number that stands behind their links."""
    for listed in (*_named(tags, "ol"), *_named(tags, "ul")):
        for item in listed.tags():
            own = item.attributes.get("id", "")
            told = _number(listed, item) if listed.name == "ol" else ""
            if own.startswith(WEB) and re.sub(r"\D", "", told) != own.removeprefix(WEB):
                message = f"the text gives this address the number {own.removeprefix(WEB)}: “{beginning(item.text)}”"
                yield Problem(item.place, message, "<ol> without “start”, and an <li> for each of “web_pages”")


def _skipped(tags: Sequence[Tag]) -> Iterator[Problem]:
    """Yield the headings that leave out a level (PDF/UA-1 7.4.2)."""
    above = None
    for tag in tags:
        if tag.name in HEADINGS:
            level = HEADINGS.index(tag.name)
            if above is not None and level > above + 1:
                message = f"<{tag.name}> follows <{HEADINGS[above]}>: “{beginning(tag.text)}”"
                yield Problem(tag.place, message, f"headings skip no level: make it <{HEADINGS[above + 1]}>")
            above = level


def _number(steps: Tag, item: Tag | None) -> str:
    """Return what stands before an item of steps."""
    before = itertools.takewhile(lambda tag: tag is not item, steps.tags())
    return numbered(steps.label or "{n}", steps.start + sum(1 for _ in before))


def _misdescribed(tags: Sequence[Tag], brochure: Brochure) -> Iterator[Problem]:
    """Yield the pictures whose alt text is not their own."""
    alts: dict[str, set[Place]] = {}
    for figure in (figure for block in all_blocks(brochure) for figure in figures_of(block)):
        alts.setdefault(str(figure.image), set()).add(figure.alt.place)
    for tag in tags:
        own = alts.get(tag.attributes.get("src", ""))
        if tag.name == "img" and own is not None and (tag.said is None or tag.said.place not in own):
            yield Problem(tag.place, f"this is not the alt text of “{tag.attributes['src']}”", "")


# Tables --------------------------------------------------------------------------------------------


_Cell = TypeVar("_Cell", bound=Spanning)


class _Spot(NamedTuple):
    """Where a cell stands in its table, and how many columns and rows it spans."""

    row: int
    column: int
    columns: int
    rows: int


def _misplaced(tags: Sequence[Tag], brochure: Brochure) -> Iterator[Problem]:
    """Yield the cells of tables that stand in other rows or columns than those of the brochure, or span others."""
    own: dict[Place, _Spot] = {}
    for block in all_blocks(brochure):
        if isinstance(block, Table):
            for given, spot in _spots([block.table.header, *block.table.rows]):
                own.update((text.place, spot) for text in texts_of(given) if text.place.file)
    hint = 'a <tr> for each row, and a cell with colspan="{{ cell.columns }}" rowspan="{{ cell.rows }}" for each of its'
    for table in _named(tags, "table"):
        for cell, spot in _spots([row.tags() for row in table.tags() if row.name == "tr"]):
            texts = [way[-1] for way in _ways(cell) if own.get(_place(way[-1]) or Place(""), spot) != spot]
            if texts:
                message = "this does not stand in the rows and columns that the brochure gives it"
                yield Problem(cell.place, f"{message}: “{beginning(texts[0].text)}”", hint)


def _spots(rows: Sequence[Sequence[_Cell]]) -> Iterator[tuple[_Cell, _Spot]]:
    """Yield the cells of a table with their places."""
    for number, (cells, columns) in enumerate(zip(rows, settle(rows)[0], strict=True)):
        for cell, column in zip(cells, columns, strict=True):
            yield cell, _Spot(number, column, cell.columns, cell.rows)


def _named(tags: Sequence[Tag], name: str) -> Iterator[Tag]:
    """Yield all elements of a name."""
    return (each for each in tags if each.name == name)

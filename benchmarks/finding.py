"""Finds the passages of a text in a finished PDF, of whatever tool, and how full its pages are.

Passages are found by their letters, in the order of painting; pictures by their order. What is marked
as an artifact, and lines that stand at the same height of most pages, are heads and footers.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pypdfium2 as pdfium
from awkward import FULL, NEAR, RULES, Break, Fault, Line, Passage, Placed
from PIL import ImageChops

from clinicpress.readback.finished import Finished, Glyph, ReadPage
from clinicpress.readback.reader import read_back

EMPTY = 1 / 3
"""A page before the last is too empty from this share of its height on."""
LEAST_LINES = 4
"""A last page has so many lines, or it was not worth a sheet."""
LEAST_PICTURE = 40.0
"""Pictures that are not as wide, in points, are icons or logos."""


@dataclass(frozen=True)
class Body:
    """The part of the pages that is for the text: y of its edges, in points; the first page has a head of its own."""

    first_top: float
    top: float
    foot: float

    def height(self, page: int) -> float:
        """Return how high it is on a page, counted from 1."""
        return (self.first_top if page == 1 else self.top) - self.foot


@dataclass(frozen=True)
class Reckoning:
    """What was found in a file."""

    pages: int
    words: int
    """Of the passages."""
    own: float
    """The room of what the tool adds to the text before its first and behind its last passage, in pages."""
    extent: float
    """The room from the first to the last passage, what is empty between them included, in pages."""
    emptiness: tuple[float, ...]
    """The share of each page's body that is below all that is printed."""
    breaks: tuple[Break, ...]
    unread: tuple[str, ...]
    """Passages that are not found: then nothing counts."""
    left: float
    right: float
    """The edges of the text, in points: where its paragraphs begin, and the end of its longest line."""

    def count(self, faults: Sequence[Fault]) -> int:
        """Count the breaks that have some faults; a page's foot counts once, whatever is wrong with it."""
        return len({each.page for each in self.breaks if each.fault in faults})


def reckon(content: bytes, passages: Sequence[Passage], body: Body, closing: str = "") -> Reckoning:
    """Read a PDF that holds a text, and count; `closing` are the words with which what stands behind it begins."""
    finished = read_back(content, "the PDF")
    placed, unread = locate(finished, passages)
    text = [each for each in placed if each.kind != "title"]
    head = [line for each in placed if each.kind == "title" for line in each.lines]
    empty = emptiness(content, body)
    pages = len(finished.pages)
    breaks = [
        Break("empty page", page, f"{share:.0%} empty") for page, share in enumerate(empty[:-1], 1) if share > EMPTY
    ]
    breaks += [each for rule in RULES for each in rule(text)]
    breaks += _short_end(finished)
    lines = [line for each in text if each.kind != "figure" for line in each.lines]
    running = [line.left for each in text if each.kind == "text" and not each.passage.seats for line in each.lines]
    begins = min((_depth(body, line.page, line.top) for each in text for line in each.lines), default=0.0)
    ends = max((_depth(body, line.page, line.baseline) for each in text for line in each.lines), default=0.0)
    above = max((_depth(body, line.page, line.baseline) for line in head), default=0.0)
    return Reckoning(
        pages=pages,
        words=sum(len(passage.text.split()) for passage in passages if passage.kind != "title"),
        own=begins - above + _closing(finished, closing, body),
        extent=ends - begins,
        emptiness=empty,
        breaks=tuple(sorted(breaks, key=lambda each: (each.page, FULL.index(each.fault)))),
        unread=tuple(unread),
        left=min(running, default=0),
        right=max((line.right for line in lines), default=0),
    )


def _short_end(finished: Finished) -> Iterator[Break]:
    """Yield the last page where it holds hardly anything."""
    pages = len(finished.pages)
    lines = _lines([owner for owner in _stream(finished)[1] if owner[0] == pages])
    pictures = [each for each in finished.pages[-1].pictures if not each.artifact]
    if pages > 1 and not pictures and len({round(line.baseline / NEAR) for line in lines}) < LEAST_LINES:
        yield Break("short last page", pages - 1, "hardly anything overleaf")


def _depth(body: Body, page: int, y: float) -> float:
    """Return how far down in the body of all pages a height on one of them is, in pages."""
    return page - (y - body.foot) / body.height(page)


def _closing(finished: Finished, words: str, body: Body) -> float:
    """Return the room from some words to the end of the file, in pages; none where the words are not there."""
    letters, owners = _stream(finished)
    at = letters.rfind(folded(words)) if words else -1
    if at < 0:
        return 0.0
    lines = _lines(owners[at:])
    return sum(
        max(line.top - other.baseline for line in lines for other in lines if line.page == other.page == page)
        / body.height(page)
        for page in {line.page for line in lines}
    )


# Finding the passages ------------------------------------------------------------------------------


def folded(text: str) -> str:
    """Leave letters and digits, as they are when no ligature or capital hides them."""
    return "".join(char for char in unicodedata.normalize("NFKC", text).casefold() if char.isalnum())


def locate(finished: Finished, passages: Sequence[Passage]) -> tuple[list[Placed], list[str]]:
    """Find passages, which must have been painted in their order; returns those found, and the texts of others.

    What stands before a text may say the same words, such as a list of its headings, and little stands
    behind it. So the search goes from the last passage to the first.
    """
    letters, owners = _stream(finished)
    pictures = [
        Line(page.number, picture.box.bottom, picture.box.left, picture.box.right, picture.box.top)
        for page in finished.pages
        for picture in page.pictures
        if not picture.artifact and picture.box.width >= LEAST_PICTURE
    ]
    found: list[Placed] = []
    unread: list[str] = []
    before = len(letters)
    for passage in reversed(passages):
        if passage.kind == "figure":
            if pictures:
                found.append(Placed(passage, (pictures.pop(),)))
            else:
                unread.append("a picture")
            continue
        sought = folded(passage.text)
        if not sought:
            continue
        at = letters.rfind(sought, 0, before)
        spans = [(at, at + len(sought))] if at >= 0 else _torn(letters, owners, sought, before)
        if not spans:
            unread.append(passage.text)
            continue
        found.append(Placed(passage, _lines([owner for start, end in spans for owner in owners[start:end]])))
        before = min(before, spans[0][0])
    return found[::-1], unread[::-1]


def _torn(letters: str, owners: Sequence[tuple[int, Glyph]], sought: str, before: int) -> list[tuple[int, int]]:
    """Find the two parts of a passage that the end of a page tears, where what stands beside it is painted between.

    Of all ways to part it, the one that begins nearest to what follows it is right.
    """
    whole = letters.find(sought, before)
    if whole >= 0 and owners[whole][0] <= owners[min(before, len(owners) - 1)][0] + 1:
        return [(whole, whole + len(sought))]
    best: list[tuple[int, int]] = []
    for cut in range(1, len(sought)):
        one = letters.rfind(sought[:cut], best[0][0] + 1 if best else 0, before)
        if one < 0:
            continue
        page = owners[one][0]
        other = letters.find(sought[cut:], one + cut)
        if other >= 0 and owners[one + cut - 1][0] == page and owners[other][0] == page + 1:
            best = [(one, one + cut), (other, other + len(sought) - cut)]
    return best


def _stream(finished: Finished) -> tuple[str, list[tuple[int, Glyph]]]:
    """Return the letters of a file in the order of painting, and to which page and glyph each belongs."""
    letters: list[str] = []
    owners: list[tuple[int, Glyph]] = []
    running = _running(finished.pages)
    for page in finished.pages:
        for glyph in page.glyphs:
            if (
                glyph.artifact
                or glyph.unseen
                or glyph.char.isspace()
                or (page.number, round(glyph.baseline)) in running
            ):
                continue
            for letter in folded(glyph.char):
                letters.append(letter)
                owners.append((page.number, glyph))
    return "".join(letters), owners


def _running(pages: Sequence[ReadPage]) -> set[tuple[int, int]]:
    """Return the heights, by page, of lines that say the same on at least half of the pages, digits apart."""
    seen: dict[tuple[int, str], list[int]] = defaultdict(list)
    for page in pages:
        lines: dict[int, str] = defaultdict(str)
        for glyph in page.glyphs:
            lines[round(glyph.baseline)] += "" if glyph.char.isdigit() or glyph.char.isspace() else glyph.char
        for height, text in lines.items():
            seen[height, text].append(page.number)
    found = {key: numbers for key, numbers in seen.items() if len(numbers) >= max(2, len(pages) / 2)}
    return {(number, height) for (height, _), numbers in found.items() for number in numbers}


def _lines(owners: Sequence[tuple[int, Glyph]]) -> tuple[Line, ...]:
    lines: list[Line] = []
    for page, glyph in owners:
        last = lines[-1] if lines else None
        if last and last.page == page and abs(last.baseline - glyph.baseline) <= NEAR:
            lines[-1] = last._replace(left=min(last.left, glyph.box.left), right=max(last.right, glyph.box.right))
        else:
            top = glyph.baseline + glyph.size * 0.75
            lines.append(Line(page, glyph.baseline, glyph.box.left, glyph.box.right, top))
    return tuple(lines)


# Emptiness -----------------------------------------------------------------------------------------

SCALE = 0.5
"""Pages are painted with so many dots a point."""
WHITE = 12
"""So much darker than paper must something be to be seen."""


def emptiness(content: bytes, body: Body) -> tuple[float, ...]:
    """Return for each page which share of its body is below all that is painted: words, pictures, boxes, rules."""
    found = []
    with pdfium.PdfDocument(content) as document:
        for number, page in enumerate(document, 1):
            height = page.get_height()
            painted = page.render(scale=SCALE, grayscale=True).to_pil().convert("L")
            top = height - body.foot - body.height(number)
            box = (0, round(top * SCALE), painted.width, round((height - body.foot) * SCALE))
            region = painted.crop(box)
            ink = ImageChops.invert(region).point(lambda dark: 255 if dark > WHITE else 0).getbbox()
            lowest = ink[3] if ink else 0
            found.append(1 - lowest / region.height)
    return tuple(found)

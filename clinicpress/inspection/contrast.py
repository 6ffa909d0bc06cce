"""How well words stand out from their ground, as they are painted.

A page is painted twice, with its text and without. What differs is what can be seen of the text;
what is left is the ground it stands on, whatever was drawn there and in which order. So white text,
covered text and text on a picture need no rules of their own.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil

from PIL import Image, ImageChops

from clinicpress.looks.color import Color, contrast
from clinicpress.readback.finished import Box, Finished, Glyph, ReadPage
from clinicpress.readback.sight import picture

DPI = 144
"""So fine that the strokes of 9 pt type are a pixel wide."""
FAINTEST = 6
"""A difference of so many of 255 steps is no more than rounding."""
THICK = 0.6
"""Where a stroke covers no pixel wholly, its declared colour counts, if at least so much of it was seen."""
THIN = 0.3
"""The same for dashes and stops, which have no stroke that is thick."""
MOSTLY = 0.62
"""A glyph of which less than this is seen, in height or in width, is cut."""
HAIR = 0.05
"""Points; what is no higher is a space, whatever it is called."""
LARGE_ENOUGH = 5
"""Pixels from which on a glyph can be measured."""


@dataclass(frozen=True)
class Word:
    """A word as it is seen. A ratio of 1 says that nothing of it can be seen."""

    text: str
    box: Box
    size: float
    mcid: int | None
    ratio: float
    """Contrast in colour (WCAG 2.1, 1.4.3): 1 to 21."""
    grey: float
    """The same when printed in black and white."""
    lost: tuple[int, ...]
    """Which glyphs of the page cannot be seen, or only in part."""


def words_seen(finished: Finished, page: ReadPage) -> list[Word]:
    """Look at all words of a page."""
    whole, ground = (picture(finished.content, page.number, DPI, words=words).convert("RGB") for words in (True, False))
    change = ImageChops.difference(whole, ground)
    red, green, blue = change.split()
    change = ImageChops.lighter(ImageChops.lighter(red, green), blue)
    traces = change.point(_from(FAINTEST + 1))
    sheet = page.sheet
    found = []
    for numbers in _words(page):
        glyphs = [page.glyphs[number] for number in numbers]
        box = glyphs[0].box
        for glyph in glyphs[1:]:
            box = box.joined(glyph.box)
        if not sheet.meets(box):
            continue
        lost = tuple(n for n in numbers if sheet.meets(page.glyphs[n].box) and not _is_whole(traces, page, n))
        text = "".join(glyph.char for glyph in glyphs)
        ink, paper = _colors(whole, ground, change, _pixels(page, box), glyphs)
        found.append(
            Word(
                text,
                box,
                glyphs[0].size,
                glyphs[0].mcid,
                contrast(ink, paper),
                contrast(_grey(ink), _grey(paper)),
                lost,
            )
        )
    return found


def _words(page: ReadPage) -> Iterator[list[int]]:
    """Yield the numbers of the glyphs of each word of one style."""
    numbers: list[int] = []
    before: Glyph | None = None
    for number, glyph in enumerate(page.glyphs):
        same = before is not None and (glyph.color, glyph.size, glyph.run) == (before.color, before.size, before.run)
        if numbers and (glyph.char.isspace() or not same):
            yield numbers
            numbers = []
        before = glyph
        if not glyph.char.isspace() and glyph.box.width > 0 and glyph.box.height > HAIR:
            numbers.append(number)
    if numbers:
        yield numbers


def _from(least: int) -> list[int]:
    """Return a table that keeps values from `least` on."""
    return [0] * least + [255] * (256 - least)


def _pixels(page: ReadPage, box: Box) -> tuple[int, int, int, int]:
    """Return the pixels of a box, but of a huge one none that are further off than the page is large."""
    scale = page.dpi(DPI) / 72
    # A picture has whole pixels, and the page fills them.
    across, down = ceil(page.width * scale) / page.width, ceil(page.height * scale) / page.height
    box = Box(box.left, max(box.bottom, -page.height), min(box.right, 2 * page.width), box.top)
    left, top = int(box.left * across), int((page.height - box.top) * down)
    right, bottom = int(box.right * across) + 1, int((page.height - box.bottom) * down) + 1
    return max(left, 0), max(top, 0), max(right, left + 1, 1), max(bottom, top + 1, 1)


def _is_whole(traces: Image.Image, page: ReadPage, number: int) -> bool:
    pixels = _pixels(page, page.glyphs[number].box)
    cut = traces.crop(pixels)
    seen = cut.getbbox()
    if seen is None:
        return False
    extents = ((seen[2] - seen[0], cut.width), (seen[3] - seen[1], cut.height))
    return all(part >= MOSTLY * full for part, full in extents if full >= LARGE_ENOUGH)


def _colors(
    whole: Image.Image, ground: Image.Image, change: Image.Image, pixels: tuple[int, int, int, int], glyphs: list[Glyph]
) -> tuple[Color, Color]:
    """Return the colours of ink and paper where the text is seen best."""
    cut = change.crop(pixels)
    changes = cut.tobytes()
    most = max(changes)
    down, right = divmod(changes.index(most), cut.width)
    # Beyond the edge of the page, a cut is black.
    at = (min(pixels[0] + right, change.width - 1), min(pixels[1] + down, change.height - 1))
    ink, paper = (_pixel(image, at) for image in (whole, ground))
    if most <= FAINTEST:
        return _color(paper), _color(paper)
    color = glyphs[0].color
    least = THICK if any(glyph.char.isalnum() for glyph in glyphs) else THIN
    steps = list(zip(ink, paper, color, strict=True))
    declared = max(abs(said - ground) for _, ground, said in steps)
    seen = max(abs(tone - ground) for tone, ground, _ in steps)
    towards = all((tone - ground) * (said - ground) >= -FAINTEST for tone, ground, said in steps)
    return _color(color if towards and least * declared <= seen <= declared else ink), _color(paper)


def _pixel(image: Image.Image, at: tuple[int, int]) -> tuple[int, int, int]:
    found = image.getpixel(at)
    assert isinstance(found, tuple)
    return found[0], found[1], found[2]


def _color(values: tuple[int, int, int]) -> Color:
    red, green, blue = (value / 255 for value in values)
    return Color(red, green, blue)


def _grey(color: Color) -> Color:
    """Return a colour as a printer without colours makes it (luma, ITU-R BT.601)."""
    luma = 0.299 * color.red + 0.587 * color.green + 0.114 * color.blue
    return Color(luma, luma, luma)

"""Pictures of pages: whether two look the same, where they do not, and as bytes for a report."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterable

from PIL import Image, ImageChops, ImageDraw

from clinicpress.readback.finished import Box

CELL = 8
"""Differences are looked for in squares of so many pixels a side; those that touch are one area."""
COLORS = 48
"""Text and rules need no more colours; a picture of a page with photos is a JPEG."""
QUALITY = 80


def blanked(picture: Image.Image, boxes: Iterable[Box], dpi: float, margin: float = 2.0) -> Image.Image:
    """Return a picture of a page with boxes painted over, and a margin around each, in points."""
    copy = picture.convert("RGB")
    pen = ImageDraw.Draw(copy)
    for box in boxes:
        left, right = box.left - margin, box.right + margin
        top, bottom = picture.height - (box.top + margin) * dpi / 72, picture.height - (box.bottom - margin) * dpi / 72
        pen.rectangle((left * dpi / 72, top, right * dpi / 72, bottom), fill="white")
    return copy


def differing(one: Image.Image, other: Image.Image, dpi: float) -> tuple[list[Box], str]:
    """List the areas of a page in which two pictures of it differ, in points, and a digest of what is in them.

    Pictures of different sizes differ all over.
    """
    scale = 72 / dpi
    if one.size != other.size:
        both = hashlib.sha256(one.tobytes() + other.tobytes()).hexdigest()
        return [Box(0, 0, other.width * scale, other.height * scale)], both
    difference = ImageChops.difference(one.convert("RGB"), other.convert("RGB"))
    if difference.getbbox() is None:
        return [], ""
    across = -(-difference.width // CELL)
    cells = {
        (x, y)
        for y in range(-(-difference.height // CELL))
        for x in range(across)
        if difference.crop((x * CELL, y * CELL, (x + 1) * CELL, (y + 1) * CELL)).getbbox()
    }
    height = one.height * scale
    areas = []
    digest = hashlib.sha256()
    for group in _touching(cells):
        xs, ys = [x for x, _ in group], [y for _, y in group]
        box = (min(xs) * CELL, min(ys) * CELL, (max(xs) + 1) * CELL, (max(ys) + 1) * CELL)
        digest.update(one.crop(box).tobytes() + other.crop(box).tobytes())
        left, top, right, bottom = (side * scale for side in box)
        areas.append(Box(left, height - bottom, right, height - top))
    return areas, digest.hexdigest()


def _touching(cells: set[tuple[int, int]]) -> Iterable[list[tuple[int, int]]]:
    left = set(cells)
    while left:
        group = [min(left)]
        left -= set(group)
        for x, y in group:
            around = {(x + across, y + down) for across in (-1, 0, 1) for down in (-1, 0, 1)} & left
            left -= around
            group += sorted(around)
        yield group


def encoded(picture: Image.Image) -> tuple[str, bytes]:
    """Return a picture's media type and bytes, the smaller of a PNG of few colours and a JPEG."""
    few, photo = io.BytesIO(), io.BytesIO()
    flat = picture.convert("RGB")
    flat.quantize(COLORS, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE).save(few, "PNG", optimize=True)
    flat.save(photo, "JPEG", quality=QUALITY, optimize=True)
    png, jpeg = few.getvalue(), photo.getvalue()
    return ("image/png", png) if len(png) <= len(jpeg) else ("image/jpeg", jpeg)

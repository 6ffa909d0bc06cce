"""Pictures that people upload: figures of brochures, logos of clinics. Only what can be printed is kept.

What a file is, is told by its content. It is read as the press reads it, before it is written; its
name is made anew, in small letters, with the ending of what it is. No picture is written over
another one.
"""

from __future__ import annotations

import hashlib
import os
import re
from dataclasses import dataclass
from pathlib import Path

from clinicpress.artwork.filekinds import foreign_kind, is_drawing, raster_kind
from clinicpress.artwork.pictures import load_art
from clinicpress.content.catalog import Catalog
from clinicpress.drafting.cues import slugged
from clinicpress.drafting.starter import drafts_in, goal_of
from clinicpress.ground.problems import InputProblems, Place
from clinicpress.press.finding import faces_of
from clinicpress.workspace.disk import Disk
from clinicpress.workspace.files import file_digest, too_big, write_whole
from clinicpress.workspace.unsaved import Unsaved
from clinicpress.workspace.workspace import MAX_PICTURE_BYTES

_ENDINGS = {"PNG": "png", "JPEG": "jpg", "WEBP": "webp", "GIF": "gif", "TIFF": "tif"}
_NO_NAMES = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)")
"""Names that no file can have on Windows."""
MOST_ALIKE = 1_000


@dataclass(frozen=True)
class Kept:
    """A picture that is in the workspace now."""

    value: str
    """What a brochure or clinic calls it: figures/name.png, or id/name.svg."""
    name: str
    """The file's name in the workspace."""
    size: tuple[float, float]
    """How large it is where it is printed as large as it can be, in points."""
    pixels: tuple[int, int] | None
    """Width and height; None for a drawing."""
    was_there: bool
    """Whether the same picture was there before."""


def keep_figure(root: Path, slug: str, called: str, content: bytes) -> Kept:
    """Put a picture into the folder of a brochure; raises InputProblems for what cannot be printed.

    `called` is what the file was called where it comes from; of that only letters and digits are used.
    """
    if slug not in Catalog(Disk(root)).slugs():
        raise InputProblems.one(Place("brochures"), "there is no such brochure", "load the page again")
    return _keep(root, f"brochures/{slug}/figures", "figures", called or "figure", content, strict=False)


def keep_logo(root: Path, clinic: str, called: str, content: bytes) -> Kept:
    """Put a logo into the folder of a clinic; raises InputProblems for what cannot be printed."""
    if clinic not in Catalog(Disk(root)).clinics():
        raise InputProblems.one(Place("clinics"), "there is no such clinic", "load the page again")
    return _keep(root, f"clinics/{clinic}", clinic, called or "logo", content, strict=True)


def _keep(root: Path, folder: str, below: str, called: str, content: bytes, strict: bool) -> Kept:
    shown = re.split(r"[\\/]", called)[-1][:80]
    place = Place(shown)
    if len(content) > MAX_PICTURE_BYTES:
        said = f"“{shown}” {too_big(len(content), MAX_PICTURE_BYTES)}"
        raise InputProblems.one(place, said, "save it smaller: a page needs no more")
    ending = _ending(content, shown)
    stem = slugged(re.sub(r"\.[A-Za-z0-9]{1,5}\Z", "", shown), 60) or ("logo" if strict else "figure")
    stem = f"{stem}-1" if _NO_NAMES.fullmatch(stem) else stem
    name, was_there = _free(root, folder, stem, ending, content)
    size, pixels = _looked_at(root, name.rpartition("/")[2], content, place, strict)
    if not was_there:
        goal = goal_of(root, name)
        with drafts_in(root) as drafts:
            write_whole(goal, content, drafts)
    return Kept(f"{below}/{name.rpartition('/')[2]}", name, size, pixels, was_there)


def _ending(content: bytes, shown: str) -> str:
    """Return the ending of a kind of picture that can be printed; raises InputProblems for all others."""
    kind = raster_kind(content)
    if kind:
        return _ENDINGS[kind]
    if is_drawing(content):
        return "svg"
    foreign = foreign_kind(content)
    said = f"“{shown}” is {foreign.said}" if foreign else f"“{shown}” is no picture that can be printed"
    hint = foreign.hint if foreign else "take an SVG, PNG, JPEG, WebP, GIF or TIFF"
    raise InputProblems.one(Place(shown), said, hint)


def _free(root: Path, folder: str, stem: str, ending: str, content: bytes) -> tuple[str, bool]:
    """Return a name that no other picture has, and whether this one is there under it."""
    digest = hashlib.sha256(content).hexdigest()
    for number in range(1, MOST_ALIKE):
        name = f"{folder}/{stem if number == 1 else f'{stem}-{number}'}.{ending}"
        if not os.path.lexists(root / name):
            return name, False
        if file_digest(goal_of(root, name)) == digest:
            return name, True
    raise InputProblems.one(Place(folder), f"there are too many pictures called “{stem}”", "give it another name")


def _looked_at(
    root: Path, name: str, content: bytes, place: Place, strict: bool
) -> tuple[tuple[float, float], tuple[int, int] | None]:
    """Read a picture as the press does, in each edition's faces; raises InputProblems for what cannot be printed."""
    catalog = Catalog(Unsaved(Disk(root), {name: content}))
    art = None
    for theme in catalog.editions().themes:
        art = load_art(catalog.workspace, name, place, faces_of(catalog, theme), strict)
    assert art is not None  # there is at least one edition
    return art.size, art.pixels

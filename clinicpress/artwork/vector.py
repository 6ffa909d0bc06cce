"""SVG pictures: read, written anew plainly, drawn by the easel as a page of a PDF, and looked at.

Only what was looked at is printed: that something is to be seen on paper, and that all its words
are there. The modules that it needs are slow to import, so this one is loaded where a brochure or
clinic has an SVG.
"""

from __future__ import annotations

import base64
import io
import re
from dataclasses import dataclass
from functools import partial

from PIL import Image

from clinicpress.artwork.easel import Spoiled, draw_svg, families_of
from clinicpress.artwork.painter import NO_ROOM
from clinicpress.artwork.raster import read_raster
from clinicpress.artwork.svgfile import Element, Flaw, Unfit, read_artwork
from clinicpress.artwork.svgplain import OUTLINES, Families, Plain, plain_svg
from clinicpress.artwork.visibility import lost
from clinicpress.ground.problems import InputProblems, Place, Problem
from clinicpress.looks.fonts import NO_FONTS, Chain

PIXEL = 0.75
"""The size of a pixel of an SVG in points."""
_ADDRESS = re.compile(r"data:(?:image/([\w.+-]+))?(?:;[^,;]*)*?(;base64)?,(.*)", re.DOTALL)
_AGAIN = "export it again as a plain SVG of shapes and text, with a viewBox and everything inside the file"
_LACKING = re.compile(r"the text `\"?(.*?)\"?` could not be displayed", re.DOTALL)


@dataclass(frozen=True, eq=False)
class Vector:
    """An SVG that is ready to be printed."""

    pdf: bytes
    """A PDF with it as its only page."""
    page: tuple[float, float]
    """Width and height of that page, in points."""
    size: tuple[float, float]
    """Width and height that its file gives it, in points."""
    smallest: float = 0.0
    """The size of its smallest words at that size, in points; 0 where it has none."""
    plain: str = ""
    """The SVG that it was drawn of, written anew: shapes and pictures, nothing from outside."""

    def on_screen(self, widest: int) -> tuple[str, bytes]:
        """Return the kind and content of a file that browsers show as it is printed; pixels, if any, are so many wide.

        Words are painted: a browser would set them in fonts that are not ours, and might cut them.
        """
        if not self.smallest:
            return "svg+xml", self.plain.encode("utf-8")
        from clinicpress.artwork.lettering import painted

        return "png", painted(self.pdf, widest / self.page[0])


def read_drawing(content: bytes, file: str, asked_at: Place, faces: Chain, strict: bool = False) -> Vector:
    """Read an SVG; raises InputProblems with all that is wrong.

    Its words are set in the families of `faces`; where they ask for others, that is wrong in a `strict` one:
    a logo in other letters is another logo.
    """
    try:
        return _drawn(content, file, asked_at, faces, strict)
    except Unfit as unfit:
        raise InputProblems(
            Problem(asked_at, f"“{file}”{f', line {flaw.line},' if flaw.line else ''} {flaw.message}", flaw.hint)
            for flaw in unfit.flaws
        ) from None


def borrowed_families(content: bytes, faces: Chain) -> list[tuple[int, str]]:
    """List the lines and names of the families that the words of an SVG ask for and that there are not."""
    try:
        plain = plain_svg(read_artwork(content), dict.fromkeys(faces.names(), "-"), lambda address, line: address)
    except Unfit:
        return []
    return list(plain.borrowed)


def _drawn(content: bytes, file: str, asked_at: Place, faces: Chain, strict: bool) -> Vector:
    root = read_artwork(content)
    lettered = any(element.name == "text" for element in root.walk())
    fonts = faces.files if lettered else NO_FONTS
    try:
        plain = _plain(root, _families(faces) if lettered else {}, file, asked_at)
        if strict and plain.borrowed:
            raise Unfit([_borrowed(line, family) for line, family in plain.borrowed])
        drawn = draw_svg(plain.svg, fonts)
    except Spoiled as spoiled:
        raise _unfit(str(spoiled)) from None
    except (RecursionError, ValueError) as error:
        # tinycss2 and cssselect2 read styles by themselves, however deep they are nested and however long numbers are.
        raise Unfit.one(0, "cannot be drawn: something in its styles is broken", _AGAIN) from error
    _look(drawn.glance)
    width, height = (side * PIXEL for side in plain.size)
    page = width * plain.scale, height * plain.scale
    if not lettered:
        return Vector(drawn.pdf, page, (width, height), plain=plain.svg)
    from clinicpress.artwork.lettering import lettering_of

    lettering = lettering_of(drawn.pdf, plain.words)
    if lettering.flaws:
        raise Unfit(lettering.flaws)
    return Vector(drawn.pdf, page, (width, height), lettering.smallest / plain.scale, plain.svg)


def _borrowed(line: int, family: str) -> Flaw:
    return Flaw(line, f"has words in “{family[:40]}”, a font that is not here", OUTLINES)


def _families(faces: Chain) -> Families:
    """Return the families of a chain as their files call them, by the names that people know, the first one first."""
    told = families_of(faces.files)
    return {name: told[file] for name, file in faces.names().items() if file in told}


def _plain(root: Element, families: Families, file: str, asked_at: Place) -> Plain:
    return plain_svg(root, families, partial(_embedded, file=file, asked_at=asked_at))


def _embedded(address: str, line: int, file: str, asked_at: Place) -> str:
    """Return the address of a picture inside of an SVG with its pixels as they can be printed; raises Unfit."""
    form = _ADDRESS.fullmatch(address)
    if form is None or not form[2] or "svg" in (form[1] or ""):
        hint = "save that picture as a PNG or JPEG of its own, and put it in again"
        raise Unfit.one(line, "holds a picture that cannot be read", hint)
    try:
        content = base64.b64decode(form[3], validate=False)
        raster = read_raster(content, file, asked_at, ground=None)
    except InputProblems as error:
        [problem] = error.problems
        raise Unfit.one(line, f"holds a picture that cannot be printed: {problem.message}", problem.hint) from None
    except ValueError:
        raise Unfit.one(line, "holds a picture that is broken", _AGAIN) from None
    kind, picture = raster.on_screen()
    return f"data:image/{kind};base64,{base64.b64encode(picture).decode('ascii')}"


def _unfit(said: str) -> Unfit:
    """Say what the renderer said in words for people."""
    if lacking := _LACKING.search(said):
        return Unfit.one(0, f"holds “{lacking[1][:40]}”, which no font has", OUTLINES)
    if "missing codepoints" in said:
        which = "with marks (as x\u0304), joined or stacked (as in Arabic and Hindi)"
        what = f"has letters that could not be read from the page: {which}"
        return Unfit.one(0, what, OUTLINES)
    if said.startswith(NO_ROOM):
        hint = "make room there, or name another folder by TMPDIR"
        return Unfit.one(
            0, f"cannot be drawn: the folder for temporary files cannot be written ({said[len(NO_ROOM) :]})", hint
        )
    if not said:
        hint = "simplify it in the drawing program (large shadows and blurs), or save it as a PNG and name that here"
        return Unfit.one(0, "takes too long to be drawn, or too much memory", hint)
    return Unfit.one(0, "cannot be drawn: something in it is broken", _AGAIN)


def _look(glance: bytes) -> None:
    """Refuse a picture of which nothing is seen; raises Unfit."""
    picture = Image.open(io.BytesIO(glance)).convert("RGBA")
    if picture.getchannel("A").getextrema()[1] == 0:
        hint = "open it in a browser: its shapes and texts must lie inside of its page (the viewBox)"
        raise Unfit.one(0, "draws nothing that can be seen", hint)
    unseen = lost(picture, (255, 255, 255))
    if unseen != "nothing":
        said = "is white" if unseen == "all" else "has large parts that are white, with nothing behind them"
        hint = "use the version that is made for white paper; for a logo, ask its designer"
        what = "nothing of it" if unseen == "all" else "they"
        raise Unfit.one(0, f"{said}: on white paper {what} would {'' if unseen == 'all' else 'not '}be seen", hint)

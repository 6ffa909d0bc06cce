"""The font shelf: the catalogue of static TrueType faces, their registration, and what they cover.

Every run of text is set in faces of a chain: the style's own family first, then the theme's other
families. A character that no face of the chain has is a located problem, never a black box.
"""

from __future__ import annotations

import hashlib
import io
import re
import struct
import unicodedata
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Annotated, Any, overload

from pydantic import AfterValidator
from pydantic_core import PydanticCustomError
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFError

from clinicpress.content.texts import Unprinted
from clinicpress.ground.characters import INVISIBLE
from clinicpress.ground.problems import InputProblems, Place, Problem, did_you_mean
from clinicpress.looks.fontfile import BadFont, check_font
from clinicpress.looks.lean import LeanFont
from clinicpress.workspace.nodes import Text
from clinicpress.workspace.schema import Strict, check_node, described, entry
from clinicpress.workspace.workspace import Workspace

MOST_SHOWN = 20
"""So many characters that no font has are shown."""
CATALOG = "fonts/catalog.yaml"


def _face_key(value: Unprinted) -> Unprinted:
    if not re.fullmatch(r"[1-9]00(?: italic)?", value):
        raise PydanticCustomError(
            "face", "“{value}” is not a face", {"value": str(value), "hint": "write its weight, like 400 or 400 italic"}
        )
    return value


FaceKey = Annotated[Unprinted, AfterValidator(_face_key)]


class FamilyEntry(Strict):
    """One family of the font catalogue."""

    name: Unprinted = described("The family's name, for people.")
    licence: Unprinted = described("The licence's file, below fonts/.")
    faces: dict[FaceKey, Unprinted] = described("Faces: “400” or “400 italic” to the file below fonts/.", min_length=1)


class FontCatalog(Strict):
    """The families that themes can name."""

    families: dict[Unprinted, FamilyEntry] = described("Families by their short name.", min_length=1)


class _Widths(dict[str, float]):
    """Widths by character: of all others, the one that stands for them."""

    def __init__(self, known: Mapping[int, float], other: float) -> None:
        super().__init__((chr(code), width) for code, width in known.items())
        self.other = other

    def __missing__(self, char: str) -> float:
        return self.other


@dataclass(frozen=True, eq=False)
class Face:
    """A registered TrueType face. Widths are in thousandths of the type size."""

    name: str
    font: LeanFont
    glyphs: dict[int, int] = field(repr=False)
    widths: _Widths = field(repr=False)
    ascent: float
    descent: float
    """Ascent and descent from the face's hhea table, in ems; the descent is negative."""

    def width(self, text: str, size: float) -> float:
        """Return the advance of a text at a type size, in points."""
        return sum(map(self.widths.__getitem__, text)) * size * 0.001


@lru_cache(maxsize=64)
def _register(file: str, content: bytes) -> Face:
    check_font(content)
    # Registration is global in ReportLab: the name holds the content, so that equal names are equal fonts.
    name = f"{file.rsplit('/', 1)[-1].removesuffix('.ttf')}-{zlib.crc32(content):08x}"
    font = LeanFont(name, io.BytesIO(content))
    # Otherwise ReportLab would go on with an older file of the same face, where it goes by the name.
    font.unregister()
    pdfmetrics.registerFont(font)
    face: Any = font.face
    # Glyph 0 is the box that stands for what a font has not.
    glyphs = {code: glyph for code, glyph in face.charToGlyph.items() if glyph}
    widths = _Widths(face.charWidths, face.defaultWidth)
    return Face(name, font, glyphs, widths, face.ascent / 1000, face.descent / 1000)


@dataclass(frozen=True, eq=False)
class FontFiles:
    """Files of fonts by their names below fonts/, and a name for what is in them."""

    files: Mapping[str, bytes]

    @cached_property
    def digest(self) -> bytes:
        """A digest of their names and contents."""
        found = hashlib.sha256()
        for name, content in sorted(self.files.items()):
            found.update(name.encode() + hashlib.sha256(content).digest())
        return found.digest()


NO_FONTS = FontFiles({})


class FontShelf:
    """The faces of a workspace, loaded when they are first needed."""

    def __init__(self, workspace: Workspace) -> None:
        # Faces are read when a text first needs them: a theme notes all that it might need.
        self.workspace = workspace.unnoted()
        self.catalog = check_node(workspace.read_yaml(CATALOG), FontCatalog)
        self._faces: dict[tuple[str, int, bool], Face] = {}

    def family(self, name: str, asked_at: Place) -> FamilyEntry:
        """Return a family of the catalogue; raises InputProblems at `asked_at` for an unknown one."""
        if name in self.catalog.families:
            return entry(self.catalog.families, name)
        raise InputProblems.one(
            asked_at, f"unknown font family “{name}”", did_you_mean(name, map(str, self.catalog.families))
        )

    def files(self, family: Unprinted) -> list[str]:
        """List the files of a family's faces, below fonts/."""
        return [str(file) for file in self.family(str(family), family.place).faces.values()]

    def face(self, family: str, weight: int, italic: bool, asked_at: Place) -> Face:
        """Return the face nearest to a weight; italic falls back to upright where there is none."""
        key = (family, weight, italic)
        if key not in self._faces:
            files = {str(k): v for k, v in self.family(family, asked_at).faces.items()}
            slanted = {k.split()[0]: v for k, v in files.items() if k.endswith("italic")}
            upright = {k: v for k, v in files.items() if not k.endswith("italic")}
            choice = (slanted if italic and slanted else upright) or files
            nearest = min(choice, key=lambda w: abs(int(w.split()[0]) - weight))
            self._faces[key] = self._load(choice[nearest])
        return self._faces[key]

    def _load(self, file: Unprinted) -> Face:
        content = self.workspace.read_bytes(f"fonts/{file}", file.place)
        try:
            return _register(str(file), content)
        except BadFont as bad:
            raise InputProblems.one(file.place, f"“{file}” {bad.message}", bad.hint) from None
        except (TTFError, struct.error, AttributeError, LookupError, ArithmeticError, ValueError) as error:
            raise InputProblems.one(file.place, f"“{file}” cannot be read as a font", _FRESH) from error


_FRESH = "get the file again from where it came; the copy may be damaged"


class Chain(Sequence[Face]):
    """The faces that a text is set in: the first that has a character prints it. Loaded when needed."""

    def __init__(self, shelf: FontShelf, families: Sequence[Unprinted], weight: int, italic: bool = False) -> None:
        self.shelf, self._families, self._weight, self._italic = shelf, families, weight, italic
        self._faces: dict[int, Face] = {}
        self._chosen: dict[str, Face] = {}
        self._printed: set[str] = set()

    def __len__(self) -> int:
        return len(self._families)

    @overload
    def __getitem__(self, index: int) -> Face: ...
    @overload
    def __getitem__(self, index: slice) -> list[Face]: ...
    def __getitem__(self, index: int | slice) -> Face | list[Face]:
        if isinstance(index, slice):
            return [self[i] for i in range(*index.indices(len(self)))]
        if (face := self._faces.get(index)) is None:
            family = self._families[index]
            face = self._faces[index] = self.shelf.face(str(family), self._weight, self._italic, family.place)
        return face

    def names(self) -> dict[str, str]:
        """Return a file of each family by the family's name and its id, both in small letters, the first one first."""
        found: dict[str, str] = {}
        for family in self._families:
            known = self.shelf.family(str(family), family.place)
            file = str(next(iter(known.faces.values())))
            found |= {str(known.name).lower(): file, str(family).lower(): file}
        return found

    @cached_property
    def files(self) -> FontFiles:
        """All files of its families; raises InputProblems for one that cannot be read."""
        names = [file for family in self._families for file in self.shelf.files(family)]
        read = self.shelf.workspace.read_bytes
        return FontFiles({name: read(f"fonts/{name}", self._families[0].place) for name in names})

    def face_for(self, char: str) -> Face:
        """Return the first face that has a character, or the first of all."""
        if (face := self._chosen.get(char)) is None:
            code = ord(char)
            face = self._chosen[char] = next((face for face in self if code in face.glyphs), self[0])
        return face

    def refused(self, text: str) -> set[str]:
        """Return the characters of a text that no face has, and the marks, which would stand beside their letters."""
        asked = set(text) - self._printed
        lacking = {char for char in asked if _is_mark(char) or not self._has(char)}
        self._printed |= asked - lacking
        return lacking

    def _has(self, char: str) -> bool:
        return char.isspace() or char in INVISIBLE or any(ord(char) in face.glyphs for face in self)


def _is_mark(char: str) -> bool:
    """Tell whether a character is a mark of its own, which would stand beside its letter."""
    return unicodedata.category(char).startswith("M") and char not in INVISIBLE


def missing_glyphs(text: Text, chain: Chain) -> list[Problem]:
    """Tell what of a text no face of the chain can print: the characters at once, marks each at its place."""
    refused = chain.refused(unicodedata.normalize("NFC", text))
    lacking: dict[str, Place] = {}
    found: dict[str, Problem] = {}
    for typed in _letters(text) if refused else ():
        shown = "".join(char for char in unicodedata.normalize("NFC", typed) if char not in INVISIBLE)
        letter, marks = shown[:1], shown[1:]
        if letter in refused and not _is_mark(letter):
            lacking.setdefault(letter, text.at(typed))
        elif not refused.isdisjoint(shown):
            found.setdefault(shown, _unseated(text.at(typed), letter, marks))
    told = [_lacking(lacking)] if lacking else []
    return [*told, *found.values()]


def _letters(text: str) -> list[str]:
    """Part a text into its letters, each with the marks that are typed behind it, and with what prints nothing."""
    found: list[str] = []
    for char in text:
        if found and (_is_mark(char) or char in INVISIBLE):
            found[-1] += char
        else:
            found.append(char)
    return found


def _lacking(found: Mapping[str, Place]) -> Problem:
    """Tell of the characters of a text that no font has, at the first of them."""
    chars, place = [*found], next(iter(found.values()))
    if len(chars) == 1:
        [char] = chars
        shown = f"“{char}”, " if char.isprintable() else ""
        message = f"no font has the character {shown}{_code(char)}"
    else:
        shown = " ".join(char if char.isprintable() else _code(char) for char in chars[:MOST_SHOWN])
        more = " …" if len(chars) > MOST_SHOWN else ""
        message = f"no font has the characters {shown}{more}{_scripts(chars)}"
    them = "it" if len(chars) == 1 else "them"
    # We set from left to right, and join no letters: a font alone would not help.
    is_other_way = any(unicodedata.bidirectional(char) in ("R", "AL") for char in chars)
    other = "" if is_other_way else f", or add a font that has {them} to fonts/catalog.yaml and to the theme's fallback"
    instead = "write this in Latin letters; what runs from right to left cannot be set" if is_other_way else "replace "
    return Problem(place, message, instead if is_other_way else f"{instead}{them}{other}")


def _scripts(chars: Iterable[str]) -> str:
    """Name the scripts of letters, by the first word of their names, as “ (Arabic)”."""
    names = dict.fromkeys(unicodedata.name(char, "").split(" ")[0] for char in chars if char.isalpha())
    known = ["Chinese characters" if name == "CJK" else name.capitalize() for name in names if name]
    return f" ({', '.join(known)})" if known else ""


def _unseated(place: Place, letter: str, marks: str) -> Problem:
    """Say that marks would stand beside their letter, or have none."""
    if _is_mark(letter) or letter.isspace():
        mark = _code(marks[:1] or letter)
        return Problem(place, f"the mark {mark} stands on no letter", "type it behind its letter, or delete it")
    what = "its mark" if len(marks) == 1 else "its marks"
    return Problem(
        place,
        f"“{letter}{marks}” cannot be printed: {what}, {' and '.join(map(_code, marks))}, "
        f"would stand beside the “{letter}”",
        f"say it in words, show it in a picture, or use a letter that has {what} built in",
    )


def _code(char: str) -> str:
    return f"U+{ord(char):04X} ({unicodedata.name(char, 'no name')})"

"""The font shelf: the catalogue of static TrueType faces, and what they cover.

Every word is set in faces of a chain: the style's own family first, then the theme's other families, then
those of the catalogue that have its script. No word mixes faces where one has all of it.
"""

from __future__ import annotations

import hashlib
import re
import struct
import unicodedata
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Annotated, overload

from pydantic import AfterValidator
from pydantic_core import PydanticCustomError

from clinicpress.content.texts import Unprinted
from clinicpress.foundry.fontfile import BadFont
from clinicpress.foundry.shaping import Shaper
from clinicpress.foundry.truetype import TrueType
from clinicpress.ground.characters import INVISIBLE
from clinicpress.ground.problems import InputProblems, Place, did_you_mean
from clinicpress.looks.letters import is_mark, letters_of, script_runs, scripts_of
from clinicpress.workspace.schema import Strict, check_node, described, entry
from clinicpress.workspace.workspace import Workspace

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
    scripts: tuple[Unprinted, ...] = described(
        "The scripts that it prints where a theme's families lack them, such as arabic or thai.", default=()
    )
    package: Unprinted | None = described(
        "The package that holds its files, where they do not come with the program.", default=None
    )
    faces: dict[FaceKey, Unprinted] = described("Faces: “400” or “400 italic” to the file below fonts/.", min_length=1)


class FontCatalog(Strict):
    """The families that themes can name."""

    families: dict[Unprinted, FamilyEntry] = described("Families by their short name.", min_length=1)


@dataclass(frozen=True, eq=False)
class Face:
    """A TrueType face, as it sets the texts of one language."""

    name: str
    """A name that two faces share only where they print the same."""
    font: TrueType = field(repr=False)
    shaper: Shaper = field(repr=False)

    @property
    def glyphs(self) -> Mapping[int, int]:
        """The glyphs of the characters that it has."""
        return self.font.glyphs

    @cached_property
    def _printed(self) -> set[str]:
        return set()

    def prints(self, text: str) -> bool:
        """Tell whether it has a glyph for each character of a text."""
        if not self._printed.issuperset(text):
            if not self.glyphs.keys() >= set(map(ord, text)):
                return False
            # Those that it was found to have need not be looked for again.
            self._printed.update(text)
        return True

    @cached_property
    def space(self) -> float:
        """The width of its space, in ems."""
        return self.shaper.width(" ")

    @property
    def ascent(self) -> float:
        """How far it reaches above its line, in ems."""
        return self.font.ascent

    @property
    def descent(self) -> float:
        """How far it reaches below its line, in ems: a negative number."""
        return self.font.descent

    def width(self, text: str, size: float, level: int = 0) -> float:
        """Return the advance of a text at a type size, in points; texts of odd levels run to the left."""
        to_the_left = level & 1 == 1
        if " " in text:
            return self.shaper.width(text, to_the_left) * size
        return self.shaper.shape(text, to_the_left).width * size


@lru_cache(maxsize=64)
def _font(content: bytes) -> TrueType:
    return TrueType(content)


@lru_cache(maxsize=128)
def _face(file: str, content: bytes, language: str) -> Face:
    name = f"{file.rsplit('/', 1)[-1].removesuffix('.ttf')}-{zlib.crc32(content):08x}-{language}"
    font = _font(content)
    return Face(name, font, Shaper(font, language))


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
        self._faces: dict[tuple[str, int, bool, str], Face] = {}

    def family(self, name: str, asked_at: Place) -> FamilyEntry:
        """Return a family of the catalogue; raises InputProblems at `asked_at` for one that is unknown or not here."""
        if name in self.catalog.families:
            found = entry(self.catalog.families, name)
            if not self._is_here(found):
                message = f"the fonts of the family “{name}” are not installed"
                raise InputProblems.one(asked_at, message, how_to_get(str(found.package)))
            return found
        raise InputProblems.one(
            asked_at, f"unknown font family “{name}”", did_you_mean(name, map(str, self.catalog.families))
        )

    def files(self, family: Unprinted) -> list[str]:
        """List the files of a family's faces, below fonts/."""
        return [str(file) for file in self.family(str(family), family.place).faces.values()]

    def speaking(self, scripts: Iterable[str]) -> list[Unprinted]:
        """List the families that say they have one of some scripts, and whose files are here."""
        return [family for family, found in self._entries(scripts) if self._is_here(found)]

    def package_with(self, scripts: Iterable[str]) -> str:
        """Return the package of a family that has one of some scripts and is not here; else nothing."""
        missing = (str(found.package) for _, found in self._entries(scripts) if not self._is_here(found))
        return next(missing, "")

    def _entries(self, scripts: Iterable[str]) -> list[tuple[Unprinted, FamilyEntry]]:
        asked = set(scripts)
        families = self.catalog.families.items() if asked else ()
        return [(family, found) for family, found in families if not asked.isdisjoint(map(str, found.scripts))]

    def _is_here(self, found: FamilyEntry) -> bool:
        has = self.workspace.has
        return found.package is None or all(has(f"fonts/{file}") for file in found.faces.values())

    def is_slanted(self, family: Unprinted) -> bool:
        """Tell whether a family has italics."""
        return any(key.endswith("italic") for key in self.family(str(family), family.place).faces)

    def face(self, family: str, weight: int, italic: bool, asked_at: Place, language: str = "en") -> Face:
        """Return the face nearest to a weight; italic falls back to upright where there is none.

        It sets texts of a language: a font may have other forms of a letter for it.
        """
        key = (family, weight, italic, language)
        if key not in self._faces:
            files = {str(k): v for k, v in self.family(family, asked_at).faces.items()}
            slanted = {k.split()[0]: v for k, v in files.items() if k.endswith("italic")}
            upright = {k: v for k, v in files.items() if not k.endswith("italic")}
            choice = (slanted if italic and slanted else upright) or files
            nearest = min(choice, key=lambda w: abs(int(w.split()[0]) - weight))
            self._faces[key] = self._load(choice[nearest], language)
        return self._faces[key]

    def _load(self, file: Unprinted, language: str) -> Face:
        content = self.workspace.read_bytes(f"fonts/{file}", file.place)
        try:
            return _face(str(file), content, language)
        except BadFont as bad:
            raise InputProblems.one(file.place, f"“{file}” {bad.message}", bad.hint) from None
        except (struct.error, LookupError, ArithmeticError, ValueError) as error:
            raise InputProblems.one(file.place, f"“{file}” cannot be read as a font", _FRESH) from error


def how_to_get(package: str) -> str:
    """Say how the fonts of a package are got that does not come with the program."""
    return f"they come in the package {package}: where the program was made, “make cjk” makes and installs it"


_FRESH = "get the file again from where it came; the copy may be damaged"


class Chain(Sequence[Face]):
    """The faces that a text is set in: the first that has a word prints it. Loaded when needed."""

    def __init__(
        self,
        shelf: FontShelf,
        families: Sequence[Unprinted],
        weight: int,
        italic: bool = False,
        language: str = "en",
    ) -> None:
        self.shelf, self._families = shelf, families
        self._weight, self._italic, self._language = weight, italic, language
        self._faces: dict[int, Face] = {}
        self._parted: dict[str, tuple[tuple[Face, str], ...]] = {}
        self._prints: dict[str, bool] = {}
        self.sure: set[str] = set()
        """Characters that it is known to print, wherever they stand: what checks texts adds to them."""
        self._own: set[str] = set()
        """Characters of texts that borrow no font."""

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
            face = self._faces[index] = self._face_of(self._families[index])
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

    def parted(self, word: str) -> tuple[tuple[Face, str], ...]:
        """Cut a word into the faces that print it.

        Where one face has all of it, that prints it. Otherwise the word is parted where its script changes, and
        only in the last resort between its letters. What no face has is given to the first one.
        """
        if (found := self._parted.get(word)) is None:
            found = self._parted[word] = tuple(self._cut(word))
        return found

    def _cut(self, word: str) -> list[tuple[Face, str]]:
        if (face := self._face_with(word)) is not None:
            return [(face, word)]
        runs = script_runs(word)
        smaller = [self.parted(run) for run in runs] if len(runs) > 1 else map(self._last_resort, letters_of(word))
        found: list[tuple[Face, str]] = []
        for face, text in (piece for pieces in smaller for piece in pieces):
            if found and found[-1][0] is face:
                found[-1] = (face, found[-1][1] + text)
            else:
                found.append((face, text))
        return found

    def _last_resort(self, letter: str) -> list[tuple[Face, str]]:
        return [(self._face_with(letter) or self[0], letter)]

    def _face_with(self, text: str) -> Face | None:
        """Return the first face that has all of a text: of its own families, or of others that have its scripts."""
        needed, marked = _needed(text), []
        if not text.isascii() and any(map(is_mark, text)):
            letters = letters_of(unicodedata.normalize("NFC", text))
            marked = [letter for letter in letters if any(map(is_mark, letter[1:]))]
        if (face := next((face for face in self if _has(face, needed, marked)), None)) is not None:
            return face
        others = (self._face_of(family) for family in self._beyond(needed))
        return next((face for face in others if _has(face, needed, marked)), None)

    def _face_of(self, family: Unprinted) -> Face:
        return self.shelf.face(str(family), self._weight, self._italic, family.place, self._language)

    def _beyond(self, needed: Iterable[str]) -> list[Unprinted]:
        """List the families of the catalogue beyond its own that have scripts which its own have not all of."""
        lacking = [char for char in needed if not any(ord(char) in face.glyphs for face in self)]
        own = set(map(str, self._families))
        return [family for family in self.shelf.speaking(scripts_of("".join(lacking))) if str(family) not in own]

    def borrowed(self, text: str) -> list[str]:
        """List the files, below fonts/, of families beyond its own that may print some of a text."""
        said = unicodedata.normalize("NFC", text)
        if said.isascii() or self._own.issuperset(said):
            return []
        families = self._beyond(_needed(said))
        if not families:
            self._own.update(set(said) - INVISIBLE)
        return [file for family in families for file in self.shelf.files(family)]

    def face_for(self, char: str) -> Face:
        """Return the face that prints a character, or the first of all."""
        return self.parted(char)[0][0]

    def prints(self, letter: str) -> bool:
        """Tell whether a face can print a letter with its marks."""
        if (found := self._prints.get(letter)) is None:
            found = self._prints[letter] = not _needed(letter) - INVISIBLE or self._face_with(letter) is not None
        return found


def _needed(text: str) -> set[str]:
    """Return the characters of a text that a face must have: no space, and nothing that prints nothing."""
    printed = {char for char in unicodedata.normalize("NFC", text) if not char.isspace()}
    # What prints nothing needs no glyph beside a letter; alone, it is a hyphen that may be shown.
    return printed - INVISIBLE or printed


def _has(face: Face, needed: set[str], marked: Iterable[str]) -> bool:
    return face.glyphs.keys() >= set(map(ord, needed)) and all(map(face.shaper.seats, marked))

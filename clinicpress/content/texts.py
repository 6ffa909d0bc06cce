"""The kinds of texts that people write: printed as typed, with inline marks, or never printed.

Each knows its place in a file, and is checked where it is read: that there is something to see, and
that YAML took no word of it.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise
from typing import Any, ClassVar

from pydantic_core import PydanticCustomError, core_schema

from clinicpress.content.inline import without_marks
from clinicpress.ground.problems import Place
from clinicpress.workspace.nodes import Text
from clinicpress.workspace.typed import misreading

MAX_TEXT = 20_000
"""The most characters of a text: a page holds about 4000."""
_EMPTY_LINE = r"\n(?:[ \t]*\n)+"
_SEEN = re.compile("[!-~]")
_UNSEEN = frozenset({"Cc", "Cf", "Mn", "Mc", "Me", "Zs", "Zl", "Zp"})
"""Kinds of characters (Unicode's general categories) that are not seen, or only on a letter."""
_BLANK = frozenset("\u115f\u1160\u2800\u3164\uffa0")
"""Fillers and the empty braille cell: letters and signs by name, but nothing is drawn for them."""


def prints_nothing(text: str) -> bool:
    """Tell whether nothing of a text could be seen on paper: spaces, invisible characters, marks without a letter."""
    return not _SEEN.search(text) and all(unicodedata.category(char) in _UNSEEN or char in _BLANK for char in text)


class Line(Text):
    """Literal text: printed exactly as typed, inline marks included."""

    may_be_empty: ClassVar[bool] = False
    words_matter: ClassVar[bool] = True
    """Whether its words matter, so that none may be lost on their way out of the file."""
    may_be_parted: ClassVar[bool] = False
    """Whether an empty line in it begins a new paragraph."""

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: Any) -> core_schema.CoreSchema:
        def check(value: Any) -> Text:
            if not isinstance(value, str):
                raise PydanticCustomError("text_expected", "text is expected here")
            if not value.strip() and not cls.may_be_empty:
                raise PydanticCustomError("text_empty", "this text is empty")
            if not cls.may_be_empty and prints_nothing(cls.shown(value)):
                hint = {"hint": "it holds only characters that cannot be seen; delete it and type it anew"}
                raise PydanticCustomError("text_unseen", "this text prints nothing", hint)
            if len(value) > MAX_TEXT:
                length = {"length": len(value), "most": MAX_TEXT, "hint": "split it into several paragraphs"}
                raise PydanticCustomError(
                    "text_long", "this text is too long: {length} characters, at most {most}", length
                )
            if not isinstance(value, Text):
                return cls(value, Place(""))
            if cls.words_matter and (misread := misreading(value, cls.may_be_parted)):
                told = {"place": value.place_of(misread.at), "hint": misread.hint}
                raise PydanticCustomError("text_misread", "{message}", {"message": misread.message, **told})
            return cls(value, value.place, value.raw, value.rest)

        return core_schema.no_info_plain_validator_function(check)

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: Any, handler: Any) -> dict[str, Any]:
        return cls.json_schema()

    @classmethod
    def json_schema(cls) -> dict[str, Any]:
        """Return what an editor takes for such a text: an unquoted 1.0 or True is none to it; to us it is."""
        text: dict[str, Any] = {"type": ["string", "number", "boolean"], "errorMessage": "text is expected here"}
        return text if cls.may_be_empty else {**text, "minLength": 1}

    @staticmethod
    def shown(text: str) -> str:
        """Return what of a text is to be seen."""
        return text


class Prose(Line):
    """Text with inline marks: **strong**, *emphasis*, [text](url), [@source]."""

    @staticmethod
    def shown(text: str) -> str:
        """Return what of a text is to be seen; a citation alone is its number."""
        return without_marks(text).strip() or text


class Paragraphs(Prose):
    """Text with inline marks, in which an empty line begins a new paragraph."""

    may_be_parted = True

    def parts(self) -> list[Prose]:
        """Return its paragraphs, each with its own place."""
        texts = [part.strip() for part in self._parted() if part.strip()]
        if len(texts) < 2:
            return [self]
        begins = [0]
        for text in texts[1:]:
            # In quotes a sign may be written as two; then the place is near.
            begins.append(max(self.raw.find(text.split()[0], begins[-1] + 1), begins[-1] + 1))
        ends = [*begins[1:], len(self.raw)]
        return [
            Paragraphs(text, self.place_of(begin), self.raw[begin:end])
            for text, begin, end in zip(texts, begins, ends, strict=True)
        ]

    def _parted(self) -> list[str]:
        """Part the text at its empty lines, of which YAML keeps one line end less where it joins lines."""
        text = self.strip("\n")
        if self.raw.startswith("|"):
            return re.split(_EMPTY_LINE, text)
        if not self.raw.startswith(">"):
            return re.split(r"[ \t]*\n\s*", text)
        # Below “>”, lines with spaces before them keep their line ends, too.
        parts: list[str] = []
        for part in re.split(_EMPTY_LINE, text):
            lines = part.split("\n")
            parts.append(lines[0])
            for before, line in pairwise(lines):
                if before.startswith((" ", "\t")) or line.startswith((" ", "\t")):
                    parts[-1] += f"\n{line}"
                else:
                    parts.append(line)
        return parts


class CellText(Prose):
    """The text of a table cell, which may be empty."""

    may_be_empty = True

    @classmethod
    def none(cls) -> CellText:
        """Return the text of an empty cell."""
        return cls("", Place(""))


class Unprinted(Line):
    """Text that never reaches the page, such as the name of a file or a colour."""

    words_matter = False


class LabelText(Line):
    """The pattern of a label, which is printed with a number in it."""


class Sentences(Unprinted):
    """Whole sentences that never reach the page: alt text, notes to the editor."""

    words_matter = True

"""What no face has: the characters of a text that cannot be printed are told, never a black box in their place."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping

from clinicpress.ground.characters import INVISIBLE
from clinicpress.ground.problems import Place, Problem
from clinicpress.looks.fonts import CATALOG, Chain, how_to_get
from clinicpress.looks.letters import is_mark, letters_of, named, scripts_of
from clinicpress.workspace.nodes import Text

MOST_SHOWN = 20
"""So many characters that no font has are shown."""


def missing_glyphs(text: Text, chain: Chain) -> list[Problem]:
    """Tell what of a text no face of the chain can print: the characters at once, marks each at its place."""
    if chain.sure.issuperset(text):
        return []
    lacking: dict[str, Place] = {}
    found: dict[str, Problem] = {}
    for typed in dict.fromkeys(text if text.isascii() else letters_of(text)):
        shown = "".join(char for char in unicodedata.normalize("NFC", typed) if char not in INVISIBLE)
        letter, marks = shown[:1], shown[1:]
        stands = not marks or not letter.isspace()
        if not shown or (stands and not is_mark(letter) and chain.prints(shown)):
            if len(typed) == 1:
                chain.sure.add(typed)
            continue
        if not (is_mark(letter) or letter.isspace() or chain.prints(letter)):
            lacking.setdefault(letter, text.at(typed))
        else:
            found.setdefault(shown, _unseated(text.at(typed), letter, marks))
    told = [_lacking(lacking, chain)] if lacking else []
    return [*told, *found.values()]


def _lacking(found: Mapping[str, Place], chain: Chain) -> Problem:
    """Tell of the characters of a text that no font has, at the first of them, and how to get their fonts."""
    chars, place = [*found], next(iter(found.values()))
    scripts = scripts_of("".join(chars))
    if len(chars) == 1:
        [char] = chars
        shown = f"“{char}”, " if char.isprintable() else ""
        message = f"no font has the character {shown}{_code(char)}"
    else:
        shown = " ".join(char if char.isprintable() else _code(char) for char in chars[:MOST_SHOWN])
        more = " …" if len(chars) > MOST_SHOWN else ""
        known = f" ({', '.join(map(named, scripts))})" if scripts else ""
        message = f"no font has the characters {shown}{more}{known}"
    them = "it" if len(chars) == 1 else "them"
    if package := chain.shelf.package_with(scripts):
        hint = how_to_get(package)
    elif scripts and not chain.shelf.speaking(scripts):
        key = f"“scripts: [{', '.join(scripts)}]”"
        hint = f"add a font that has {them} to {CATALOG}, with {key}, or write this in letters that fonts here have"
    else:
        hint = f"replace {them}, or add a font that has {them} to {CATALOG} and to the theme's fallback"
    return Problem(place, message, hint)


def _unseated(place: Place, letter: str, marks: str) -> Problem:
    """Say that marks would stand beside their letter, or have none."""
    if is_mark(letter) or letter.isspace():
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

"""Letters and their scripts: what of a word one face should print.

A letter is a character with the marks behind it and with what prints nothing. Its script is told by the first
word of its name in Unicode's tables, which is what people call it, too; what scripts share has none.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from clinicpress.ground.characters import INVISIBLE

COMMON = ""
"""The script of what all scripts share."""
_ALIKE = {
    "cjk": "han",
    "bopomofo": "han",
    "hiragana": "kana",
    "katakana": "kana",
    "halfwidth": "kana",
    "extended": "arabic",
}
"""Names of characters that begin otherwise than their script is called."""
_SHARED = frozenset({"", "feminine", "masculine", "micro", "caron", "combining", "modifier", "vedic", "vertical"})
"""With these words begin names of letters and marks that stand in words of several scripts."""
_WITH_SIGNS = frozenset({"arabic", "hebrew", "devanagari", "bengali", "ethiopic", "thai"})
"""Scripts with punctuation and signs of their own, such as “،”, which fonts of other scripts have not."""
_REST_OF_SYLLABLES = frozenset(map(chr, range(0x1160, 0x1200)))
"""Vowels and last consonants of Hangul, where a syllable is typed in its parts, as macOS does in names of files."""
_PEOPLE_SAY = {"han": "Chinese characters", "kana": "Japanese", "hangul": "Korean"}


def is_mark(char: str) -> bool:
    """Tell whether a character is a mark of its own, which belongs to the letter before it."""
    return unicodedata.category(char).startswith("M") and char not in INVISIBLE


def letters_of(text: str) -> list[str]:
    """Part a text into its letters, each with the marks that are typed behind it, and with what prints nothing."""
    found: list[str] = []
    for char in text:
        if found and (is_mark(char) or char in INVISIBLE or char in _REST_OF_SYLLABLES):
            found[-1] += char
        else:
            found.append(char)
    return found


@lru_cache(maxsize=16_384)
def script_of(char: str) -> str:
    """Return the script of a letter, mark, digit or sign that one script has, in small letters; nothing for others."""
    if "\u3000" <= char <= "\u303f" or "\uff00" <= char <= "\uff65":
        # Brackets and stops as wide as Chinese characters.
        return "han"
    is_digit = not char.isascii() and char.isdecimal()
    is_sign = "\u2070" <= char <= "\u214f"
    name = unicodedata.name(char, "").partition(" ")[0].partition("-")[0].lower()
    if is_sign or not (char.isalpha() or is_mark(char) or is_digit or name in _WITH_SIGNS):
        return COMMON
    return COMMON if name in _SHARED else _ALIKE.get(name, name)


def scripts_of(text: str) -> list[str]:
    """List the scripts of a text, each once, as they come."""
    return [script for script in dict.fromkeys(map(script_of, text)) if script != COMMON]


def script_runs(word: str) -> list[str]:
    """Part a word where its script changes; what is of none joins what stands before it, or the first letter."""
    runs: list[str] = []
    script = COMMON
    for letter in letters_of(word):
        own = script_of(letter[0])
        if runs and (COMMON in (own, script) or own == script):
            runs[-1] += letter
        else:
            runs.append(letter)
        script = own or script
    return runs


def named(script: str) -> str:
    """Return what people call a script."""
    return _PEOPLE_SAY.get(script, script.capitalize())

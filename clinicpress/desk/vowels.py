"""Counting the syllables of words of other languages than English, by their groups of vowels.

Where letters and sounds go together closely, as in Spanish, a syllable is a group of vowels that is
said as one. Each language has its silent letters and its groups; what they get wrong can stand in
`syllables` of its editorial rules.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple


class _Voice(NamedTuple):
    """How a language writes its vowels."""

    silent: str
    """Letters that are not heard, as a pattern."""
    group: str
    """What is said as one syllable, as a pattern."""


VOICES = {
    # Strong vowels stand alone; a weak one joins them unless it has the accent (RAE, Ortografía 2010, 3.4).
    "es": _Voice(
        r"(?<=[qg])u(?=[eiéí])|(?<=[aeoáéóiu])h(?=[iu])",
        r"[iuü]?[aeoáéó](?:[iuü](?![íúaeoáéó])|y(?![aeiouáéíóú]))?|[iuü]?[íú]|[iuü]+y?(?![aeiouáéíóú])|[iuü]+|y(?![aeiouáéíóú])",
    ),
    # Falling diphthongs are one; “história”, “água” end in a rising one, which is one behind an accent.
    "pt": _Voice(
        r"(?<=[qg])u(?=[eiéíêaoã])",
        r"(?<=[áéíóúâêô]\w)[iu][aeo]s?$|(?<=[áéíóúâêô]\w\w)[iu][aeo]s?$|ão|ães?|õe|ãe"
        r"|[aeoáéóâêôãõà](?:[iu](?![aeoáéó]))?|u[i](?![aeo])|[iuíúü]",
    ),
    # A last “e” is not heard, alone or before “s”; “é” stands alone before other vowels.
    "fr": _Voice(
        r"(?<=[^aeiouyàâéèêëîïôûùœ\W])es?$|(?<=[éiu])es?$|(?<=[qg])u(?=[eiéèêîy])",
        r"é(?=[aoâi])|o(?=[éè])|[ïëü]|[aeiouyàâéèêîôûùœæ]+?(?=[éïëü])|[aeiouyàâéèêîôûùœæ]+",
    ),
    # Two vowels are two syllables, but for the diphthongs and long vowels.
    "de": _Voice(r"(?<=q)u|(?<=[aeiou])h(?=[^aeiouäöü])", r"ie(?!n?t|ll?e)|[ae][iy]|[aä]u|eu|aa|ee|oo|[aeiouäöüy]"),
    "it": _Voice(r"(?<=q)u|(?<=[cg])i(?=[aou])", r"[iu]?[aeoàèéòó][iu]?|[iuìù]"),
}
"""The languages whose syllables are counted so."""


@lru_cache(maxsize=10_000)
def syllables_in(letters: str, language: str) -> int:
    """Count the syllables of a word in small letters, one or more; raises KeyError for a language that has no table."""
    voice = VOICES[language]
    return max(len(re.findall(voice.group, re.sub(voice.silent, "", letters))), 1)

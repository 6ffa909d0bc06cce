"""Formulas of reading levels: what each language's own research made of the lengths of sentences and words.

A formula is a sum of measures, each with a factor; it stands in the editorial rules of its language,
with its source. English has two of its own (`readability`).
"""

from __future__ import annotations

from typing import Literal, NamedTuple

from clinicpress.content.texts import Line
from clinicpress.workspace.schema import Strict, described

LONG_LETTERS = 6
"""Words of more letters are long (Bamberger and Vanecek 1984)."""


class Counts(NamedTuple):
    """What is counted of whole sentences."""

    sentences: int
    words: int
    syllables: int
    letters: int
    polysyllables: int
    """Words of three syllables or more."""
    monosyllables: int
    long: int
    """Words of more than six letters."""


class Formula(Strict):
    """A formula of readability: the constant and, for each measure that it has, its factor."""

    name: Line = described("What it is called.")
    source: Line = described("Where it was published.")
    constant: float = described("The constant.", default=0)
    words_per_sentence: float = described("The factor of words per sentence.", default=0)
    syllables_per_word: float = described("The factor of syllables per word.", default=0)
    letters_per_word: float = described("The factor of letters per word.", default=0)
    sentences_per_word: float = described("The factor of sentences per word.", default=0)
    polysyllables: float = described("The factor of words of three syllables or more, in percent.", default=0)
    monosyllables: float = described("The factor of words of one syllable, in percent.", default=0)
    long_words: float = described("The factor of words of more than six letters, in percent.", default=0)
    easy_is: Literal["high", "low"] = described("Whether easy texts have high values, or low ones as school years.")
    limit: float = described("The last value that gives no warning.")
    bands: dict[Line, float] = described(
        "What values mean, from the hardest on: words, and where each begins; for low values, where it ends.",
        default={},
    )

    def value(self, counts: Counts) -> float | None:
        """Return the value of some sentences; None where there is none."""
        if not counts.sentences or not counts.words:
            return None
        words = counts.words
        return (
            self.constant
            + self.words_per_sentence * words / counts.sentences
            + self.syllables_per_word * counts.syllables / words
            + self.letters_per_word * counts.letters / words
            + self.sentences_per_word * counts.sentences / words
            + self.polysyllables * 100 * counts.polysyllables / words
            + self.monosyllables * 100 * counts.monosyllables / words
            + self.long_words * 100 * counts.long / words
        )

    def is_hard(self, value: float | None) -> bool:
        """Tell whether a value is beyond the limit."""
        return value is not None and (value < self.limit if self.easy_is == "high" else value > self.limit)

    def told(self, value: float) -> str:
        """Say a value with its formula, and what it means: “48.2 (INFLESZ: somewhat hard)”."""
        reached = [words for words, least in self.bands.items() if value >= least] or [*self.bands][:1]
        return f"{value:.1f} ({self.name}{f': {reached[-1]}' if reached else ''})"

"""Reading level: what a brochure asks of its readers, for each section and as a whole.

Flesch-Kincaid grade (Kincaid et al. 1975) and SMOG (McLaughlin 1969) for English, or the formula of
another language's rules, are computed from whole sentences alone. SMOG was made for thirty
sentences; of fewer it is an estimate.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Any

from clinicpress.content.model import Brochure, Section, texts_of
from clinicpress.content.texts import Prose
from clinicpress.content.tree import all_sections
from clinicpress.desk.editorial import Editorial
from clinicpress.desk.formulas import LONG_LETTERS, Counts, Formula
from clinicpress.desk.sentences import Sentence, running_texts, sentences_of
from clinicpress.desk.syllables import count_syllables
from clinicpress.desk.voice import asks, is_passive, speaks_to_reader
from clinicpress.ground.problems import Problem, warning

POLYSYLLABLE = 3
FEW_WORDS = 30
"""A section with fewer words is not named as one that is hard to read."""
FEW_SENTENCES = 5
"""In fewer sentences, nobody needs to be spoken to."""
FEW_PASSIVE = 3
"""So many passive sentences are needed for a warning, however short the text is."""
MOST_NAMED = 3

_NOTHING = Counts(0, 0, 0, 0, 0, 0, 0)


@dataclass(frozen=True)
class Level:
    """What some whole sentences add up to."""

    sentences: int
    words: int
    syllables: int
    polysyllables: int
    long: int
    """Sentences of more words than the rules allow."""
    passive: int
    to_reader: int
    """Sentences that speak to the reader."""
    formula: Formula | None = None
    """The formula of the language; None for the two of English."""
    counts: Counts = _NOTHING

    @property
    def value(self) -> float | None:
        """The value of the language's formula; None for English, and where there is no whole sentence."""
        return self.formula.value(self.counts) if self.formula is not None else None

    @property
    def told(self) -> str:
        """The reading level in words; nothing where there is no whole sentence."""
        if self.formula is not None:
            return "" if self.value is None else self.formula.told(self.value)
        return f"grade {self.grade:.1f} (Flesch-Kincaid), {self.smog:.1f} (SMOG)" if self.sentences else ""

    @property
    def grade(self) -> float | None:
        """The Flesch-Kincaid grade; None for other languages, and where there is no whole sentence."""
        if not self.sentences or self.formula is not None:
            return None
        return 0.39 * self.words / self.sentences + 11.8 * self.syllables / self.words - 15.59

    @property
    def smog(self) -> float | None:
        """The SMOG grade; None for other languages, and where there is no whole sentence."""
        if not self.sentences or self.formula is not None:
            return None
        return 1.043 * sqrt(30 * self.polysyllables / self.sentences) + 3.1291

    @property
    def passive_percent(self) -> float:
        """The share of sentences in the passive voice, in per cent."""
        return 100 * self.passive / self.sentences if self.sentences else 0.0

    def facts(self) -> dict[str, Any]:
        """Return it as JSON can hold it."""
        english = {"flesch_kincaid": _rounded(self.grade), "smog": _rounded(self.smog)}
        own = {"formula": str(self.formula.name), "value": _rounded(self.value)} if self.formula is not None else {}
        return {
            **(own or english),
            "sentences": self.sentences,
            "words": self.words,
            "long_sentences": self.long,
            "passive_percent": round(self.passive_percent, 1),
            "sentences_with_you": self.to_reader,
        }


@dataclass(frozen=True)
class ReadSection:
    """A section, its sentences and its level."""

    section: Section
    sentences: Sequence[Sentence]
    level: Level


@dataclass(frozen=True)
class Reading:
    """A brochure as it was read: its sections, and the level of all of them."""

    brochure: Brochure
    sections: Sequence[ReadSection]
    level: Level

    @property
    def sentences(self) -> list[Sentence]:
        """All sentences of the sections, in order."""
        return [sentence for section in self.sections for sentence in section.sentences]

    def facts(self) -> dict[str, Any]:
        """Return the levels as JSON can hold them."""
        sections = [{"id": str(read.section.id), **read.level.facts()} for read in self.sections]
        return {**self.level.facts(), "sections": sections}


def read(brochure: Brochure, rules: Editorial) -> Reading:
    """Read a brochure by the editorial rules of its language."""
    sections = []
    for section in all_sections(brochure):
        texts = [] if section.lang and section.lang.split("-")[0] != rules.base else running_texts(section)
        sentences = [s for _, text in texts for s in sentences_of(text, rules.stops)]
        sections.append(ReadSection(section, sentences, _level(sentences, rules)))
    return Reading(brochure, sections, _level([s for each in sections for s in each.sentences], rules))


def _level(sentences: Iterable[Sentence], rules: Editorial) -> Level:
    whole = [sentence for sentence in sentences if sentence.whole]
    spoken = {*rules.spoken, *rules.stressed}
    words = [word for sentence in whole for word in sentence.words]
    counts = [count_syllables(word, rules.syllables, spoken, rules.base) for word in words]
    letters = [sum(map(str.isalnum, word)) for word in words]
    counted = Counts(
        len(whole),
        len(words),
        sum(counts),
        sum(letters),
        sum(count >= POLYSYLLABLE for count in counts),
        counts.count(1),
        sum(count > LONG_LETTERS for count in letters),
    )
    return Level(
        len(whole),
        len(counts),
        sum(counts),
        sum(count >= POLYSYLLABLE for count in counts),
        sum(len(sentence.words) > rules.limits.sentence_words for sentence in whole),
        sum(is_passive(sentence, rules) for sentence in whole),
        sum(speaks_to_reader(sentence, rules) for sentence in whole),
        rules.formula,
        counted,
    )


def is_hard(level: Level, rules: Editorial) -> bool:
    """Tell whether a level is above what the rules allow."""
    if rules.formula is not None:
        return rules.formula.is_hard(level.value)
    return (level.grade or 0) > rules.limits.grade or (level.smog or 0) > rules.limits.smog


def reading_problems(reading: Reading, rules: Editorial) -> list[Problem]:
    """List what makes a brochure hard to read: its level, its long sentences, its voice."""
    title, level, limits = reading.brochure.title.place, reading.level, rules.limits
    if not level.sentences:
        return []
    problems = []
    # Formulas of other languages are made for a hundred words or more; of a few they say nothing.
    if is_hard(level, rules) and (rules.formula is None or level.words >= FEW_WORDS):
        most = f"the most is {limits.grade:g} and {limits.smog:g}"
        if rules.formula is not None:
            most = f"{'under' if rules.formula.easy_is == 'high' else 'over'} {rules.formula.limit:g} a text is hard"
        message, hint = f"the reading level is too high: {level.told}", "use shorter sentences and shorter words"
        problems.append(warning(title, message, f"{most}; {hint}{_hardest(reading, rules)}"))
    if level.passive_percent > limits.passive_percent and level.passive >= FEW_PASSIVE:
        found = {s.place.line for s in reading.sentences if s.whole and is_passive(s, rules)}
        lines = ", ".join(map(str, sorted(found)))
        message = f"{level.passive_percent:.0f} % of the sentences are in the passive voice"
        problems.append(warning(title, message, f"say who does it; see the lines {lines}"))
    asked = any(asks(sentence, rules) for sentence in reading.sentences)
    # Without the verbs with which a language asks for something, nobody knows whom it speaks to.
    if rules.address and rules.has_words and level.sentences >= FEW_SENTENCES and not level.to_reader and not asked:
        message = f"the text never speaks to the reader: there is no “{rules.address[0]}” in it"
        problems.append(warning(title, message, f"say “{rules.address[0]}” rather than speak of patients"))
    return problems + _long_sentences(reading, rules)


def _hardest(reading: Reading, rules: Editorial) -> str:
    """Name the sections that are hardest to read."""
    hard = [read for read in reading.sections if read.level.words >= FEW_WORDS and is_hard(read.level, rules)]
    easy_is_high = rules.formula is not None and rules.formula.easy_is == "high"
    hard.sort(key=lambda read: (_figure(read.level) or 0) * (1 if easy_is_high else -1))
    named = ", ".join(f"“{read.section.heading}” ({_figure(read.level):.1f})" for read in hard[:MOST_NAMED])
    return f"; hardest: {named}" if named and len(reading.sections) > 1 else ""


def _figure(level: Level) -> float | None:
    return level.value if level.formula is not None else level.grade


def _long_sentences(reading: Reading, rules: Editorial) -> list[Problem]:
    """List the sentences that are too long; what the summary says again is listed but once."""
    brochure = reading.brochure
    shortened = [*brochure.at_a_glance, *(section.summary for section in all_sections(brochure))]
    texts = [text for part in shortened for text in texts_of(part) if isinstance(text, Prose)]
    again = [sentence for text in texts for sentence in sentences_of(text, rules.stops)]
    seen: set[tuple[str, ...]] = set()
    problems = []
    for sentence in (*reading.sentences, *again):
        words = len(sentence.words)
        if words > rules.limits.sentence_words and sentence.words not in seen:
            seen.add(sentence.words)
            message = f"this sentence has {words} words: “{' '.join(sentence.text.split()[:5])} …”"
            hint = f"split it; {rules.limits.sentence_words} words are the most"
            problems.append(warning(sentence.place, message, hint))
    return problems


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 1)

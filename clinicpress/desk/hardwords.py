"""Words that readers may not know: hard ones with plainer ones to say instead, and terms not explained."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from clinicpress.content.catalog import all_blocks
from clinicpress.content.inline import without_marks
from clinicpress.content.model import Brochure, Glossary, Term, texts_of
from clinicpress.content.texts import Prose
from clinicpress.desk.editorial import Editorial
from clinicpress.desk.readability import Reading
from clinicpress.desk.sentences import Sentence
from clinicpress.ground.problems import Place, Problem, warning
from clinicpress.workspace.nodes import Text

_ENDINGS = "s|es|d|ed|ing|ly"
_SHORT_FORM = re.compile(r"(?<![\w-])[A-Z][A-Z0-9]*[A-Z][A-Z0-9]*(?=s?(?![\w]))")
_SHOUTED = re.compile(r"[A-Z]{2,}(?: [A-Z]{2,})+")
_ROMAN = re.compile(r"[IVX]+$")
_CAPITAL = re.compile(r"(?<![\w’'-])[A-Z][\w’'-]*")
_MOST_LETTERS = 7
NOTHING = r"(?!)"
"""A pattern that nothing matches."""


@dataclass(frozen=True)
class Unexplained:
    """A term or short form that the text uses without saying what it means."""

    term: str
    place: Place
    short_form: bool = False


def hard_words(reading: Reading, rules: Editorial) -> list[Problem]:
    """List the hard words that could be plainer, one warning for each section."""
    patterns = {word: re.compile(rf"(?<![\w-]){_inflected(word)}(?![\w-])") for word in rules.plain}
    problems = []
    for section in reading.sections:
        text = "\n".join(_without_names(sentence.text) for sentence in section.sentences)
        found = sorted(
            (uses[0].start(), uses[0][0], len(uses), rules.plain[word])
            for word, pattern in patterns.items()
            if (uses := list(pattern.finditer(text)))
        )
        if found:
            said = ", ".join(
                f"“{shown}”{f' {times} times' if times > 1 else ''} ({plainer})" for _, shown, times, plainer in found
            )
            many = "hard words" if len(found) > 1 else "a hard word"
            problems.append(warning(section.section.heading.place, f"{many}: {said}"))
    return problems


def _without_names(sentence: str) -> str:
    """Return a sentence in small letters without its names: “Food and Drug Administration”, “Acute Medical Unit”."""
    begins = re.search(r"\w", sentence)
    return _CAPITAL.sub(lambda word: word[0] if begins and word.start() == begins.start() else "_", sentence).lower()


@lru_cache(maxsize=1024)
def _inflected(word: str) -> str:
    """Return the pattern of a word with its endings."""
    word = word.lower()
    if word.endswith("e"):
        return rf"{re.escape(word[:-1])}(?:e|es|ed|ing|ely)"
    if word.endswith("y"):
        return rf"{re.escape(word[:-1])}(?:y|ies|ied|ying)"
    # “occurred” doubles its last letter.
    return rf"{re.escape(word)}(?:{_ENDINGS}|{re.escape(word[-1])}(?:ed|ing))?"


# Terms --------------------------------------------------------------------------------------------


def explained_in(brochure: Brochure) -> Iterator[tuple[Text, Text]]:
    """Yield the terms that asides and glossaries explain, each with its meaning."""
    for section in brochure.sections:
        if section.aside is not None and section.aside.term is not None and section.aside.means is not None:
            yield section.aside.term, section.aside.means
    yield from ((entry.term, entry.means) for entry in glossary_of(brochure))


def glossary_of(brochure: Brochure) -> Iterator[Term]:
    """Yield the entries of a brochure's glossaries, in their order."""
    for block in all_blocks(brochure):
        if isinstance(block, Glossary):
            yield from block.glossary


def unexplained(reading: Reading, rules: Editorial) -> list[Unexplained]:
    """List the short forms and medical terms that nothing explains, in the order of the text."""
    found = [*_short_forms(reading, rules), *_terms(reading, rules)]
    return sorted(found, key=lambda each: each.place)


def term_problems(terms: Iterable[Unexplained]) -> list[Problem]:
    """Warn of terms and short forms that are not explained."""
    problems = []
    for each in terms:
        if each.short_form:
            message = f"“{each.term}” is never written out"
            hint = f"say what it stands for where it first comes: the full name ({each.term}); or do without it"
        else:
            message = f"the medical term “{each.term}” is not explained"
            hint = "explain it where it first comes, in an aside or in a glossary; or use an everyday word"
        problems.append(warning(each.place, message, hint))
    return problems


def _short_forms(reading: Reading, rules: Editorial) -> Iterator[Unexplained]:
    brochure = reading.brochure
    said = (text for text in texts_of([brochure.title, brochure.sections]) if isinstance(text, Prose))
    every = " ".join(map(without_marks, said))
    meanings = [(str(term), str(means)) for term, means in explained_in(brochure)]
    seen = {*map(str, rules.known), *map(str, rules.stressed)}
    words = set(re.findall(r"\w+", every))
    for sentence in reading.sentences:
        for match in _SHORT_FORM.finditer(_SHOUTED.sub("", sentence.text)):
            short = match[0]
            if short in seen or len(short) > _MOST_LETTERS or _ROMAN.match(short) or short.lower() in words:
                continue
            seen.add(short)
            if not _is_written_out(short, every, meanings, rules):
                yield Unexplained(short, sentence.place, short_form=True)


def _is_written_out(short: str, every: str, meanings: list[tuple[str, str]], rules: Editorial) -> bool:
    """Tell whether a short form stands beside its words, in brackets or set off, or a meaning spells it."""
    name = re.escape(short)
    for match in re.finditer(rf"([^().;:!?]+)\({name}s?\)", every):
        # “Electrocardiogram (ECG)” begins alike; one of the last few words must.
        if short[0].lower() in _initials(match[1])[-len(short) - 1 :]:
            return True
    if re.search(rf"\b{name}s? \([a-z][^)]* [^)]*\)", every):
        return True
    phrases = "|".join(map(re.escape, rules.explains)) or NOTHING
    if re.search(rf"\b{name}s? (?:{phrases})\b", every):
        return True
    # “AF, or atrial fibrillation, …”, “chronic fatigue syndrome, or CFS, …”, “TIA – transient ischaemic attack – …”
    after = re.findall(rf"\b{name}s?(?:, (?:or )?| [–—-] )([^().;:!?,–—]+)", every)
    before = re.findall(rf"([^().;:!?,–—]+)(?:, (?:or )?| [–—-] ){name}\b", every)
    letters = _letters(short)
    if any(_initials(words).startswith(letters) for words in after):
        return True
    if any(_initials(words).endswith(letters) for words in before):
        return True
    return any(
        term == short and (_letters(short) in _initials(means) or short not in means) for term, means in meanings
    )


def _letters(short: str) -> str:
    return re.sub(r"[^a-z]", "", short.lower())


def _initials(words: str) -> str:
    return "".join(word[0] for word in re.findall(r"[A-Za-z]+", words.lower()))


def _terms(reading: Reading, rules: Editorial) -> Iterator[Unexplained]:
    brochure = reading.brochure
    # The subject of a brochure is what its reader came for.
    known = " ".join([brochure.title, *(term for term, _ in explained_in(brochure))]).lower()
    sentences = reading.sentences
    for term, cues in rules.terms.items():
        pattern = re.compile(rf"\b{_inflected(term)}\b")
        if pattern.search(known):
            continue
        uses = [index for index, sentence in enumerate(sentences) if pattern.search(sentence.text.lower())]
        if uses and not any(_is_explained(sentences, index, pattern, cues, rules) for index in uses):
            first = sentences[uses[0]]
            match = pattern.search(first.text.lower())
            yield Unexplained(match[0] if match else str(term), first.place)


def _is_explained(
    sentences: list[Sentence], index: int, pattern: re.Pattern[str], cues: Iterable[str], rules: Editorial
) -> bool:
    """Tell whether a sentence that uses a term explains it, or the next one does."""
    here = sentences[index].text.lower()
    near = f"{here} {sentences[index + 1].text.lower()}" if index + 1 < len(sentences) else here
    if any(re.search(rf"(?<!\w){re.escape(cue.lower())}", near) for cue in cues):
        return True
    phrases = "|".join(map(re.escape, rules.explains)) or NOTHING
    found = pattern.pattern
    return (
        re.search(rf"{found}[”\"]? \(\w+ \w", here) is not None
        or re.search(rf"\w \({found}\)", here) is not None
        or re.search(rf"(?:{phrases}) (?:as )?[“\"]?(?:an? )?{found}", here) is not None
        or re.search(rf"{found}[^.]{{0,12}} (?:{phrases})", here) is not None
    )

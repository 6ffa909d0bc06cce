"""Words that readers may not know: hard ones with plainer ones to say instead, and terms not explained."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar

from clinicpress.content.blocks import Glossary, Term
from clinicpress.content.model import Brochure
from clinicpress.content.tree import all_blocks, all_sections
from clinicpress.desk.editorial import Editorial
from clinicpress.desk.readability import Reading
from clinicpress.desk.sentences import Sentence
from clinicpress.desk.shortforms import any_of, never_written_out
from clinicpress.ground.problems import Place, Problem, warning
from clinicpress.workspace.nodes import Text

Word = TypeVar("Word", bound=str)
_ENDINGS = "s|es|d|ed|ing|ly"
_CAPITAL = re.compile(r"(?<![\w’'-])[A-Z][\w’'-]*")


@dataclass(frozen=True)
class Unexplained:
    """A term or short form that the text uses without saying what it means."""

    term: str
    place: Place
    short_form: bool = False


def hard_words(reading: Reading, rules: Editorial) -> list[Problem]:
    """List the hard words that could be plainer, one warning for each section."""
    texts = ["\n".join(_without_names(sentence.text) for sentence in read.sentences) for read in reading.sections]
    patterns = {
        word: re.compile(rf"(?<![\w-]){_inflected(word)}(?![\w-])") for word in _held(rules.plain, "\n".join(texts))
    }
    problems = []
    for section, text in zip(reading.sections, texts, strict=True):
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


def _held(words: Iterable[Word], text: str) -> list[Word]:
    """List the words that a text in small letters may hold with some ending: to make patterns of all takes long."""
    return [word for word in words if word.lower()[:-1] in text]


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
    for section in all_sections(brochure):
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
    meanings = [(str(term), str(means)) for term, means in explained_in(reading.brochure)]
    short = (Unexplained(*each, short_form=True) for each in never_written_out(reading, meanings, rules))
    return sorted([*short, *_terms(reading, rules)], key=lambda each: each.place)


def term_problems(terms: Iterable[Unexplained]) -> list[Problem]:
    """Warn of terms and short forms that are not explained."""
    problems = []
    for each in terms:
        if each.short_form:
            message = f"“{each.term}” is never written out"
            hint = "write the full name where it first comes, and the short form in brackets; or do without it"
        else:
            message = f"the medical term “{each.term}” is not explained"
            hint = "explain it where it first comes, in an aside or in a glossary; or use an everyday word"
        problems.append(warning(each.place, message, hint))
    return problems


def _terms(reading: Reading, rules: Editorial) -> Iterator[Unexplained]:
    brochure = reading.brochure
    # The subject of a brochure is what its reader came for; a section under a term's name is about the term.
    about = [brochure.title, *(read.section.heading for read in reading.sections)]
    known = " ".join([*about, *(term for term, _ in explained_in(brochure))]).lower()
    sentences = reading.sentences
    for term in _held(rules.terms, "\n".join(sentence.text.lower() for sentence in sentences)):
        cues = rules.terms[term]
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
    phrases, joins = any_of(rules.explains), any_of(rules.joins)
    found = pattern.pattern
    ways = (
        rf"{found}[”\"]?(?: \w+){{0,2}} \([^)]*[^\W\d_]{{3}}",  # “benign (noncancer)”, “benign tumors (not cancer)”
        rf"\w \({found}\)",
        rf"{phrases} (?:as )?[“\"]?(?:an? )?{found}",
        rf"{found}[^.]{{0,12}} {phrases}",
        rf"{found}[”\"]?, {joins} \w",  # “benign, or not cancer”
        rf"\w,? {joins} [“\"]?{found}[”\"]?[,.]",
    )
    return any(re.search(way, here) for way in ways)

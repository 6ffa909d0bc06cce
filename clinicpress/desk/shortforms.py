"""Short forms that a text uses and nowhere writes out: “CBC”, “COPD”, “eGFR”.

Much that is set in capitals is none, and is left alone: stages of a disease and codes, post codes,
initials and degrees of people, places to fill in. What everybody knows is listed in the editorial
rules, and so are the words with which a text explains one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from clinicpress.content.inline import without_marks
from clinicpress.content.model import texts_of
from clinicpress.content.texts import Prose
from clinicpress.desk.editorial import Editorial
from clinicpress.desk.readability import Reading
from clinicpress.ground.problems import Place

_FORM = r"(?:[a-z](?=[A-Z]{2}))?[A-Z][A-Z0-9]*[A-Z][A-Z0-9]*(?:-[A-Z]?\d+[A-Z]?)?"
_SHORT_FORM = re.compile(rf"(?<![\w-]){_FORM}(?=s?(?!\w))")
_MOST_LETTERS = 7
_CHANCE = 3
"""So few letters can be spelt by chance, by the words of a text that speaks of something else."""

_NO_SHORT_FORMS = re.compile(
    "|".join(
        (
            # addresses, DOIs
            r"\w+://\S+|www\.\S+|\S+@\S+|\b[\w-]+(?:\.[\w-]+)*\.[a-z]{2,6}\b(?:/\S*)?|\b10\.\d{4,}/\S+",
            r"\b\d+-\d{3}-[\dA-Z-]+",  # 1-800-FDA-1088
            r"\b(?P<one>[A-Z])(?P=one)+(?:[/.: -]+(?P<two>[A-Z])(?P=two)+)+",  # MM/DD/YYYY
            r"\b[A-Z]{2},? \d{5}(?:-\d{4})?\b",  # DC 20580
            r"\b[A-Z]\d[A-Z] ?\d[A-Z]\d\b|\b[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}\b",  # V6Z 1Y6, SW1A 1AA
            r"\b[a-z]{0,2}T(?:[0-4X]|is)[a-d]?,? ?N[0-3X][a-d]?(?:,? ?M[01X])?\b",  # T2N0M0, pT1cN0
            r"\b[A-Z]\d+(?:[–/-][A-Z]?\d+)+|\bH\d+N\d+\b",  # L4-L5, H1N1
            r"\b[A-Z]{2,}(?: [A-Z]{2,})+\b",  # DO NOT DRIVE
        )
    )
)
"""What is no word, or is set in capitals to be heard."""
_AUTHOR = r"\b[A-Z][\w’'-]*[a-z] [A-Z]{1,3}"
_AUTHORS = re.compile(rf"{_AUTHOR}(?:(?:,|,? and|,? &) {_AUTHOR})+(?!\w)")
_INITIALS = re.compile(rf"{_AUTHOR}(?=[,.;]| et al| \()")
_REFERENCE = re.compile(r"\b(?:PMID|PMCID|doi|ISBN|et al|(?:19|20)\d\d)\b|\d+\(\d+\)|\d+:\d+[–-]\d+")
_LOOK = 4
"""A reference shows itself within so many sentences: “Smith JA. Sleep. J Sleep. 2020;1:2.”"""
_STAGE = re.compile(r"[IVX]+(?:[A-E]\d?)?")
_ROMAN = re.compile(r"[IVX]+|(?=.*II)[IVX]+[A-E]\d?")
_LEAST_LONG = 4
"""Words with fewer letters may be passed over by a short form: “of”, “and”, “for”."""


class Used(NamedTuple):
    """A short form, and where it first stands."""

    short: str
    place: Place


def any_of(words: Iterable[str]) -> str:
    """Return a pattern for any of some words or phrases; without one, a pattern that nothing matches."""
    return rf"(?:{'|'.join(map(re.escape, words)) or '(?!)'})"


def never_written_out(reading: Reading, meanings: Sequence[tuple[str, str]], rules: Editorial) -> Iterator[Used]:
    """Yield the short forms that a brochure does not explain; `meanings` are terms and what they mean."""
    brochure = reading.brochure
    said = [text for text in texts_of([brochure.title, brochure.sections]) if isinstance(text, Prose)]
    text = _Text(
        [str(brochure.title), *map(without_marks, said)],
        [str(brochure.title), *(without_marks(read.section.heading) for read in reading.sections)],
        rules,
    )
    # Words of the title are what the reader came for.
    seen = {*text.names, *_SHORT_FORM.findall(str(brochure.title))}
    seen |= {word.upper() for word in (*rules.known, *rules.stressed, *rules.actions, *rules.address)}
    sentences = reading.sentences
    for index, sentence in enumerate(sentences):
        near = " ".join(each.text for each in sentences[index : index + _LOOK])
        for match in _SHORT_FORM.finditer(_left(sentence.text, _REFERENCE.search(near) is not None, rules)):
            short = match[0]
            if short in seen or _is_none(short, text, rules):
                continue
            seen.add(short)
            if not text.writes_out(short) and not any(_means(short, *each) for each in meanings):
                yield Used(short, sentence.place)


def _left(sentence: str, refers: bool, rules: Editorial) -> str:
    """Return a sentence, which may be one of a reference, without what looks like short forms and is none."""
    left = _AUTHORS.sub("_", sentence)
    if refers:
        left = _INITIALS.sub("_", left)
    left = _NO_SHORT_FORMS.sub("_", left)
    name, degree = r"[A-Z][\w.’'-]*", any_of(rules.degrees)
    left = re.sub(rf"(?:{name} {name},?|{name},) {degree}(?:(?:,| and)? {degree})*(?!\w)", "_", left)
    left = re.sub(rf"{name}, {any_of(rules.regions)}(?!\w)", "_", left)
    return re.sub(rf"\d ?{any_of(rules.units)}(?!\w)", "_", left)


def _is_none(short: str, text: _Text, rules: Editorial) -> bool:
    """Tell whether what is set in capitals is a number, a stage, a name with a number, or an everyday word."""
    if _ROMAN.fullmatch(short) or (text.has_stages and _STAGE.fullmatch(short)):
        return True
    return len(short) > _MOST_LETTERS or short.partition("-")[0] in map(str, rules.known) or short.lower() in text.words


def _means(short: str, term: str, means: str) -> bool:
    return term == short and (_spells(short, means) or short not in means)


class _Text:
    """All that a brochure says, and how it explains short forms."""

    def __init__(self, texts: Sequence[str], headings: Sequence[str], rules: Editorial) -> None:
        self._texts = texts
        self._headings = headings
        self._every = every = " ".join(texts)
        self._explains, self._joins, self._defines = map(any_of, (rules.explains, rules.joins, rules.defines))
        self.words = set(re.findall(r"\w+", every))
        self.has_stages = re.search(rf"\b{any_of(rules.stages)}\b", every, re.IGNORECASE) is not None
        named = re.findall(rf"\b({_FORM}(?:(?:,|/|,? \w+) ?{_FORM})*) {any_of(rules.named)}\b", every)
        self.names = {name for names in named for name in re.findall(_FORM, names)}
        """What stands before “gene” and the like: names, which have no other words."""

    def writes_out(self, short: str) -> bool:
        """Tell whether a short form stands beside its words, in brackets or set off, or is said to be one."""
        name = rf"\b{re.escape(short)}s?\b"
        for match in re.finditer(rf"([^().;:!?]+)\({name}[^)]*\)", self._every):
            # “Electrocardiogram (ECG)” begins alike; one of the last few words must.
            if _letters(short)[:1] in _initials(match[1])[-len(short) - 1 :]:
                return True
        for match in re.finditer(rf"{name}(?P<more>(?: [\w-]+){{0,2}}) \((?P<words>[^)]+)\)", self._every):
            # “PET scan (positron emission tomography scan)”, “NSAIDs (such as ibuprofen)”
            if _spells(short, match["words"]) or (not match["more"] and re.match(r"[a-z]+ \w", match["words"])):
                return True
        if re.search(rf"{name}(?:,? (?:\w+ ){{0,2}}{self._explains}| {self._defines})\b", self._every):
            return True
        if re.search(rf"\b{self._explains} (?:\w+ )?[“\"]?{name}", self._every):
            return True
        # “AF, or atrial fibrillation, …”, “chronic fatigue syndrome, or CFS, …”, “TIA – transient ischaemic attack – …”
        between = rf"(?:, (?:{self._joins} )?| {self._joins} | [–—-] )"
        after = re.findall(rf"{name}(?:{between}|: | = )([^().;:!?,–—]+)", self._every)
        before = re.findall(rf"([^().;:!?,–—]+){between}{name}", self._every)
        letters = _letters(short)
        if any(each.startswith(letters) for words in after for each in _both_initials(words)):
            return True
        if len(letters) >= _CHANCE and any(_begins(letters, words) for words in after):
            return True
        if any(each.endswith(letters) for words in before for each in _both_initials(words)):
            return True
        return self._stands_near(short, re.compile(name))

    def _stands_near(self, short: str, name: re.Pattern[str]) -> bool:
        """Tell whether the words of a short form stand near it in a row, or in a heading."""
        near = list(self._headings)
        for index, text in enumerate(self._texts):
            if not name.search(text):
                continue
            after = "".join(self._texts[index + 1 : index + 2])
            if name.fullmatch(text.strip(" .:")) and _spells(short, after):
                return True  # a cell, or a label, with its words beside it
            if len(_letters(short)) > _CHANCE:
                near += self._texts[max(index - 1, 0) : index + 2]
            parts = re.split(r"(?<=[.!?]) ", text)
            # The next sentence may say it: “Do ROM exercises. Range of motion exercises …”
            near += [" ".join(parts[at : at + 2]) for at, part in enumerate(parts) if name.search(part)]
        letters = _letters(short)
        return len(letters) >= _CHANCE and any(letters in each for text in near for each in _both_initials(text))


def _letters(short: str) -> str:
    return re.sub(r"[^a-z]", "", short.lower())


def _spells(short: str, words: str) -> bool:
    """Tell whether words spell a short form: by how they begin, or as “electrocardiogram” does ECG."""
    letters = _letters(short)
    if any(letters in initials for initials in _both_initials(words)):
        return True
    return _begins(letters, words)


def _begins(letters: str, words: str) -> bool:
    """Tell whether letters stand in the first few words, in order, the first of them where one begins."""
    found = re.findall(r"[^\W\d_]+", words.lower())[: len(letters)]
    return re.search(r"\b" + ".*".join(letters), " ".join(found)) is not None


def _initials(words: str) -> str:
    return "".join(word[0] for word in re.findall(r"[^\W\d_]+", words.lower()))


def _both_initials(words: str) -> tuple[str, str]:
    """Return how all words begin, and how the long ones do."""
    return _initials(words), "".join(word[0] for word in re.findall(rf"[^\W\d_]{{{_LEAST_LONG},}}", words.lower()))

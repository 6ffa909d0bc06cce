"""What a program can decide of two instruments for patient information, and what it leaves to a person.

PEMAT-P (AHRQ, 24 items numbered 1-12, 15-26) and the CDC's Clear Communication Index (20 items) are
made for trained people. Here each item is met, not met, for a person, or does not apply; where only
one answer can be seen from the text, the other is left to a person. That is no score of either.
The words of the items are shortened; both are works of the US government.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal, NamedTuple

from clinicpress.content.blocks import BulletList, FigureContent, Steps, figures_of, items_of, kind_of
from clinicpress.content.inline import without_marks
from clinicpress.content.model import Section, texts_of
from clinicpress.content.tree import all_blocks, all_sections
from clinicpress.desk.editorial import Editorial
from clinicpress.desk.hardwords import Unexplained
from clinicpress.desk.readability import Reading, is_hard
from clinicpress.desk.sentences import Sentence, running_texts
from clinicpress.desk.voice import asks, speaks_to_reader, urges
from clinicpress.ground.characters import beginning

Verdict = Literal["met", "not met", "for a person", "does not apply"]
SHORT_TEXTS = 2
"""Very short material has at most so many paragraphs (PEMAT-P)."""


class Judged(NamedTuple):
    """A verdict, and what was seen."""

    verdict: Verdict
    seen: str = ""


@dataclass(frozen=True)
class Row:
    """An item of an instrument, judged."""

    item: str
    words: str
    verdict: Verdict
    seen: str

    def facts(self) -> dict[str, str]:
        """Return it as JSON can hold it."""
        return {"item": self.item, "words": self.words, "verdict": self.verdict, "seen": self.seen}


class Evidence:
    """A brochure as the items look at it."""

    def __init__(self, reading: Reading, rules: Editorial, terms: Iterable[Unexplained]) -> None:
        self.reading, self.rules = reading, rules
        self.unexplained = [each.term for each in terms]
        self.brochure = reading.brochure
        self.sections = all_sections(self.brochure)
        self.blocks = all_blocks(self.brochure)
        self.kinds = [kind_of(block) for block in self.blocks]

    @cached_property
    def text(self) -> str:
        """All words of the sections, in small letters."""
        return " ".join(without_marks(text) for text in texts_of(self.brochure.sections)).lower()

    @cached_property
    def requests(self) -> list[Sentence]:
        """The sentences that ask the reader to do something."""
        return [sentence for sentence in self.reading.sentences if asks(sentence, self.rules)]

    @cached_property
    def urged(self) -> list[Sentence]:
        """The sentences that say what ought to be done, without asking the reader."""
        return [sentence for sentence in self.reading.sentences if urges(sentence, self.rules)]

    @cached_property
    def numbers(self) -> list[str]:
        """The numbers that the sentences give in digits."""
        return [word for sentence in self.reading.sentences for word in sentence.words if word[0].isdigit()]

    @cached_property
    def figures(self) -> list[FigureContent]:
        """The pictures, alone, side by side or beside text."""
        return [figure for block in self.blocks for figure in figures_of(block)]

    @property
    def visuals(self) -> int:
        """How many figures and rows of icons there are."""
        return len(self.figures) + self.kinds.count("icons")

    def held(self, *kinds: str) -> list[Any]:
        """Return what the blocks of some kinds hold."""
        return [getattr(block, kind) for block, kind in zip(self.blocks, self.kinds, strict=True) if kind in kinds]

    def said(self, phrases: Iterable[str]) -> list[str]:
        """Return those of some phrases that the text has, at the beginning of a word."""
        return [phrase for phrase in phrases if re.search(rf"\b{re.escape(phrase.lower())}", self.text)]


Judge = Callable[[Evidence], Judged]


class Item(NamedTuple):
    """An item: its id, its words, and how it is judged."""

    id: str
    words: str
    judge: Judge


def _person(evidence: Evidence) -> Judged:
    return Judged("for a person")


def _quoted(items: Sequence[str], most: int = 4) -> str:
    return ", ".join(f"“{item}”" for item in items[:most]) + (", …" if len(items) > most else "")


def _count(number: int, one: str, many: str) -> str:
    return f"{number or 'no'} {one if number == 1 else many}"


def _begins(sentence: Sentence) -> str:
    return f"line {sentence.place.line}: “{beginning(sentence.text, most=60)}”"


def _everyday_words(evidence: Evidence) -> Judged:
    level = evidence.reading.level
    if not level.sentences:
        return Judged("for a person", "no whole sentence to measure")
    return Judged("not met" if is_hard(level, evidence.rules) else "for a person", level.told)


def _terms(evidence: Evidence) -> Judged:
    if evidence.unexplained:
        return Judged("not met", f"not explained: {_quoted(evidence.unexplained)}")
    return Judged("for a person", "no unexplained term of our lists")


def _active(evidence: Evidence) -> Judged:
    level = evidence.reading.level
    if not level.sentences:
        return Judged("for a person")
    verdict: Verdict = "met" if level.passive_percent <= evidence.rules.limits.passive_percent else "not met"
    return Judged(verdict, f"{level.passive} of {level.sentences} sentences passive")


def _numbers(evidence: Evidence) -> Judged:
    if not evidence.numbers:
        return Judged("does not apply", "no numbers in digits")
    return Judged("for a person", _count(len(evidence.numbers), "number", "numbers"))


def _no_sums(evidence: Evidence) -> Judged:
    return _numbers(evidence) if evidence.numbers else Judged("met", "no numbers in digits")


def _words_in(section: Section) -> int:
    return sum(len(without_marks(text).split()) for _, text in running_texts(section))


def _chunks(evidence: Evidence) -> Judged:
    limits = evidence.rules.limits
    longest = max(evidence.sections, key=_words_in)
    most = max((len(without_marks(text).split()) for text in evidence.held("paragraph")), default=0)
    short = _words_in(longest) <= limits.section_words and most <= limits.paragraph_words
    seen = f"{_count(len(evidence.sections), 'section', 'sections')}, up to {_words_in(longest)} words"
    return Judged("met" if short and len(evidence.sections) > 1 else "not met", f"{seen}; paragraphs up to {most}")


def _unless_short(judge: Judge) -> Judge:
    """Return a judge that passes over very short material, as PEMAT-P has it: up to two paragraphs."""

    def judged(evidence: Evidence) -> Judged:
        texts = [text for section in evidence.sections for text in running_texts(section)]
        words = sum(map(_words_in, evidence.sections))
        if len(texts) <= SHORT_TEXTS and words <= evidence.rules.limits.paragraph_words:
            return Judged("does not apply", "very short")
        return judge(evidence)

    return judged


def _headings(evidence: Evidence) -> Judged:
    headings = [str(section.heading) for section in evidence.sections]
    empty = [heading for heading in headings if heading.strip(" .:!?").lower() in evidence.rules.empty_headings]
    if empty:
        return Judged("not met", f"{_quoted(empty)} says nothing of its section")
    return Judged("for a person", _count(len(headings), "heading", "headings"))


def _summary(evidence: Evidence) -> Judged:
    points = len(evidence.brochure.at_a_glance) or sum(bool(section.summary) for section in evidence.sections)
    return Judged("met" if points else "not met", f"at a glance: {_count(points, 'point', 'points')}")


def _cues(evidence: Evidence) -> Judged:
    seen: list[str] = [
        kind for kind in ("list", "steps", "callout", "table", "pros_cons", "icons") if kind in evidence.kinds
    ]
    if evidence.brochure.at_a_glance:
        seen.insert(0, "at a glance")
    if any("**" in text for text in texts_of(evidence.brochure.sections) if text != without_marks(text)):
        seen.append("bold words")
    return Judged("met" if seen else "not met", ", ".join(seen).replace("pros_cons", "pros and cons") or "none")


def _visuals(evidence: Evidence) -> Judged:
    return Judged("for a person", _count(evidence.visuals, "picture or row of icons", "pictures or rows of icons"))


def _if_visuals(evidence: Evidence) -> Judged:
    return _visuals(evidence) if evidence.visuals else Judged("does not apply", "no pictures")


def _captions(evidence: Evidence) -> Judged:
    bare = sum(held.caption is None for held in (*evidence.figures, *evidence.held("icons")))
    if not evidence.visuals:
        return Judged("does not apply", "no pictures")
    return Judged("not met" if bare else "met", f"{evidence.visuals - bare} of {evidence.visuals} have one")


def _tables(evidence: Evidence) -> Judged:
    tables = evidence.held("table")
    if not tables:
        return Judged("does not apply", "no tables")
    most = evidence.rules.limits.heading_words
    cells = [cell for table in tables for cell in table.header]
    cells += [row[0] for table in tables for row, headed in zip(table.rows, table.headed, strict=True) if headed]
    long = [head for cell in cells if len((head := without_marks(cell.text)).split()) > most]
    return Judged("not met", f"long: {_quoted(long, 2)}") if long else Judged("met", "short heads for columns and rows")


def _action(evidence: Evidence) -> Judged:
    found = [*evidence.requests, *evidence.urged]
    if "steps" in evidence.kinds:
        return Judged("met", "steps")
    return (
        Judged("met", _begins(found[0])) if found else Judged("not met", "no sentence asks the reader to do something")
    )


def _direct(evidence: Evidence) -> Judged:
    if evidence.requests:
        return Judged("met", _begins(evidence.requests[0]))
    if not evidence.urged:
        return Judged("does not apply", "no action found")
    indirect = [sentence for sentence in evidence.urged if not speaks_to_reader(sentence, evidence.rules)]
    return Judged("not met", _begins(indirect[0])) if indirect else Judged("for a person")


def _steps(evidence: Evidence) -> Judged:
    return Judged("met", "steps") if "steps" in evidence.kinds else Judged("for a person", "no steps")


def _tool(evidence: Evidence) -> Judged:
    if "questions" in evidence.kinds:
        return Judged("met", "questions with lines to write on")
    return Judged("for a person", "no questions block")


def _how_to_use(evidence: Evidence) -> Judged:
    shown = evidence.kinds.count("table") + len(evidence.figures)
    if not shown:
        return Judged("does not apply", "no tables or figures")
    return Judged("for a person", _count(shown, "table or figure", "tables and figures"))


def _at_a_glance(evidence: Evidence) -> Judged:
    judged = _summary(evidence)
    return Judged("for a person", judged.seen)


def _main_visual(evidence: Evidence) -> Judged:
    return _visuals(evidence) if evidence.visuals else Judged("not met", "no pictures")


def _lists(evidence: Evidence) -> Judged:
    lists = [len(items_of(block)) for block in evidence.blocks if isinstance(block, (BulletList, Steps))]
    if not lists:
        return Judged("not met", "no list and no steps")
    most = evidence.rules.limits.list_items
    return Judged("met" if max(lists) <= most else "not met", f"up to {max(lists)} items; {most} are the most")


def _front(evidence: Evidence) -> Judged:
    judged = _summary(evidence)
    return Judged("met", "the box on page 1") if judged.verdict == "met" else Judged("for a person", judged.seen)


def _known_and_unknown(evidence: Evidence) -> Judged:
    said = evidence.said(evidence.rules.unknowns)
    return Judged("for a person", f"not known: {_quoted(said)}" if said else "nothing on what is not known")


def _advice(evidence: Evidence) -> Judged:
    count = len({*evidence.requests, *evidence.urged})
    return Judged("for a person", _count(count, "sentence that asks for something", "sentences that ask for something"))


def _risk(evidence: Evidence) -> Judged:
    said = evidence.said(evidence.rules.risks)
    return Judged("for a person", f"speaks of {_quoted(said)}" if said else "none of our words for risks")


def _both(evidence: Evidence) -> Judged:
    risks, benefits = evidence.said(evidence.rules.risks), evidence.said(evidence.rules.benefits)
    if bool(risks) != bool(benefits):
        return Judged("for a person", f"speaks of {'benefits' if benefits else 'risks'} alone")
    return Judged("for a person", "; ".join(_quoted(said, 2) for said in (benefits, risks) if said))


_ITEMS: Mapping[str, Sequence[Item]] = {
    "PEMAT-P": (
        Item("1", "its purpose is evident", _person),
        Item("2", "nothing distracts from its purpose", _person),
        Item("3", "common, everyday language", _everyday_words),
        Item("4", "medical terms are defined", _terms),
        Item("5", "active voice", _active),
        Item("6", "numbers are clear", _numbers),
        Item("7", "no sums to work out", _no_sums),
        Item("8", "short sections", _unless_short(_chunks)),
        Item("9", "headings that inform", _unless_short(_headings)),
        Item("10", "a logical order", _person),
        Item("11", "a summary", _unless_short(_summary)),
        Item("12", "cues to the key points", _cues),
        Item("15", "pictures wherever they help", _visuals),
        Item("16", "pictures reinforce the text", _if_visuals),
        Item("17", "pictures have captions", _captions),
        Item("18", "pictures are clear", _if_visuals),
        Item("19", "tables with short, clear heads", _tables),
        Item("20", "an action the reader can take", _action),
        Item("21", "speaks to the reader about it", _direct),
        Item("22", "actions broken into steps", _steps),
        Item("23", "a tool, such as a checklist", _tool),
        Item("24", "how to work out sums", _numbers),
        Item("25", "how to use tables and charts", _how_to_use),
        Item("26", "pictures that help to act", _visuals),
    ),
    "CCI": (
        Item("1", "one main message", _person),
        Item("2", "main message at the front", _person),
        Item("3", "main message stands out", _at_a_glance),
        Item("4", "a picture supports it", _main_visual),
        Item("5", "a call to action", _action),
        Item("6", "message and call are active", _person),
        Item("7", "the readers’ own words", _terms),
        Item("8", "bulleted or numbered lists", _lists),
        Item("9", "chunks with headings", _chunks),
        Item("10", "the most important comes first", _front),
        Item("11", "what is known and what is not", _known_and_unknown),
        Item("12", "says what to do", _advice),
        Item("13", "says why that matters", _person),
        Item("14", "says how to do it", _steps),
        Item("15", "numbers readers know", _numbers),
        Item("16", "says what numbers mean", _numbers),
        Item("17", "no sums to work out", _numbers),
        Item("18", "explains the risk", _risk),
        Item("19", "benefits as well as risks", _both),
        Item("20", "probabilities in words too", _numbers),
    ),
}


@dataclass(frozen=True)
class Scorecard:
    """All items, judged."""

    rows: Sequence[Row]

    def of(self, *verdicts: Verdict) -> list[Row]:
        """Return the rows with some verdicts."""
        return [row for row in self.rows if row.verdict in verdicts]

    @property
    def score(self) -> str:
        """Say how many items are met, and what that leaves out."""
        met, decided = len(self.of("met")), len(self.of("met", "not met"))
        person, away = len(self.of("for a person")), len(self.of("does not apply"))
        return (
            f"{met} of the {decided} items that a program can decide are met; "
            f"{person} are left to a person, {away} do not apply"
        )


def judge(reading: Reading, rules: Editorial, terms: Iterable[Unexplained]) -> Scorecard:
    """Judge a brochure by all items of both instruments; `terms` are those that it does not explain."""
    evidence = Evidence(reading, rules, terms)
    rows = []
    for instrument, items in _ITEMS.items():
        for item in items:
            verdict, seen = item.judge(evidence)
            rows.append(Row(f"{instrument} {item.id}", item.words, verdict, seen))
    return Scorecard(rows)

"""Answers: a clinic as a story sees it; whatever it is asked is remembered, for its plate depends on it."""

from __future__ import annotations

from collections import deque
from typing import Any, NamedTuple

from clinicpress.content.catalog import Catalog
from clinicpress.content.edition import Job
from clinicpress.content.model import Clinic
from clinicpress.ground.problems import InputProblems
from clinicpress.looks.slots import CARD, CONTACT, IMPRINT
from clinicpress.looks.theme import BRAND, Overrides
from clinicpress.story.clinicwords import Giver, fills
from clinicpress.story.extent import lines_of
from clinicpress.workspace.files import digest_of

ASKED = ("name", "tagline", "address", "phone", "email", "website")
"""What a story may ask of the clinic."""
FILLING = {"named": IMPRINT, "reachable": CONTACT, "online": CARD}
"""What is asked, too: whether the clinic has anything to say in a slot."""


class _Said(NamedTuple):
    """A clinic, and what it answered so far."""

    clinic: Clinic
    answers: dict[str, str]
    together: dict[tuple[str, ...], tuple[str, ...]]
    """Its answers to all questions of a plate."""

    def answer(self, question: str) -> str:
        """Answer a question, once."""
        if question not in self.answers:
            self.answers[question] = _answer(self.clinic, question)
        return self.answers[question]


_LAST: deque[_Said] = deque(maxlen=1)
"""The clinic that was asked last: all its plates ask the same, and each file's proof asks again."""


class Answers:
    """A clinic as a story sees it: whatever it is asked for is remembered."""

    def __init__(self, clinic: Clinic, more: int = 0) -> None:
        self._clinic = clinic
        self._given: dict[str, str] = {}
        self.more = more
        """How many lines more than reckoned its box on page 1 has, because it did not fit that."""

    def __getattr__(self, name: str) -> Any:
        if name not in ASKED:
            raise AttributeError(f"a clinic has no attribute {name!r}")
        value = getattr(self._clinic, name)
        self._given[name] = answer_of(self._clinic, name)
        return value

    @property
    def named(self) -> bool:
        """Whether there is a clinic at all."""
        return self._said("named")

    @property
    def reachable(self) -> bool:
        """Whether it has something to say in the colophon: a tagline, an address or an e-mail address."""
        return self._said("reachable")

    @property
    def online(self) -> bool:
        """Whether it has a website."""
        return self._said("online")

    def _said(self, name: str) -> bool:
        self._given[name] = answer_of(self._clinic, name)
        return bool(self._given[name])

    def lines(self, place: str, characters: int, least: int) -> int:
        """Return how many lines of so many characters its words take in a place, `least` or more (`extent`)."""
        question = f"{place} {characters} {least}"
        self._given[question] = answer_of(self._clinic, question)
        return int(self._given[question])

    @property
    def overrides(self) -> Overrides:
        """The clinic's values for keys of the theme, its brand colour excepted."""
        return overrides_of(self._clinic)

    def given(self) -> dict[str, str]:
        """Return what was asked, with a digest of each answer."""
        return dict(sorted(self._given.items()))


def answer_of(clinic: Clinic, question: str) -> str:
    """Answer a question that was asked of another clinic; answers are kept until another one is asked."""
    return _said_of(clinic).answer(question)


def answers_of(clinic: Clinic, questions: tuple[str, ...]) -> tuple[str, ...]:
    """Answer all questions that were asked for a plate."""
    said = _said_of(clinic)
    if questions not in said.together:
        said.together[questions] = tuple(map(said.answer, questions))
    return said.together[questions]


def _said_of(clinic: Clinic) -> _Said:
    """Return what a clinic answered; that of the one before is forgotten."""
    said = _LAST[-1] if _LAST else None
    if said is None or said.clinic is not clinic:
        said = _Said(clinic, {}, {})
        _LAST.append(said)
    return said


def _answer(clinic: Clinic, question: str) -> str:
    if question in FILLING:
        return "yes" if fills(FILLING[question], Giver(clinic)) else ""
    if " " in question:
        place, characters, least = question.split(" ")
        return str(max(int(least), lines_of(place, clinic, int(characters))))
    return digest_of(getattr(clinic, question))


def clinic_or_none(catalog: Catalog, job: Job) -> Clinic:
    """Return a job's clinic, or the clinic without a name where it has problems, to find those of the rest."""
    try:
        return catalog.clinic(job.clinic, job.language)
    except InputProblems:
        return Clinic()


def overrides_of(clinic: Clinic) -> Overrides:
    """Return a clinic's values for keys of the theme, its brand colour excepted."""
    return {str(key): value for key, value in clinic.theme.items() if key != BRAND}

"""Compares wordings: which words became which others, and in which section.

A word is a run of characters without white space, its punctuation included; in Chinese and Japanese,
which have no spaces, each character is one. Kinds of spaces, line breaks and soft hyphens make no
difference; every other character does. Applied to the old words, the changes give the new ones:
nothing is left out.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import NamedTuple

from clinicpress.ground.characters import plain_spaces
from clinicpress.readback.finished import Box

PART = "\u2029"
"""Begins a word that is none: it says what kind of text begins here. No word of a text can hold it."""
BELOW = " › "
"""Stands between the headings of a section and of those that it stands in."""
FEW = 2
"""Between two longer changes, so few words that stayed make them no easier to read."""
_ENDS = frozenset(".!?:؟۔।。！？")
"""The last characters of sentences."""
ALIKE = 0.5
"""Two sections without the same name are the same section when they share so much of their words."""

_UNSPACED = "\u3000-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uff65\U00020000-\U0003ffff"
_ALONE = re.compile(f"[{_UNSPACED}]")
"""Characters of Chinese and Japanese, their punctuation included."""
_WORDS = re.compile(f"[{_UNSPACED}][\u3099\u309a\ufe00-\ufe0f\U000e0100-\U000e01ef]*|[^{_UNSPACED}]+")
"""One of them with what stands on it, or a run of others."""
_BETWEEN = re.compile(f"(?<=[{_UNSPACED}]) (?=[{_UNSPACED}])")


class Spot(NamedTuple):
    """Where a word, or a piece of it, stands on a page."""

    page: int
    box: Box


class Word(NamedTuple):
    """A word, and where it stands: in a file's line, or on pages."""

    text: str
    what: str = ""
    """What kind of text it belongs to: “paragraph”, “heading”..."""
    line: int = 0
    spots: tuple[Spot, ...] = ()
    look: tuple[object, ...] = ()
    """Its type sizes, colours and faces."""

    @property
    def shown(self) -> str:
        """The word for people; what is no word stands in brackets."""
        return f"[{self.text[1:]}]" if self.text.startswith(PART) else self.text


@dataclass(frozen=True)
class Stretch:
    """The words of a section, or of another part that is compared with its counterpart."""

    key: str
    name: str
    words: tuple[Word, ...]


class Run(NamedTuple):
    """A run of words that stayed, or that others took the place of: old[a:b] and new[c:d]."""

    same: bool
    a: int
    b: int
    c: int
    d: int

    @property
    def size(self) -> int:
        """The number of words on the longer side."""
        return max(self.b - self.a, self.d - self.c)


class Change(NamedTuple):
    """Words that became others; one side may be empty."""

    old: tuple[Word, ...]
    new: tuple[Word, ...]

    @property
    def kind(self) -> str:
        """Tell “changed”, “added” or “removed”."""
        return "changed" if self.old and self.new else "added" if self.new else "removed"

    @property
    def words(self) -> tuple[str, str]:
        """The words for people, before and after."""
        return shown(self.old), shown(self.new)

    def __str__(self) -> str:
        old, new = self.words
        return f"changed “{old}” → “{new}”" if old and new else f"{self.kind} “{old or new}”"


class Compared(NamedTuple):
    """A section of both sides, or of one; `moved` says that it stands in another order among the others."""

    old: Stretch | None
    new: Stretch | None
    runs: tuple[Run, ...]
    moved: bool = False

    @property
    def name(self) -> str:
        """What the section is called now, or was when it still was there."""
        stretch = self.new or self.old
        assert stretch is not None
        return stretch.name

    def sides(self, run: Run) -> Change:
        """Return the words of a run on both sides."""
        old = self.old.words[run.a : run.b] if self.old else ()
        return Change(old, self.new.words[run.c : run.d] if self.new else ())

    @property
    def changes(self) -> list[Change]:
        """List the changes, in their order."""
        return [self.sides(run) for run in self.runs if not run.same]


def shown(words: Sequence[Word]) -> str:
    """Write words as one line for people."""
    return _BETWEEN.sub("", " ".join(word.shown for word in words))


def split(text: str) -> list[str]:
    """Part a text into words; what prints nothing is no part of them."""
    return [word for run in plain_spaces(text).split() for word in parted(run)]


def parted(run: str) -> list[str]:
    """Part a run of characters without spaces into words: each character of a script without them is one."""
    return _WORDS.findall(run) if _ALONE.search(run) else [run]


def runs_of(old: Sequence[str], new: Sequence[str]) -> list[Run]:
    """Compare two lists of words; the runs cover both lists in full, in order."""
    most = min(len(old), len(new))
    head = next((i for i in range(most) if old[i] != new[i]), most)
    tail = next((i for i in range(most - head) if old[-1 - i] != new[-1 - i]), most - head)
    a, b, c, d = head, len(old) - tail, head, len(new) - tail
    matcher = SequenceMatcher(None, old[a:b], new[c:d], autojunk=False)
    found = [Run(True, 0, a, 0, c)]
    found += [Run(tag == "equal", i + a, j + a, k + c, m + c) for tag, i, j, k, m in matcher.get_opcodes()]
    found.append(Run(True, b, len(old), d, len(new)))
    return _slid(_joined([run for run in found if run.size], new), old, new)


def _joined(runs: list[Run], new: Sequence[str]) -> list[Run]:
    """Join changes that only a few words stand between, and runs of the same kind."""
    joined: list[Run] = []
    for index, run in enumerate(runs):
        between = run.same and run.size <= FEW and 0 < index < len(runs) - 1
        if between and run.size < min(runs[index - 1].size, runs[index + 1].size):
            between = not any(word.startswith(PART) for word in new[run.c : run.d])
            run = run._replace(same=not between)
        if joined and joined[-1].same == run.same:
            joined[-1] = Run(run.same, joined[-1].a, run.b, joined[-1].c, run.d)
        else:
            joined.append(run)
    return joined


def _slid(runs: list[Run], old: Sequence[str], new: Sequence[str]) -> list[Run]:
    """Let what was added or removed begin where a sentence does, where that is the same change."""
    runs = list(runs)
    for index in range(1, len(runs)):
        before, run = runs[index - 1], runs[index]
        if run.same or not before.same or (run.b > run.a and run.d > run.c):
            continue
        words, start, end = (old, run.a, run.b) if run.b > run.a else (new, run.c, run.d)
        back = 0
        while back < before.size and words[start - back - 1] == words[end - back - 1]:
            back += 1
            if _begins_sentence(words, start - back) and not _begins_sentence(words, start):
                runs[index - 1] = before._replace(b=before.b - back, d=before.d - back)
                runs[index] = run._replace(a=run.a - back, b=run.b - back, c=run.c - back, d=run.d - back)
                follows = runs[index + 1] if index + 1 < len(runs) else Run(True, run.b, run.b, run.d, run.d)
                runs[index + 1 : index + 2] = [follows._replace(a=run.b - back, c=run.d - back)]
                break
    return [run for run in runs if run.size]


def _begins_sentence(words: Sequence[str], at: int) -> bool:
    return at == 0 or words[at].startswith(PART) or words[at - 1].rstrip("”’\"')]*")[-1:] in _ENDS


def changes_of(old: Sequence[Word], new: Sequence[Word]) -> list[Change]:
    """Compare two lists of words; returns what changed, in order."""
    runs = runs_of([word.text for word in old], [word.text for word in new])
    return [Change(tuple(old[run.a : run.b]), tuple(new[run.c : run.d])) for run in runs if not run.same]


# Sections ------------------------------------------------------------------------------------------


def compare_stretches(old: Sequence[Stretch], new: Sequence[Stretch]) -> list[Compared]:
    """Compare two texts section by section, in the order of the new one; sections that went come where they were."""
    pairs = dict(_pairs(old, new))
    goes = {i: j for j, i in pairs.items()}
    moved = _moved([pairs[j] for j in sorted(pairs)])
    compared: list[Compared] = []

    def gone(until: int) -> Iterator[Compared]:
        while gone_to[0] < until:
            if gone_to[0] not in goes:
                yield _compared(old[gone_to[0]], None)
            gone_to[0] += 1

    gone_to = [0]
    for j, stretch in enumerate(new):
        if j in pairs:
            if pairs[j] not in moved:
                compared += gone(pairs[j])
            compared.append(_compared(old[pairs[j]], stretch, pairs[j] in moved))
        else:
            compared.append(_compared(None, stretch))
    compared += gone(len(old))
    return compared


def _compared(old: Stretch | None, new: Stretch | None, moved: bool = False) -> Compared:
    one, other = ([word.text for word in side.words] if side else [] for side in (old, new))
    return Compared(old, new, tuple(runs_of(one, other)), moved)


def _pairs(old: Sequence[Stretch], new: Sequence[Stretch]) -> Iterator[tuple[int, int]]:
    """Yield which section (by its index in `new`) was which (in `old`).

    They are the same by key, by name, by most of their words, or by being the first of all.
    """
    left, right = dict(enumerate(old)), dict(enumerate(new))
    bags = {id(stretch): Counter(word.text for word in stretch.words) for stretch in (*old, *new)}

    def alike(one: Stretch, other: Stretch) -> bool:
        most = max(len(one.words), len(other.words))
        return (bags[id(one)] & bags[id(other)]).total() > ALIKE * most

    rules: tuple[Callable[[Stretch, Stretch], bool], ...] = (
        lambda one, other: one.key == other.key,
        lambda one, other: one.name == other.name,
        alike,
        lambda one, other: one is old[0] and other is new[0],
    )
    for rule in rules:
        for j, stretch in list(right.items()):
            i = next((i for i, each in left.items() if rule(each, stretch)), None)
            if i is not None:
                del left[i], right[j]
                yield j, i


def _moved(order: list[int]) -> set[int]:
    """Return which of some numbers must be taken out for the others to be in order: as few as can be."""
    longest: list[int] = []
    ends: list[list[int]] = []
    for number in order:
        before = [run for run in ends if run[-1] < number]
        run = [*max(before, key=lambda each: len(each)), number] if before else [number]
        ends.append(run)
        longest = run if len(run) > len(longest) else longest
    return set(order) - set(longest)

"""The remarks of a YAML file: where they stand, which of them hold words of a text, and which are open questions.

YAML takes everything behind a `#` for a remark that stands apart from what is before it. Whoever
types “Tylenol #3” does not. A remark is told from a text by how it is written: two spaces before the
sign and one behind it, or a line of its own. A draft has a remark that begins with LOOK above
everything that the program was not sure of; as long as one is left, nothing of the brochure is
printed: a doubt that nobody settled must not reach a patient.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from clinicpress.ground.problems import Place, Problem
from clinicpress.workspace.nodes import Text

LOOK = "LOOK"
NOT_PRINTED = "is not printed: after a space, “#” begins a remark"
QUOTE_IT = "put the whole text in quotes; a remark is written with two spaces before the “#” and one behind it"
MOST_TOLD = 50

_TIGHT = re.compile(r"#+[^#\s]")
_ONE_SPACE = re.compile(r"(?:\A|[^ \t]) \Z")
_OPEN_LOOK = re.compile(rf"#[ \t]*{LOOK}\b:?(?P<words>.*)")


class Scalar(NamedTuple):
    """A key or value in a YAML file, by the indexes of its first character and of the one behind it."""

    start: int
    end: int
    role: Literal["key", "value", "nothing"]


class _Around(NamedTuple):
    """A remark with the line before it, and the scalars before and behind it."""

    at: int
    words: str
    prefix: str
    before: Scalar | None
    after: Scalar | None


def remarks_in(text: str, scalars: Sequence[Scalar]) -> Iterator[_Around]:
    """Yield the remarks of a YAML text that was parsed into scalars, in order."""
    index, at = 0, text.find("#")
    while at >= 0:
        while index < len(scalars) and scalars[index].end <= at:
            index += 1
        inside = scalars[index] if index < len(scalars) and scalars[index].start <= at else None
        if inside is not None and not _in_head(text, inside, at):
            at = text.find("#", inside.end)
            continue
        end = text.find("\n", at)
        end = len(text) if end < 0 else end
        before = inside or (scalars[index - 1] if index else None)
        after = scalars[index] if inside is None and index < len(scalars) else None
        yield _Around(at, text[at:end].rstrip(), text[text.rfind("\n", 0, at) + 1 : at], before, after)
        at = text.find("#", end)


def _in_head(text: str, scalar: Scalar, at: int) -> bool:
    """Tell whether an index lies in the line in which a text below “>” or “|” is announced."""
    return text[scalar.start] in "|>" and text.find("\n", scalar.start, at) < 0


def words_lost(text: str, remarks: Sequence[_Around]) -> list[tuple[int, str]]:
    """List the remarks that hold words of a text, unlike who typed them: index and words."""
    return [(each.at, each.words) for each in remarks if _is_lost(text, each)][:MOST_TOLD]


def _is_lost(text: str, remark: _Around) -> bool:
    tight = _TIGHT.match(remark.words) is not None
    before, after = remark.before, remark.after
    if not remark.prefix.strip():
        # In a line of its own: it goes on with the text above, or stands where the text below begins.
        if not tight or before is None:
            return False
        if before.role == "value":
            return len(remark.prefix) > _indent(text, before)
        return before.role == "key" and after is not None and after.role == "value" and _begins_line(text, after)
    if tight or not remark.prefix[-1:].isspace():
        return True
    if not _ONE_SPACE.search(remark.prefix[-2:]):
        return False
    if before is not None and before.start <= remark.at < before.end:
        return True  # behind “>-”
    if remark.prefix.rstrip()[-1:] in {"[", "{", ","}:
        return True  # in the place of an entry
    if remark.prefix.rstrip()[-1:] in {":", "-"}:
        # Behind a key or dash: in the place of a value, or above a text.
        empty = before is not None and before.role == "nothing" and "\n" not in text[before.start : remark.at]
        return empty or (after is not None and after.role == "value" and _begins_line(text, after))
    return False  # behind a text it is told where it is known that it is one


def _line_begin(text: str, at: int) -> str:
    return text[text.rfind("\n", 0, at) + 1 : at]


def _begins_line(text: str, scalar: Scalar) -> bool:
    return not _line_begin(text, scalar.start).strip()


def _indent(text: str, scalar: Scalar) -> int:
    """Return how far the line of a scalar is indented; one less where the scalar itself begins it."""
    begin = _line_begin(text, scalar.start)
    return len(begin) - len(begin.lstrip(" ")) if begin.strip() else len(begin) - 1


def open_looks(remarks: Sequence[Text]) -> list[Problem]:
    """List the open LOOKs among the remarks of a file, in order, each as an error at its place."""
    problems: list[Problem] = []
    at: Place | None = None
    said: list[str] = []
    line = 0

    def told() -> None:
        if at is not None and len(problems) < MOST_TOLD:
            words = " ".join(" ".join(said).split())
            problems.append(Problem(at, f"an open {LOOK}: {words}".rstrip(": "), "settle it, then delete the remark"))

    for remark in remarks:
        found = _OPEN_LOOK.match(remark)
        if found:
            told()
            at, said = remark.place, [found["words"]]
        elif at is not None and remark.place.line == line + 1 and remark.lstrip("# \t"):
            said.append(remark.lstrip("#"))
        else:
            told()
            at = None
        line = remark.place.line
    told()
    return problems

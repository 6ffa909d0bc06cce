"""Changes a YAML text where it was meant to be and nowhere else; it is never written anew as a whole.

Each function takes the text of a file and a path (keys and indexes, as in the file) and returns the
new text. All other bytes stay, remarks included: line ends of any kind, a byte order mark, a last
line without its end. What is returned was read back before: what was meant to change has changed,
all else is equal, no remark is lost, and YAML takes no word of what was written. A remark that
stands directly above an entry moves and goes with it.

All raise InputProblems: for a text that YAML cannot read, for a path that leads nowhere (the file
has changed meanwhile), and for words that cannot stand in a file, such as control characters.
"""

from __future__ import annotations

import copy
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from clinicpress.drafting.scribe import FILL_IN, Bare
from clinicpress.editing.cuts import (
    adding_key,
    anew,
    emptying,
    extent,
    index,
    inserting,
    neighbour,
    removing,
    reordering,
    replacing,
    seat,
    whole,
    wrapping,
)
from clinicpress.editing.survey import Edit, Path, Survey, surveyed
from clinicpress.editing.writing import Cells, Value, Written, paragraphs_of, says, spoken, ways
from clinicpress.ground.problems import InputProblems, Place
from clinicpress.workspace.composer import control_characters, parse_yaml, signs_of_no_text
from clinicpress.workspace.nodes import Node, Text
from clinicpress.workspace.remarks import open_looks
from clinicpress.workspace.typed import misreading

_CANNOT = "this cannot be changed here without losing something else in the file"
_FILL_IN = re.compile(rf"[ \t]+(?P<remark># {FILL_IN}\b[^\n]*?)[ \t]*$", re.MULTILINE)
_BY_HAND = "change it in the file itself, where you see all of it"


def set_text(text: str, path: Path, value: str | int | float | bool, name: str = "", parted: bool = False) -> str:
    """Put another text, number or truth in the place of one, or where a key or entry has no value yet.

    It stands as the old one did where it can: plain, folded, in quotes. Where a draft says what is to be filled in,
    that remark goes. `parted` says that empty lines in the value begin new paragraphs.
    """
    survey = surveyed(text, name)
    node = survey.node(path)
    if isinstance(node.value, (list, dict)):
        raise survey.gone(node.place)
    words = value.replace("\r\n", "\n").replace("\r", "\n") if isinstance(value, str) else spoken(value)
    _refuse_signs(words, node.place)
    if node.value == words:
        return text
    raw = node.value.raw if isinstance(node.value, Text) else None
    if isinstance(value, str):
        said = Bare(words) if isinstance(value, Bare) else words
        tried: Iterable[Written] = ways(said, seat(survey, path, node), raw, parted)
        paragraphs = paragraphs_of(words) if parted else []
    else:
        tried, paragraphs = [Written(words)], []
    wanted: str | list[str] = words
    if parted and "\n" in words and paragraphs:
        wanted = paragraphs if len(paragraphs) > 1 else paragraphs[0]

    def is_meant(root: Node) -> bool:
        found = root.find(path)
        return isinstance(found.value, Text) and says(found.value, wanted)

    expected = _with(survey.root.plain(), path, lambda _: wanted)
    filled, gone = _filled_in(survey, node)
    for written in tried:
        edits = [*replacing(survey, node, written), *filled]
        done = read_back(survey, edits, expected, is_meant, path, gone)
        if done is not None:
            return done
    raise _refused(node.place, words)


def _filled_in(survey: Survey, node: Node) -> tuple[list[Edit], list[str]]:
    """Return what takes away the remark of a draft that says what is to be filled in here, and that remark."""
    end = survey.span(node).end
    found = _FILL_IN.match(survey.text, end) if node.value is None else None
    return ([Edit(end, found.end(), "")], [found["remark"]]) if found else ([], [])


def set_key(
    text: str, path: Path, value: Value, name: str = "", order: Sequence[str] = (), as_cells: bool = False
) -> str:
    """Add a key that a mapping does not have yet, or put another value in the place of its own.

    A new one stands behind those that come before it in `order`, the keys as the model has them; else last.
    """
    survey = surveyed(text, name)
    holder, key = survey.node(path[:-1]), path[-1]
    if not isinstance(key, str) or not (isinstance(holder.value, dict) or _is_empty_file(holder, path)):
        raise survey.gone(holder.place)
    _refuse_signs_in(value, holder.place)
    value = Cells(value) if as_cells and isinstance(value, (list, tuple)) else value
    held = holder.value if isinstance(holder.value, dict) else {}
    if key in held:
        return _replaced(survey, path, value)
    before = neighbour(list(map(str, held)), key, order)
    expected = _with(survey.root.plain() or {}, path[:-1], lambda old: _with_key(old, key, before, value))
    return _done(survey, adding_key(survey, holder, key, before, value), expected)


def insert(text: str, path: Path, value: Value, name: str = "") -> str:
    """Put a new entry into a list; the last step of the path is the index that it will have."""
    survey = surveyed(text, name)
    holder, index = survey.node(path[:-1]), path[-1]
    if not isinstance(holder.value, list) or not isinstance(index, int) or not 0 <= index <= len(holder.value):
        raise survey.gone(holder.place)
    _refuse_signs_in(value, holder.place)
    expected = _with(survey.root.plain(), path[:-1], lambda old: [*old[:index], _plain(value), *old[index:]])
    return _done(survey, inserting(survey, path[:-1], holder, index, value), expected)


def remove(text: str, path: Path, name: str = "") -> str:
    """Take a key or an entry of a list away, with the remarks that stand directly above it and in it."""
    survey = surveyed(text, name)
    survey.node(path)
    holder = survey.node(path[:-1])
    entries = survey.entries(holder)
    number = index(holder, path[-1])
    expected = _with(survey.root.plain(), path[:-1], lambda old: _without(old, path[-1]))
    begin, end = whole(survey, holder, entries, number)
    gone = [str(remark) for remark in survey.root.remarks if begin <= survey.at(remark.place) < end]
    edits = removing(survey, holder, entries, number) if len(entries) > 1 else emptying(survey, path[:-1], holder)
    return _done(survey, edits, expected, gone=gone)


def move(text: str, path: Path, to: int, name: str = "") -> str:
    """Move an entry of a list to another index of it, with the remarks that stand directly above it."""
    survey = surveyed(text, name)
    survey.node(path)
    holder, index = survey.node(path[:-1]), path[-1]
    if not isinstance(holder.value, list) or not isinstance(index, int) or not 0 <= to < len(holder.value):
        raise survey.gone(holder.place)
    if index == to:
        return text
    order = [number for number in range(len(holder.value)) if number != index]
    order.insert(to, index)
    expected = _with(survey.root.plain(), path[:-1], lambda old: [old[number] for number in order])
    return _done(survey, reordering(survey, holder, order), expected)


def wrap(text: str, path: Path, around: str | int, name: str = "") -> str:
    """Put a mapping or a list around a value, which becomes that of a key in it (a word) or its only entry (0).

    So what was written in short gets room for more: `- A text` becomes `- text: A text`.
    """
    survey = surveyed(text, name)
    node = survey.node(path)
    expected = _with(survey.root.plain(), path, lambda old: {around: old} if isinstance(around, str) else [old])
    return _done(survey, wrapping(survey, path, node, around), expected)


def settle(text: str, line: int, name: str = "") -> str:
    """Take an open question (a remark that begins with LOOK) away, with the lines in which it goes on."""
    survey = surveyed(text, name)
    looks = {problem.place.line for problem in open_looks(survey.root.remarks)}
    if line not in looks:
        raise survey.gone(Place(name, line))
    edits, gone, last = [], [], line - 1
    for remark in survey.root.remarks:
        if remark.place.line == last + 1 and (remark.place.line == line or remark.place.line not in looks):
            begin = survey.at(remark.place)
            if survey.begins_line(begin):
                edits.append(Edit(survey.line_begin(begin), min(survey.line_end(begin) + 1, len(survey.text)), ""))
            else:
                before = survey.text[:begin].rstrip(" \t")
                edits.append(Edit(len(before), survey.line_end(begin), ""))
            gone.append(str(remark))
            last = remark.place.line
            if not remark.lstrip("# \t"):
                break
    return _done(survey, edits, survey.root.plain(), gone=gone)


def _replaced(survey: Survey, path: Path, value: Value) -> str:
    node = survey.node(path)
    if isinstance(value, (str, int, float)) and not isinstance(node.value, (list, dict)):
        return set_text(survey.original, path, value, survey.name)
    begin, end = extent(survey, path)
    gone = [str(remark) for remark in survey.root.remarks if begin <= survey.at(remark.place) < end]
    expected = _with(survey.root.plain(), path, lambda _: _plain(value))
    return _done(survey, anew(survey, path, value), expected, gone=gone)


# What was meant -----------------------------------------------------------------------------------------


def _plain(value: Value) -> Any:
    """Return a value as it reads back."""
    if isinstance(value, dict):
        return {str(key): _plain(held) for key, held in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(held) for held in value]
    return value if value is None or isinstance(value, str) else spoken(value)  # type: ignore[arg-type]


def _with(plain: Any, path: Path, change: Callable[[Any], Any]) -> Any:
    """Return nested lists and dicts with a change at a path."""
    if not path:
        return change(plain)
    copied = copy.copy(plain)
    copied[path[0]] = _with(plain[path[0]], path[1:], change)
    return copied


def _with_key(old: Any, key: str, before: int, value: Value) -> Any:
    pairs = list(old.items())
    return dict([*pairs[:before], (key, _plain(value)), *pairs[before:]])


def _without(old: Any, step: str | int) -> Any:
    if isinstance(old, list):
        return [held for number, held in enumerate(old) if number != step]
    return {key: held for key, held in old.items() if key != step}


def _is_empty_file(holder: Node, path: Path) -> bool:
    return holder.value is None and len(path) == 1


def _same(one: Any, other: Any) -> bool:
    """Compare nested lists and dicts, the order of their keys included."""
    if isinstance(one, dict) and isinstance(other, dict):
        return list(one) == list(other) and all(_same(one[key], other[key]) for key in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(_same, one, other))
    return bool(one == other)


def _done(survey: Survey, edits: list[Edit], expected: Any, path: Path = (), gone: Sequence[str] = ()) -> str:
    """Return the text with edits, read back; raises InputProblems where that is not what was meant."""
    done = read_back(survey, edits, expected, _nothing_lost(path), gone=gone)
    if done is None:
        raise _refused(survey.root.place)
    return done


def read_back(
    survey: Survey,
    edits: list[Edit],
    expected: Any,
    is_meant: Callable[[Node], bool],
    said_at: Path | None = None,
    gone: Sequence[str] = (),
) -> str | None:
    """Return the text with edits if it reads back as expected; None where it does not.

    A text at the path `said_at` is judged by `is_meant` alone: a paragraph is not always kept as it was typed.
    """
    try:
        root = parse_yaml(survey.name, survey.edited(edits))
    except InputProblems:
        return None
    read = root.plain()
    if said_at is not None:
        try:
            read = _with(read, said_at, lambda _: None)
        except (KeyError, IndexError, TypeError):
            return None
        expected = _with(expected, said_at, lambda _: None)
    kept = Counter(map(str, survey.root.remarks)) - Counter(gone)
    if not _same(read, expected) or Counter(map(str, root.remarks)) != kept or not is_meant(root):
        return None
    return survey.changed(edits)


def _nothing_lost(path: Path) -> Callable[[Node], bool]:
    """Return the question whether all words below a path were read as they were written."""
    return lambda root: all(misreading(text, "\n" in text) is None for text in _texts(root.find(path)))


def _texts(node: Node) -> Iterator[Text]:
    if isinstance(node.value, Text):
        yield node.value
    elif node.value is not None:
        for held in node.value.values() if isinstance(node.value, dict) else node.value:
            yield from _texts(held)


def _refused(place: Place, words: str = "") -> InputProblems:
    """Return the refusal of a change; where YAML would take something of its words, that is said."""
    raw = "|-\n" + "\n".join(f"  {line}" for line in words.split("\n"))
    if words and (found := misreading(Text(words, place, raw), may_be_parted=True)):
        return InputProblems.one(place, found.message, found.hint)
    return InputProblems.one(place, _CANNOT, _BY_HAND)


def _refuse_signs(words: str, place: Place) -> None:
    """Raise InputProblems for characters that are no text, or that YAML takes for line ends."""
    problems = [*control_characters(place.file, words), *signs_of_no_text(place.file, words)]
    if problems or re.search("[\ud800-\udfff]", words):
        first = problems[0] if problems else None
        message = first.message if first else "half a character stands in this text"
        raise InputProblems.one(place, message, first.hint if first else "delete it and type it anew")


def _refuse_signs_in(value: Value, place: Place) -> None:
    if isinstance(value, str):
        _refuse_signs(value, place)
    elif isinstance(value, Mapping):
        for key, held in value.items():
            _refuse_signs(key, place)
            _refuse_signs_in(held, place)
    elif isinstance(value, Sequence):
        for held in value:
            _refuse_signs_in(held, place)

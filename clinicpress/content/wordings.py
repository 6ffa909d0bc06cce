"""A clinic's words by language: `name: {en: …, ar: …}`, or one wording for all.

A clinic is read in one language, before anything else looks at it: what follows meets plain texts,
whatever language they are in. Where a clinic has no wording in a language, that of another one
stands in its place: a patient never gets an empty line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from clinicpress.content.values import LANGUAGE
from clinicpress.ground.problems import InputProblems, Place, Problem
from clinicpress.workspace.nodes import Node, Text

WORDED = ("name", "tagline", "address", "hours", "after_hours")
"""The keys of a clinic whose texts are words."""
LABEL = "label"
"""The key of a phone number's label, which is words, too."""
USUAL = "en"
"""The language whose wording stands for one that is not there; without it, the first one's does."""
_WEEKDAYS = frozenset({"mon", "tue", "wed", "thu", "fri", "sat", "sun"})
"""What looks like the code of a language, and begins a line of hours that was typed with a colon."""


class Wording(NamedTuple):
    """A text that a clinic gives by language."""

    key: Text
    """The key that it stands under."""
    by_language: dict[Text, Node]

    @property
    def usual(self) -> str:
        """The language whose wording stands for one that is not there."""
        return USUAL if USUAL in self.by_language else str(next(iter(self.by_language)))

    def chosen(self, language: str) -> str:
        """Return the language in which it is said to readers of one: the same, or without its region, or the usual."""
        parts = language.split("-")
        names = ("-".join(parts[:count]) for count in range(len(parts), 0, -1))
        return next((name for name in names if name in self.by_language), self.usual)


def wordings(node: Node) -> list[Wording]:
    """List the texts that a clinic's file gives by language; raises InputProblems for those that it gives badly."""
    found = list(_wordings(node))
    if problems := [problem for each in found for problem in _problems(each)]:
        raise InputProblems(problems)
    return found


def in_language(node: Node, language: str) -> Node:
    """Return a clinic's file with its texts as they are said to readers of a language."""
    chosen = {each.key.place: each.by_language[_text(each, each.chosen(language))] for each in _wordings(node)}
    return _with(node, chosen) if chosen else node


def _with(node: Node, chosen: Mapping[Place, Node]) -> Node:
    """Put nodes in the place of those that stand under keys at some places."""
    if isinstance(node.value, list):
        return Node(node.place, [_with(each, chosen) for each in node.value], node.remarks)
    if isinstance(node.value, dict):
        held = {key: chosen.get(key.place) or _with(value, chosen) for key, value in node.value.items()}
        return Node(node.place, held, node.remarks)
    return node


def languages_in(node: Node) -> list[str]:
    """List the languages in which a clinic's file gives any text, in the order in which they stand there."""
    return list(dict.fromkeys(str(language) for each in _wordings(node) for language in each.by_language))


def by_language(value_schema: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of a text that may be given by language, from that of the text."""
    types = value_schema["type"] if isinstance(value_schema["type"], list) else [value_schema["type"]]
    inner = {**value_schema, "type": [each for each in types if each != "null"]}
    return {
        **value_schema,
        "type": [*types, "object"],
        "propertyNames": {"pattern": LANGUAGE},
        "minProperties": 1,
        "additionalProperties": inner,
    }


def _wordings(node: Node) -> Iterator[Wording]:
    held = node.value if isinstance(node.value, dict) else {}
    for key, value in held.items():
        if key in WORDED:
            yield from _of(key, value)
        elif key == "phone":
            for phone in value.value if isinstance(value.value, list) else [value]:
                for inner, label in phone.value.items() if isinstance(phone.value, dict) else ():
                    if inner == LABEL:
                        yield from _of(inner, label)


def _of(key: Text, node: Node) -> Iterator[Wording]:
    """Yield what stands under a key, where it is by language; what is anything else is told where it is checked."""
    if isinstance(node.value, dict) and is_by_language(node):
        yield Wording(key, node.value)


def is_by_language(node: Node) -> bool:
    """Tell whether something stands there by language, and is no line that was typed with a colon."""
    held = node.value if isinstance(node.value, dict) else {}
    return any(_is_language(name) for name in held) and not _WEEKDAYS & {*map(str, held)}


def _is_language(name: Text) -> bool:
    return re.match(LANGUAGE, name) is not None


def _problems(wording: Wording) -> Iterator[Problem]:
    for language, node in wording.by_language.items():
        if not _is_language(language):
            hint = "write it like en, es or pt-BR; a text that holds “: ” stands in quotes"
            yield Problem(language.place, f"“{language}” is not a language code", hint)
        elif node.value in (None, [], {}) or (isinstance(node.value, Text) and not node.value.strip()):
            usual = wording.usual
            hint = "write it" if language == usual else f"write it, or delete the line: then “{usual}” stands for it"
            yield Problem(language.place, f"“{wording.key}” is empty in “{language}”", hint)


def _text(wording: Wording, language: str) -> Text:
    return next(name for name in wording.by_language if name == language)

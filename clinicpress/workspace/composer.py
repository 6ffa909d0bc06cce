"""YAML text into a tree of nodes with positions; what is not plain YAML becomes problems at their places.

Scalars stay strings: types come from the schema. Aliases, anchors and tags are refused, and so is
whatever nobody sees but YAML reads.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from contextlib import suppress
from itertools import islice
from typing import Any, Literal

import yaml
from yaml.events import (
    CollectionEndEvent,
    CollectionStartEvent,
    DocumentEndEvent,
    DocumentStartEvent,
    NodeEvent,
    ScalarEvent,
)

from clinicpress.ground.characters import beginning
from clinicpress.ground.problems import InputProblems, Place, Problem
from clinicpress.workspace.nodes import Node, Text
from clinicpress.workspace.remarks import NOT_PRINTED, QUOTE_IT, Scalar, remarks_in, words_lost
from clinicpress.workspace.syntax import mistake
from clinicpress.workspace.typed import NOT_TEXT, escaped_control, misreading

MAX_DEPTH = 40
REST = 200
"""How many characters of its line a text knows that follow it."""
MAX_NODES = 50_000
"""The most keys, texts, lists and mappings of a file: a brochure of 10,000 words has some 5,000."""
TOO_DEEP = f"nested more than {MAX_DEPTH} levels deep"

_LINE_SIGN = "delete it; it often comes along when text is copied from slides or a layout program"
_NO_TEXT_HERE = {
    "\u0085": ("an invisible line end, U+0085, stands here", _LINE_SIGN),
    "\u2028": ("an invisible line end, U+2028, stands here", _LINE_SIGN),
    "\u2029": ("an invisible paragraph end, U+2029, stands here", _LINE_SIGN),
    "\ufffd": ("the sign � stands where a character was lost", "type the character that was meant"),
}
_TAB = re.compile(r"^ *\t(?=[^\n]*\S)", re.MULTILINE)
_NEVER_TEXT = re.compile("|".join(_NO_TEXT_HERE))
_DOCUMENT_END = re.compile(r"^\.\.\.(?=[ \t]*\n(?:[ \t]*(?:#.*)?\n)*[ \t]*[^\s#])", re.MULTILINE)
_ODD_SPACE = re.compile(r"[^\S \n]|[\u00ad\u200b-\u200f\u2060\ufeff]")
"""Spaces that YAML takes for letters, and characters that nobody sees."""
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_ORDER_MARK = "\ufeff"
_UNCOUNTED = _LOADER is not yaml.SafeLoader
"""Whether the parser does not count a sign of the order of bytes with which a text begins."""
_GLUED = re.compile(r"(?P<sign>-(?![^\S \n\t]\d)|[a-z_]+:)(?P<space>[^\S \n\t])")
"""A sign of YAML that is none, because the space behind it is no plain one."""
_QUOTE_BRACKETS = "put a text that begins with “{” or “[” in quotes"


def control_characters(name: str, text: str) -> list[Problem]:
    """List the first characters of a file that are not text."""
    found = islice(NOT_TEXT.finditer(text), 50)
    return [
        Problem(
            Place.behind(name, text[: match.start()]),
            f"control character U+{ord(match[0]):04X} is not text",
            "delete it and type the character that was meant; it often stands for a dash or a quote",
        )
        for match in found
    ]


def signs_of_no_text(name: str, text: str) -> list[Problem]:
    """List the first line ends that nobody sees, and signs of characters that were lost."""
    return [
        Problem(Place.behind(name, text[: match.start()]), *_NO_TEXT_HERE[match[0]])
        for match in islice(_NEVER_TEXT.finditer(text), 50)
    ]


def parse_yaml(name: str, text: str) -> Node:
    """Parse YAML text into nodes; raises InputProblems for everything that is not plain YAML."""
    problems = [
        Problem(Place.behind(name, text[: match.end() - 1]), "a tab is used for indentation", "use spaces instead")
        for match in (islice(_TAB.finditer(text), 50) if "\t" in text else ())
    ]
    problems += signs_of_no_text(name, text)
    if "..." in text and (dots := _DOCUMENT_END.search(text)):
        problems.append(
            Problem(
                Place.behind(name, text[: dots.start()]),
                "this line ends the file: what stands below is not read",
                "remove the dots; where they belong to a text, put spaces before them",
            )
        )
    if problems:
        raise InputProblems(problems[:50])
    parser = _Composer(name, text)
    return parser.document()


def _events(text: str) -> Iterator[Any]:
    """Yield the events of YAML text, of which each kind has attributes of its own."""
    return yaml.parse(text, Loader=_LOADER)


def _is_nothing(event: Any, in_list: bool = False) -> bool:
    """Tell whether nothing stands where a scalar is: an entry of a list is what was typed."""
    return not event.style and (not event.value or (event.value in ("~", "null") and not in_list))


_NO_KEY = Text("", Place(""))


class _Holder:
    """A list or mapping that was begun, and not ended, and the key in it that has no value yet."""

    __slots__ = ("awaits_key", "entries", "key", "mapping")

    def __init__(self, node: Node) -> None:
        self.entries = node.value if isinstance(node.value, list) else None
        self.mapping: dict[Text, Node] = node.value if isinstance(node.value, dict) else {}
        self.key = _NO_KEY
        self.awaits_key = self.entries is None
        """Whether what comes next is a key."""


class _Composer:
    """Turns the event stream of one YAML file into nodes."""

    def __init__(self, name: str, text: str) -> None:
        self.name = name
        self.text = text
        self.lines = [0, *(match.end() for match in re.finditer("\n", text))]
        self.uncounted = int(_UNCOUNTED and text.startswith(_ORDER_MARK))
        self.scalars: list[Scalar] = []
        self.problems: list[Problem] = []
        self.brackets = 0
        """How many brackets are open."""

    def place(self, mark: Any) -> Place:
        """Return the place of a mark."""
        line: int = mark.line
        if line >= len(self.lines):  # beyond a last line that no line end closes
            return self.place_at(len(self.text))
        return Place(self.name, line + 1, mark.column + 1)

    def place_at(self, offset: int) -> Place:
        """Return the place of an index into the text."""
        line = bisect_right(self.lines, offset)
        return Place(self.name, line, offset - self.lines[line - 1] + 1)

    def offset(self, mark: Any) -> int:
        """Return the index into the text that a mark stands for."""
        return int(mark.index) + self.uncounted

    def document(self) -> Node:
        start = Place(self.name)
        holders: list[_Holder] = []
        holder: _Holder | None = None
        root: Node | None = None
        last: Any = None
        count = 0
        try:
            for event in _events(self.text):
                if isinstance(event, NodeEvent):
                    last = event
                    count += 1
                    # An alias has no tag, but an anchor.
                    if event.anchor or event.tag is not None or count > MAX_NODES or len(holders) >= MAX_DEPTH:  # type: ignore[attr-defined]
                        self.refuse_node(event, len(holders))
                    if holder is not None and holder.awaits_key:
                        holder.key, holder.awaits_key = self.key(event), False
                        continue
                    node = self.node(event, holder is not None and holder.entries is not None)
                    if holder is None:
                        root = root or node
                    elif holder.entries is not None:
                        holder.entries.append(node)
                    else:
                        self.attach(holder, node)
                    if isinstance(event, CollectionStartEvent):
                        holder = _Holder(node)
                        holders.append(holder)
                        self.brackets += bool(event.flow_style)
                elif isinstance(event, CollectionEndEvent):
                    last = event
                    holders.pop()
                    holder = holders[-1] if holders else None
                    self.brackets = max(0, self.brackets - 1)
                elif not isinstance(event, DocumentEndEvent):
                    last = event
                    if isinstance(event, DocumentStartEvent) and root is not None:
                        self.refuse(
                            event,
                            "a second document begins here",
                            "remove the line “---” or “...”; where it belongs to a text, put spaces before it",
                        )
        except yaml.MarkedYAMLError as error:
            raise InputProblems([*self.problems, self.too_deep(error) or self.syntax(error, last)]) from None
        except yaml.YAMLError:
            raise InputProblems.one(start, "this is not YAML") from None
        remarks = list(remarks_in(self.text, self.scalars))
        for at, words in words_lost(self.text, remarks):
            self.problems.append(Problem(self.place_at(at), f"“{beginning(words)}” {NOT_PRINTED}", QUOTE_IT))
        if self.problems:
            raise InputProblems(self.problems)
        if root is None:
            raise InputProblems.one(start, "the file is empty")
        root.remarks = tuple(Text(each.words, self.place_at(each.at)) for each in remarks)
        return root

    def too_deep(self, error: yaml.MarkedYAMLError) -> Problem | None:
        """Tell of too deep nesting before a place where the parser gave up: it looks ahead, and has a bound, too."""
        depth = 0
        with suppress(yaml.YAMLError):
            for event in _events(self.text[: self.offset(error.problem_mark or error.context_mark)]):
                if depth >= MAX_DEPTH and isinstance(event, (ScalarEvent, CollectionStartEvent)):
                    return Problem(self.place(event.start_mark), TOO_DEEP)
                depth += isinstance(event, CollectionStartEvent) - isinstance(event, CollectionEndEvent)
        return None

    def syntax(self, error: yaml.MarkedYAMLError, last: Any) -> Problem:
        """Say in plain words what the parser stumbled over; `last` is the last event before it."""
        mark: Any = error.problem_mark or error.context_mark
        if mark is None:
            return Problem(Place(self.name), "this is not YAML")
        text = self.node(last).value if isinstance(last, ScalarEvent) else None
        if isinstance(text, Text) and "#" in text.rest and (misread := misreading(text)):
            return Problem(text.place_of(misread.at), misread.message, misread.hint)
        began: Any = last.start_mark if last else None
        ended: Any = last.end_mark if isinstance(last, (ScalarEvent, CollectionEndEvent)) else None
        if ended and ended.line == mark.line and ended.column <= mark.column:
            if isinstance(last, ScalarEvent) and last.style in {"'", '"'}:
                if began.line < ended.line:
                    message = f"this quotation mark is closed only in line {self.place(ended).line}"
                    return Problem(self.place(began), message, "close it where the text ends")
                hint = "put quotation marks of the other kind around the whole text"
                return Problem(self.place(mark), "the text goes on after its closing quotation mark", hint)
            if self.text[self.offset(ended) - 1] in "]}":
                return Problem(self.place(mark), "the text goes on after its closing bracket", _QUOTE_BRACKETS)
        began = self.offset(error.context_mark) if error.context_mark else None
        in_a_word = isinstance(error, yaml.scanner.ScannerError)
        at, message, hint = mistake(self.text, began, self.offset(mark), in_a_word, self.brackets > 0)
        line = min(mark.line, len(self.lines) - 1)
        for begin in self.lines[line], self.lines[max(0, line - 1)]:
            words = re.compile(r"[ ]*(?:- )*").match(self.text, begin)
            if words and (glued := _GLUED.match(self.text, words.end())):
                return self.glued(0, glued)
        return Problem(self.place_at(at), message, hint)

    def glued(self, begin: int, match: re.Match[str]) -> Problem:
        """Tell of a space that YAML takes for a letter; the match begins at an index of the text."""
        said = f"the space behind “{match['sign']}” is no plain one, but U+{ord(match['space']):04X}"
        return Problem(self.place_at(begin + match.start("space")), said, "type a plain space")

    def refuse_node(self, event: Any, depth: int) -> None:
        """Refuse an alias, an anchor or a tag; else what stands too deep, or is one too many."""
        if isinstance(event, yaml.AliasEvent):
            self.refuse(event, "aliases (*name) are not used here", "put the text in quotes if “*” is meant")
        if event.anchor:
            self.refuse(event, "anchors (&name) are not used here", "put the text in quotes if “&” is meant")
        if event.tag is not None:
            self.refuse(event, "tags (!name) are not used here", "put the text in quotes if “!” is meant")
        if depth >= MAX_DEPTH:
            self.refuse(event, TOO_DEEP)
        many = f"a file holds at most {MAX_NODES:,} keys, texts and lists"
        self.refuse(event, many, "split it into several files")

    def refuse(self, event: Any, message: str, hint: str = "") -> None:
        raise InputProblems([*self.problems, Problem(self.place(event.start_mark), message, hint)])

    def node(self, event: Any, in_list: bool = False) -> Node:
        """Turn an event into a node."""
        if isinstance(event, CollectionStartEvent):
            return Node(self.place(event.start_mark), {} if isinstance(event, yaml.MappingStartEvent) else [])
        if _is_nothing(event, in_list):
            start, end = self.offset(event.start_mark), self.offset(event.end_mark)
            self.scalars.append(Scalar(start, end, "nothing"))
            return Node(self.place(event.start_mark), None)
        text = self.typed(event, "value")
        return Node(text.place, text)

    def key(self, event: Any) -> Text:
        """Turn an event into the key of a mapping."""
        if not isinstance(event, ScalarEvent) or _is_nothing(event):
            self.refuse(event, "a key must be a word", _QUOTE_BRACKETS)
        key = self.typed(event, "key")
        if odd := _ODD_SPACE.search(key):
            self.problems.append(
                Problem(
                    key.place_of(odd.start()),
                    f"this key holds a character that nobody sees, U+{ord(odd[0]):04X}",
                    "delete it; where a space belongs, type a plain one",
                )
            )
        return key

    def typed(self, event: Any, role: Literal["key", "value"]) -> Text:
        """Return the text of an event, with what of it stands in the file and where."""
        start_mark, style = event.start_mark, event.style
        start, end = start_mark.index + self.uncounted, event.end_mark.index + self.uncounted
        self.scalars.append(Scalar(start, end, role))
        place = Place(self.name, start_mark.line + 1, start_mark.column + 1)
        raw = self.text[start:end]
        if not style and not raw.isascii() and (glued := _GLUED.match(raw)):
            self.problems.append(self.glued(start, glued))
        if style == '"' and (escaped := escaped_control(raw)):
            self.problems.append(
                Problem(place, f"control character {escaped} is not text", "delete it from the quoted text")
            )
        closed = style in ("|", ">") or self.text.startswith("\n", end)
        return Text(event.value, place, raw, "" if closed else self.rest(end))

    def rest(self, end: int) -> str:
        """Return what follows a text in its line, as much as shows what YAML leaves out: a line may hold thousands."""
        text = self.text
        shown = min(end + REST, len(text))
        line_end = text.find("\n", end, shown)
        return text[end : shown if line_end < 0 else line_end]

    def attach(self, holder: _Holder, node: Node) -> None:
        """Put a node under the key that has no value yet."""
        key, mapping = holder.key, holder.mapping
        holder.awaits_key = True
        if node.value is None and key.raw[0] not in "'\"" and not key.rest.lstrip().startswith(":"):
            self.problems.append(
                Problem(
                    key.place,
                    f"“{key}” stands between “{{” and “}}” without a colon",
                    "a comma ends a text there: put the whole text before it in quotes",
                )
            )
            return
        if key in mapping:
            first = next(known for known in mapping if known == key)
            self.problems.append(
                Problem(key.place, f"the key “{key}” is here twice", f"it first stands in line {first.place.line}")
            )
            return
        mapping[key] = node

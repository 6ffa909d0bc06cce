"""What a page can change of a file, as JSON: `applied` makes the new text of it, spliced and read back.

A change names its part by the path of its field (`forms.Field.path`). Several are made in turn, each
on what the ones before left, all or none. Whatever cannot be done is an InputProblems in plain
words, and the text stays as it was. Nothing is saved here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from difflib import SequenceMatcher
from typing import Annotated, Any, Literal, TypeAlias

from pydantic import BaseModel, ConfigDict, Discriminator, Field, StringConstraints

from clinicpress.content.fieldwords import FieldWords
from clinicpress.content.values import DAY, LANGUAGE, NAME, NAME_HINT
from clinicpress.content.wordings import LABEL, WORDED
from clinicpress.drafting.scribe import Bare
from clinicpress.editing import forms, splice
from clinicpress.editing.forms import Form, form_of, walk
from clinicpress.editing.shapes import SHORT
from clinicpress.editing.starts import start
from clinicpress.editing.survey import Path, shaped_as, surveyed
from clinicpress.editing.writing import Value
from clinicpress.ground.problems import InputProblems, Place
from clinicpress.workspace.nodes import Node
from clinicpress.workspace.remarks import open_looks
from clinicpress.workspace.workspace import MAX_TEXT_BYTES

_SHORT = {model.__name__: key for model, key in SHORT.items()}
MOST_CHANGES = 200
DEEPEST = 60
_Words = Annotated[str, StringConstraints(max_length=MAX_TEXT_BYTES)]
_Short = Annotated[str, StringConstraints(max_length=200)]
_Path = Annotated[tuple[Annotated[int, Field(ge=0, le=100_000)] | _Short, ...], Field(max_length=DEEPEST)]


class _Change(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=False)


class Set(_Change):
    """Give a field a value: words, a truth, several names, or for sources {"none": "the reason"}.

    Lines are one text with a line for each. Empty words leave out what may be left out.
    """

    op: Literal["set"]
    path: _Path
    value: bool | _Words | Annotated[list[_Words], Field(max_length=2_000)] | dict[Literal["none"], _Words]


class Unset(_Change):
    """Leave a field out, or take an entry of a list, a block or a section away."""

    op: Literal["unset", "remove"]
    path: _Path


class Add(_Change):
    """Add an entry to the list or map at a path: one of `forms.Field.adds`, at an index (at the end without one).

    An entry of a map needs a `name`.
    """

    op: Literal["add"]
    path: _Path
    start: _Short
    index: Annotated[int, Field(ge=0)] | None = None
    name: _Short = ""


class Move(_Change):
    """Move an entry of a list to another index."""

    op: Literal["move"]
    path: _Path
    to: Annotated[int, Field(ge=0)]


class AddColumn(_Change):
    """Add a column to a table, whose path ends with “table”."""

    op: Literal["add column"]
    path: _Path
    index: Annotated[int, Field(ge=0)]


class RemoveColumn(_Change):
    """Take a column of a table away."""

    op: Literal["remove column"]
    path: _Path
    index: Annotated[int, Field(ge=0)]


class MoveColumn(_Change):
    """Move a column of a table to another index."""

    op: Literal["move column"]
    path: _Path
    index: Annotated[int, Field(ge=0)]
    to: Annotated[int, Field(ge=0)]


class Settle(_Change):
    """Delete the remark of an open question (LOOK) in a line of a draft, which is told in the words `said`."""

    op: Literal["settle"]
    line: Annotated[int, Field(ge=1)]
    said: _Words


class Replace(_Change):
    """Put a whole text in the place of the file's."""

    op: Literal["replace"]
    text: _Words


Change: TypeAlias = Annotated[
    Set | Unset | Add | Move | AddColumn | RemoveColumn | MoveColumn | Settle | Replace, Discriminator("op")
]
Changes: TypeAlias = Annotated[tuple[Change, ...], Field(max_length=MOST_CHANGES)]
"""What a page sends at once."""


def applied(name: str, text: str, changes: Sequence[Change], words: FieldWords) -> str:
    """Return a file's text with all changes, in turn; raises InputProblems where one cannot be made."""
    for change in changes:
        if isinstance(change, Replace):
            text = shaped_as(text, change.text)
            continue
        text = _Desk(name, text, words).changed(change)
    if len(text.encode("utf-8", "surrogatepass")) > MAX_TEXT_BYTES:
        raise InputProblems.one(Place(name), "the file would be too big: at most 2 MB", "split it into several files")
    return text


class _Desk:
    """A text, its form, and what is done to it."""

    def __init__(self, name: str, text: str, words: FieldWords) -> None:
        self.name, self.text = name, text
        self.survey = surveyed(text, name)
        self.form: Form = form_of(name, text, words)

    def changed(self, change: Change) -> str:
        """Return the text with a change."""
        if isinstance(change, Set):
            return self.set(change)
        if isinstance(change, Unset):
            return self.without(tuple(change.path))
        if isinstance(change, Add):
            return self.add(change)
        if isinstance(change, Move):
            return splice.move(self.text, tuple(change.path), change.to, self.name)
        if isinstance(change, Settle):
            looks = open_looks(self.survey.root.remarks)
            if not any(each.place.line == change.line and each.told == change.said for each in looks):
                raise self.survey.gone(Place(self.name, change.line))
            return splice.settle(self.text, change.line, self.name)
        assert isinstance(change, (AddColumn, RemoveColumn, MoveColumn))
        return self.columns(change)

    # A value -----------------------------------------------------------------------------------------

    def set(self, change: Set) -> str:
        field = self.form.find(tuple(change.path))
        if field is None:
            raise self.survey.gone()
        value: Any = change.value
        if field.kind in {"names", "sources"}:
            return self.several(field, value)
        if field.kind in {"group", "list", "map", "block", "unknown"} or isinstance(value, (list, dict)):
            raise InputProblems.one(self.place(field), f"“{field.label}” is no text", "change what stands in it")
        if isinstance(value, str):
            value = value.replace("\r\n", "\n").replace("\r", "\n").strip(" \t\n")
            value = value.replace("\n", " ") if field.kind not in {"paragraphs", "lines"} else value
        # What stands in short is a whole cell or item: that stays, empty, and its neighbours where they are.
        in_short = field.there and field.path[-1:] != (field.key,)
        if value == "" and field.key and not field.required and not in_short:
            return self.without(field.path) if field.there else self.text
        if field.kind == "lines":
            lines = [line.strip(" \t") for line in value.split("\n")]
            return self.several(field, [line for line in lines if line])
        if field.kind == "other" and isinstance(self.survey.node(field.path).value, (list, dict)):
            raise InputProblems.one(
                self.place(field), "this was not meant to stand here", "change it in the file itself"
            )
        if isinstance(value, str) and field.kind == "truth":
            value = {"true": True, "false": False}.get(value, value)
        if isinstance(value, str) and field.kind == "number" and re.fullmatch(r"\d{1,9}", value):
            value = int(value)
        if field.kind == "date" and re.fullmatch(DAY, str(value)):
            value = Bare(value)
        if field.there:
            return splice.set_text(self.text, field.path, value, self.name, parted=field.kind == "paragraphs")
        text = self.put(field, "" if field.kind == "paragraphs" else value)
        if field.kind == "paragraphs":
            return splice.set_text(text, field.path, value, self.name, parted=True)
        return text

    def several(self, field: forms.Field, value: Any) -> str:
        """Give a field several words, entry by entry, so that those that stay are not touched."""
        node = self.survey.node(field.path) if field.there else None
        if not value and not field.required:
            return self.without(field.path) if field.there else self.text
        if isinstance(value, str) and value not in dict(field.choices):
            value = [value]
        if isinstance(value, dict):
            if field.kind != "sources":
                raise self.survey.gone()
            if node is not None and isinstance(node.value, dict) and "none" in node.value:
                return splice.set_text(self.text, (*field.path, "none"), value.get("none", ""), self.name)
        if isinstance(value, list) and node is not None and isinstance(node.value, list) and node.value:
            return self.entry_by_entry(field.path, node, value)
        if node is None:
            return self.put(field, value)
        if isinstance(value, list) and len(value) == 1 and field.kind == "lines" and not isinstance(node.value, list):
            return splice.set_text(self.text, field.path, value[0], self.name)
        as_cells = field.kind in {"names", "sources"}
        if isinstance(value, list) and field.kind == "lines" and str(node.value or "").count("\n"):
            return splice.set_text(self.text, field.path, "\n".join(value) + "\n" * str(node.value).endswith("\n"))
        return splice.set_key(self.text, field.path, value, self.name, as_cells=as_cells)

    def entry_by_entry(self, path: Path, node: Node, wanted: list[str]) -> str:
        """Make a list of words another one, with as few changes as that takes."""
        assert isinstance(node.value, list)
        have = [str(each.value) for each in node.value]
        text = self.text
        for tag, low, high, first, last in reversed(SequenceMatcher(None, have, wanted, autojunk=False).get_opcodes()):
            if tag == "equal":
                continue
            common = min(high - low, last - first)
            for number in range(high - 1, low + common - 1, -1):
                text = splice.remove(text, (*path, number), self.name)
            for number in range(common):
                text = splice.set_text(text, (*path, low + number), wanted[first + number], self.name)
            for number in range(common, last - first):
                text = splice.insert(text, (*path, low + number), wanted[first + number], self.name)
        return text

    def put(self, field: forms.Field, value: Value) -> str:
        """Add a key that is not there, and those that it stands in."""
        path = field.path
        text = self.text
        while True:
            holder = self.form.holder(field)
            order = [each.key for each in holder.fields] if holder is not None else []
            above = path[:-1]
            node = self.node(above)
            if node is None:
                if holder is None or not isinstance(above[-1], str):
                    raise self.survey.gone()
                value = {str(path[-1]): value}
                field, path = holder, above
                continue
            if above and node.value is None and isinstance(above[-1], str):
                return splice.set_key(text, above, {str(path[-1]): value}, self.name)
            if above and node.value is None and holder is not None and holder.model in _SHORT:
                text = splice.set_text(text, above, "", self.name)
                if path[-1] == _SHORT[holder.model] and isinstance(value, str):
                    return splice.set_text(text, above, value, self.name)
                text = splice.wrap(text, above, _SHORT[holder.model], self.name)
                return splice.set_key(text, path, value, self.name, order=order)
            if not isinstance(node.value, (dict, type(None))):
                short = next((each for each in holder.fields if each.path == above), None) if holder else None
                if short is None:
                    raise self.survey.gone(node.place)
                text = splice.wrap(text, above, short.key, self.name)
            as_cells = field.kind in {"names", "sources"}
            return splice.set_key(text, path, value, self.name, order=order, as_cells=as_cells)

    def node(self, path: Path) -> Node | None:
        try:
            return self.survey.node(path)
        except InputProblems:
            return None

    def place(self, field: forms.Field) -> Place:
        node = self.node(field.path)
        return node.place if node is not None else Place(self.name)

    # Entries -----------------------------------------------------------------------------------------

    def without(self, path: Path) -> str:
        """Leave a key or entry out; of a list that may be left out, the last entry takes it along."""
        field = self.form.find(path)
        if field is not None and not field.there:
            return self.text
        self.survey.node(path)
        if not path or (field is not None and field.required and field.key and isinstance(path[-1], str)):
            label = field.label if field is not None else "this"
            raise InputProblems.one(Place(self.name), f"“{label}” cannot be left out", "change its words instead")
        if isinstance(path[-1], int):
            held = self.survey.node(path[:-1])
            whole = self.form.find(path[:-1], "list")
            if isinstance(held.value, list) and len(held.value) == 1 and whole and whole.key and not whole.required:
                return splice.remove(self.text, whole.path, self.name)
        return splice.remove(self.text, path, self.name)

    def add(self, change: Add) -> str:
        """Add an entry to a list or map."""
        path = tuple(change.path)
        field = self.form.find(path, "list", "map")
        if field is None or change.start not in field.adds:
            raise self.survey.gone()
        value = self.begun(field, change.start)
        if field.kind == "map":
            return self.add_named(field, change.name, value)
        node = self.node(path) if field.there else None
        if node is None:
            return self.put(field, [value])
        if node.value is None:
            return splice.set_key(self.text, path, [value], self.name)
        text, count = self.text, len(node.value) if isinstance(node.value, list) else 1
        if not isinstance(node.value, list):
            text = splice.wrap(text, path, 0, self.name)
        index = count if change.index is None else min(change.index, count)
        return splice.insert(text, (*path, index), value, self.name)

    def begun(self, field: forms.Field, name: str) -> Value:
        """Return what a new entry of a list begins with."""
        columns = 1
        if name == "TableContent.rows":
            table = self.form.holder(field)
            rows = [each for each in (table.fields if table else ()) if each.key == "header"]
            columns = max([1, *(len(each.fields) for each in rows)])
        taken = frozenset(
            str(each.value) for each in walk(self.form.root) if each.key == "id" and isinstance(each.value, str)
        )
        return start(name, columns, taken)

    def add_named(self, field: forms.Field, name: str, value: Value) -> str:
        """Add an entry to a map under a name of its own."""
        if not re.fullmatch(LANGUAGE if field.key in (*WORDED, LABEL) else NAME, name):
            raise InputProblems.one(self.place(field), f"“{name}” is not a name that can stand here", NAME_HINT)
        if any(each.path[-1] == name for each in field.fields):
            raise InputProblems.one(self.place(field), f"there is a “{name}” already", "choose another name")
        if not field.there:
            return self.put(field, {name: value})
        return splice.set_key(self.text, (*field.path, name), value, self.name)

    # Columns -----------------------------------------------------------------------------------------

    def columns(self, change: AddColumn | RemoveColumn | MoveColumn) -> str:
        """Change a column of a table in its header and in all rows."""
        path = tuple(change.path)
        header, rows = self.node((*path, "header")), self.node((*path, "rows"))
        if header is None or rows is None or not isinstance(rows.value, list):
            raise self.survey.gone()
        lines = [((*path, "header"), header), *(((*path, "rows", n), row) for n, row in enumerate(rows.value))]
        width = len(header.value) if isinstance(header.value, list) else -1
        spans = any(
            {"columns", "rows"} & {str(key) for key in cell.value}
            for _, line in lines
            for cell in (line.value if isinstance(line.value, list) else ())
            if isinstance(cell.value, dict)
        )
        if spans or any(not isinstance(line.value, list) or len(line.value) != width for _, line in lines):
            raise InputProblems.one(
                header.place,
                "the rows of this table do not all have a cell in each column",
                "fill them, or change the columns in the file itself",
            )
        doing: Callable[[str, Path], str]
        if isinstance(change, AddColumn) and change.index <= width:
            doing = lambda text, line: splice.insert(text, (*line, change.index), "", self.name)  # noqa: E731
        elif isinstance(change, RemoveColumn) and change.index < width and width > 1:
            doing = lambda text, line: splice.remove(text, (*line, change.index), self.name)  # noqa: E731
        elif isinstance(change, MoveColumn) and max(change.index, change.to) < width:
            to = change.to
            doing = lambda text, line: splice.move(text, (*line, change.index), to, self.name)  # noqa: E731
        else:
            raise self.survey.gone(header.place)
        text = self.text
        for line, _ in lines:
            text = doing(text, line)
        return text

"""Forms: the fields of a file as it is now, with labels in plain words, and problems where they belong.

A form is made of two things that are walked side by side: the model of the file's kind, which says
what may stand there, and the text, which says what does. So it shows a file that is half done or
wrong, too. Nothing of the file is left out: what the model does not know, and what
does not fit, are fields that can be removed, or changed in the text itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from pydantic import BaseModel

from clinicpress.content.fieldwords import FieldWords
from clinicpress.content.model import Brochure, Clinic, Editions, Source
from clinicpress.content.texts import Paragraphs
from clinicpress.content.wordings import LABEL, WORDED, is_by_language
from clinicpress.editing.outline import path_at
from clinicpress.editing.shapes import OFFERED, SHORT, Kind, Shape, keys_of, shape_of, shape_of_field
from clinicpress.editing.survey import Path, surveyed
from clinicpress.ground.characters import beginning
from clinicpress.ground.problems import Problem
from clinicpress.workspace.nodes import Node, Text
from clinicpress.workspace.remarks import LOOK

_ABOUT_A_KEY = re.compile(r"(?:the key|unknown key) “(?P<key>.+)”(?: is missing)?")


@dataclass(frozen=True)
class Field:
    """A field of a form, or fields together.

    `path` is where it stands in the file, or would stand: changes name it so. A value that is there in short
    (a text in place of an item with its text) has the path of the whole; the engine makes room when more is added.
    """

    path: Path
    kind: Kind
    label: str
    about: str = ""
    model: str = ""
    """What a group is: Section, Item, TableCell, StepsContent, … or the kind of a block: paragraph, list, …"""
    key: str = ""
    """Its key in its group; an entry of a list has none."""
    required: bool = False
    there: bool = True
    """Whether it stands in the file; a field that does not can be filled in."""
    value: str | tuple[str, ...] | None = None
    """What its input shows: words; several for names and sources; None where there is nothing."""
    default: str = ""
    """What holds where it is left out."""
    choices: tuple[tuple[str, str], ...] = ()
    """The words in the file and what they are called, for a choice."""
    offer: str = ""
    """What names it is chosen from: icon, source, look, theme, paper, layout, brochure, clinic, language, edition."""
    least: float | None = None
    most: float | None = None
    """The limits of a number, of the entries of a list, of the characters of a text."""
    fields: tuple[Field, ...] = ()
    """The fields of a group or block, the entries of a list or map."""
    adds: tuple[str, ...] = ()
    """What can be added to a list, by name: kinds of blocks, or a model (`starts.start` makes it)."""
    problems: tuple[Problem, ...] = ()
    """What is wrong with it, but not within its own fields."""

    @property
    def title(self) -> str:
        """The first words in it, to tell it from its neighbours where it is folded."""
        return next(
            (beginning(each.value, 60) for each in walk(self) if isinstance(each.value, str) and each.value), ""
        )

    def facts(self) -> dict[str, Any]:
        """Return it as JSON can hold it; what says nothing is left out."""
        said = {name: value for name, value in vars(self).items() if value not in ("", (), None)}
        said["path"] = list(self.path)
        said["title"] = self.title if self.fields else ""
        said["fields"] = [each.facts() for each in self.fields]
        said["problems"] = [_fact(each) for each in self.problems]
        return {name: value for name, value in said.items() if value not in ("", [])}


def _fact(problem: Problem) -> dict[str, Any]:
    """Return a problem as JSON can hold it; an open question of a draft says in which line it can be settled."""
    told = {"message": problem.told, "hint": problem.hint, "severity": problem.severity, "line": problem.place.line}
    return {**told, "settle": problem.place.line} if problem.message.startswith(f"an open {LOOK}") else told


@dataclass(frozen=True)
class Form:
    """The fields of a file, and the problems that belong to none of them."""

    name: str
    root: Field
    elsewhere: tuple[Problem, ...] = ()
    """Problems of other files, such as a picture that a clinic names."""

    def find(self, path: Path, *kinds: Kind) -> Field | None:
        """Return the field at a path, of some kinds: the innermost, where a value is there in short."""
        found = [each for each in walk(self.root) if each.path == path and (not kinds or each.kind in kinds)]
        return found[-1] if found else None

    def holder(self, sought: Field) -> Field | None:
        """Return the field that holds another one."""
        return next((each for each in walk(self.root) if any(inner is sought for inner in each.fields)), None)

    def facts(self) -> dict[str, Any]:
        """Return it as JSON can hold it."""
        return {
            "name": self.name,
            "root": self.root.facts(),
            "elsewhere": [
                {"message": str(each.told), "hint": each.hint, "at": str(each.place)} for each in self.elsewhere
            ],
        }


def walk(top: Field) -> Iterator[Field]:
    """Yield a field and all in it, each before those within."""
    yield top
    for each in top.fields:
        yield from walk(each)


def model_of(name: str) -> type[BaseModel] | None:
    """Return the model of a file by its name; None for the sources, which are a map of them."""
    if name.endswith("sources.yaml"):
        return None
    return Editions if name == "editions.yaml" else Clinic if name.startswith("clinics/") else Brochure


def form_of(name: str, text: str, words: FieldWords, problems: Sequence[Problem] = ()) -> Form:
    """Return the form of a file's text, with problems at their fields; raises InputProblems where YAML cannot read it.

    Problems of this file are set at the fields they are about, those of other files apart.
    """
    survey = surveyed(text, name)
    maker = _Maker(words)
    model = model_of(name)
    node = survey.root
    if model is None:
        root = maker.map_of((), Field((), "map", words.label("", "sources"), ""), Shape("map", of=Source), node)
    else:
        root = maker.group((), Field((), "group", ""), model, node)
    own = [each for each in problems if each.place.file == name]
    by_path: dict[Path, list[Problem]] = {}
    known = {each.path for each in walk(root)}
    for each in own:
        by_path.setdefault(_home(_about(path_at(survey, each.place), each), known), []).append(each)
    others = tuple(each for each in problems if each.place.file != name)
    return Form(name, _with_problems(root, by_path), others)


def _about(path: Path, problem: Problem) -> Path:
    """Return the path of what a problem is about: of a key that is missing, or nobody knows, also where it is first."""
    found = _ABOUT_A_KEY.fullmatch(problem.message)
    return (*path, found["key"]) if found and path[-1:] != (found["key"],) else path


def _home(path: Path, known: set[Path]) -> Path:
    """Return the path of the innermost field that holds a path."""
    while path and path not in known:
        path = path[:-1]
    return path


def _with_problems(top: Field, by_path: dict[Path, list[Problem]]) -> Field:
    """Set problems at their fields; where several have a path, at the innermost."""
    fields = tuple(_with_problems(each, by_path) for each in top.fields)
    return replace(top, fields=fields, problems=tuple(by_path.pop(top.path, ())))


def _plain(node: Node | None) -> str | None:
    return str(node.value) if node is not None and isinstance(node.value, Text) else None


@dataclass(frozen=True)
class _Maker:
    """Makes fields of models and nodes."""

    words: FieldWords = field(repr=False)

    def group(self, path: Path, base: Field, model: type[BaseModel], node: Node | None) -> Field:
        """Make the fields of a model; a value that stands in short is that of one of them."""
        short = SHORT.get(model)
        held: dict[str, Node] = {}
        if node is not None and isinstance(node.value, dict):
            held = {str(key): value for key, value in node.value.items()}
        in_short = short if node is not None and node.value is not None and not isinstance(node.value, dict) else None
        if in_short is None and node is not None and not isinstance(node.value, (dict, type(None))):
            return self._other(base, node)
        fields = []
        for key, name, info in keys_of(model):
            inner = held.get(key)
            at = (*path, key)
            if key == in_short:
                inner, at = node, path
            about = self.words.about(model.__name__, key, info.description or "")
            shown = Field(
                at,
                "line",
                self.words.label(model.__name__, key),
                about,
                key=key,
                required=info.is_required(),
                there=inner is not None,
                default=self._default(info.default) if not info.is_required() else "",
                offer=OFFERED.get((model, name), "source" if (model, name) == (Brochure, "sources") else ""),
            )
            fields.append(self.field(shown, shape_of_field(model, name), inner, f"{model.__name__}.{key}"))
        known = {key for key, _, _ in keys_of(model)}
        fields += [
            Field((*path, key), "unknown", key, key=key, value=_plain(value))
            for key, value in held.items()
            if key not in known
        ]
        return replace(base, kind="group", model=model.__name__, fields=tuple(fields))

    def field(self, base: Field, shape: Shape, node: Node | None, named: str) -> Field:
        """Make a field of any shape; `named` is by what its entries are called."""
        base = replace(base, kind=shape.kind, least=shape.least, most=shape.most)
        if shape.kind == "group":
            assert shape.model is not None
            return self.group(base.path, base, shape.model, node)
        if shape.kind == "list":
            return self._list(base, shape, node, named)
        if shape.kind == "map":
            return self.map_of(base.path, base, shape, node, named)
        if shape.kind == "block":
            return self._block(base, shape, node)
        if node is not None and base.key in (*WORDED, LABEL) and is_by_language(node):
            return self._by_language(base, shape, node)
        if shape.kind in {"names", "sources", "lines"}:
            return self._several(base, shape, node)
        if node is not None and isinstance(node.value, (list, dict)):
            return self._other(base, node)
        value = _plain(node)
        if shape.kind == "paragraphs" and node is not None and isinstance(node.value, Text):
            text = node.value
            value = "\n\n".join(map(str, Paragraphs(text, text.place, text.raw, text.rest).parts()))
        choices = tuple((word, self.words.choice(word)) for word in shape.choices)
        return replace(base, value=value, choices=choices)

    def _list(self, base: Field, shape: Shape, node: Node | None, named: str) -> Field:
        inner = shape_of(shape.of)
        if inner.kind == "block":
            adds, model = tuple(tag for tag, _ in inner.members), ""
        else:
            model = inner.model.__name__ if inner.model is not None else ""
            adds = (named if named in self.words.parts or not model else model,)
        entries: list[tuple[Path, Node]] = []
        if node is not None and isinstance(node.value, list):
            entries = [((*base.path, number), held) for number, held in enumerate(node.value)]
        elif node is not None and node.value is not None:
            if inner.model is None or inner.model not in SHORT:
                return self._other(base, node)
            entries = [(base.path, node)]  # one entry, without its dash
        label = self.words.part(adds[0]) if len(adds) == 1 else ""
        fields = [
            self.field(Field(path, inner.kind, label, required=True), inner, held, f"{named}.entry")
            for path, held in entries
        ]
        return replace(base, fields=tuple(fields), adds=adds, model=model)

    def map_of(self, path: Path, base: Field, shape: Shape, node: Node | None, named: str = "") -> Field:
        """Make the fields of a mapping whose keys are names; `named` is by what its entries are called."""
        if node is not None and not isinstance(node.value, (dict, type(None))):
            return self._other(base, node)
        inner = Shape("name") if base.offer else shape_of(shape.of)
        held = node.value if node is not None and isinstance(node.value, dict) else {}
        fields = [
            self.field(
                Field((*path, str(key)), inner.kind, str(key), required=True, offer=base.offer), inner, value, ""
            )
            for key, value in held.items()
        ]
        model = inner.model.__name__ if inner.model is not None else ""
        adds = named if named in self.words.parts else model or "line"
        return replace(base, kind="map", fields=tuple(fields), adds=(adds,), model=model)

    def _by_language(self, base: Field, shape: Shape, node: Node) -> Field:
        """Make the fields of a text that is given by language: one for each, and room for more."""
        held = node.value if isinstance(node.value, dict) else {}
        fields = [
            self.field(Field((*base.path, str(language)), shape.kind, str(language), required=True), shape, value, "")
            for language, value in held.items()
        ]
        return replace(base, kind="map", fields=tuple(fields), adds=("line",))

    def _block(self, base: Field, shape: Shape, node: Node | None) -> Field:
        held = node.value if node is not None and isinstance(node.value, dict) else {}
        kind = str(next(iter(held))) if len(held) == 1 else ""
        model = dict(shape.members).get(kind)
        if model is None:
            return self._other(replace(base, label=kind), node)
        whole = self.group(base.path, base, model, node)
        content = whole.fields[0]
        # What a block holds stands at once in it, where that is several fields.
        fields = content.fields if content.kind == "group" else (content,)
        about = self.words.about("Block", kind, " ".join((model.__doc__ or "").split()))
        return replace(base, label=self.words.part(kind), about=about, model=kind, fields=fields)

    def _several(self, base: Field, shape: Shape, node: Node | None) -> Field:
        """Make a field of several words; those of an entry are told by its path."""
        value: str | tuple[str, ...] | None = None
        entries: Sequence[Node] = ()
        if node is not None and isinstance(node.value, list):
            entries = node.value
            if any(isinstance(each.value, (list, dict)) for each in entries):
                return self._other(base, node)
            value = tuple(_plain(each) or "" for each in entries)
        elif node is not None and isinstance(node.value, Text):
            value = str(node.value)
        elif node is not None and isinstance(node.value, dict):
            reason = node.value.get("none")  # type: ignore[call-overload] # texts are found by their words
            if shape.kind != "sources" or reason is None or len(node.value) > 1:
                return self._other(base, node)
            label = self.words.label("NoSources", "none")
            why = Field((*base.path, "none"), "line", label, key="none", required=True, value=_plain(reason))
            return replace(base, fields=(why,))
        if shape.kind == "lines" and isinstance(value, tuple):
            value = "\n".join(value)
        elif shape.kind != "lines" and isinstance(value, str) and value not in shape.choices:
            value = (value,)
        return replace(base, value=value, choices=tuple((word, self.words.choice(word)) for word in shape.choices))

    def _other(self, base: Field, node: Node | None) -> Field:
        return replace(base, kind="other", value=_plain(node))

    @staticmethod
    def _default(default: Any) -> str:
        if isinstance(default, bool):
            return str(default).lower()
        return str(default) if isinstance(default, (str, int)) else ""

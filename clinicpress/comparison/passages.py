"""Takes a brochure apart into the words of its sections, and the details that are no words.

Everything that a brochure's model holds comes out as the one or the other, also what a later version
of the model adds: nothing that somebody changed can go unseen. Which block a text stands in counts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from clinicpress.comparison.variants import BELOW, PART, Stretch, Word, split
from clinicpress.content.blocks import Item, TableCell
from clinicpress.content.inline import without_marks
from clinicpress.content.model import Brochure, Source
from clinicpress.content.texts import Line, Unprinted
from clinicpress.content.tree import walk
from clinicpress.workspace.nodes import Text
from clinicpress.workspace.schema import Strict

HEAD = "Title"
GLANCE = "At a glance"
SOURCES = "Sources"
DISCLAIMER = "Disclaimer"
ABOUT = "About this brochure"
REPEATED = frozenset({HEAD, SOURCES, DISCLAIMER})
"""What running heads and footers repeat."""
_DETAILS = frozenset({"language", "version", "reviewer", "codes", "review_notes", "icon", "image", "id"})
"""Keys whose texts are not read with the story."""
_ONE_OF = {
    "list": "list item",
    "steps": "step",
    "header": "column head",
    "rows": "table row",
    "items": "item",
    "none": "reason",
    "pros": "point for",
    "cons": "point against",
    "summary": "summary point",
    "at_a_glance": "point",
    "glossary": "glossary entry",
    "body": "",
    "alt": "alt text",
    "codes": "code",
    "review_notes": "review note",
    "means": "meaning",
    "pull": "pull point",
    "short": "short citation",
    "full": "full reference",
}


class Detail(NamedTuple):
    """Something of a brochure that is no word of it: a date, an icon, a note to the editor."""

    what: str
    value: str
    line: int


@dataclass(frozen=True)
class Passages:
    """A brochure's words, and its details, by section."""

    stretches: tuple[Stretch, ...]
    details: dict[str, list[Detail]]
    """By the key of the section."""
    names: dict[str, str]
    """The names of the sections by their keys, also of those that have no words."""
    above: dict[str, str]
    """The keys of the sections that sections stand in, by their keys; empty for those at the top."""


def passages_of(brochure: Brochure, sources: Sequence[Source], digest: Callable[[str], str]) -> Passages:
    """Take a brochure apart.

    `sources` are those it names, as the bibliography has them; `digest` is asked for a digest of a
    picture's file, so that another picture under the same name is seen.
    """
    stretches: list[Stretch] = []
    details: dict[str, list[Detail]] = {}
    names: dict[str, str] = {}
    above: dict[str, str] = {}
    keys: dict[int, str] = {}

    def add(key: str, name: str, *values: tuple[str, Any]) -> None:
        found = [each for what, value in values for each in _visit(value, what, "")]
        names[key] = name
        words = tuple(each for each in found if isinstance(each, Word))
        if words:
            stretches.append(Stretch(key, name, words))
        details[key] = [
            each._replace(value=f"{each.value} (content {digest(each.value)})") if _is_image(each) else each
            for each in found
            if isinstance(each, Detail)
        ]

    apart = {"title", "subtitle", "at_a_glance", "sections", "sources", "disclaimer"}
    add("(title)", HEAD, ("title", brochure.title), ("subtitle", brochure.subtitle))
    add("(glance)", GLANCE, ("at_a_glance", brochure.at_a_glance))
    for number, stop in enumerate(walk(brochure)):
        key = str(stop.section.id)
        own = [(what, value) for what, value in _fields(stop.section) if what != "sections"]
        name = BELOW.join(" ".join(split(without_marks(each.heading))) for each in (*stop.above, stop.section))
        keys[id(stop.section)] = key = f"{key} {number}" if key in names else key
        add(key, name, *own)
        above[key] = keys[id(stop.above[-1])] if stop.above else ""
    add("(sources)", SOURCES, ("source", brochure.sources), *(("source", source) for source in sources))
    add("(disclaimer)", DISCLAIMER, ("disclaimer", brochure.disclaimer))
    add("(about)", ABOUT, *((name, value) for name, value in _fields(brochure) if name not in apart))
    return Passages(tuple(stretches), details, names, above)


def _is_image(detail: Detail) -> bool:
    return detail.what.partition(" (")[0] == "image"


def _fields(model: Strict) -> list[tuple[str, Any]]:
    """List the keys and values of a model, in its order."""
    return [(name, getattr(model, name)) for name in type(model).model_fields]


def _given(model: Strict) -> list[tuple[str, Any]]:
    """List the keys and values of a model, but for numbers and the like that are as they are where none is given."""
    kept = (str, tuple, Strict)
    fields = type(model).model_fields
    return [(name, value) for name, value in _fields(model) if isinstance(value, kept) or value != fields[name].default]


def _visit(value: Any, key: str, within: str) -> Iterator[Word | Detail]:
    """Yield the words and details of a value; `within` says in which boxes it stands."""
    what = _ONE_OF.get(key, key.replace("_", " "))
    label = f"{what} ({within})" if within and what else what or within
    if isinstance(value, Line) and key not in _DETAILS and (key == "alt" or not isinstance(value, Unprinted)):
        yield Word(f"{PART}{label}", label, value.place.line)
        yield from _words(value, label)
    elif isinstance(value, (Item, TableCell)):
        # Its words are those of an item or a cell, whether they were written short or long.
        yield from _visit(value.text, key, within)
        for name, inner in _given(value):
            if name != "text":
                yield from _visit(inner, "body" if name == "body" else f"spanned {name}", label)
    elif isinstance(value, Strict):
        fields = _given(value)
        if len(type(value).model_fields) > 1:
            yield Word(f"{PART}{label}", label)
        elif isinstance(fields[0][1], tuple):
            yield Word(f"{PART}{fields[0][0]}{f' ({within})' if within else ''}")
        for name, inner in fields:
            inside = label if name in {"body", "title"} else within
            yield from _visit(inner, name, inside)
    elif isinstance(value, (tuple, list)):
        for item in value:
            if isinstance(item, (tuple, list)):
                yield Word(f"{PART}{label}", label)
                yield from (each for cell in item for each in _visit(cell, "table cell", within))
            else:
                yield from _visit(item, key, within)
    elif value is not None:
        yield Detail(label, " ".join(str(value).split()), value.place.line if isinstance(value, Text) else 0)


def _words(text: Line, label: str) -> Iterator[Word]:
    """Yield the words of a text, each with its line where that can be told."""
    end = 0
    for word in split(text):
        start = text.raw.find(word, end)
        yield Word(word, label, (text.place_of(start) if start >= 0 else text.place).line)
        end = start + len(word) if start >= 0 else end

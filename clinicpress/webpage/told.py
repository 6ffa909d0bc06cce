"""What a web page must say, worked out from the story alone: the texts of its elements in order, and what they are.

The writer has no part in it, so that a page as a stranger reads it can be held against it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from clinicpress.content.blocks import numbered
from clinicpress.ground.address import ascii_address
from clinicpress.ground.characters import BOXES, plain_spaces, printable
from clinicpress.story.markup import HEADINGS, INLINE, Tag

HEARD = frozenset({*HEADINGS, "p", "li", "dt", "dd", "th", "td", "caption", "figcaption", "a", "img", "strong", "em"})
"""The elements of which a reader hears what they are."""
FOREIGN = "foreign"
"""What any other element is called that is in another language than what it stands in."""
FACTS = ("id", "href", "alt", "scope", "colspan", "rowspan", "lang")
"""Their attributes that say something."""
SILENT = frozenset({"icon", "hr", "lines", "spring", "slot", "page", "contents"})
"""Elements of a story that say nothing on a screen, or are told apart."""
LEAST_LISTED = 3
"""Fewer sections than this need no list of them."""
OWN_IDS = "name/"
"""How the ids begin that the writer gives: none of a story has a stroke."""
PLAIN = "plain"
"""The class of lists without labels."""


class Heard(NamedTuple):
    """An element as a reader hears it: its name, all text in it, and its facts by name."""

    name: str
    text: str
    facts: dict[str, str]


class Entry(NamedTuple):
    """An entry of the list of sections, and where it leads."""

    text: str
    href: str


@dataclass(frozen=True)
class Told:
    """What a page must say, but for the clinic."""

    language: str
    title: str
    heard: list[Heard]
    text: str
    """All text of the story."""
    contents: list[Entry]
    standing: list[str]
    """What stays in sight: source and disclaimer."""
    direction: str = "ltr"
    """Which way it runs."""

    @classmethod
    def of(cls, held: Mapping[str, Any]) -> Told:
        """Read it from what JSON can hold."""
        lists = {"heard": [Heard(*each) for each in held["heard"]], "contents": [Entry(*e) for e in held["contents"]]}
        return cls(**{**held, **lists})


def told_of(story: Tag, title: str, language: str, standing: tuple[str, ...], direction: str = "ltr") -> Told:
    """Say what a page must say of a story."""
    heard: list[Heard] = []
    text = comparable(_heard(story, heard))
    listed = [Entry(comparable(each.text), f"#{each.attributes['id']}") for each in listed_headings(story)]
    lists = any(tag.name == "contents" for tag in story.walk())
    seen = [comparable(each) for each in standing]
    return Told(language, comparable(title), heard, text, listed if lists else [], seen, direction)


def comparable(text: str) -> str:
    """Return a text as it is compared: composed, without what prints nothing, single spaces."""
    return plain_spaces(printable(text))


def listed_headings(story: Tag) -> list[Tag]:
    """List the headings of the sections that a list of them names; none where they are few."""
    found = [tag for tag in story.walk() if tag.name == "h2" and "id" in tag.attributes]
    return found if len(found) >= LEAST_LISTED else []


def labels_of(tag: Tag, nested: bool) -> list[str]:
    """Return what stands before each item of a list as text; nothing where it is a bullet, or a box to tick."""
    items = tag.tags()
    if tag.name == "ul" or tag.attributes.get("class") == PLAIN or all(i.text.strip()[:1] in BOXES for i in items):
        return [""] * len(items)
    form = tag.label or ("{n}." if nested else "{n}")
    return [numbered(form, number) for number in range(tag.start, tag.start + len(items))]


def _heard(tag: Tag, heard: list[Heard], label: str = "", nested: bool = False) -> str:
    """Return all text of an element, and note what is heard of it and of those in it, in order."""
    if tag.name in SILENT:
        return ""
    at = len(heard)
    is_heard = tag.name in HEARD or "lang" in tag.attributes
    if is_heard:
        heard.append(Heard("", "", {}))
    listed = tag.name in ("ul", "ol")
    labels = iter(labels_of(tag, nested) if listed else ())
    # Of a table, the caption is read first.
    kids = sorted(tag.children, key=lambda kid: not (isinstance(kid, Tag) and kid.name == "caption"))
    text = "".join(
        kid if isinstance(kid, str) else _heard(kid, heard, next(labels, ""), nested or listed)
        for kid in (kids if tag.name == "table" else tag.children)
    )
    text = text if tag.name in INLINE else f" {label} {text} "
    if is_heard:
        heard[at] = Heard(tag.name if tag.name in HEARD else FOREIGN, comparable(text), _facts(tag))
    return text


def _facts(tag: Tag) -> dict[str, str]:
    facts = {name: value for name in FACTS if (value := tag.attributes.get(name)) is not None}
    if not facts.get("href", "#").startswith("#"):
        facts["href"] = ascii_address(facts["href"])
    if "alt" in facts:
        facts["alt"] = comparable(facts["alt"])
    return {name: value for name, value in facts.items() if not (name.endswith("span") and value == "1")}

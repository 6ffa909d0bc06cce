"""The reader: a web page read as a stranger does, from its bytes alone, with what is wrong in it.

It knows HTML and nothing of who wrote the page. What could run, load something or be misread is a
fault: a page of a clinic is words, links and pictures, and all of them are in the file.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import NamedTuple

from clinicpress.webpage.told import FACTS, FOREIGN, HEARD, Entry, Heard, comparable

_VOID = frozenset({"meta", "img", "hr", "col"})
_INLINE = frozenset({"a", "span", "bdi", "strong", "em", "svg", "path", "img", "title", "meta", "style"})
_OTHERS = frozenset(
    {
        "html",
        "head",
        "title",
        "meta",
        "style",
        "body",
        "main",
        "header",
        "nav",
        "section",
        "div",
        "span",
        "bdi",
        "address",
    }
    | {"figure", "table", "colgroup", "col", "thead", "tbody", "tr", "ul", "ol", "dl", "hr", "svg", "path"}
)
_ATTRIBUTES = frozenset(
    {
        *FACTS,
        "class",
        "dir",
        "role",
        "src",
        "width",
        "height",
        "style",
        "tabindex",
        "charset",
        "content",
        "http-equiv",
        "name",
    }
    | {"aria-hidden", "aria-label", "aria-labelledby", "viewbox", "d", "fill", "fill-rule", "focusable"}
)
_PICTURE = re.compile(r"data:image/(?:png|jpeg|svg\+xml);base64,[A-Za-z0-9+/]+=*")
_ADDRESS = re.compile(r"#.|https?://.|mailto:.|tel:[+0-9]", re.IGNORECASE)
_STYLE = re.compile(r"width:[0-9.]+%")
_OUTSIDE = re.compile(r"@import|url\(|expression|javascript|\\", re.IGNORECASE)
_PLACES = {"main": "story", "nav": "contents", "title": "title", "style": "style", "svg": "picture"}
"""Where the words of an element belong to."""


class ReadClinic(NamedTuple):
    """What a clinic says in a place of the page."""

    place: str
    lines: list[str]
    links: list[Entry]
    pictures: list[str]
    """What is read for its pictures."""


@dataclass
class ReadPage:
    """A page as it was read."""

    language: str = ""
    direction: str = "ltr"
    title: str = ""
    author: str = ""
    heard: list[Heard] = field(default_factory=list)
    text: str = ""
    contents: list[Entry] = field(default_factory=list)
    standing: list[str] = field(default_factory=list)
    clinics: list[ReadClinic] = field(default_factory=list)
    style: str = ""
    faults: list[str] = field(default_factory=list)


class _Open(NamedTuple):
    """An element that is open, where its words belong to, and where it is noted among what is heard there."""

    name: str
    place: str
    at: int


class _Note(NamedTuple):
    """An element that is heard, and its text in pieces."""

    name: str
    facts: dict[str, str]
    pieces: list[str]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.page = ReadPage()
        self.open: list[_Open] = []
        self.noted: dict[str, list[_Note]] = {}
        self.pieces: dict[str, list[str]] = {}
        self.ids: set[str] = set()
        self.targets: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element."""
        values = {name: value or "" for name, value in attrs}
        if len(values) < len(attrs):
            self.fault(f"<{tag}> has an attribute twice")
        self.check(tag, values)
        place = self.place_of(tag, values)
        if tag not in _INLINE:
            self.hear(" ")
        if tag == "html":
            self.page.language, self.page.direction = values.get("lang", ""), values.get("dir", "ltr")
        if tag == "meta" and values.get("name") == "author":
            self.page.author = comparable(values.get("content", ""))
        at = -1
        if tag in HEARD or ("lang" in values and tag not in ("html", "body")):
            facts = {name: values[name] for name in FACTS if name in values}
            if "alt" in facts:
                facts["alt"] = comparable(facts["alt"])
            at = len(self.noted.setdefault(place, []))
            self.noted[place].append(_Note(tag if tag in HEARD else FOREIGN, facts, []))
        if tag not in _VOID:
            self.open.append(_Open(tag, place, at))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open and close an element."""
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        """Close an element."""
        if not self.open or self.open[-1].name != tag:
            self.fault(f"</{tag}> closes nothing")
            return
        if tag not in _INLINE:
            self.hear(" ")
        self.open.pop()

    def handle_data(self, data: str) -> None:
        """Hear a text."""
        self.hear(data)

    def handle_comment(self, data: str) -> None:
        """Note a comment: there is nothing to be said that nobody sees."""
        self.fault("there is a comment")

    def unknown_decl(self, data: str) -> None:
        """Note a declaration."""
        self.fault("there is a declaration")

    def handle_pi(self, data: str) -> None:
        """Note an instruction."""
        self.fault("there is an instruction")

    def fault(self, message: str) -> None:
        self.page.faults.append(message)

    def hear(self, data: str) -> None:
        place = self.open[-1].place if self.open else ""
        if not place and data.strip():
            self.fault(f"“{data.strip()[:40]}” stands in no part of the page")
        self.pieces.setdefault(place, []).append(data)
        for each in self.open:
            if each.at >= 0 and each.place == place:
                self.noted[place][each.at].pieces.append(data)

    def place_of(self, tag: str, values: dict[str, str]) -> str:
        """Tell where the words of an element belong to."""
        around = self.open[-1].place if self.open else ""
        kinds = values.get("class", "").split()
        if around == "story" and kinds[:1] == ["clinic"]:
            self.page.clinics.append(ReadClinic(" ".join(kinds[1:]), [], [], []))
            return f"clinic {len(self.page.clinics)}"
        if around == "" and kinds[:1] == ["standing"]:
            return "standing"
        return _PLACES.get(tag, around)

    def check(self, tag: str, values: dict[str, str]) -> None:
        """Note what a page must not hold."""
        if tag not in HEARD and tag not in _OTHERS:
            self.fault(f"<{tag}> does not belong into a page")
        for name in sorted(values.keys() - _ATTRIBUTES):
            self.fault(f"<{tag}> has the attribute “{name}”")
        if "id" in values:
            if values["id"] in self.ids or not values["id"]:
                self.fault(f"the id “{values['id']}” is there twice, or empty")
            self.ids.add(values["id"])
        if tag == "a" and not _ADDRESS.match(values.get("href", "")):
            self.fault(f"a link leads to “{values.get('href', '')}”")
        if tag == "img" and not _PICTURE.fullmatch(values.get("src", "")):
            self.fault(f"a picture is not in the page: “{values.get('src', '')[:80]}”")
        if "style" in values and not _STYLE.fullmatch(values["style"]):
            self.fault(f"<{tag}> has the style “{values['style']}”")
        if tag == "svg" and values.get("aria-hidden") != "true":
            self.fault("an icon is read aloud")
        self.targets += [values["href"][1:]] if values.get("href", "").startswith("#") else []
        self.targets += values.get("aria-labelledby", "").split()

    def finish(self) -> ReadPage:
        """Close the page."""
        self.close()
        page = self.page
        if self.open:
            self.fault(f"<{self.open[-1].name}> is not closed")
        page.faults += [f"nothing has the id “{name}”" for name in self.targets if name not in self.ids]
        page.title, page.style = self.said("title"), "".join(self.pieces.get("style", []))
        if _OUTSIDE.search(page.style):
            self.fault("the styles ask for something outside of the page")
        if self.said("picture"):
            self.fault("an icon holds words")
        page.text, page.heard = self.said("story"), self.all_heard("story")
        page.contents = [Entry(each.text, each.facts.get("href", "")) for each in self.links("contents")]
        page.standing = [each.text for each in self.all_heard("standing") if each.name == "p"]
        for number, clinic in enumerate(page.clinics, 1):
            place = f"clinic {number}"
            heard = self.all_heard(place)
            clinic.lines.extend(each.text for each in heard if each.name == "p")
            clinic.links.extend(Entry(each.text, each.facts.get("href", "")) for each in self.links(place))
            clinic.pictures.extend(each.facts.get("alt", "") for each in heard if each.name == "img")
            if comparable(" ".join(clinic.lines)) != self.said(place):
                self.fault("the clinic says something outside of its lines")
        return page

    def said(self, place: str) -> str:
        return comparable("".join(self.pieces.get(place, [])))

    def all_heard(self, place: str) -> list[Heard]:
        found = self.noted.get(place, [])
        return [Heard(each.name, comparable("".join(each.pieces)), each.facts) for each in found]

    def links(self, place: str) -> list[Heard]:
        return [each for each in self.all_heard(place) if each.name == "a"]


def read_page(content: bytes) -> ReadPage:
    """Read a web page; what is wrong with it is among its faults."""
    reader = _Reader()
    try:
        reader.feed(content.decode("utf-8"))
    except UnicodeDecodeError:
        reader.fault("the page is not in UTF-8")
    return reader.finish()

"""The story's language: one table of its elements, and what the parser makes of them.

A story is a small closed subset of HTML with a few elements of ours. `ELEMENTS` says for each
what it may stand in, its attributes, its default style and its PDF tag; the reference page in
`docs/` is printed from it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from clinicpress.content.inline import DEEPEST, leads_within, marks_in, spells_out, without_marks
from clinicpress.ground.characters import NBSP
from clinicpress.ground.problems import Place
from clinicpress.story.given import Words
from clinicpress.workspace.nodes import Text

FLOW = frozenset(
    {
        *("story", "panel", "section", "header", "div", "aside", "side", "li", "td", "th", "cell", "dd", "beside"),
        "contents",
    }
)
"""Elements that hold blocks."""
HEADINGS = ("h1", "h2", "h3", "h4", "h5")
"""Headings, from the title on."""
PHRASES = frozenset({*HEADINGS, "p", "li", "td", "th", "dt", "dd", "caption", "figcaption"})
"""Elements that hold text."""
INLINE = frozenset({"strong", "em", "a", "span", "page", "t"})
HOLDING = INLINE - {"page"}
"""Those that hold others."""
WIDTHS = {"full": 1, "half": 2, "third": 3}
"""The widths of figures: how many of them share a line."""


class Kind(NamedTuple):
    """What the story's language knows of an element."""

    parents: frozenset[str]
    tag: str
    """The PDF structure tag (ISO 32000-1, 14.8.4); empty where it makes none."""
    style: str = ""
    """The text style it is set in where no class says otherwise."""
    attributes: frozenset[str] = frozenset()
    needs: frozenset[str] = frozenset()
    void: bool = False
    about: str = ""


def _kind(
    parents: frozenset[str] | str,
    tag: str,
    about: str,
    style: str = "",
    attributes: str = "",
    needs: str = "",
    void: bool = False,
) -> Kind:
    holders = frozenset(parents.split()) if isinstance(parents, str) else parents
    return Kind(
        holders,
        tag,
        style,
        frozenset(attributes.split()) | frozenset(needs.split()),
        frozenset(needs.split()),
        void,
        about,
    )


ELEMENTS: Mapping[str, Kind] = {
    "story": _kind("", "Document", "The whole story."),
    "panel": _kind(
        "story", "Div", "What a panel of a folded sheet holds, by the name that the layout gives it.", needs="name"
    ),
    "section": _kind(
        "story panel section div",
        "Sect",
        "A part with its own heading, and with parts of its own. With `spare`, it stands on the last page if there is "
        "room for it there, and is left out if not: it holds no text of the brochure. With `whole`, it is parted only "
        "where no page has room for all of it.",
        attributes="rule spare whole",
    ),
    "header": _kind("story panel", "Div", "The title block."),
    "div": _kind(
        FLOW,
        "Div",
        "A group of blocks; `class` picks a box style, whose icon `icon` names. `hang` widens the box into the side "
        "column, where its <side> stands; with `wide`, too, and all in it runs from edge to edge. With `again`, "
        "it stands in the side column once more where what it stands beside goes on overleaf.",
        attributes="hang wide icon again",
    ),
    "aside": _kind(
        FLOW,
        "Note",
        "A callout or box beside the argument; `class`, `icon`, `hang` and `wide` as above.",
        attributes="hang wide icon",
    ),
    "side": _kind(
        "section header div aside",
        "Div",
        "What stands in the side column, beside its parent; read first if it stands first.",
    ),
    "h1": _kind(FLOW, "H1", "The title.", "title"),
    "h2": _kind(
        FLOW, "H2", "A section's heading; `icon` names one to stand at its left.", "heading", attributes="icon"
    ),
    "h3": _kind(
        FLOW, "H3", "The heading of a section below another; `icon` as above.", "subheading", attributes="icon"
    ),
    "h4": _kind(
        FLOW, "H4", "The heading of a section below that; `icon` as above.", "minor-heading", attributes="icon"
    ),
    "h5": _kind(FLOW, "H5", "A heading inside such a section.", "minor-heading"),
    "p": _kind(FLOW, "P", "A paragraph.", "body"),
    "ul": _kind(FLOW, "L", "A list with bullets; class `plain` has none.", "item"),
    "ol": _kind(
        FLOW,
        "L",
        "A list of numbered steps: `start` is the first number, `label` what stands before each, with {n}, {a}, {A}, "
        "{i} or {I} in it. With a class, numbers and items are set in that text style, without circles.",
        "step",
        attributes="start label",
    ),
    "li": _kind("ul ol", "LI", "An item of a list."),
    "dl": _kind(FLOW, "L", "Terms and their meanings.", "item"),
    "dt": _kind("dl", "Lbl", "A term.", "term"),
    "dd": _kind("dl", "LBody", "What the term before means.", "item"),
    "table": _kind(
        FLOW,
        "Table",
        "A table; its first row is repeated on each page. `widths` are numbers by which its columns share the width.",
        attributes="widths",
    ),
    "tr": _kind("table", "TR", "A row of a table."),
    "th": _kind(
        "tr",
        "TH",
        "A head cell, of what `scope` says: `col` or `row`; it may span others, as below.",
        "table-head",
        attributes="colspan rowspan",
        needs="scope",
    ),
    "td": _kind(
        "tr",
        "TD",
        "A cell; `colspan` and `rowspan` say how many columns and rows it spans.",
        "cell",
        attributes="colspan rowspan",
    ),
    "figure": _kind(
        FLOW | {"figures"},
        "Div",
        "A picture or row of icons, kept with its caption; `width` is `full`, `half` or `third`.",
        attributes="width",
    ),
    "figures": _kind(FLOW, "", "Figures side by side, two or three in a row."),
    "beside": _kind(FLOW, "Div", "A figure, and what stands beside it."),
    "img": _kind("figure", "Figure", "A picture.", needs="src alt", void=True),
    "figcaption": _kind("figure", "Caption", "A caption.", "caption"),
    "caption": _kind("table", "Caption", "A table's caption; printed below it.", "caption"),
    "columns": _kind(
        FLOW | {"figure"}, "", "Cells side by side; `hang` begins them in the side column.", attributes="hang"
    ),
    "cell": _kind("columns", "Div", "A cell of columns; the theme gives its width."),
    "icon": _kind(FLOW, "", "A decorative icon of the catalogue.", needs="name", void=True),
    "hr": _kind(
        FLOW | {"figure"}, "", "A rule of the theme; `hang` begins it in the side column.", attributes="hang", void=True
    ),
    "lines": _kind(
        FLOW,
        "",
        "Ruled lines to write on: `count`, up to `most` where there is space; with `tick`, a box to tick before each.",
        needs="count",
        attributes="most tick",
        void=True,
    ),
    "spring": _kind(
        "story panel section div side",
        "",
        "Pushes what follows to the foot of the page; in a `<side>`, of its row.",
        void=True,
    ),
    "slot": _kind(FLOW, "Div", "A box that is kept free for the clinic's imprint.", needs="name", void=True),
    "strong": _kind(PHRASES | HOLDING, "Span", "Strong text."),
    "em": _kind(PHRASES | HOLDING, "Span", "Emphasised text."),
    "a": _kind(PHRASES | HOLDING, "Link", "A link: a URL, or `#id` for a place in the story.", needs="href"),
    "span": _kind(PHRASES | HOLDING, "Span", "A stretch of text in another style."),
    "page": _kind(
        PHRASES | HOLDING,
        "",
        "The number of the page on which an id stands, in the locale's words.",
        needs="of",
        void=True,
    ),
    "contents": _kind(
        "story section div aside",
        "",
        "A list of the sections with their pages, below the heading in it: where there are as many pages as the layout "
        "says.",
    ),
}
WEB, SOURCE = "web:", "source:"
"""How the ids of listed addresses and of sources begin; no section has such an id."""
COMMON = frozenset({"class", "id", "lang"})
"""Attributes of every element."""


@dataclass
class Tag:
    """An element of a story, with its place in the template and that of its text in the YAML."""

    name: str
    attributes: dict[str, str]
    place: Place
    children: list[Tag | str] = field(default_factory=list)
    said: Words | None = None
    """The words that a text (`t`) or a picture's alt text says."""

    @property
    def kind(self) -> Kind:
        return ELEMENTS[self.name]

    @property
    def style(self) -> str:
        """The class, or the default style of the element."""
        return self.attributes.get("class") or self.kind.style

    def tags(self) -> list[Tag]:
        """List the child elements."""
        return [child for child in self.children if isinstance(child, Tag)]

    def walk(self) -> list[Tag]:
        """List this element and all in it, in their order."""
        found, waiting = [], [self]
        while waiting:
            tag = waiting.pop()
            found.append(tag)
            waiting += [child for child in reversed(tag.children) if isinstance(child, Tag)]
        return found

    @property
    def text(self) -> str:
        """All text in it, that of its children included."""
        return "".join(child if isinstance(child, str) else child.text for child in self.children)

    @property
    def start(self) -> int:
        """The number of a list's first step."""
        return int(self.attributes.get("start", "1"))

    @property
    def columns(self) -> int:
        """How many columns of a table a cell spans."""
        return int(self.attributes.get("colspan", "1"))

    @property
    def rows(self) -> int:
        """How many rows of a table a cell spans."""
        return int(self.attributes.get("rowspan", "1"))

    @property
    def widths(self) -> tuple[float, ...]:
        """The numbers by which the columns of a table share its width; none where their contents decide."""
        return tuple(map(float, self.attributes.get("widths", "").split()))

    @property
    def label(self) -> str:
        """What stands before each step, where it is not a plain number."""
        return self.attributes.get("label", "")

    def source(self) -> Place:
        """Return the place of its first text in a brochure, or else in a locale, or else its own in the template."""
        furniture = None
        for place in self._places():
            if place.file.startswith("brochures/"):
                return place
            furniture = furniture or place
        return furniture or self.place

    def _places(self) -> Iterator[Place]:
        """Yield the places of the texts in it."""
        for child in self.tags():
            if child.name == "t" and child.said is not None and child.said.place is not None:
                yield child.said.place
            yield from child._places()


def icons_in(story: Tag) -> list[Text]:
    """List the icons that a story asks for, with the places in the template that do."""
    named = ((tag, tag.attributes.get("name" if tag.name == "icon" else "icon")) for tag in story.walk())
    return [Text(name, tag.place) for tag, name in named if name is not None]


@dataclass(frozen=True)
class Numbers:
    """The numbers that a text refers by."""

    cite: Callable[[str], str]
    """The number of a source, by its id."""
    web: Mapping[str, str] = field(default_factory=dict)
    """The numbers of the addresses that are listed on paper, by address."""


SIGNS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
"""The figures of a small number, as signs of their own: they are read back as no part of a number."""


def marked(text: str, numbers: Numbers, place: Place, depth: int = 0) -> list[Tag | str]:
    """Turn a text with inline marks into elements of the story, which stand at a place in the template.

    `depth` says how many marks the text stands in.
    """
    parts: list[Tag | str] = []
    end = 0

    def say(words: str) -> None:
        if words and parts and isinstance(parts[-1], str):
            parts[-1] += words
        elif words:
            parts.append(words)

    for match in marks_in(text) if depth < DEEPEST else ():
        say(text[end : match.start()])
        end = match.end()
        if match["literal"]:
            say(match["literal"])
        elif match["strong"]:
            parts.append(Tag("strong", {}, place, marked(match["strong_text"], numbers, place, depth + 1)))
        elif match["em"]:
            parts.append(Tag("em", {}, place, marked(match["em_text"], numbers, place, depth + 1)))
        elif match["cite"]:
            attributes = {"class": "cite", "href": f"#{SOURCE}{match['cite']}"}
            parts.append(Tag("a", attributes, place, [f"[{numbers.cite(match['cite'])}]"]))
        elif match["lang"]:
            words = marked(match["lang_text"], numbers, place, depth + 1)
            parts.append(Tag("span", {"lang": match["lang"]}, place, words))
        else:
            attributes = {"class": "link", "href": match["url"]}
            words = marked(match["link_text"], numbers, place, depth + 1)
            if leads_within(match["url"]):
                words.append(Tag("page", {"of": match["url"][1:]}, place))
            parts.append(Tag("a", attributes, place, words))
            number = numbers.web.get(match["url"], "")
            if number and not spells_out(without_marks(match["link_text"]), match["url"]):
                # Behind a figure a raised one would be its power.
                gap = NBSP if text[: match.end("link_text")][-1:].isdigit() else ""
                parts.append(
                    Tag("a", {"class": "web", "href": f"#{WEB}{number}"}, place, [gap + number.translate(SIGNS)])
                )
    say(text[end:])
    return parts

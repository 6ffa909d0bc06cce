"""The story's language: one table of its elements, what the parser makes of them, and inline marks.

A story is a small closed subset of HTML with a few elements of ours. `ELEMENTS` says for each
what it may stand in, its attributes, its default style and its PDF tag; the reference page in
`docs/` is printed from it. Inline marks are what authors may write in YAML: **strong**,
*emphasis*, [text](url) and [@source]; everything else they type is literal text. A backslash before
a star or a bracket keeps it from being a mark.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from clinicpress.given import Words
from clinicpress.nodes import Text
from clinicpress.problems import Place, Problem

FLOW = frozenset({"story", "section", "header", "div", "aside", "side", "li", "td", "cell", "dd"})
"""Elements that hold blocks."""
PHRASES = frozenset({"h1", "h2", "h3", "p", "li", "td", "th", "dt", "dd", "caption", "figcaption"})
"""Elements that hold text."""
INLINE = frozenset({"strong", "em", "a", "span", "t"})


@dataclass(frozen=True)
class Kind:
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
    "section": _kind(
        "story section div", "Sect", "A part with its own heading; kept on one page where it fits.", attributes="rule"
    ),
    "header": _kind("story", "Div", "The title block."),
    "div": _kind(
        FLOW,
        "Div",
        "A group of blocks; `class` picks a box style, `hang` widens it into the side column.",
        attributes="hang",
    ),
    "aside": _kind(FLOW, "Note", "A callout or box beside the argument; `class` picks a box style.", attributes="hang"),
    "side": _kind(
        "section header div aside",
        "Div",
        "What stands in the side column, beside its parent; read first if it stands first.",
    ),
    "h1": _kind(FLOW, "H1", "The title.", "title"),
    "h2": _kind(
        FLOW, "H2", "A section's heading; `icon` names one to stand at its left.", "heading", attributes="icon"
    ),
    "h3": _kind(FLOW, "H3", "A heading inside a section.", "subheading"),
    "p": _kind(FLOW, "P", "A paragraph.", "body"),
    "ul": _kind(FLOW, "L", "A list with bullets; class `plain` has none.", "item"),
    "ol": _kind(FLOW, "L", "A list of numbered steps.", "step"),
    "li": _kind("ul ol", "LI", "An item of a list."),
    "dl": _kind(FLOW, "L", "Terms and their meanings.", "item"),
    "dt": _kind("dl", "Lbl", "A term.", "term"),
    "dd": _kind("dl", "LBody", "What the term before means.", "item"),
    "table": _kind(FLOW, "Table", "A table; its first row of `th` is repeated on each page."),
    "tr": _kind("table", "TR", "A row of a table."),
    "th": _kind("tr", "TH", "A head cell.", "table-head", attributes="scope"),
    "td": _kind("tr", "TD", "A cell.", "cell"),
    "figure": _kind(FLOW, "Div", "A picture or row of icons, kept with its caption."),
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
        "Ruled lines to write on: `count`, up to `most` where there is space.",
        needs="count",
        attributes="most",
        void=True,
    ),
    "spring": _kind("story section div", "", "Pushes what follows to the foot of the page.", void=True),
    "slot": _kind(FLOW, "Div", "A box that is kept free for the clinic's imprint.", needs="name", void=True),
    "strong": _kind(PHRASES | INLINE, "Span", "Strong text."),
    "em": _kind(PHRASES | INLINE, "Span", "Emphasised text."),
    "a": _kind(PHRASES | INLINE, "Link", "A link: a URL, or `#id` for a place in the story.", needs="href"),
    "span": _kind(PHRASES | INLINE, "Span", "A stretch of text in another style."),
}
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

    @property
    def text(self) -> str:
        """All text in it, that of its children included."""
        return "".join(child if isinstance(child, str) else child.text for child in self.children)

    def source(self) -> Place:
        """Return the place of its first text in the YAML, or else its own in the template."""
        for child in self.tags():
            if child.name == "t" and child.said is not None and child.said.place is not None:
                return child.said.place
            found = child.source()
            if found != child.place:
                return found
        return self.place


# A backslash keeps a star or a bracket from being a mark; before anything else it is a backslash.
_LITERAL = r"\\(?P<literal>[*\[]|\\)"
_TEXT = r"(?:[^\\]|\\[*\[]|\\(?![*\[]))+?"
_STRONG = rf"(?P<strong>\*\*(?=\S)(?P<strong_text>{_TEXT})(?<=\S)\*\*(?!\*))"
_EM = rf"(?P<em>(?<![\w*])\*(?=[^\s*])(?P<em_text>{_TEXT.replace('^', '^*', 1)})(?<!\s)\*(?![\w*]))"
_CITE = r"\[@(?P<cite>[^\]\s]+)\]"
_LINK = r"\[(?P<link_text>[^\[\]]+)\]\((?P<url>[^()\s]*(?:\([^()\s]*\)[^()\s]*)*)\)"
_GROUPS = ("literal", "strong", "strong_text", "em", "em_text", "cite", "link_text", "url")


def _any_of(*marks: str) -> re.Pattern[str]:
    """Make a pattern of some marks, which knows the names of the others, too."""
    found = "|".join(marks)
    lacking = "".join(f"(?P<{name}>)" for name in _GROUPS if f"(?P<{name}>" not in found)
    return re.compile(f"{found}|(?!){lacking}", re.DOTALL)


_ESCAPES, _STARS, _ONE_STAR = _any_of(_LITERAL), _any_of(_STRONG, _EM), _any_of(_EM)
_BRACKETS, _LINKS = _any_of(_CITE, _LINK), _any_of(_LINK)
_SIGN = re.compile(r"\\+|\*|\[")
_NO_NAME = re.compile(r"[\]\s]|\Z")
DEEPEST = 4
"""How deep marks may stand in marks; what is deeper is printed as typed."""


def marks_in(text: str) -> Iterator[re.Match[str]]:
    """Yield the marks of a text, in order, in a time that grows as the text does."""
    at = name_end = 0
    closes = True  # whether the rest of the text may still close a “**”
    while (sign := _SIGN.search(text, at)) is not None:
        begin = at = sign.start()
        if text[at] == "\\":
            if text[sign.end() : sign.end() + 1] not in ("*", "["):
                at = sign.end()
                continue
            while at < sign.end() and (mark := _ESCAPES.match(text, at)) is not None:
                yield mark
                at = mark.end()
            continue
        if text[at] == "*":
            mark = (_STARS if closes else _ONE_STAR).match(text, at)
            if mark is None and text.startswith("**", at) and not text[at + 2 : at + 3].isspace():
                closes = False
        else:
            if text.startswith("[@", at) and name_end <= at + 2:
                ended = _NO_NAME.search(text, at + 2)
                assert ended is not None
                name_end = ended.start()
            named = text.startswith("[@", at) and text[name_end : name_end + 1] == "]"
            mark = (_BRACKETS if named else _LINKS).match(text, at)
        if mark is not None:
            yield mark
        at = mark.end() if mark is not None else begin + 1


_URL = re.compile(r"(?:https?://[^\s]+|mailto:[^\s@]+@[^\s@]+|tel:[+0-9().-]+)\Z", re.IGNORECASE)


def citations(text: Text) -> list[tuple[str, Place]]:
    """List the sources that a text cites, with the places of the marks."""
    return [(mark["cite"], place) for mark, place in _placed_marks(text) if mark["cite"]]


def _placed_marks(text: Text) -> Iterator[tuple[re.Match[str], Place]]:
    """Yield the citations and links of a text with their places."""
    last: dict[str, int] = {}
    for mark in marks_in(text):
        if mark["cite"] or mark["link_text"]:
            start = last[mark[0]] = text.raw.find(mark[0], last.get(mark[0], -1) + 1)
            yield mark, text.place if start < 0 else text.place_of(start)


def link_problems(text: Text) -> list[Problem]:
    """List the links of a text whose target is no web, mail or phone address."""
    return [
        Problem(
            place,
            f"“{mark['url']}” is not an address that a link can lead to",
            "begin it with https://, mailto: or tel:",
        )
        for mark, place in _placed_marks(text)
        if mark["url"] is not None and not can_lead_to(mark["url"])
    ]


def without_marks(text: str, literal: str = "") -> str:
    """Return the words of a text with inline marks, without the marks and citations.

    `literal` stands for each character that a backslash keeps from being a mark; otherwise itself.
    """

    return _without_marks(text, literal, 0)


def _without_marks(text: str, literal: str, depth: int) -> str:
    parts: list[str] = []
    end = 0
    for mark in marks_in(text) if depth < DEEPEST else ():
        parts.append(text[end : mark.start()])
        end = mark.end()
        if mark["literal"]:
            parts.append(literal or mark["literal"])
        elif not mark["cite"]:
            inner = mark["strong_text"] or mark["em_text"] or mark["link_text"]
            parts.append(_without_marks(inner, literal, depth + 1))
    return "".join([*parts, text[end:]])


def literal(text: str) -> str:
    """Write a text so that none of it is taken for a mark, with as few backslashes as that needs."""
    doubled = re.sub(r"\\+(?=[*\[])", lambda run: run[0] * 2, text)
    written = doubled
    # A backslash may make a mark of what stands before it: *@*a* holds another one than *@\*a*.
    for _ in range(50):
        at = next((mark.start() for mark in marks_in(written) if not mark["literal"]), None)
        if at is None:
            return written
        written = f"{written[:at]}\\{written[at:]}"
    return re.sub(r"[*\[]", r"\\\g<0>", doubled)  # so many marks are typed that each star gets one


def can_lead_to(address: str) -> bool:
    """Tell whether a link can lead to an address."""
    return _URL.match(address) is not None


def addresses(text: str) -> list[str]:
    """List the addresses that the links of a text lead to."""
    return [mark["url"] for mark in marks_in(text) if mark["url"] is not None]


def marked(text: str, cite: Callable[[str], str], place: Place, depth: int = 0) -> list[Tag | str]:
    """Turn a text with inline marks into elements of the story, which stand at a place in the template.

    `cite` gives the number of a source; `depth` says how many marks the text stands in.
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
            parts.append(Tag("strong", {}, place, marked(match["strong_text"], cite, place, depth + 1)))
        elif match["em"]:
            parts.append(Tag("em", {}, place, marked(match["em_text"], cite, place, depth + 1)))
        elif match["cite"]:
            attributes = {"class": "cite", "href": f"#source-{match['cite']}"}
            parts.append(Tag("a", attributes, place, [f"[{cite(match['cite'])}]"]))
        else:
            attributes = {"class": "link", "href": match["url"]}
            parts.append(Tag("a", attributes, place, marked(match["link_text"], cite, place, depth + 1)))
    say(text[end:])
    return parts

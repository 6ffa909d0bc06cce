"""The story's language: one table of its elements, the parser that checks it, and inline marks.

A story is a small closed subset of HTML with a few elements of ours. `ELEMENTS` says for each
what it may stand in, its attributes, its default style and its PDF tag; the reference page in
`docs/` is printed from it. Inline marks are what authors may write in YAML: **strong**,
*emphasis*, [text](url) and [@source]; everything else they type is literal text. A backslash before
a star or a bracket keeps it from being a mark.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser

from markupsafe import Markup

from clinicpress.nodes import Text
from clinicpress.problems import InputProblems, Place, Problem, did_you_mean

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
    "t": _kind(
        PHRASES | INLINE, "", "Marks where in the YAML a text stands; written by the `inline` filter.", attributes="at"
    ),
}
MAX_DEPTH = 60
COMMON = frozenset({"class", "id", "lang", "at", "tpl"})


@dataclass
class Tag:
    """An element of a story, with its place in the template and that of its text in the YAML."""

    name: str
    attributes: dict[str, str]
    place: Place
    children: list[Tag | str] = field(default_factory=list)

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

    def source(self) -> Place:
        """Return the place of its first text in the YAML, or else its own in the template."""
        for child in self.tags():
            if child.name == "t" and "at" in child.attributes:
                return parse_place(child.attributes["at"])
            found = child.source()
            if found != child.place:
                return found
        return self.place


def parse_place(text: str) -> Place:
    """Read “file:line:column”."""
    file, line, column = text.rsplit(":", 2)
    return Place(file, int(line), int(column))


class _StoryParser(HTMLParser):
    def __init__(self, file: str) -> None:
        super().__init__(convert_charrefs=True)
        self.file = file
        self.root: Tag | None = None
        self.stack: list[Tag] = []
        self.last = Place(file)
        self.problems: list[Problem] = []
        self.ids: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        # The first of equal names counts: a `tpl` of the template's own cannot move the place.
        attributes = {name: value or "" for name, value in reversed(attrs)}
        place = parse_place(attributes.pop("tpl")) if "tpl" in attributes else self.last
        self.last = place
        kind = ELEMENTS.get(tag)
        if kind is None:
            self._problem(place, f"unknown element <{tag}>", did_you_mean(tag, ELEMENTS))
            kind = Kind(frozenset(), "")
        else:
            self._check(tag, kind, attributes, place)
        element = Tag(tag, attributes, place)
        if self.stack:
            self.stack[-1].children.append(element)
        elif self.root is None:
            self.root = element
        else:
            self._problem(place, f"<{tag}> stands outside of <story>")
        if not kind.void:
            self.stack.append(element)
        if len(self.stack) > MAX_DEPTH:
            raise InputProblems([*self.problems, Problem(place, f"elements are nested more than {MAX_DEPTH} deep")])

    def _check(self, tag: str, kind: Kind, attributes: dict[str, str], place: Place) -> None:
        parent = self.stack[-1].name if self.stack else ""
        if (parent or tag != "story") and parent not in kind.parents and parent in {*ELEMENTS, ""}:
            where = f"in <{parent}>" if parent else "at the top"
            self._problem(
                place,
                f"<{tag}> cannot stand {where}",
                "it may stand in " + (", ".join(f"<{p}>" for p in sorted(kind.parents)) or "nothing: it is outermost"),
            )
        for name in attributes:
            if name not in kind.attributes | COMMON:
                self._problem(
                    place, f"<{tag}> has no attribute “{name}”", did_you_mean(name, kind.attributes | {"class", "id"})
                )
        for name in sorted(kind.needs - set(attributes)):
            self._problem(place, f"<{tag}> needs the attribute “{name}”")
        if tag == "side" and any(one.name == "side" for one in self.stack[-1].tags()):
            self._problem(place, f"<{parent}> has a <side> already", "put both into one")
        if "at" in attributes and not re.fullmatch(r"[^:]+:\d+:\d+", attributes["at"]):
            self._problem(place, "“at” is written by the filter “inline”, not by hand")
        target = attributes.get("href", "#")
        if not target.startswith("#") and not can_lead_to(target):
            self._problem(
                place,
                f"“{target}” is not an address that a link can lead to",
                "begin it with https://, mailto: or tel:",
            )
        if anchor := attributes.get("id"):
            if anchor in self.ids:
                self._problem(place, f"the id “{anchor}” is here twice")
            self.ids.add(anchor)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        kind = ELEMENTS.get(tag)
        if kind is None or not kind.void:
            self.stack.pop()

    def handle_endtag(self, tag: str) -> None:
        if tag in ELEMENTS and ELEMENTS[tag].void:
            return
        if not self.stack:
            self._problem(self.last, f"</{tag}> closes nothing")
        elif self.stack[-1].name == tag:
            self.stack.pop()
        elif tag in [element.name for element in self.stack]:
            self._problem(self.stack[-1].place, f"<{self.stack[-1].name}> is not closed before </{tag}>")
            while self.stack.pop().name != tag:
                pass
        else:
            self._problem(self.last, f"</{tag}> closes nothing; <{self.stack[-1].name}> is open here")

    def handle_data(self, data: str) -> None:
        holder = self.stack[-1] if self.stack else None
        if holder is not None and (holder.name in PHRASES or holder.name in INLINE):
            holder.children.append(data)
        elif data.strip() and (holder is None or holder.name in ELEMENTS):
            where = f"in <{holder.name}>" if holder else "outside of <story>"
            self._problem(
                holder.place if holder else self.last,
                f"text cannot stand {where}: “{data.strip()[:40]}”",
                "put it into <p>",
            )

    def _problem(self, place: Place, message: str, hint: str = "") -> None:
        self.problems.append(Problem(place, message, hint))


def parse_story(text: str, file: str) -> Tag:
    """Parse a rendered story into checked elements; raises InputProblems at the template's lines."""
    parser = _StoryParser(file)
    parser.feed(text)
    parser.close()
    if parser.stack:
        parser._problem(parser.stack[-1].place, f"<{parser.stack[-1].name}> is not closed")
    if parser.root is None or parser.root.name != "story":
        parser._problem(Place(file), "the template makes no <story>")
    if parser.root is not None:
        parser.problems += _lost_links(parser.root, parser.ids)
    if parser.problems:
        raise InputProblems(parser.problems)
    assert parser.root is not None
    return parser.root


def _lost_links(tag: Tag, ids: set[str]) -> list[Problem]:
    """List the links to places that the story has not; a citation stays as text where there is no list of sources."""
    problems: list[Problem] = []
    target = tag.attributes.get("href", "")
    if target.startswith("#") and target[1:] not in ids:
        if tag.style == "cite":
            tag.name = "span"
            del tag.attributes["href"]
        else:
            problems.append(Problem(tag.place, f"nothing in this story has the id “{target[1:]}”"))
    for child in tag.tags():
        problems += _lost_links(child, ids)
    return problems


# A backslash keeps a star or a bracket from being a mark; before anything else it is a backslash.
_MARKS = re.compile(
    r"\\(?P<literal>[*\[]|\\(?=\\*[*\[]))"
    r"|(?P<strong>\*\*(?=\S)(?P<strong_text>(?:[^\\]|\\[*\[]|\\(?![*\[]))+?)(?<=\S)\*\*(?!\*))"
    r"|(?P<em>(?<![\w*])\*(?=[^\s*])(?P<em_text>(?:[^*\\]|\\[*\[]|\\(?![*\[]))+?)(?<!\s)\*(?![\w*]))"
    r"|\[@(?P<cite>[^\]\s]+)\]"
    r"|\[(?P<link_text>[^\[\]]+)\]\((?P<url>[^()\s]*(?:\([^()\s]*\)[^()\s]*)*)\)",
    re.DOTALL,
)
_URL = re.compile(r"(?:https?://[^\s]+|mailto:[^\s@]+@[^\s@]+|tel:[+0-9().-]+)\Z", re.IGNORECASE)


def citations(text: Text) -> list[tuple[str, Place]]:
    """List the sources that a text cites, with the places of the marks."""
    return [(mark["cite"], place) for mark, place in _placed_marks(text) if mark["cite"]]


def _placed_marks(text: Text) -> Iterator[tuple[re.Match[str], Place]]:
    seen: Counter[str] = Counter()
    for mark in _MARKS.finditer(text):
        yield mark, text.at(mark[0], seen[mark[0]])
        seen[mark[0]] += 1


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

    def words(match: re.Match[str]) -> str:
        if match["cite"]:
            return ""
        if match["literal"]:
            return literal or match["literal"]
        return without_marks(match["strong_text"] or match["em_text"] or match["link_text"], literal)

    return _MARKS.sub(words, text)


def literal(text: str) -> str:
    """Write a text so that none of it is taken for a mark, with as few backslashes as that needs."""
    doubled = re.sub(r"\\+(?=[*\[])", lambda run: run[0] * 2, text)
    written = doubled
    # A backslash may make a mark of what stands before it: *@*a* holds another one than *@\*a*.
    for _ in range(50):
        at = next((mark.start() for mark in _MARKS.finditer(written) if not mark["literal"]), None)
        if at is None:
            return written
        written = f"{written[:at]}\\{written[at:]}"
    return re.sub(r"[*\[]", r"\\\g<0>", doubled)  # so many marks are typed that each star gets one


def can_lead_to(address: str) -> bool:
    """Tell whether a link can lead to an address."""
    return _URL.match(address) is not None


def addresses(text: str) -> list[str]:
    """List the addresses that the links of a text lead to."""
    return [mark["url"] for mark in _MARKS.finditer(text) if mark["url"] is not None]


def inline_html(text: str, cite: Callable[[str], str]) -> Markup:
    """Turn inline marks into elements of the story; all else is escaped.

    `cite` gives the number of a source. The text's place goes along in a <t> element.
    """
    body = _inline(text, cite)
    if isinstance(text, Text) and text.place.file:
        return Markup(f'<t at="{html.escape(str(text.place))}">{body}</t>')
    return Markup(body)


def _inline(text: str, cite: Callable[[str], str]) -> str:
    parts: list[str] = []
    end = 0
    for match in _MARKS.finditer(text):
        parts.append(html.escape(text[end : match.start()]))
        end = match.end()
        if match["literal"]:
            parts.append(html.escape(match["literal"]))
        elif match["strong"]:
            parts.append(f"<strong>{_inline(match['strong_text'], cite)}</strong>")
        elif match["em"]:
            parts.append(f"<em>{_inline(match['em_text'], cite)}</em>")
        elif match["cite"]:
            name = html.escape(match["cite"])
            parts.append(f'<a class="cite" href="#source-{name}">[{html.escape(cite(match["cite"]))}]</a>')
        else:
            parts.append(f'<a class="link" href="{html.escape(match["url"])}">{_inline(match["link_text"], cite)}</a>')
    parts.append(html.escape(text[end:]))
    return "".join(parts)

"""The parser of a story: what a template made becomes checked elements, and its tokens the brochure's own texts.

The words of a text never pass through a template. Where it printed one, a token stands, and the
parser puts the text there from the brochure itself. So a template cannot change a word, and what
it says beside such texts is its own: separators are allowed, words are not.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Sequence

from clinicpress.content.inline import can_lead_to
from clinicpress.ground.characters import beginning
from clinicpress.ground.problems import InputProblems, Place, Problem, did_you_mean
from clinicpress.story.given import TOKEN, Words
from clinicpress.story.markup import COMMON, ELEMENTS, INLINE, PHRASES, WIDTHS, Kind, Numbers, Tag, marked

MAX_DEPTH = 60
"""How deep elements stand in each other."""
MAX_ELEMENTS, MAX_CHARACTERS = 2_000, 50_000
"""The most elements and characters of a story, beside those that its texts need."""
ELEMENTS_OF_A_TEXT, TIMES_A_TEXT = 10, 4
"""The most elements for each text of the brochure, and how often it may be said, on the average."""
SEPARATORS = frozenset(" \n\t\u00a0\u202f.,:;·•–—-|/()[]{}“”‘’«»‹›\"'…")
"""What a template may print of its own."""
MAX_PROBLEMS = 100

_HINT = "look for a loop in a loop"
_EXAMPLES = {"alt": "block.figure.alt", "label": "block.steps.label"}
"""Attributes that hold a text of the brochure, and how it is put there."""
_VALUES = {
    "start": ("[0-9]{1,4}", "the number of a step"),
    "colspan": ("[1-9]|1[0-9]|20", "a number of columns from 1 to 20"),
    "rowspan": ("[1-9][0-9]?|1[0-9][0-9]|200", "a number of rows from 1 to 200"),
    "widths": (r"\s*(?:[0-9]{1,3}(?:\.[0-9]{1,20})?(?:e-[0-9]{1,2})?(?:\s+|$))*", "a list of numbers"),
    "width": ("|".join(WIDTHS), f"the width of a figure: {', '.join(WIDTHS)}"),
}
"""Attributes of which the values are known: a pattern, and what it stands for."""
_TAG = re.compile(r"<(/?)([a-zA-Z][\w-]*)((?:[^\"'<>]|\"[^\"]*\"|'[^']*')*)>")
_ATTRIBUTE = re.compile(r"([^\s=/\"']+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'=]+)))?|(\S)")
_PLACE = re.compile(r"([^:]+):([0-9]{1,7}):([0-9]{1,7})")
_WRITTEN = re.compile(' tpl="[^"]*"?')
_ID = re.compile(r"[\w.:-]{1,200}")
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,4}")


class _StoryParser:
    """Reads a story from its begin to its end, once."""

    def __init__(self, file: str, told: Sequence[Words], numbers: Numbers) -> None:
        self.told = told
        self.numbers = numbers
        self.root: Tag | None = None
        self.stack: list[Tag] = []
        self.last = Place(file)
        self.problems: list[Problem] = []
        self.ids: set[str] = set()
        texts = {id(words): len(words.text) for words in told if words.place is not None}
        self.elements = MAX_ELEMENTS + ELEMENTS_OF_A_TEXT * len(texts)
        self.characters = MAX_CHARACTERS + TIMES_A_TEXT * sum(texts.values())
        """What is left."""

    def read(self, text: str) -> None:
        """Go through tags, comments and what stands between them."""
        at = 0
        while at < len(text):
            begin = text.find("<", at)
            self._data(text[at : begin if begin >= 0 else len(text)])
            if begin < 0:
                break
            if text.startswith("<!--", begin):
                end = text.find("-->", begin + 4)
                if end < 0:
                    self._problem(self.last, "this comment has no end", "end it with -->")
                    break
                at = end + 3
                continue
            tag = _TAG.match(text, begin)
            if tag is None:
                self._problem(
                    self.last,
                    f"this begins no element: “{self._shown(text[begin : begin + 200])}”",
                    "write &lt; for the sign <",
                )
                break
            self._tag(tag)
            at = tag.end()

    def _tag(self, tag: re.Match[str]) -> None:
        name, rest = tag[2].lower(), tag[3].rstrip()
        if tag[1]:
            self._close(name)
            return
        self._open(name, rest.removesuffix("/"))
        kind = ELEMENTS.get(name)
        if rest.endswith("/") and (kind is None or not kind.void):
            self.stack.pop()

    # Elements ------------------------------------------------------------------------------------

    def _open(self, name: str, rest: str) -> None:
        attributes: dict[str, str] = {}
        for found in _ATTRIBUTE.finditer(rest):
            key = (found[1] or found[5]).lower()
            # The first of equal names counts: a `tpl` of the template's own cannot move the place.
            attributes.setdefault(key, found[2] or found[3] or found[4] or "")
        written = _PLACE.fullmatch(attributes.pop("tpl", ""))
        place = Place(written[1], int(written[2]), int(written[3])) if written else self.last
        self.last = place
        self.elements -= 1
        if self.elements < 0:
            self._problem(place, "the template makes more elements than this brochure can need", _HINT)
            raise InputProblems(self.problems)
        element = Tag(name, attributes, place)
        for key, value in attributes.items():
            attributes[key] = self._value(element, key, html.unescape(value))
        kind = ELEMENTS.get(name)
        if kind is None:
            self._problem(place, f"unknown element <{name}>", did_you_mean(name, ELEMENTS))
            kind = Kind(frozenset(), "")
        else:
            self._check(element, kind)
        if self.stack:
            self.stack[-1].children.append(element)
        elif self.root is None:
            self.root = element
        else:
            self._problem(place, f"<{name}> stands outside of <story>")
        if not kind.void:
            self.stack.append(element)
        if len(self.stack) > MAX_DEPTH:
            raise InputProblems([*self.problems, Problem(place, f"elements are nested more than {MAX_DEPTH} deep")])

    def _value(self, tag: Tag, key: str, value: str) -> str:
        """Return an attribute's value, with the texts that it may hold."""
        tokens = list(TOKEN.finditer(value))
        if key == "label" and only_counts(value):
            return value
        if key in _EXAMPLES:
            words = self._words(tokens[0]) if len(tokens) == 1 and tokens[0][0] == value else None
            if words is None:
                hint = f'for example {key}="{{{{ {_EXAMPLES[key]} }}}}"'
                self._problem(tag.place, f"“{key}” is a text of the brochure, not the template's", hint)
                return ""
            if key == "alt":
                tag.said = words
            return words.text
        if key == "href" and not value.startswith("#"):
            around = TOKEN.sub("", value)
            value = TOKEN.sub(lambda found: self._words(found).text, value)
            if can_lead_to(value) and (not tokens or around not in ("", "mailto:", "tel:")):
                self._problem(
                    tag.place,
                    f"the template has an address of its own: “{beginning(value, 80)}”",
                    'put it under “words:” into templates/locales/<language>.yaml: href="{{ words.<name> }}"',
                )
            return value
        if tokens:
            self._problem(tag.place, f"a text cannot stand in the attribute “{key}”")
        return TOKEN.sub("", value)

    def _words(self, found: re.Match[str]) -> Words:
        number = int(found[1])
        return self.told[number] if number < len(self.told) else Words("")

    def _check(self, element: Tag, kind: Kind) -> None:
        tag, attributes, place = element.name, element.attributes, element.place
        parent = self.stack[-1].name if self.stack else ""
        if (parent or tag != "story") and parent not in kind.parents and parent in {*ELEMENTS, ""}:
            where = f"in <{parent}>" if parent else "at the top"
            self._problem(
                place,
                f"<{tag}> cannot stand {where}",
                "it may stand in " + (", ".join(f"<{p}>" for p in sorted(kind.parents)) or "nothing: it is outermost"),
            )
        for name in attributes:
            if name not in kind.attributes and name not in COMMON:
                self._problem(
                    place,
                    f"<{tag}> has no attribute “{beginning(name, 80)}”",
                    did_you_mean(name, kind.attributes | {"class", "id"}),
                )
        if tag == "a":
            self._check_link(place)
        for name in attributes.keys() & _VALUES.keys():
            pattern, meaning = _VALUES[name]
            if not re.fullmatch(pattern, attributes[name]):
                self._problem(place, f"“{beginning(attributes[name], 80)}” is not {meaning}")
                del attributes[name]
        for name in sorted(kind.needs - attributes.keys()):
            self._problem(place, f"<{tag}> needs the attribute “{name}”")
        if tag == "side" and self.stack and any(one.name == "side" for one in self.stack[-1].tags()):
            self._problem(place, f"<{parent}> has a <side> already", "put both into one")
        target = attributes.get("href", "#")
        if not target.startswith("#") and not can_lead_to(target):
            self._problem(
                place,
                f"“{beginning(target, 80)}” is not an address that a link can lead to",
                "begin it with https://, mailto: or tel:",
            )
        if "lang" in attributes and not _LANGUAGE.fullmatch(attributes["lang"]):
            self._problem(
                place, f"“{beginning(attributes['lang'], 80)}” is not a language code", "write it like en or pt-BR"
            )
        if (anchor := attributes.get("id")) is not None:
            if not _ID.fullmatch(anchor):
                self._problem(place, f"“{beginning(anchor, 80)}” is not an id", "use letters, digits and hyphens")
            elif anchor in self.ids:
                self._problem(place, f"the id “{anchor}” is here twice")
            elif "spare" in attributes or any("spare" in one.attributes for one in self.stack):
                self._problem(place, f"the id “{anchor}” stands in a section that may be left out (“spare”)")
            self.ids.add(anchor)

    def _check_link(self, place: Place) -> None:
        if any(one.name == "a" for one in self.stack):
            self._problem(place, "a link cannot stand in another link")

    def _close(self, name: str) -> None:
        if name in ELEMENTS and ELEMENTS[name].void:
            return
        if not self.stack:
            self._problem(self.last, f"</{name}> closes nothing")
        elif self.stack[-1].name == name:
            self.stack.pop()
        elif name in [element.name for element in self.stack]:
            self._problem(self.stack[-1].place, f"<{self.stack[-1].name}> is not closed before </{name}>")
            while self.stack.pop().name != name:
                pass
        else:
            self._problem(self.last, f"</{name}> closes nothing; <{self.stack[-1].name}> is open here")

    # Text ----------------------------------------------------------------------------------------

    def _data(self, data: str) -> None:
        at = 0
        for found in TOKEN.finditer(data):
            self._own(data[at : found.start()])
            self._say(self._words(found))
            at = found.end()
        self._own(data[at:])

    def _own(self, data: str) -> None:
        """Take what the template prints of its own: spaces and separators."""
        if not data:
            return
        data = html.unescape(data)
        holder = self._holder(data)
        if holder is None:
            return
        if not SEPARATORS.issuperset(data):
            self._problem(
                holder.place,
                f"the template has words of its own: “{self._shown(data)}”",
                "put them under “words:” into templates/locales/<language>.yaml and print {{ words.<name> }}; "
                '{{ number("…") }} counts',
            )
        elif data:
            holder.children.append(data)

    def _say(self, words: Words) -> None:
        """Put words of the brochure, its sources, the locale or the clinic into the story."""
        holder = self._holder(words.text)
        if holder is not None:
            children: list[Tag | str] = [words.text]
            if words.marked:
                children = marked(words.text, self.numbers, holder.place)
                if _has_link(children):
                    self._check_link(holder.place)
            holder.children.append(Tag("t", {}, holder.place, children, words))

    def _holder(self, data: str) -> Tag | None:
        holder = self.stack[-1] if self.stack else None
        self.characters -= len(data)
        if self.characters < 0:
            self._problem(self.last, "the template prints more than this brochure can need", _HINT)
            raise InputProblems(self.problems)
        if holder is not None and (holder.name in PHRASES or holder.name in INLINE):
            return holder
        if data.strip() and (holder is None or holder.name in ELEMENTS):
            where = f"in <{holder.name}>" if holder else "outside of <story>"
            self._problem(
                holder.place if holder else self.last,
                f"text cannot stand {where}: “{self._shown(data)}”",
                "put it into <p>",
            )
        return None

    def _shown(self, data: str) -> str:
        return beginning(_WRITTEN.sub("", TOKEN.sub("…", data)), 40)

    def _problem(self, place: Place, message: str, hint: str = "") -> None:
        self.problems.append(Problem(place, message, hint))
        if len(self.problems) >= MAX_PROBLEMS:
            raise InputProblems(self.problems)


def only_counts(label: str) -> bool:
    """Tell whether a label is a number with signs around it, which a template may give to a list."""
    return label.count("{n}") == 1 and SEPARATORS.issuperset(label.replace("{n}", ""))


def _has_link(parts: Iterable[Tag | str]) -> bool:
    return any(isinstance(part, Tag) and (part.name == "a" or _has_link(part.children)) for part in parts)


def parse_story(text: str, file: str, told: Sequence[Words], numbers: Numbers) -> Tag:
    """Parse a rendered story into checked elements; raises InputProblems at the template's lines.

    `told` are the texts that the template printed, by their tokens; `numbers` are those of sources and addresses.
    """
    parser = _StoryParser(file, told, numbers)
    parser.read(text)
    if parser.stack and not parser.problems:
        parser.problems.append(Problem(parser.stack[-1].place, f"<{parser.stack[-1].name}> is not closed"))
    if parser.root is None or parser.root.name != "story":
        parser.problems.append(Problem(Place(file), "the template makes no <story>"))
    if parser.root is not None:
        tags = parser.root.walk()
        parser.problems += _lost_links(tags, parser.ids)
        parser.problems += _wordless_goals(tags)
    if parser.problems:
        raise InputProblems(parser.problems)
    assert parser.root is not None
    return parser.root


def _lost_links(tags: Sequence[Tag], ids: set[str]) -> list[Problem]:
    """List the links to places that the story has not; what a text refers to stays as text where it is not there.

    That is a citation where there is no list of sources, and words about a section that is left out. The
    number of an address goes where there is no list of them.
    """
    problems: list[Problem] = []
    targets = ((tag, tag.attributes.get("href", "")) for tag in tags)
    lost = [(tag, target[1:]) for tag, target in targets if target.startswith("#") and target[1:] not in ids]
    of_a_text = {id(each) for tag in tags if tag.name == "t" for each in tag.walk()} if lost else ()
    for tag, goal in lost:
        if id(tag) in of_a_text:
            _unlink(tag)
        else:
            problems.append(Problem(tag.place, f"nothing in this story has the id “{beginning(goal, 80)}”"))
    return problems


def _wordless_goals(tags: Sequence[Tag]) -> list[Problem]:
    """List the links and numbers of pages that lead to elements without words of their own: those have no place."""
    with_id = {tag.attributes["id"]: tag for tag in tags if "id" in tag.attributes}
    problems = []
    for tag in tags:
        name = tag.attributes.get("of", "") if tag.name == "page" else tag.attributes.get("href", "").partition("#")[2]
        goal = with_id.get(name)
        if goal is not None and not _has_words(goal) and not tag.attributes.get("href", "#").partition("#")[0]:
            message = f"“{beginning(name, 80)}” is the id of a <{goal.name}> without words of its own"
            problems.append(Problem(tag.place, message, "give the id to a heading, a paragraph or an item"))
    return problems


def _has_words(tag: Tag) -> bool:
    return tag.name in PHRASES and any(
        child.name in INLINE if isinstance(child, Tag) else bool(child.strip()) for child in tag.children
    )


def _unlink(tag: Tag) -> None:
    """Leave of a link to a place that is not there what can be read without it."""
    del tag.attributes["href"]
    tag.name = "span"
    if tag.attributes["class"] == "web":
        tag.children = []
    elif tag.attributes["class"] == "link":
        del tag.attributes["class"]
        tag.children = [child for child in tag.children if not (isinstance(child, Tag) and child.name == "page")]

"""What stands in the lines of a web page: texts, links, citations, pictures, boxes to tick, and what is no text.

Raised figures become signs, what leads to a footnote or reference stays its number in brackets, and what
a page on paper cannot show is a doubt with its words or its address.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from clinicpress.drafting.article import Run
from clinicpress.drafting.doubts import IN_FORMULA, above_a_word
from clinicpress.drafting.flow import Flow
from clinicpress.drafting.signs import set_off
from clinicpress.drafting.web.addresses import joined
from clinicpress.drafting.web.elements import Node, above, attribute, classes, elements, has, plain, words_of
from clinicpress.drafting.web.formula import formula
from clinicpress.drafting.web.page import Page
from clinicpress.drafting.web.pictures import Pictures
from clinicpress.drafting.web.shown import Look, Styles

SAVE_IT = "save it as a file in figures/ and add a figure block"
_OF_ICONS = re.compile("[\ue000-\uf8ff]")
"""Characters without a meaning of their own (Unicode, 23.5): fonts of icons use them."""
_NOTE = re.compile(r"\[?\(?\s*([\w*†‡§¶]{1,4}(?:[\s,;–-]+[\w*†‡§¶]{1,4})*)\s*\)?\]?")
_CALLED_NOTE = re.compile(r"(?:^|[-_])(?:foot|end)?(?:note|fn|ref|reference|cite|citation)s?(?:$|[-_])|footnote")
_NO_TEXTS = {
    "iframe": "another page in the page",
    "object": "a file in the page",
    "embed": "a file in the page",
    "canvas": "a drawing of the page",
}
_BOXES = {"checkbox", "radio"}
_NO_FIELDS = {"hidden", "submit", "button", "reset", "image"}
_SMALL_DRAWING = 64


class Inline:
    """Reads what stands in lines, into flows; gathers what is told once for the whole page."""

    def __init__(self, page: Page, styles: Styles) -> None:
        """Get ready to read a page."""
        self.page = page
        self.styles = styles
        self.pictures = Pictures(page, styles)
        self.abbreviations: dict[str, str] = {}
        self.signs = 0
        """So many signs of icon fonts and tiny pictures were left out."""
        self.places = {attribute(node, key) for node in elements(page.body) for key in ("id", "name")} - {""}
        self._leaves: dict[str, Callable[[Node, Look, Flow], None]] = {
            "br": lambda node, look, flow: flow.break_line(),
            "img": self._picture,
            "svg": self._drawing,
            "math": self._formula,
            "input": self._input,
            "select": self._choice,
            "textarea": self._field,
            "rp": lambda node, look, flow: None,
            "rt": self._above_a_word,
            **dict.fromkeys(("video", "audio", *_NO_TEXTS), self._no_text),
        }

    def take(self, node: Node, look: Look, flow: Flow) -> bool:
        """Read an element whose children are no texts of the page's; returns whether it is such a one."""
        if (leaf := self._leaves.get(node.name)) is not None:
            leaf(node, look, flow)
            return True
        if node.name == "sup" and any(self._is_citation(link) for link in elements(node, "a")):
            self._citations(node, look, flow)
            return True
        if node.name == "a" and (place := self.page.place(attribute(node, "href"))):
            words = words_of(node)
            if self._is_citation(node):
                flow.say(_as_cited(words, look))
                return True
            return bool(place) and not any(map(str.isalnum, words)) and next(elements(node, "img"), None) is None
        return False

    def say(self, text: str, look: Look, flow: Flow) -> None:
        """Read a text."""
        if look.is_pre:
            for at, line in enumerate(text.strip("\n").split("\n")):
                if at:
                    flow.break_line()
                self._say(plain(line), look, flow)
            return
        self._say(plain(text), look, flow)

    def _say(self, text: str, look: Look, flow: Flow) -> None:
        bare = _OF_ICONS.sub("", text)
        if bare != text and not bare.strip():
            self.signs += len(text) - len(bare)
        elif bare != text:
            flow.tell("a sign of a font of signs was left out here: type what it says")
        if look.where and bare.strip():
            bare, doubt = set_off(bare, look.where)
            flow.tell(*filter(None, [doubt]))
        if bare:
            flow.say(Run(bare, look.strong, look.em, look.href))

    def link(self, node: Node, look: Look, flow: Flow) -> Look:
        """Return how a link looks, with where it leads."""
        address = attribute(node, "href")
        if place := self.page.place(address):
            if place not in self.places:
                flow.tell(f"“{words_of(node)}” leads to a place that the page does not have")
                return look
            return replace(look, href=f"#{place}")
        if not address or address.startswith("#") or re.match(r"\s*javascript:", address, re.IGNORECASE):
            return look
        return replace(look, href=joined(self.page.base, address))

    def explain(self, node: Node) -> None:
        """Keep what an abbreviation stands for."""
        if title := " ".join(attribute(node, "title").split()):
            self.abbreviations.setdefault(words_of(node), title)

    def _is_citation(self, node: Node) -> bool:
        """Tell whether a link leads to a footnote or a reference."""
        words = words_of(node)
        if not self.page.place(attribute(node, "href")) or not _NOTE.fullmatch(words):
            return False
        is_raised = any(self.styles.look(each, Look()).where for each in (node, *above(node), *elements(node)))
        is_called = any(_CALLED_NOTE.search(name) for name in (*classes(node), attribute(node, "id").lower()))
        return is_raised or is_called or attribute(node, "role") == "doc-noteref" or words[:1] in {"[", "("}

    def _citations(self, node: Node, look: Look, flow: Flow) -> None:
        for child in node.children:
            if child.name == "a" and self._is_citation(child):
                flow.say(_as_cited(words_of(child), look))
            elif words := words_of(child) if child.name != "#text" else plain(child.data or "").strip("[]"):
                is_cited = child.name != "#text" and any(self._is_citation(link) for link in elements(child, "a"))
                flow.say(_as_cited(words, look) if is_cited else Run(words, look.strong, look.em))

    def _picture(self, node: Node, look: Look, flow: Flow) -> None:
        if self.pictures.is_sign(node):
            self.signs += 1
            return
        found = self.pictures.picture(node)
        if isinstance(found, str):
            flow.tell(found)
        else:
            flow.hang(found)

    def _drawing(self, node: Node, look: Look, flow: Flow) -> None:
        words = words_of(node)
        box = [float(side) for side in re.findall(r"[0-9]+(?:\.[0-9]+)?", attribute(node, "viewBox"))[2:4]]
        sides = [float(s) for key in ("width", "height") if (s := attribute(node, key).removesuffix("px")).isdigit()]
        if not words and (has(node, "aria-hidden") or min((*sides, *box), default=0) < _SMALL_DRAWING):
            self.signs += 1
            return
        said = f": “{words}”" if words else ""
        flow.tell(f"a drawing was not taken over{said}; {SAVE_IT}")

    def _formula(self, node: Node, look: Look, flow: Flow) -> None:
        flow.say(Run(" "))
        flow.say(Run(formula(node), look.strong, look.em, look.href))
        flow.say(Run(" "))
        flow.tell(IN_FORMULA)

    def _input(self, node: Node, look: Look, flow: Flow) -> None:
        kind = attribute(node, "type").lower()
        if kind in _BOXES:
            sign = "☑" if has(node, "checked") else "☐"
            flow.say(Run(f"{sign} ", look.strong, look.em))
        elif kind not in _NO_FIELDS:
            self._field(node, look, flow)

    def _field(self, node: Node, look: Look, flow: Flow) -> None:
        said = " ".join(filter(None, [words_of(node), attribute(node, "value"), attribute(node, "placeholder")]))
        flow.tell("the page has a field to fill in here" + (f": “{said}”" if said else ""))

    def _choice(self, node: Node, look: Look, flow: Flow) -> None:
        options = ", ".join(f"“{words_of(option)}”" for option in elements(node, "option"))
        flow.tell(f"the page has a list to choose from here: {options}")

    def _above_a_word(self, node: Node, look: Look, flow: Flow) -> None:
        flow.tell(above_a_word(words_of(node)))

    def _no_text(self, node: Node, look: Look, flow: Flow) -> None:
        kind = _NO_TEXTS.get(node.name, f"a {node.name} of the page")
        sources = [node, *elements(node, "source")]
        addresses = [each for one in sources for key in ("src", "data") if (each := attribute(one, key))]
        where = joined(self.page.base, addresses[0]) if addresses else ""
        said = " ".join(filter(None, [attribute(node, "title"), words_of(node), where]))
        flow.tell(f"{kind} was not taken over: “{said}”")


def _as_cited(words: str, look: Look) -> Run:
    """Return the number of a footnote or reference, apart from the word that it stands at."""
    match = _NOTE.fullmatch(words)
    return Run(f"[{match[1] if match else words}]", look.strong, look.em)

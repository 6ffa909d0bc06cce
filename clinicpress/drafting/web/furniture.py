"""Which part of a page is the article, and which is furniture: menus, page footers, banners, buttons.

What the page itself calls its main part is the article, with all that is in it but menus and the like.
Programs that guess (trafilatura, readability, resiliparse) leave out more, and don't say what: warnings
in boxes, captions, lists in lists. Whatever is left out here is told by its beginning.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from clinicpress.drafting.web.elements import (
    SILENT,
    Node,
    above,
    attribute,
    children,
    classes,
    elements,
    has,
    is_text,
    words_of,
)
from clinicpress.drafting.web.page import Page
from clinicpress.drafting.web.shown import is_heard_only
from clinicpress.ground.characters import beginning

SHOWN = 50
"""So many characters of what was left out are told."""
CONTENTS = {"contents", "table of contents", "on this page", "in this article", "page contents", "jump to"}
"""What stands above a list of the sections of a page."""
_ROLES = {"navigation", "search", "banner", "contentinfo", "menu", "menubar", "toolbar", "alertdialog", "tooltip"}
_AROUND = {"header", "footer", "aside"}
"""What is furniture around an article, but may be part of one inside of it."""
_CALLED = re.compile(
    r"(?:^|[-_])(?:cookies?|gdpr|onetrust|cookiebot|usercentrics|breadcrumbs?|skip-?(?:link|to)|"
    r"share-?(?:links?|buttons?|bar|this)|social-?(?:share|sharing|media|links?|icons)|print-?(?:button|link))(?:$|[-_])"
)
_BESIDE = re.compile(
    r"(?:site|page|main|global|top|left|right)?[-_]?"
    r"(?:header|footer|menu|navbar|nav|navigation|sidebar|side|masthead|topbar|logo|imprint)"
)
"""How pages that have no main part call what stands around it."""
_SHARING = {"share", "sharing", "social", "socials", "share-this", "addtoany", "addthis"}
_FEW_LINKS = 12
"""A part to share a page has no more words than these."""
_ICONS = re.compile(r"^(?:material-(?:icons|symbols)(?:-\w+)?)$")
"""Classes of fonts that draw a sign in place of a word."""
_FEW = 60
"""A form of more words is part of the text."""
_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6", "summary", "dt", "legend"}


class Furniture:
    """What of a page is left out, because it is no part of its article."""

    def __init__(self, page: Page) -> None:
        """Choose the main part of a page, and what is left out in and around it."""
        self._page = page
        body = page.body
        self.main = _main(body)
        self._left_out: dict[int, Node] = {}
        is_whole = self.main is body
        for node in elements(self.main):
            if not any(id(each) in self._left_out for each in above(node)) and self._is_one(node, is_whole):
                self._left_out[id(node)] = node
                if self._is_contents(node) and (heading := _before(node)):
                    self._left_out[id(heading)] = heading
        self._around = [] if is_whole else list(_around(body, self.main))

    def holds(self, node: Node) -> bool:
        """Tell whether an element is furniture."""
        return id(node) in self._left_out

    def note(self) -> str:
        """Say what was left out; empty where nothing was."""
        found = [words for node in (*self._around, *self._left_out.values()) if (words := words_of(node))]
        told = ", ".join(
            f"“{beginning(words, SHOWN)}”" for words in dict.fromkeys(found) if any(map(str.isalpha, words))
        )
        return (
            told
            and f"these parts of the page were left out, as no part of its article; look whether that is so: {told}"
        )

    def _is_one(self, node: Node, is_whole: bool) -> bool:
        name, role = node.name, attribute(node, "role").lower()
        if name in {"nav", "search"} or role in _ROLES or any(_ICONS.match(each) for each in classes(node)):
            return True
        if is_whole and (name in _AROUND or role == "complementary"):
            return not _has_title(node) and not any(each.name == "article" for each in above(node))
        if any(_CALLED.search(each) for each in (*classes(node), attribute(node, "id").lower())):
            return not _has_title(node)
        called = {*classes(node), attribute(node, "id").lower()}
        if called & _SHARING and len(words_of(node).split()) <= _FEW_LINKS:
            return True
        if is_whole and name in {"div", "ul", "table", "section"} and any(map(_BESIDE.fullmatch, called)):
            return not _has_title(node) and not any(words_of(each) for each in elements(node, "h2"))
        if name == "button":
            is_part = has(node, "aria-expanded") or has(node, "aria-controls")
            return not is_part and not any(each.name in _HEADINGS for each in above(node))
        if name == "form":
            asks = {attribute(each, "type").lower() for each in elements(node, "input")}
            return bool(asks & {"search", "email", "password"}) and len(words_of(node).split()) < _FEW
        if name == "a" and re.fullmatch(r"\W*back to top\W*", words_of(node).lower()):
            return True
        return name == "noscript" or self._is_contents(node)

    def _is_contents(self, node: Node) -> bool:
        """Tell whether a list only leads to other places in the page."""
        items = list(children(node)) if node.name in {"ul", "ol"} else []
        return len(items) > 1 and all(map(self._leads_within, items))

    def _leads_within(self, item: Node) -> bool:
        links = [link for link in elements(item, "a") if self._page.place(attribute(link, "href"))]
        led = sum(len(words_of(link).replace(" ", "")) for link in links)
        return led > 0 and led == len(words_of(item).replace(" ", ""))


def _has_title(node: Node) -> bool:
    return next(elements(node, "h1"), None) is not None


def _main(body: Node) -> Node:
    """Return what the page calls its main part; all of it where it calls none so."""
    mains = [node for node in elements(body) if node.name == "main" or attribute(node, "role") == "main"]
    if not mains:
        mains = [node for node in elements(body, "article") if not any(each.name == "article" for each in above(node))]
    seen = [node for node in mains if words_of(node) and not has(node, "hidden")]
    return seen[0] if len(seen) == 1 else body


def _around(body: Node, main: Node) -> Iterator[Node]:
    """Yield what stands in a page around its main part."""
    inside = {id(node) for node in (main, *above(main))}
    for node in elements(body):
        is_beside = id(node) not in inside and id(node.parent) in inside and id(node.parent) != id(main)
        if is_beside and node.name not in SILENT:
            yield node


def _before(node: Node) -> Node | None:
    """Return the heading above a list of contents."""
    siblings = [each for each in node.parent.children if not is_text(each) or (each.data or "").strip()]
    at = next(index for index, each in enumerate(siblings) if each is node)
    before = siblings[at - 1] if at else None
    is_one = before is not None and not is_text(before) and words_of(before).lower().strip(" :") in CONTENTS
    return before if is_one and not is_heard_only(before) else None

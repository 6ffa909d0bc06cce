"""How the words of a web page look: bold, raised, struck, hidden, or only said by screen readers.

Tags, attributes and styles say so; of style sheets only those in the page itself are read, and in them
rules for one tag, class or id, such as word processors write.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from clinicpress.drafting.signs import ABOVE, BELOW
from clinicpress.drafting.web.elements import BLOCKS, Node, attribute, classes, elements, has

STRUCK, HIDDEN = "struck through", "hidden"
_STRONG, _EM = {"b", "strong"}, {"i", "em", "cite", "dfn", "var"}
_STRUCK = {"del", "s", "strike"}
_WHERE = {"sup": ABOVE, "sub": BELOW}
_PROPERTIES = {
    "display",
    "visibility",
    "font-weight",
    "font-style",
    "text-decoration",
    "text-decoration-line",
    "vertical-align",
    "list-style-type",
    "list-style",
    "width",
    "max-width",
}
"""What of styles is looked at."""
_SELECTOR = re.compile(r"(?P<tag>[a-zA-Z][a-zA-Z0-9]*)?(?:(?P<kind>[.#])(?P<name>[\w-]+))?")
_HEARD_ONLY = re.compile(
    r"(?:^|[-_])(?:sr-?only|visually-?hidden|screen-?reader(?:-text|-only)?|element-invisible|show-for-sr|a11y-hidden)$"
)
"""How classes of words are called that only screen readers say."""
_FOLDED = re.compile(r"accordion|collaps|panel|tab-?(?:content|pane|body)|toggle|expand|details|reveal")
"""How classes of parts are called that a click unfolds."""
_BLOCKS = {"block", "flex", "grid", "list-item", "flow-root"}
_BOLD = {"bold", "bolder", "600", "700", "800", "900"}


@dataclass(frozen=True)
class Look:
    """How a stretch of a page looks, and where it leads."""

    strong: bool = False
    em: bool = False
    where: str = ""
    href: str = ""
    is_pre: bool = False


class Styles:
    """The styles of a page."""

    def __init__(self, root: Node) -> None:
        """Read the style sheets in a page."""
        self._rules: dict[str, dict[str, str]] = {}
        self._known: dict[int, dict[str, str]] = {}
        for node in elements(root, "style"):
            if attribute(node, "media").lower() in {"", "all", "screen"}:
                for selectors, rule in _rules("".join(str(child.data or "") for child in node.children or ())):
                    self._add(selectors, rule)
        self._unfolded = {
            name
            for node in elements(root)
            for key in ("aria-controls", "data-target", "data-bs-target")
            for name in attribute(node, key).lstrip("#").split()
        }

    def _add(self, selectors: str, rule: str) -> None:
        kept = declared(rule)
        for selector in selectors.split(",") if kept else ():
            match = _SELECTOR.fullmatch(selector.strip())
            if match and selector.strip():
                key = f"{(match['tag'] or '').lower()}{match['kind'] or ''}{match['name'] or ''}"
                self._rules.setdefault(key, {}).update(kept)

    def of(self, node: Node) -> dict[str, str]:
        """Return the styles of an element that are looked at: those of its tag, classes, id, and its own."""
        if id(node) in self._known:
            return self._known[id(node)]
        found: dict[str, str] = {}
        for kind, names in (("", [""]), (".", attribute(node, "class").split()), ("#", [attribute(node, "id")])):
            for name in names:
                for tag in ("", node.name):
                    if kind or tag:
                        found |= self._rules.get(f"{tag}{kind}{name}", {})
        self._known[id(node)] = found = found | declared(attribute(node, "style"))
        return found

    def look(self, node: Node, look: Look) -> Look:
        """Return how an element looks that stands in one that looks so."""
        name, style = node.name, self.of(node)
        weight, slant = style.get("font-weight", ""), style.get("font-style", "")
        where = {"super": ABOVE, "sub": BELOW}.get(style.get("vertical-align", ""), _WHERE.get(name, look.where))
        return replace(
            look,
            strong=weight in _BOLD if weight else look.strong or name in _STRONG,
            em=slant in {"italic", "oblique"} if slant else look.em or name in _EM,
            where=where,
            is_pre=look.is_pre or name in {"pre", "listing", "xmp"},
        )

    def left_out(self, node: Node) -> str:
        """Return why the words of an element are not printed; empty where they are."""
        style = self.of(node)
        line = f"{style.get('text-decoration', '')} {style.get('text-decoration-line', '')}"
        if node.name in _STRUCK or "line-through" in line:
            return STRUCK
        return HIDDEN if self._is_hidden(node, style) and not self.is_folded(node) else ""

    def is_folded(self, node: Node) -> bool:
        """Tell whether an element is hidden until somebody clicks on something: an answer, a panel."""
        if not self._is_hidden(node, self.of(node)):
            return False
        is_panel = attribute(node, "role") == "tabpanel" or attribute(node, "hidden").lower() == "until-found"
        is_called_so = any(_FOLDED.search(name) for name in classes(node))
        return is_panel or is_called_so or (attribute(node, "id") in self._unfolded and has(node, "id"))

    def is_block(self, node: Node) -> bool:
        """Tell whether an element begins on a line of its own, by its style or by its tag."""
        display = self.of(node).get("display", "")
        return node.name in BLOCKS or display in _BLOCKS or display.startswith("table")

    def _is_hidden(self, node: Node, style: dict[str, str]) -> bool:
        is_unseen = style.get("display") == "none" or style.get("visibility") in {"hidden", "collapse"}
        return is_unseen or has(node, "hidden") or (node.name == "dialog" and not has(node, "open"))


def is_heard_only(node: Node) -> bool:
    """Tell whether the words of an element are only said by screen readers."""
    return any(_HEARD_ONLY.search(name) for name in classes(node))


def declared(text: str) -> dict[str, str]:
    """Return the properties that a style declares, of those that are looked at, in small letters."""
    found = {}
    for each in text.split(";"):
        name, _, value = each.partition(":")
        if name.strip().lower() in _PROPERTIES:
            found[name.strip().lower()] = value.lower().replace("!important", "").strip()
    return found


def _rules(text: str) -> Iterator[tuple[str, str]]:
    """Yield the selectors and the style of each rule of a style sheet, but those that only count at times (@media)."""
    text = re.sub(r"/\*.*?\*/|<!--|-->", " ", text, flags=re.DOTALL)
    depth = begin = 0
    before = ""
    for brace in re.finditer(r"[{}]", text):
        if brace[0] == "{":
            if depth == 0:
                before = text[begin : brace.start()].rpartition(";")[2].strip()
                begin = brace.end()
            depth += 1
        elif depth:
            depth -= 1
            if depth == 0:
                if not before.startswith("@"):
                    yield before, text[begin : brace.start()]
                begin = brace.end()

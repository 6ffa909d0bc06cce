"""Lists what a web page says, apart from how it is read: what the draft of it is counted against.

Blocks, line breaks and neighbouring links are apart from each other; whatever is told in a note by its
beginning only (menus), or as often as once (words for screen readers), is not listed.
"""

from __future__ import annotations

from clinicpress.drafting.web.elements import Node, attribute, is_silent, is_text, plain
from clinicpress.drafting.web.formula import formula
from clinicpress.drafting.web.furniture import Furniture
from clinicpress.drafting.web.shown import Styles, is_heard_only

_APART = {"br", "a", "select", "option", "textarea", "rt", "iframe", "audio", "video", "object", "canvas", "svg", "sup"}
"""What may stand beside a word and is none of it."""


def said_in(furniture: Furniture, styles: Styles) -> list[str]:
    """List the texts of the main part of a page."""
    parts: list[str] = []
    waiting: list[Node | str] = [furniture.main]
    while waiting:
        node = waiting.pop()
        if isinstance(node, str):
            parts.append(node)
        elif is_text(node):
            parts.append(plain(node.data or ""))
        elif is_silent(node) or furniture.holds(node) or is_heard_only(node) or styles.left_out(node):
            continue
        elif node.name == "math":
            parts += [" ", formula(node), " "]
        elif node.children:
            is_block = styles.is_block(node)
            is_apart = node.name in _APART and (node.name != "sup" or _is_cited(node))
            gap = "\n" if is_block else " " if is_apart else ""
            parts.append(gap)
            waiting += [gap, *reversed(node.children)]
        elif node.name == "br":
            parts.append(" ")
    return [text for text in "".join(parts).split("\n") if text.strip()]


def _is_cited(node: Node) -> bool:
    return any(child.name == "a" and attribute(child, "href") for child in node.children)

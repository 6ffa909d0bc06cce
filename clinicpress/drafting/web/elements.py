"""The elements of a web page: their attributes, their words, and which of them stand in a line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, TypeAlias

Node: TypeAlias = Any
"""An element or a text of the parser's; its texts are called #text."""

BLOCKS = frozenset(
    (
        *("address", "article", "aside", "blockquote", "body", "center", "details", "dialog", "div", "fieldset"),
        *("figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr"),
        *("html", "legend", "main", "nav", "optgroup", "option", "p", "pre", "search", "section", "summary"),
        *("dd", "dir", "dl", "dt", "li", "menu", "ol", "ul"),
        *("caption", "table", "tbody", "td", "tfoot", "th", "thead", "tr"),
    )
)
"""What begins on a line of its own (HTML, 15.3.3 to 15.3.11)."""
SILENT = frozenset(
    (
        *("area", "base", "col", "colgroup", "head", "link", "map", "meta", "param", "script", "source", "style"),
        *("template", "title", "track"),
    )
)
"""What shows no words (HTML, 15.3.1)."""
UNSAID = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2060\ufeff]")
"""What prints nothing: control characters, and places where a word may be parted."""
SPACE = re.compile(r"[ \t\n\r\f]+")


def is_text(node: Node) -> bool:
    """Tell whether a node is a text."""
    return bool(node.name == "#text")


def is_silent(node: Node) -> bool:
    """Tell whether an element shows no words; the title of a drawing is said to those who cannot see it."""
    return node.name in SILENT and not (node.name == "title" and node.namespace == "svg")


def attribute(node: Node, name: str) -> str:
    """Return an attribute without space around it; empty where there is none."""
    return ((node.attrs or {}).get(name) or "").strip()


def has(node: Node, name: str) -> bool:
    """Tell whether an element has an attribute, even an empty one."""
    return name in (node.attrs or {})


def number(node: Node, name: str, default: int) -> int:
    """Return an attribute that is a whole number, or the default (HTML, 2.3.4.1)."""
    match = re.match(r"[-+]?[0-9]{1,9}(?![0-9])", attribute(node, name))
    return int(match[0]) if match else default


def classes(node: Node) -> list[str]:
    """List the classes of an element, in small letters."""
    return attribute(node, "class").lower().split()


def children(node: Node) -> Iterator[Node]:
    """Yield the elements in an element, without those in them."""
    return (child for child in node.children or () if not child.name.startswith(("#", "!")))


def elements(node: Node, *names: str) -> Iterator[Node]:
    """Yield all elements below one, in their order; those with these names, where there are any."""
    waiting = [node]
    while waiting:
        each = waiting.pop()
        if each is not node and not each.name.startswith(("#", "!")) and (not names or each.name in names):
            yield each
        waiting += reversed(each.children or ())


def above(node: Node) -> Iterator[Node]:
    """Yield the elements that an element stands in, from the nearest on."""
    while (node := node.parent) is not None:
        yield node


def plain(text: str) -> str:
    """Return a text as it is printed: each stretch of space is one, and what prints nothing is left out."""
    return SPACE.sub(" ", UNSAID.sub("", text))


def words_of(node: Node) -> str:
    """Return the words in an element, in one line, whether they are seen or not."""
    parts: list[str] = []
    waiting = [node]
    while waiting:
        each = waiting.pop()
        if isinstance(each, str):
            parts.append(each)
        elif is_text(each):
            parts.append(each.data or "")
        elif not is_silent(each):
            is_apart = each.name in BLOCKS or each.name == "br"
            waiting += [" "] if is_apart else []
            waiting += reversed(each.children or ())
            parts += [" "] if is_apart else []
    return plain("".join(parts)).strip()

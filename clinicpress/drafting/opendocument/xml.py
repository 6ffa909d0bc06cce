"""Names, attributes and words of an OpenDocument's elements (OASIS OpenDocument 1.3, part 3)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from xml.etree.ElementTree import Element

_SPACES = {
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "draw": "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0",
    "fo": "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0",
    "svg": "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0",
    "form": "urn:oasis:names:tc:opendocument:xmlns:form:1.0",
    "manifest": "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0",
    "xlink": "http://www.w3.org/1999/xlink",
    "xml": "http://www.w3.org/XML/1998/namespace",
    "loext": "urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0",
}
_UNITS = {"in": 72.0, "pt": 1.0, "cm": 72 / 2.54, "mm": 72 / 25.4, "pc": 12.0, "px": 0.75}
"""Points in each unit of length (18.3.18)."""


@cache
def qn(name: str) -> str:
    """Return the full name of an element or attribute, such as text:p."""
    space, _, local = name.partition(":")
    return f"{{{_SPACES[space]}}}{local}"


def value(element: Element | None, name: str, default: str = "") -> str:
    """Return an attribute of an element; the default where there is no element or no such attribute."""
    return default if element is None else element.get(qn(name), default)


def number(element: Element | None, name: str, default: int = 1) -> int:
    """Return an attribute as a whole number, or the default where it is none."""
    said = value(element, name)
    return int(said) if re.fullmatch("[0-9]{1,9}", said) else default


def length(said: str) -> float:
    """Return a length in points; 0 where it is none."""
    match = re.fullmatch(r"(-?[0-9]{1,9}(?:\.[0-9]{0,9})?)(in|pt|cm|mm|pc|px)", said.strip())
    return float(match[1]) * _UNITS[match[2]] if match else 0.0


def named(parent: Element, *names: str) -> Iterator[Element]:
    """Yield the children of an element that have one of these names."""
    wanted = {qn(name) for name in names}
    return (child for child in parent if child.tag in wanted)


def spaced(text: str | None) -> str:
    """Return a text with each stretch of space as one (6.1.2)."""
    return re.sub(r"[ \t\n\r]+", " ", text or "")

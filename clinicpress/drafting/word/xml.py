"""Reads attributes and children of a Word document's elements; what is missing or damaged has a default."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from docx.oxml import ns
from docx.oxml.xmlchemy import BaseOxmlElement

_OFF = {"0", "false", "off"}
_MOST_DIGITS = 18
_TEXT: Any = BaseOxmlElement.text
"""The text that is an element's own; python-docx calls all text below some elements their text."""


@cache
def qn(tag: str) -> str:
    """Return the full name of an element or attribute, such as w:p."""
    return ns.qn(tag)


def children_named(parent: Any, tag: str) -> list[Any]:
    """List the children with a tag; none where there is no parent."""
    return [] if parent is None else [child for child in parent if child.tag == qn(tag)]


def value_of(element: Any, attribute: str = "w:val") -> str:
    """Return an attribute of an element; empty where there is no element or no such attribute."""
    return "" if element is None else str(element.get(qn(attribute), ""))


def number_in(element: Any, attribute: str, default: int = 0) -> int:
    """Return an attribute as a whole number, or the default where it is none."""
    value = value_of(element, attribute)
    return int(value) if re.fullmatch(rf"-?[0-9]{{1,{_MOST_DIGITS}}}", value) else default


def is_on(element: Any) -> bool:
    """Tell whether an element that switches something is there and does not say that it is off."""
    return element is not None and str(element.get(qn("w:val"), "1")) not in _OFF


def text_of(element: Any) -> str:
    """Return the text of an element, with what stands after comments in it."""
    return (_TEXT.__get__(element) or "") + "".join(child.tail or "" for child in element)

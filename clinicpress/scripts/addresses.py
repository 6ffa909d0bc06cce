"""Addresses: where a text says one of the web, of e-mail or of a social network."""

from __future__ import annotations

import re
from collections.abc import Iterator

_NO_PART = '\\s،؛؟<>"“”„«»‹›'
_WEB = re.compile(rf"(?:(?:https?|ftp)://|www\.|mailto:|tel:|doi:)[^{_NO_PART}]+", re.IGNORECASE)
_MAIL = re.compile(r"(?<![A-Za-z0-9_.%+-])[A-Za-z0-9_.%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
_HOST = re.compile(
    rf"(?<![A-Za-z0-9_.@/-])[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{{2,}}(?![A-Za-z0-9])(?:/[^{_NO_PART}]*)?"
)
_NAME = re.compile(r"(?<!\S)(?:[@#][A-Za-z][A-Za-z0-9_.]*|[*#][0-9*#]+#)")
"""A name on a social network, or a code that is typed into a telephone."""
_LAST = ".,;:!?'’*_"
"""What stands behind an address at the end of a sentence."""
_BRACKETS = {")": "(", "]": "[", "}": "{"}


def addresses(text: str) -> Iterator[tuple[int, int]]:
    """Yield where the addresses of a text begin and end, in order."""
    if not any(sign in text for sign in ".@:#"):
        return
    found = [match.span() for kind in (_WEB, _MAIL, _HOST, _NAME) for match in kind.finditer(text)]
    end = 0
    for begin, last in sorted(found, key=lambda span: (span[0], -span[1])):
        if begin >= end:
            end = _trimmed(text, begin, last)
            yield begin, end


def _trimmed(text: str, begin: int, end: int) -> int:
    """Return where an address ends that may have a sentence's signs behind it."""
    while end > begin + 1:
        last = text[end - 1]
        opening = _BRACKETS.get(last)
        is_loose = opening is not None and text.count(last, begin, end) > text.count(opening, begin, end)
        if last not in _LAST and not is_loose:
            break
        end -= 1
    return end

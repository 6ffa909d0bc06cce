"""Fields of a Word document: what they show, where their links lead, what Word itself put in.

A field has a code and a result (ECMA-376-1, 17.16); only the result is printed. A field in the code of
another is part of that code. What Word counted or filled in (pages, dates, references, form fields) is
true of its document, not of a handout, and becomes a doubt; so does what is shown but stands in the code.
References to a place in the document are links there.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, field

_TOKEN = re.compile(r'"(?P<quoted>[^"]*)"|(?P<switch>\\.)|(?P<word>[^\s"\\]+)')
_TAKES_TEXT = {"\\l", "\\o", "\\t"}
"""Switches of HYPERLINK with a text after them: a place in the page, a tip, a window."""
_TRUE_ANYWHERE = {"HYPERLINK", "SEQ", "TOC", "BIBLIOGRAPHY", "CITATION", "ADDIN", "QUOTE", "SYMBOL"}
"""Fields whose result is as true in a handout."""
_SHOWS_NOTHING = {
    "",
    "TC",
    "XE",
    "TA",
    "RD",
    "SET",
    "ASK",
    "PRIVATE",
    "ADDIN",
    "NEXT",
    "HYPERLINK",
    "TOC",
    "BIBLIOGRAPHY",
}


_REFERENCES = {"REF", "PAGEREF", "NOTEREF"}


@dataclass
class _Field:
    code: list[str] = field(default_factory=list)
    result: list[str] = field(default_factory=list)
    has_result: bool = False

    @property
    def kind(self) -> str:
        words = "".join(self.code).split(maxsplit=1)
        return words[0].upper() if words else ""

    @property
    def target(self) -> str:
        """The address or place that its result is linked to; empty where there is none."""
        code = "".join(self.code)
        if self.kind == "HYPERLINK":
            return target_of(code)
        if self.kind not in _REFERENCES or not re.search(r"\\h\b", code, re.IGNORECASE):
            return ""
        tokens = [token["quoted"] or token["word"] for token in _TOKEN.finditer(code) if not token["switch"]]
        return f"#{tokens[1]}" if len(tokens) > 1 else ""


class Fields:
    """The fields that are open at a place of a document, whose places have these names."""

    def __init__(self, places: Collection[str] = ()) -> None:
        self._places = places
        self._open: list[_Field] = []
        self._codes = 0

    @property
    def is_code(self) -> bool:
        """Whether what stands here is a field's code, so that it is not shown."""
        return self._codes > 0

    def follow(self, mark: str) -> list[str]:
        """Take one of the marks that Word puts around code and result; returns the doubts of a field that ends."""
        if mark == "begin":
            self.begin()
        elif mark == "separate":
            self.begin_result()
        return self.end() if mark == "end" else []

    def begin(self, code: str = "") -> None:
        """Open a field."""
        self._open.append(_Field([code]))
        self._codes += 1

    def add_code(self, text: str) -> None:
        """Take a text as code of the innermost field."""
        if self._open:
            self._open[-1].code.append(text)

    def begin_result(self) -> None:
        """Take what follows as the innermost field's result."""
        if self._open and not self._open[-1].has_result:
            self._open[-1].has_result = True
            self._codes -= 1

    def show(self, text: str) -> None:
        """Take a text as part of the results of the fields it stands in."""
        for each in self._open[-3:]:
            each.result.append(text)

    def end(self) -> list[str]:
        """Close the innermost field; returns its doubts."""
        if not self._open:
            return []
        closed = self._open.pop()
        self._codes -= not closed.has_result
        shown = "".join(closed.result).strip()
        if self.is_code:
            return []
        if shown and closed.kind in _REFERENCES and closed.target[1:] in self._places:
            if closed.kind != "PAGEREF":
                return []
            return [f"the document counts page “{shown}” here: link the section's words to it, and its page is printed"]
        if shown and closed.kind not in _TRUE_ANYWHERE and closed.kind:
            return [f"Word put in “{shown}” here ({closed.kind}): is it right in a handout?"]
        if not shown and closed.kind not in _SHOWS_NOTHING:
            code = " ".join("".join(closed.code).split())
            return [f"what this field of Word shows was not taken over: “{code}”"]
        return []

    def link(self) -> str:
        """Return the address that what stands here is linked to; empty where there is none."""
        for each in reversed(self._open[-3:]):
            is_known = each.kind == "HYPERLINK" or each.target[1:] in self._places
            if each.has_result and each.target and is_known:
                return each.target
        return ""


def places_named_in(codes: str) -> set[str]:
    """Return all words in the codes of fields, of which some name places in the document."""
    return {token["quoted"] or token["word"] for token in _TOKEN.finditer(codes) if not token["switch"]} - {None}


def target_of(code: str) -> str:
    """Return the address in the code of a HYPERLINK field, with the place in the page that it leads to."""
    address = place = switch = ""
    for token in list(_TOKEN.finditer(code))[1:]:
        if token["switch"]:
            switch = token["switch"].lower()
            continue
        text = token["quoted"] if token["quoted"] is not None else token["word"]
        if switch in _TAKES_TEXT:
            place = text if switch == "\\l" else place
        elif not address:
            address = text
        switch = ""
    return f"{address}#{place}" if place else address

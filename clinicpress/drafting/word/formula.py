"""Formulas of a Word document in one line: fractions with a stroke, roots with their sign, figures raised and lowered.

Word keeps the parts of a formula one after another (ECMA-376-1, 22.1); read so, ½ would be 12.
"""

from __future__ import annotations

import re
from typing import Any

from clinicpress.drafting.signs import ABOVE, BELOW, set_off
from clinicpress.drafting.word.xml import text_of

MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
MOST_DEPTH = 40
_SIMPLE = re.compile(r"[\w.,%°′″]*", re.UNICODE)


def in_line(element: Any, depth: int = 0) -> str:
    """Write a formula, or a part of one, in one line."""
    kind = str(element.tag).removeprefix(MATH)
    if depth > MOST_DEPTH:
        return "".join(text_of(each) for each in element.iter(f"{MATH}t"))
    if kind in {"t", "delText"}:
        return text_of(element) if kind == "t" else ""

    def part(name: str) -> str:
        found = element.find(f"{MATH}{name}")
        return "" if found is None else in_line(found, depth + 1)

    if kind == "f":
        return f"{_bracketed(part('num'))}/{_bracketed(part('den'))}"
    if kind in {"sSup", "sSub", "sSubSup"}:
        return f"{part('e')}{_set_off(part('sub'), BELOW)}{_set_off(part('sup'), ABOVE)}"
    if kind == "rad":
        return f"{_set_off(part('deg'), ABOVE)}√{_bracketed(part('e'))}"
    if kind == "d":
        signs = {name: _sign(element, name) for name in ("begChr", "sepChr", "endChr")}
        inner = (in_line(each, depth + 1) for each in element.findall(f"{MATH}e"))
        return f"{signs['begChr']}{signs['sepChr'].join(inner)}{signs['endChr']}"
    if kind in {"nary", "limLow", "limUpp", "eqArr", "m", "mr"}:
        return " ".join(filter(None, (in_line(each, depth + 1) for each in element)))
    return "".join(in_line(each, depth + 1) for each in element if isinstance(each.tag, str))


def _bracketed(text: str) -> str:
    return text if _SIMPLE.fullmatch(text) else f"({text})"


def _set_off(text: str, where: str) -> str:
    return set_off(text, where)[0] if text else ""


def _sign(element: Any, name: str) -> str:
    """Return the bracket that a part of a formula stands in."""
    found = element.find(f"{MATH}dPr/{MATH}{name}")
    usual = {"begChr": "(", "sepChr": "|", "endChr": ")"}[name]
    return usual if found is None else str(found.get(f"{MATH}val", usual))

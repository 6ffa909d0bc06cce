"""Formulas of a web page (MathML) as a line of text: what stood above another stands behind a stroke or a caret."""

from __future__ import annotations

from clinicpress.drafting.signs import ABOVE, BELOW, set_off
from clinicpress.drafting.web.elements import Node, children, is_text, plain

_UNSEEN = {"annotation", "annotation-xml", "mphantom"}
_SET_OFF = {"msup": [ABOVE], "msub": [BELOW], "msubsup": [BELOW, ABOVE]}
"""Where the second and third part of an element stand beside its first."""


def formula(node: Node) -> str:
    """Return the words and signs of a formula in one line."""
    if is_text(node):
        return plain(node.data or "").strip()
    if node.name in _UNSEEN:
        return ""
    held = list(children(node))
    if node.name == "mfrac" and len(held) == 2:
        over, under = (_whole(each) for each in held)
        return f"{over} / {under}"
    if node.name in _SET_OFF and len(held) == 1 + len(_SET_OFF[node.name]):
        base, *others = held
        set_so = (_off(each, where) for each, where in zip(others, _SET_OFF[node.name], strict=True))
        return f"{_whole(base)}{''.join(set_so)}"
    if node.name == "msqrt":
        return f"√({' '.join(filter(None, map(formula, held)))})"
    if node.name == "mroot" and len(held) == 2:
        return f"{_off(held[1], ABOVE)}√({formula(held[0])})"
    return " ".join(filter(None, map(formula, node.children or ())))


def _off(node: Node, where: str) -> str:
    text = formula(node)
    return set_off(text, where)[0] if text else ""


def _whole(node: Node) -> str:
    text = formula(node)
    return f"({text})" if " " in text else text

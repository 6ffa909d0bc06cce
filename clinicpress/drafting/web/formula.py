"""Formulas of a web page (MathML) as a line of text: what stood above another stands behind a stroke or a caret."""

from __future__ import annotations

from clinicpress.drafting.signs import ABOVE, BELOW, set_off
from clinicpress.drafting.web.elements import Node, children, is_text, plain

_UNSEEN = {"annotation", "annotation-xml", "mphantom"}


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
    if node.name in {"msup", "msub"} and len(held) == 2:
        set_so, _ = set_off(formula(held[1]), ABOVE if node.name == "msup" else BELOW)
        return f"{_whole(held[0])}{set_so}"
    if node.name == "msqrt":
        return f"√({' '.join(filter(None, map(formula, held)))})"
    return " ".join(filter(None, map(formula, node.children or ())))


def _whole(node: Node) -> str:
    text = formula(node)
    return f"({text})" if " " in text else text

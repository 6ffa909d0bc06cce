"""Signs that are typed in one way and look like another: raised and lowered figures, fonts of signs.

A raised 5 is ⁵, whatever program raised it; a letter of the font Symbol or Wingdings is the sign
that it looks like. What has no sign of its own stays a doubt of the reader's.
"""

from __future__ import annotations

import re

ABOVE, BELOW = "above", "below"

_RAISED = str.maketrans("0123456789+-−–=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻⁼⁽⁾ⁿ")
_LOWERED = str.maketrans("0123456789+-−–=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₋₌₍₎")
_TYPED = {ABOVE: "^", BELOW: "_"}
_SAME = re.compile(r"\s*(?:st|nd|rd|th|[®™©*†‡§⁰¹²³⁴-⁹₀-₉])*\s*")
"""What means the same on the line: the end of 1st, 2nd, ..., and signs that are small already."""

_GREEK = dict(zip("abgdezhqiklmnxoprstufcyw", "αβγδεζηθικλμνξοπρστυφχψω", strict=True))
_SYMBOL = {
    **{ord(latin): greek for latin, greek in _GREEK.items()},
    **{ord(latin.upper()): greek.upper() for latin, greek in _GREEK.items()},
    **dict(zip(b"\x2d\xa3\xa5\xac\xad\xae\xaf\xb0\xb1\xb3\xb4\xb7\xb8\xb9\xbb", "−≤∞←↑→↓°±≥×•÷≠≈", strict=True)),
}
"""The encoding of Adobe's Symbol font, as far as texts use it."""
_WINGDINGS = dict(zip(b"\xfc\xfb\xfe\xfd\xa8\x6f\x71\x72\xa7\x6e\x6c\x9f\xe0\xf0", "✓✗☑☒☐☐☐☐▪▪••→→", strict=True))
_FONTS = {"symbol": _SYMBOL, "wingdings": _WINGDINGS}


def set_off(text: str, where: str) -> tuple[str, str]:
    """Write a text that stood above or below the line with signs that do so; returns it with a doubt, or none.

    Without such signs the words stay, and a caret or an underscore keeps 10ᵃ from becoming 10a.
    """
    said = text.strip()
    if _SAME.fullmatch(text):
        return text, ""
    table = _RAISED if where == ABOVE else _LOWERED
    if all(ord(sign) in table or sign.isspace() for sign in text):
        return text.translate(table), ""
    bare = said[1:-1] if said[0] + said[-1] == "()" else said
    kept = text.replace(said, f"{_TYPED[where]}({bare})", 1)
    return kept, f"“{said}” stood {where} the line, as in 10⁶ or CO₂: write it so that nobody misreads it"


def sign_of(font: str, code: int) -> str:
    """Return the sign that a character of a font of signs looks like; empty where it is not known."""
    table = _FONTS.get(font.strip().lower(), {})
    # Word moves the characters of such fonts to U+F000 (ECMA-376-1, 17.3.3.30).
    return table.get(code - 0xF000 if 0xF000 <= code <= 0xF0FF else code, "")


def is_of_signs(font: str) -> bool:
    """Tell whether a font shows other signs than its letters say."""
    return font.lower().startswith(("symbol", "wingdings", "webdings"))

"""Bidi classes: which way each character runs, by itself (UAX #9, table 4), and its mirror image.

A class is one letter here, so that the classes of a text are a text of the same length, on which
the rules are regular expressions.
"""

from __future__ import annotations

import re
import unicodedata

_LETTERS = {
    "L": "L",
    "R": "R",
    "AL": "A",
    "EN": "E",
    "AN": "N",
    "ES": "+",
    "ET": "%",
    "CS": ",",
    "NSM": "m",
    "BN": "b",
    "B": "P",
    "S": "T",
    "WS": "_",
    "ON": "o",
    "LRE": "x",
    "RLE": "y",
    "LRO": "X",
    "RLO": "Y",
    "PDF": "z",
    "LRI": "l",
    "RLI": "r",
    "FSI": "f",
    "PDI": "p",
}
"""Unicode's names of the classes, and our letters."""
INITIATORS = "lrf"
"""What begins an isolate."""
NEUTRAL = "PT_olrfp"
"""What takes its direction from what stands around it: white space, signs, and isolates as seen from outside."""
REMOVED = "xyXYzb"
"""What takes no part in the rules (X9): embeddings, overrides and what is not seen."""
_UNASSIGNED = (
    (0x590, 0x600, "R"),
    (0x600, 0x7C0, "A"),
    (0x7C0, 0x860, "R"),
    (0x860, 0x900, "A"),
    (0x20A0, 0x20D0, "%"),
    (0xFB1D, 0xFB50, "R"),
    (0xFB50, 0xFDD0, "A"),
    (0xFDF0, 0xFE00, "A"),
    (0xFE70, 0xFEFF, "A"),
    (0x10800, 0x10D00, "R"),
    (0x10D00, 0x10D40, "A"),
    (0x10D40, 0x10EC0, "R"),
    (0x10EC0, 0x10F00, "A"),
    (0x10F00, 0x10F30, "R"),
    (0x10F30, 0x10F70, "A"),
    (0x10F70, 0x11000, "R"),
    (0x1E800, 0x1EC70, "R"),
    (0x1EC70, 0x1ECC0, "A"),
    (0x1ECC0, 0x1ED00, "R"),
    (0x1ED00, 0x1ED50, "A"),
    (0x1ED50, 0x1EE00, "R"),
    (0x1EE00, 0x1EF00, "A"),
    (0x1EF00, 0x1F000, "R"),
)
"""What characters are that a Python does not know yet: from, to, and their class (DerivedBidiClass.txt, `@missing`)."""
_TURNING = "".join(f"{chr(begin)}-{chr(end - 1)}" for begin, end, letter in _UNASSIGNED if letter in "RA")
_TURNS = re.compile(f"[\u200f\u202a-\u202e\u2066-\u2069{_TURNING}]")
"""Letters and digits that run to the left, wherever Unicode has them or keeps room for them, and what turns others."""


class _Classes(dict[int, str]):
    """The classes of characters by their numbers, looked up once."""

    def __missing__(self, number: int) -> str:
        name = unicodedata.bidirectional(chr(number))
        self[number] = letter = _LETTERS[name] if name else _unassigned(number)
        return letter


def _unassigned(number: int) -> str:
    if number & 0xFFFE == 0xFFFE or 0xFDD0 <= number < 0xFDF0 or 0xE0000 <= number < 0xE1000:
        return "b"  # no characters, or such as print nothing
    return next((letter for begin, end, letter in _UNASSIGNED if begin <= number < end), "L")


_CLASSES = _Classes()
BRACKETS = (
    "()[]{}༺༻༼༽᚛᚜⁅⁆⁽⁾₍₎⌈⌉⌊⌋\u2329\u232a❨❩❪❫❬❭❮❯❰❱❲❳❴❵⟅⟆⟦⟧⟨⟩⟪⟫⟬⟭⟮⟯⦃⦄⦅⦆⦇⦈⦉⦊⦋⦌⦍⦐⦏⦎⦑⦒⦓⦔⦕⦖⦗⦘⧘⧙⧚⧛⧼⧽"
    "⸢⸣⸤⸥⸦⸧⸨⸩⹕⹖⹗⹘⹙⹚⹛⹜\u3008\u3009《》「」『』【】〔〕〖〗〘〙〚〛﹙﹚﹛﹜﹝﹞（）［］｛｝｟｠｢｣"
)
"""Pairs of brackets (BidiBrackets.txt, Unicode 15); U+2329 and U+232A are those of U+3008 in another place."""
_IMAGES = (
    "<>«»‹›∈∋∉∌∊∍∕⧵∟⯾∠⦣∡⦛∢⦠∤⫮∼∽≃⋍≅≌≒≓≔≕≤≥≦≧≨≩≪≫≮≯≰≱≲≳≴≵≶≷≸≹≺≻≼≽≾≿⊀⊁⊂⊃⊄⊅⊆⊇⊈⊉⊊⊋⊏⊐⊑⊒⊘⦸⊢⊣⊦⫞⊨⫤⊩⫣⊫⫥⊰⊱⊲⊳⊴⊵⊶⊷⊸⟜"
    "⋉⋊⋋⋌⋐⋑⋖⋗⋘⋙⋚⋛⋜⋝⋞⋟⋠⋡⋢⋣⋤⋥⋦⋧⋨⋩⋪⋫⋬⋭⋰⋱⋲⋺⋳⋻⋴⋼⋶⋽⋷⋾⟃⟄⟈⟉⟋⟍⟕⟖⟝⟞⟢⟣⟤⟥⦤⦥⦨⦩⦪⦫⦬⦭⦮⦯⧀⧁⧄⧅⧏⧐⧑⧒⧔⧕⧨⧩⧸⧹⨫⨬⨭⨮⨴⨵⨼⨽⩤⩥"
    "⩹⩺⩻⩼⩽⩾⩿⪀⪁⪂⪃⪄⪅⪆⪇⪈⪉⪊⪋⪌⪍⪎⪏⪐⪑⪒⪓⪔⪕⪖⪗⪘⪙⪚⪛⪜⪝⪞⪟⪠⪡⪢⪦⪧⪨⪩⪪⪫⪬⪭⪯⪰⪱⪲⪳⪴⪵⪶⪷⪸⪹⪺⪻⪼⪽⪾⪿⫀⫁⫂⫃⫄⫅⫆⫇⫈⫉⫊⫋⫌⫍⫎⫏⫐⫑⫒⫓⫔⫕⫖"
    "⫬⫭⫷⫸⫹⫺⸂⸃⸄⸅⸉⸊⸌⸍⸜⸝⸠⸡﹤﹥＜＞"
)
"""Other pairs that are each other's mirror images (BidiMirroring.txt, Unicode 15)."""
_FIRST, _SECOND = (BRACKETS + _IMAGES)[::2], (BRACKETS + _IMAGES)[1::2]
_MIRRORED = dict(zip(_FIRST + _SECOND, _SECOND + _FIRST, strict=True))
_SAME = str.maketrans("\u2329\u232a", "\u3008\u3009")
CLOSING = dict(zip(BRACKETS[::2], BRACKETS[1::2].translate(_SAME), strict=True))
"""The bracket that closes what another opens (BD14)."""
CLOSED = {bracket: bracket.translate(_SAME) for bracket in BRACKETS[1::2]}
"""Brackets that close (BD15), and as which."""


def classes(text: str) -> str:
    """Return the classes of a text's characters, one letter each."""
    return text.translate(_CLASSES)


def letter_of(name: str) -> str:
    """Return our letter for a class by its name in Unicode, such as "AL"; raises KeyError for another name."""
    return _LETTERS[name]


def mirrored(char: str) -> str:
    """Return the character that looks like this one in a mirror (L4); the same one where there is none."""
    return _MIRRORED.get(char, char)


def runs_to_the_left(text: str) -> bool:
    """Tell whether anything in a text may run to the left: letters, digits, or characters that turn others."""
    return not text.isascii() and _TURNS.search(text) is not None

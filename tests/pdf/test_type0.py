"""Composite fonts: a code for each sort, with its text, its width and nothing that is not printed."""

from __future__ import annotations

import re
import zlib

from clinicpress.foundry.shaping import Sort
from clinicpress.looks.fonts import Chain, Face
from clinicpress.pdf.tounicode import code_map
from clinicpress.pdf.type0 import type0


def sorts_of(face: Face, word: str) -> tuple[Sort, ...]:
    return tuple(sort for _, sort in face.shaper.shape(word, False).sorts)


def test_the_codes_count_from_one_in_the_order_of_the_sorts(chain: Chain) -> None:
    stream = type0(chain[0].font, sorts_of(chain[0], "Łź"))[4].stream
    assert stream is not None
    assert code_map(zlib.decompress(stream)).texts == {0: "\0", 1: "Ł", 2: "ź"}


def test_widths_are_those_of_the_face(chain: Chain) -> None:
    head = type0(chain[0].font, sorts_of(chain[0], "Łi"))[1].parts[0]
    assert isinstance(head, bytes)
    widths = re.search(rb"/W\[0\[[\d.]+ ([\d.]+) ([\d.]+)\]\]", head)
    assert widths is not None
    assert [float(width) for width in widths.groups()] == [chain[0].width(char, 1000) for char in "Łi"]


def test_subsets_of_one_font_have_different_names(chain: Chain) -> None:
    names = [type0(chain[0].font, sorts_of(chain[0], word))[0].parts[0] for word in ("ab", "abc")]
    found = [re.search(rb"/BaseFont/([A-Z]{6})\+AtkinsonHyperlegibleNext-Regular/", bytes(name)) for name in names]  # type: ignore[arg-type]
    assert None not in found
    assert len({each[1] for each in found if each}) == 2


def test_the_objects_refer_to_each_other(chain: Chain) -> None:
    font = type0(chain[0].font, sorts_of(chain[0], "Ł"))
    refers = [[part for part in each.parts if isinstance(part, int)] for each in font]
    assert refers == [[1, 4], [2], [3], [], []], "descendant and character map; descriptor; file"

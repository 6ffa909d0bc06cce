"""Supplements: fonts that hold a few characters and no more, with codes that count from 1."""

from __future__ import annotations

import re
import struct
import zlib
from typing import Any

from clinicpress.looks.fonts import Chain
from clinicpress.pdf.supplement import supplement
from clinicpress.pdf.tounicode import code_map


def test_the_codes_count_from_one_in_the_order_of_the_characters(chain: Chain) -> None:
    font = supplement(chain[0].font, "Łź")
    stream = font[3].stream
    assert stream is not None
    assert code_map(zlib.decompress(stream)).texts == {0: "\0", 1: "Ł", 2: "ź"}


def test_widths_are_those_of_the_face(chain: Chain) -> None:
    face: Any = chain[0]
    head = supplement(face.font, "Łi")[0].parts[0]
    assert isinstance(head, bytes)
    widths = re.search(rb"/FirstChar 0/LastChar 2/Widths\[\d+ (\d+) (\d+)\]", head)
    assert widths is not None
    assert [int(width) for width in widths.groups()] == [int(face.widths[char]) for char in "Łi"]


def test_the_file_holds_no_glyph_more(chain: Chain) -> None:
    def glyphs_of(characters: str) -> int:
        packed = supplement(chain[0].font, characters)[2].stream
        assert packed is not None
        file = zlib.decompress(packed)
        tables = {file[at : at + 4]: struct.unpack(">L", file[at + 8 : at + 12])[0]
                  for at in range(12, 12 + 16 * struct.unpack(">H", file[4:6])[0], 16)}  # fmt: skip
        return int(struct.unpack(">H", file[tables[b"maxp"] + 4 : tables[b"maxp"] + 6])[0])

    assert glyphs_of("abcd") == glyphs_of("ab") + 2


def test_the_objects_refer_to_each_other(chain: Chain) -> None:
    font = supplement(chain[0].font, "Ł")
    assert [part for part in font[0].parts if isinstance(part, int)] == [1, 3], "descriptor and character map"
    assert [part for part in font[1].parts if isinstance(part, int)] == [2], "the file"

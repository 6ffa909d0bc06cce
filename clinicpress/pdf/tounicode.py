"""ToUnicode maps: which texts the codes of a font stand for, written and read back (ISO 32000-1, 9.10.3)."""

from __future__ import annotations

import re
from collections.abc import Sequence


def to_unicode(texts: Sequence[str]) -> bytes:
    """Write a ToUnicode map (ISO 32000-1, 9.10.3): the texts that the codes from 0 stand for."""
    last = f"{len(texts) - 1:02X}"
    said = "".join(f"<{text.encode('utf-16-be').hex()}>" for text in texts)
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /U def /CMapType 2 def "
        f"1 begincodespacerange <00> <{last}> endcodespacerange "
        f"1 beginbfrange <00> <{last}> [{said}] endbfrange "
        "endcmap CMapName currentdict /CMap defineresource pop end end"
    ).encode("ascii")


def mapped_characters(to_unicode: bytes) -> list[str]:
    """Read a ToUnicode map as we write it (ISO 32000-1, 9.10.3): the characters of the codes from 0."""
    texts = re.search(rb"beginbfrange <00> <\w+> \[(.*?)\]", to_unicode)
    listed = texts[1].decode("ascii").strip("<>").split("><") if texts else []
    return [bytes.fromhex(text).decode("utf-16-be", "replace") for text in listed]

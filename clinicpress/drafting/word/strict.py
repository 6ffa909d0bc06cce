"""Strict Open XML read as what Word usually writes: the same elements under other names of their namespaces.

“Strict Open XML Document” is one of Word's ways to save a .docx file (ISO/IEC 29500-1). Its elements are those of
the usual, Transitional kind (29500-4); what differs is how namespaces and relations are called.
"""

from __future__ import annotations

import re
from io import BytesIO
from zipfile import ZIP_STORED, ZipFile

_STRICT = rb"http://purl\.oclc\.org/ooxml/([A-Za-z]+)/"
_MAIN = re.compile(_STRICT + rb"relationships/officeDocument")
_NAME = re.compile(rb"""((?:xmlns(?::[\w.-]+)?|Type|uri)\s*=\s*["'])""" + _STRICT)


def is_strict(relations: bytes) -> bool:
    """Tell from a package's own relations whether its document is Strict."""
    return _MAIN.search(relations) is not None


def as_transitional(content: bytes) -> bytes:
    """Return a Strict document as a Transitional one, with the same parts."""
    translated = BytesIO()
    with ZipFile(BytesIO(content)) as packed, ZipFile(translated, "w", ZIP_STORED) as made:
        for name in dict.fromkeys(packed.namelist()):
            part = packed.read(name)
            if name.lower().endswith((".xml", ".rels")):
                part = _NAME.sub(rb"\1http://schemas.openxmlformats.org/\2/2006/", part)
            made.writestr(name, part)
    return translated.getvalue()

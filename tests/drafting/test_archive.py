"""Zips that unpack to more than any document holds are refused before they are unpacked."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from clinicpress.drafting.archive import MAX_PARTS, MAX_UNPACKED_BYTES, MAX_XML_BYTES, Damaged, check_archive
from clinicpress.ground.problems import InputProblems


def zipped(parts: Mapping[str, bytes]) -> ZipFile:
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as packed:
        for name, part in parts.items():
            packed.writestr(name, part)
    return ZipFile(file)


@pytest.mark.parametrize(
    ("parts", "what"),
    [
        ({"a.xml": bytes(MAX_XML_BYTES + 1)}, "12 MB without its pictures, at most 12 MB"),
        ({"a.png": bytes(MAX_UNPACKED_BYTES + 1)}, "200 MB in 1 parts"),
        ({f"{at}.png": b"" for at in range(MAX_PARTS + 1)}, "0 MB in 5001 parts"),
    ],
)
def test_too_big(parts: Mapping[str, bytes], what: str) -> None:
    with pytest.raises(InputProblems) as refused:
        check_archive("a.odt", zipped(parts))
    (problem,) = refused.value.problems
    assert problem.message == f"the document is too big: {what}"


@pytest.mark.parametrize("coding", ["ascii", "utf-16-le", "utf-16-be"])
def test_entities_are_refused(coding: str) -> None:
    with pytest.raises(Damaged):
        check_archive("a.odt", zipped({"a.xml": "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>".encode(coding)}))
    check_archive("a.odt", zipped({"a.xml": b"<a/>"}))

"""What is broken in a PDF: by what cannot be read, not by what a library complains of."""

from __future__ import annotations

import io
import zlib

import pikepdf
import pytest
from pikepdf import Dictionary, Name, Pdf

from clinicpress.readback import damage
from clinicpress.readback.damage import damages, opened

WORDS = b"BT (Breathe out.) Tj ET " * 40


def saved(pdf: Pdf) -> bytes:
    out = io.BytesIO()
    pdf.save(out, static_id=True, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return out.getvalue()


def a_pdf(packed: bytes) -> Pdf:
    pdf = pikepdf.new()
    pdf.add_blank_page()
    pdf.pages[0].Contents = pikepdf.Stream(pdf, packed, Dictionary(Filter=Name.FlateDecode))
    return pdf


def test_a_sound_file_has_nothing_to_mend() -> None:
    pdf, mended = opened(saved(a_pdf(zlib.compress(WORDS))))
    assert (len(pdf.pages), mended) == (1, [])
    assert list(damages(list(pdf.objects), ours=True)) == []


def test_a_broken_list_of_objects_is_mended_and_told() -> None:
    content = saved(a_pdf(zlib.compress(WORDS)))
    pdf, mended = opened(content.replace(b"startxref\n", b"startxref\n9"))
    assert len(pdf.pages) == 1
    assert mended == ["its list of objects is broken, and was made anew: other programs may show less of it"]


@pytest.mark.parametrize(
    ("packed", "ours", "others"),
    [
        (zlib.compress(WORDS), False, False),
        (zlib.compress(WORDS)[:-4], True, False),
        (zlib.compress(WORDS)[:-4] + b"\0\0\0\0", True, False),
        (b"x\x9c" + b"\xff" * 40, True, True),
    ],
    ids=["whole", "no checksum", "another checksum", "garbage"],
)
def test_a_stream_that_cannot_be_unpacked_is_named(packed: bytes, ours: bool, others: bool) -> None:
    pdf = a_pdf(packed)
    number = pdf.pages[0].Contents.objgen[0]
    for strict, told in ((True, ours), (False, others)):
        assert list(damages(list(pdf.objects), strict)) == [f"object {number} cannot be unpacked"] * told


def test_a_stream_that_unpacks_to_too_much_is_named_though_nobody_unpacks_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(damage, "MOST_UNPACKED", 2 << 20)
    pdf = a_pdf(zlib.compress(bytes(4 << 20)))
    number = pdf.pages[0].Contents.objgen[0]
    assert list(damages(list(pdf.objects), ours=True)) == [f"object {number} unpacks to more than 2 MB"]

"""The message: whatever stands in it, Python's parser and Thunderbird's read the same, in plain short lines."""

from __future__ import annotations

import hashlib
import os
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clinicpress.mailing.message import mailbox, message, words
from tests.mailing.reading import NODE, archive, in_python, in_thunderbird

HOSTILE = {
    "plain": "Information from Riverside Clinic",
    "accents": "Información de la Clínica Müller & Søn – «Ñandú»",
    "emoji": "Take 💊 at 🕗 with 👩‍⚕️👍🏽, daily",
    "right to left": "معلومات من عيادة «النهر» (2)",
    "mixed ways": "Clinic מרפאה one – שלום 3",
    "marks": "Ti\u0301t\u0301le\u0301 e\u0308 q\u0304",
    "chinese": "来自诊所的信息" * 12,
    "quotes": "The \"best\" clinic's 'own' \\ back\\slash; name=x",
    "looks encoded": "=?utf-8?q?not_encoded?= =?x",
    "percent": "100%20 100%",
    "commas": "Smith, Jones; Brown <x> (y) @ z: [w]",
    "long": "A very long name " * 12 + "end",
    "one long word": "x" * 200,
    "long accents": "é" * 200,
    "two hundred emoji": "💊" * 50,
    "inner spaces": "a  b   c",
}


def made(said: str, to: str = "jane@clinic.example", pdf: bytes = b"%PDF-1.7\r\n.\r\n\x00\xff") -> bytes:
    headers = [("X-Unsent", "1"), ("To", to), ("Subject", words(said, "Subject")), ("From", mailbox(said, to))]
    text = f"{said}\n\n.dot\nFrom here\n--=_clinicpress\n{said * 20} \n"
    page = f'<!doctype html>\n<p lang="en">{said}</p>\n.\n'
    return message(headers, text, page, pdf, file_of(said), "en-GB")


def file_of(said: str) -> str:
    """Name a file as ours are: without what file systems refuse."""
    return re.sub(r'[/\\"]', "-", said) + ".pdf"


@pytest.mark.parametrize("name", HOSTILE)
def test_python_reads_what_was_said(name: str) -> None:
    said = HOSTILE[name]
    read = in_python(made(said))
    assert (read.headers["subject"], read.file) == (said, file_of(said))
    assert read.text == f"{said}\n\n.dot\nFrom here\n--=_clinicpress\n{said * 20} \n"
    assert read.page == f'<!doctype html>\n<p lang="en">{said}</p>\n.\n'
    assert read.pdf == b"%PDF-1.7\r\n.\r\n\x00\xff"
    assert (read.headers["content-language"], read.headers["x-unsent"]) == ("en-GB", "1")


@pytest.mark.skipif(NODE is None or archive() is None, reason="needs node and an installed Thunderbird")
def test_thunderbird_reads_the_same(tmp_path: Path) -> None:
    messages = [made(said) for said in HOSTILE.values()]
    told = ("subject", "to", "x-unsent", "content-language")
    for said, letter, read in zip(HOSTILE.values(), messages, in_thunderbird(messages, tmp_path), strict=True):
        expected = in_python(letter)
        assert read[1:] == expected[1:]
        assert read.headers["from"] == f"{' '.join(said.split())} <jane@clinic.example>"
        assert [read.headers[name] for name in told] == [expected.headers[name] for name in told]


@pytest.mark.parametrize("name", HOSTILE)
def test_it_travels_as_it_is(name: str) -> None:
    """In 7 bits, with lines that no server breaks, and none that ends a message or looks like another header."""
    whole = made(HOSTILE[name], pdf=os.urandom(300))
    lines = whole.split(b"\r\n")
    assert whole.isascii() and b"\r" not in b"".join(lines) and b"\n" not in b"".join(lines)
    assert b"\x00" not in whole and max(map(len, lines)) <= 998
    head = whole.split(b"\r\n\r\n")[0].split(b"\r\n")
    assert {line.split(b":")[0] for line in head if not line.startswith(b" ")} == {
        b"X-Unsent", b"To", b"Subject", b"From", b"MIME-Version", b"Content-Language", b"Content-Type",
    }  # fmt: skip


TEXT = st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]), min_size=1, max_size=120).map(
    lambda text: " ".join(text.split())
)


@given(TEXT.filter(bool))
def test_any_words_are_read_as_they_were_written(said: str) -> None:
    read = in_python(made(said))
    assert (read.headers["subject"], read.file) == (said, file_of(said))


@given(st.binary(max_size=500))
def test_any_file_is_read_as_it_was(pdf: bytes) -> None:
    assert in_python(made("Information", pdf=pdf)).pdf == pdf


def test_the_same_words_are_the_same_bytes() -> None:
    assert made("Müller") == made("Müller")
    digest = hashlib.sha256(made("Müller – 💊")).hexdigest()
    assert digest == "2b3901feb5c3786743daac7c7705edf0d4a9063f1348b6c8f84b4c77f58f7c6d", (
        "another Python folds it differently"
    )


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("", "desk@clinic.example"),
        ("Riverside Clinic", '"Riverside Clinic"\r\n <desk@clinic.example>'),
        ("Müller", "=?utf-8?q?M=C3=BCller?=\r\n <desk@clinic.example>"),
        ('The "One"', "=?utf-8?b?VGhlICJPbmUi?=\r\n <desk@clinic.example>"),
    ],
)
def test_a_clinic_stands_before_its_address(name: str, written: str) -> None:
    assert mailbox(name, "desk@clinic.example") == written

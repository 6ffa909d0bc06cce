"""Single files hold a page and its pictures, as browsers write them; nothing else is taken for one."""

from __future__ import annotations

from base64 import encodebytes
from quopri import encodestring

import pytest

from clinicpress.drafting.article import Heading, Paragraph, Picture
from clinicpress.drafting.web.reader import read_single
from clinicpress.drafting.web.single import MAX_BOUNDARIES, unpacked
from clinicpress.ground.problems import InputProblems
from tests.manuscripts import ELLIPSE

PNG = ELLIPSE.read_bytes()
PAGE = "<main><h1>Größe</h1><p><a href=more.html>More</a><img src=knee.png alt=A><img src=cid:b@c alt=B></main>"


def single(page: str) -> bytes:
    def part(kind: str, coding: str, headers: str, body: bytes) -> bytes:
        head = f"--b\r\nContent-Type: {kind}\r\nContent-Transfer-Encoding: {coding}\r\n{headers}\r\n\r\n"
        return head.encode() + body + b"\r\n"

    address = "Content-Location: https://clinic.example/knee/"
    return b"".join(
        [
            b"From: <Saved by Blink>\r\nMIME-Version: 1.0\r\n",
            b'Content-Type: multipart/related; type="text/html"; boundary="b"\r\n\r\n',
            part("text/html", "quoted-printable", address, encodestring(page.encode())),
            part("image/png", "base64", f"{address}knee.png", encodebytes(PNG)),
            part("image/png", "base64", "Content-ID: <b@c>", encodebytes(PNG)),
            b"--b--\r\n",
        ]
    )


def test_the_page_and_its_pictures() -> None:
    read = read_single("a.mhtml", single(PAGE))
    more = Paragraph("[More](https://clinic.example/knee/more.html)")
    pictures = (Picture("knee.png", PNG, "A"), Picture("picture.png", PNG, "B"))
    assert read.pieces == (Heading("Größe", 0), more, *pictures)
    assert "saved from https://clinic.example/knee/" in read.notes[0]


@pytest.mark.parametrize(
    "content", [b"", b"<html>", b"Content-Type: text/plain\r\n\r\nx", b"boundary=" * (MAX_BOUNDARIES + 1)]
)
def test_what_holds_no_page(content: bytes) -> None:
    with pytest.raises(InputProblems) as refused:
        unpacked("a.mht", content)
    (problem,) = refused.value.problems
    assert problem.hint == "save the page in the browser as “Webpage, complete”"

"""The message: a letter and its enclosure as the bytes of an e-mail, made to be read alike everywhere.

All is 7-bit ASCII in short lines (RFC 5322, RFC 2045), so that no server has to change anything. The
bytes are put together here, not by Python's own package, whose releases fold headers differently.
"""

from __future__ import annotations

import binascii
import string
from collections.abc import Iterator, Sequence
from email.header import Header
from urllib.parse import quote

CRLF = b"\r\n"
MOST_LINE = 76
"""The most characters of a line (RFC 2045, 6.7)."""
MOST_WORD = 60
"""The most characters of a word that stands in a header as it is."""
_MIXED, _ALTERNATIVE = "=_clinicpress-letter-and-file", "=_clinicpress-text-and-page"
"""Boundaries: “=_” stands neither in base64 nor in quoted-printable."""
_PLAIN = frozenset(string.ascii_letters + string.digits + " .'&()-_+,:!#$*/;=?@^`{|}~[]")
"""What may stand between quotes as it is."""
_MOST_OF_NAME = 50
_CHARSET = "UTF-8''"
"""What stands before the first part of a name in other letters (RFC 2231, 4)."""


def words(text: str, name: str = "") -> str:
    """Write the words of a header, in encoded words where they are not plain (RFC 2047); `name` is the header's."""
    # A word that fills a line would be moved to one of its own, behind an empty one.
    plain = text.isascii() and "=?" not in text and max(map(len, text.split()), default=0) < MOST_WORD
    return Header(text, "us-ascii" if plain else "utf-8", MOST_LINE, name).encode(linesep="\r\n")


def mailbox(name: str, address: str) -> str:
    """Write whose an address is, and the address (RFC 5322, 3.4)."""
    if not name:
        return address
    said = f'"{name}"' if _is_plain(name) else Header(name, "utf-8", MOST_LINE, "From").encode(linesep="\r\n")
    return f"{said}\r\n <{address}>"


def message(headers: Sequence[tuple[str, str]], text: str, html: str, pdf: bytes, file: str, language: str) -> bytes:
    """Return a whole message; `headers` come first, and are written already."""
    return b"".join(
        [
            *(f"{name}: {value}\r\n".encode("ascii") for name, value in headers),
            _head(f'multipart/mixed;\r\n boundary="{_MIXED}"', ("MIME-Version", "1.0"), ("Content-Language", language)),
            _part(_MIXED, _head(f'multipart/alternative;\r\n boundary="{_ALTERNATIVE}"')),
            _part(_ALTERNATIVE, _said("text/plain", text)),
            _part(_ALTERNATIVE, _said("text/html", html)),
            f"--{_ALTERNATIVE}--\r\n\r\n".encode(),
            _part(_MIXED, _enclosed(pdf, file)),
            f"--{_MIXED}--\r\n".encode(),
        ]
    )


def _head(kind: str, *others: tuple[str, str]) -> bytes:
    lines = [*others, ("Content-Type", kind)]
    return "".join(f"{name}: {value}\r\n" for name, value in lines).encode("ascii") + CRLF


def _part(boundary: str, content: bytes) -> bytes:
    return f"--{boundary}\r\n".encode() + content


def _said(kind: str, text: str) -> bytes:
    """Write a text in quoted-printable."""
    coded = binascii.b2a_qp(text.rstrip("\n").encode("utf-8"), istext=True).replace(b"\n", CRLF)
    head = _head(f"{kind}; charset=utf-8", ("Content-Transfer-Encoding", "quoted-printable"))
    return head + coded + CRLF


def _enclosed(pdf: bytes, file: str) -> bytes:
    """Write a PDF as an attachment, its name in both ways by which programs look for it.

    Encoded words between quotes are in no standard; old programs read nothing else.
    """
    old = file if _is_plain(file) else Header(file, "utf-8", MOST_LINE, "name").encode(linesep="\r\n")
    coded = b"".join(binascii.b2a_base64(pdf[at : at + 57]) for at in range(0, len(pdf), 57)).replace(b"\n", CRLF)
    head = _head(
        f'application/pdf;\r\n name="{old}"',
        ("Content-Transfer-Encoding", "base64"),
        ("Content-Disposition", "".join(["attachment", *(f";\r\n {part}" for part in _named(file))])),
    )
    return head + coded


def _is_plain(text: str) -> bool:
    return _PLAIN.issuperset(text) and "=?" not in text


def _named(file: str) -> Iterator[str]:
    """Yield the parameters that hold the name of a file (RFC 2231, 3 and 4)."""
    if _is_plain(file):
        yield f'filename="{file}"'
        return
    lines = [""]
    for char in file:
        coded = quote(char, safe="")
        if len(lines[-1]) + len(coded) > _MOST_OF_NAME:
            lines.append("")
        lines[-1] += coded
    if len(lines) == 1:
        yield f"filename*={_CHARSET}{lines[0]}"
        return
    for number, line in enumerate(lines):
        yield f"filename*{number}*={'' if number else _CHARSET}{line}"

"""Messages read back as e-mail programs read them: with Python's parser, and with that of an installed Thunderbird."""

from __future__ import annotations

import base64
import email
import email.policy
import json
import os
import re
import shutil
import subprocess
import zipfile
from collections.abc import Sequence
from html.parser import HTMLParser
from pathlib import Path
from typing import NamedTuple

NODE = shutil.which("node")
ARCHIVES = ("/usr/share/thunderbird/omni.ja", "/usr/lib/thunderbird/omni.ja", "/usr/lib64/thunderbird/omni.ja")
PARSER = "modules/jsmime/jsmime.mjs"
"""Where in an archive of Thunderbird its parser is."""


class Read(NamedTuple):
    """What an e-mail program shows of a message."""

    headers: dict[str, str]
    text: str
    page: str
    file: str
    pdf: bytes


def in_python(message: bytes) -> Read:
    """Read a message with Python's parser, which must find nothing wrong with it."""
    parsed = email.message_from_bytes(message, policy=email.policy.default)
    assert not parsed.defects
    assert [part.get_content_type() for part in parsed.walk()] == [
        "multipart/mixed", "multipart/alternative", "text/plain", "text/html", "application/pdf",
    ]  # fmt: skip
    assert not [defect for part in parsed.walk() for defect in part.defects]
    text, page, file = (part for part in parsed.walk() if not part.is_multipart())
    assert file.get_content_disposition() == "attachment"
    headers = {name.lower(): str(value) for name, value in parsed.items()}
    pdf = file.get_payload(decode=True)
    assert isinstance(pdf, bytes)
    return Read(headers, _lines(text.get_content()), _lines(page.get_content()), str(file.get_filename()), pdf)


def archive() -> Path | None:
    """Return the archive of an installed Thunderbird; THUNDERBIRD may name its folder."""
    named = os.environ.get("THUNDERBIRD")
    places = [f"{named}/omni.ja"] if named else ARCHIVES
    return next((Path(place) for place in places if Path(place).exists()), None)


def in_thunderbird(messages: Sequence[bytes], folder: Path) -> list[Read]:
    """Read messages with Thunderbird's parser, by way of files in a folder."""
    found = archive()
    assert found is not None and NODE is not None
    with zipfile.ZipFile(found) as packed:
        (folder / "jsmime.mjs").write_bytes(packed.read(PARSER))
    files = [folder / f"{number}.eml" for number in range(len(messages))]
    for file, message in zip(files, messages, strict=True):
        file.write_bytes(message)
    script = Path(__file__).with_name("thunderbird.mjs")
    words = [NODE, str(script), str(folder / "jsmime.mjs"), *map(str, files)]
    done = subprocess.run(words, capture_output=True, timeout=60, check=True)
    return [_read(told) for told in json.loads(done.stdout)]


def _read(told: dict[str, dict[str, dict[str, str]]]) -> Read:
    parts = told["parts"]
    assert {number: part["type"] for number, part in parts.items()} == {
        "": "multipart/mixed", "1": "multipart/alternative", "1.1": "text/plain", "1.2": "text/html",
        "2": "application/pdf",
    }  # fmt: skip
    text, page, pdf = (base64.b64decode(parts[number]["content"]) for number in ("1.1", "1.2", "2"))
    assert parts["2"]["disposition"] == "attachment"
    assert parts["2"]["name"] == parts["2"]["file"]
    headers = {name: _said(value) for name, value in told["headers"].items()}
    return Read(headers, _lines(text.decode("utf-8")), _lines(page.decode("utf-8")), parts["2"]["file"], pdf)


def _said(value: object) -> str:
    first = value[0] if isinstance(value, list) else value
    if isinstance(first, dict) and "email" in first:
        return f"{first['name']} <{first['email']}>" if first["name"] else str(first["email"])
    return str(first["type"] if isinstance(first, dict) else first)


def _lines(content: str) -> str:
    """Return a text with our line ends; those at its end are the message's."""
    return content.replace("\r\n", "\n").rstrip("\n") + "\n"


class _Shown(HTMLParser):
    """Collects the words of a page, and all that it leads to or asks for."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.asks: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self._hidden += tag in {"title", "style"}
        self.asks += [f"{tag} {name}" for name, _ in attrs if name in {"href", "src", "srcset", "background", "action"}]
        self.asks += [value for _, value in attrs if value and re.search(r"url\(|@import|https?:", value)]
        if tag in {"a", "img", "link", "script", "iframe", "object", "form"}:
            self.asks.append(tag)

    def handle_endtag(self, tag: str) -> None:
        self._hidden -= tag in {"title", "style"}

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.words += data.split()
        elif re.search(r"url\(|@import|https?:", data):
            self.asks.append(data)


def page_of(html: str) -> _Shown:
    """Return what a page shows, and what it asks for."""
    shown = _Shown()
    shown.feed(html)
    return shown

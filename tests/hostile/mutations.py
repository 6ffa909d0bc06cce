"""Hostile inputs made by chance: good files with a few places changed, the same for the same seed.

`CASES` names the kinds: which file of the workspace is changed, how its bytes are changed, and what
is then run. Text is changed by lines and signs, pictures and fonts by bytes, documents of word
processors in the XML inside, PDFs as `pdfs` says.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Mapping, Sequence
from random import Random
from typing import NamedTuple

from tests.hostile.pdfs import pdf_changed

Change = Callable[[Random, bytes], bytes]


class Kind(NamedTuple):
    """A kind of hostile input: the files that may be changed, how, what is run, and how often of all."""

    files: Sequence[str]
    change: Change
    command: Sequence[str]
    share: int


NUMBERS = [
    "0",
    "-1",
    "1",
    "0.1",
    "-0.0",
    "1e300",
    "-1e300",
    "1e-300",
    "1e18",
    "nan",
    "inf",
    "99999999999999999999999",
    "1_000",
    "0x10",
    "١٢",
    "²",
    "65535",
    "65536",
    "-32768",
    "2147483648",
    "4294967295",
    "14400",
    "14401",
    "007",
    "1.5.2",
]
SIGNS = (
    *" \t\n\r\0\x1b\x7f",
    *"\u0085\u00a0\u00ad\u200b\u200e\u202e\u2028\u2029\u2060\ufe0f\ufeff\ufffd\ufffe\U000e0041\U0001f480\u0301漢ا",
    *"#:,-?!&*|>%@`'\"[]{}()<>\\/.~=+_$^;",
    " #",
    ": ",
    "- ",
    ", ",
    "**",
    "[@",
    "](",
    "---\n",
    "...\n",
    "<<: ",
    "&a ",
    "*a ",
    "!!x ",
    "null",
    "~",
    "true",
    "{{",
    "}}",
    "{%",
    "%}",
    "<b>",
    "</t>",
    "&amp;",
    "&#0;",
    "../",
    "/etc/passwd",
    "file:///etc/passwd",
    "https://x.y/",
    "javascript:x",
    "__class__",
    "|safe",
    "|upper",
    "|length",
    "|list",
    ".__init__",
    "range(99999)",
    "url(#a)",
    "<use href='#a'/>",
    "\\u200b",
    "{0}",
    "{page.x}",
    "%s",
)
_WORDS = re.compile(r"\s+|\w+|.", re.DOTALL)


def text_changed(random: Random, content: bytes) -> bytes:
    """Change a text in one to four places."""
    text = content.decode("utf-8", "replace")
    for _ in range(random.choice((1, 1, 1, 2, 3, 4))):
        text = random.choice(_TEXT_CHANGES)(random, text)
    if random.random() < 0.02:
        return random.choice([text.encode("utf-16"), text.encode("latin-1", "replace"), text.encode()[:-1] + b"\xff"])
    return text.encode("utf-8", "surrogatepass")


def _line_changed(random: Random, text: str) -> str:
    lines = text.split("\n")
    at, other = random.randrange(len(lines)), random.randrange(len(lines))
    way = random.randrange(6)
    if way == 0:
        del lines[at]
    elif way == 1:
        lines.insert(other, lines[at])
    elif way == 2:
        lines[at], lines[other] = lines[other], lines[at]
    elif way == 3:
        lines[at] = " " * random.randrange(12) + lines[at].lstrip()
    elif way == 4:
        lines[at] = lines[at][: random.randrange(len(lines[at]) + 1)]
    else:
        lines[at : at + random.randrange(1, 9)] = []
    return "\n".join(lines)


def _sign_put_in(random: Random, text: str) -> str:
    at = random.randrange(len(text) + 1)
    return text[:at] + random.choice(SIGNS) + text[at:]


def _number_changed(random: Random, text: str) -> str:
    found = list(re.finditer(r"-?\d+(?:\.\d+)?", text))
    if not found:
        return _sign_put_in(random, text)
    match = random.choice(found)
    return text[: match.start()] + random.choice(NUMBERS) + text[match.end() :]


def _word_changed(random: Random, text: str) -> str:
    words = _WORDS.findall(text) or [""]
    at = random.randrange(len(words))
    way = random.randrange(5)
    if way == 0:
        words[at] = ""
    elif way == 1:
        words[at] = random.choice(words)
    elif way == 2:
        words[at] = random.choice(SIGNS)
    elif way == 3:
        words[at] = "".join(reversed(words[at]))
    else:
        words[at] *= random.choice((2, 3, 40, 400, 30_000))
    return "".join(words)


def _piece_changed(random: Random, text: str) -> str:
    one, two = sorted(random.randrange(len(text) + 1) for _ in range(2))
    piece = text[one:two]
    if random.random() < 0.4:
        return text[:one] + text[two:]
    at = random.randrange(len(text) + 1)
    return text[:at] + piece * random.choice((1, 1, 2, 30)) + text[at:]


def _sign_repeated(random: Random, text: str) -> str:
    at = random.randrange(len(text) + 1)
    return text[:at] + random.choice(SIGNS) * random.choice((5, 70, 3000, 25_000)) + text[at:]


_TEXT_CHANGES = (
    _line_changed,
    _line_changed,
    _sign_put_in,
    _sign_put_in,
    _number_changed,
    _word_changed,
    _word_changed,
    _piece_changed,
    _sign_repeated,
)


def bytes_changed(random: Random, content: bytes) -> bytes:
    """Change some bytes of a picture or font: here and there, in a row, or the end."""
    changed = bytearray(content)
    for _ in range(random.choice((1, 1, 2, 5, 40))):
        if not changed:
            break
        # What matters stands at the beginning.
        at = random.randrange(min(len(changed), random.choice((64, 512, 1 << 30))))
        way = random.randrange(6)
        if way == 0:
            changed[at] ^= 1 << random.randrange(8)
        elif way == 1:
            changed[at : at + 4] = random.choice((b"\0\0\0\0", b"\xff\xff\xff\xff", b"\x7f\xff\xff\xff", b"\0\0\0\1"))
        elif way == 2:
            changed[at : at + 2] = random.choice((b"\0\0", b"\xff\xff", b"\x80\0", b"\0\1"))
        elif way == 3:
            del changed[at : at + random.randrange(1, 40)]
        elif way == 4:
            changed[at:at] = bytes(random.randrange(256) for _ in range(random.randrange(1, 20)))
        elif random.random() < 0.3:
            del changed[at:]
    return bytes(changed)


def word_changed(random: Random, content: bytes) -> bytes:
    """Change the XML of one part of a document of a word processor, or the bytes of the whole."""
    if random.random() < 0.15:
        return bytes_changed(random, content)
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        names = old.namelist()
        parts = [name for name in names if name.endswith((".xml", ".rels"))]
        text = next(name for name in ("word/document.xml", "content.xml") if name in names)
        chosen = random.choice([*parts, text, text])
        for name in names:
            part = old.read(name)
            new.writestr(name, _xml_changed(random, part) if name == chosen else part)
    return made.getvalue()


def _xml_changed(random: Random, content: bytes) -> bytes:
    text = content.decode("utf-8", "replace")
    tags = re.findall(r"<[^<>]+>", text) or [""]
    for _ in range(random.choice((1, 1, 2, 4))):
        way = random.randrange(5)
        if way == 0:
            text = text.replace(random.choice(tags), random.choice(tags), random.choice((1, -1)))
        elif way == 1:
            text = text.replace(random.choice(tags), "", 1)
        elif way == 2:
            text = _number_changed(random, text)
        elif way == 3:
            text = _piece_changed(random, text) if random.random() < 0.2 else _word_changed(random, text)
        else:
            name = random.choice(tags)
            text = text.replace(name, name * random.choice((2, 50, 2000)), 1)
    return text.encode("utf-8", "replace")


BUILD = ("build", "--jobs", "1")
KINDS: Mapping[str, Kind] = {
    "brochure": Kind(("brochures/b/en.yaml",), text_changed, BUILD, 30),
    "check": Kind(("brochures/b/en.yaml", "brochures/sources.yaml"), text_changed, ("check",), 8),
    "around": Kind(
        ("clinics/one.yaml", "brochures/sources.yaml", "editions.yaml", "fonts/catalog.yaml"), text_changed, BUILD, 12
    ),
    "look": Kind(
        (
            "templates/themes/calm.yaml",
            "templates/themes/base.yaml",
            "templates/handout/layout.yaml",
            "templates/summary/layout.yaml",
            "templates/locales/en.yaml",
            "templates/editorial/en.yaml",
        ),
        text_changed,
        BUILD,
        14,
    ),
    "template": Kind(
        ("templates/handout/story.html.j2", "templates/summary/story.html.j2", "templates/_blocks.html.j2"),
        text_changed,
        BUILD,
        10,
    ),
    "drawing": Kind(
        ("brochures/b/figures/a.svg", "clinics/one/logo.svg", "templates/icons/hospital.svg"), text_changed, BUILD, 8
    ),
    "picture": Kind(("brochures/b/figures/b.png", "brochures/b/figures/c.jpg"), bytes_changed, BUILD, 6),
    "font": Kind(("fonts/body.ttf",), bytes_changed, BUILD, 4),
    "word": Kind(("article.docx",), word_changed, ("new", "y", "--from", "article.docx"), 8),
    "opendocument": Kind(("article.odt",), word_changed, ("new", "y", "--from", "article.odt"), 4),
    "markdown": Kind(("article.md",), text_changed, ("new", "y", "--from", "article.md"), 4),
    "page": Kind(("article.html",), text_changed, ("new", "y", "--from", "article.html"), 4),
    "text": Kind(("article.txt",), text_changed, ("new", "y", "--from", "article.txt"), 2),
    "pdf": Kind(("good.pdf",), pdf_changed, ("preflight", "good.pdf"), 6),
    "compared": Kind(("good.pdf",), pdf_changed, ("compare", "old.pdf", "good.pdf"), 2),
    "press": Kind(("good.pdf",), pdf_changed, ("print", "good.pdf", "--for", "press", "--marks"), 2),
    "sheets": Kind(("good.pdf",), pdf_changed, ("print", "good.pdf", "--as", "repeat", "--for", "grey"), 2),
}
"""The kinds, with their shares of all cases."""

"""Opens an article, whichever program wrote it: plain text, Markdown, Word, OpenDocument or a web page.

The ending of the file's name says what it is. Texts may be UTF-8, UTF-16 with its mark, or
Windows-1252. What cannot be read is told with its place and what to save it as.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from clinicpress.drafting.article import Article
from clinicpress.drafting.bounds import MARKDOWN_MARKS, MARKS, check_lines
from clinicpress.ground.problems import InputProblems, Place
from clinicpress.workspace.composer import control_characters
from clinicpress.workspace.files import read_file, why_unread
from clinicpress.workspace.workspace import MAX_PICTURE_BYTES, MAX_TEXT_BYTES

TEXT = {".txt", ".text", ""}
MARKDOWN = {".md", ".markdown"}
WORD = {".docx"}
OPEN = {".odt"}
PAGE = {".html", ".htm"}
SINGLE = {".mht", ".mhtml"}
SAVE_AS = "save it as a Word document (.docx), an OpenDocument text (.odt), Markdown (.md) or plain text (.txt)"

_NOT_TEXT = (b"%PDF", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"{\\rtf")
"""How PDF, Word's .docx and .doc, and rich text begin, whatever the file is called."""


def read_article(path: Path) -> Article:
    """Read an article; raises InputProblems where it cannot be read, or where nothing is in it."""
    name, kind = str(path), path.suffix.lower()
    if kind not in TEXT | MARKDOWN | WORD | OPEN | PAGE | SINGLE:
        raise InputProblems.one(Place(name), f"an article cannot be read from a {kind} file", SAVE_AS)
    limit = MAX_PICTURE_BYTES if kind in WORD | OPEN | PAGE | SINGLE else MAX_TEXT_BYTES
    try:
        content = read_file(path, limit)
    except OSError as error:
        raise InputProblems.one(Place(name), f"the article {why_unread(error)}") from error
    if kind in WORD:
        article = _word(name, content)
    elif kind in OPEN:
        article = _open(name, content)
    elif kind in PAGE:
        article = _page(name, content, path.parent)
    elif kind in SINGLE:
        article = _single(name, content)
    else:
        text, notes = _decoded(name, content)
        check_lines(name, text, MARKDOWN_MARKS if kind in MARKDOWN else MARKS)
        article = _markdown(name, text, path.parent) if kind in MARKDOWN else _plain(text)
        article = replace(article, notes=(*notes, *article.notes))
    if not article.pieces and not article.title and not article.doubts:
        raise InputProblems.one(Place(name), "the article is empty")
    return article


def _plain(text: str) -> Article:
    from clinicpress.drafting.plaintext import read_plain_text

    return read_plain_text(text)


def _markdown(name: str, text: str, folder: Path) -> Article:
    from clinicpress.drafting.markdown import read_markdown

    return read_markdown(name, text, folder)


def _word(name: str, content: bytes) -> Article:
    from clinicpress.drafting.word.reader import read_word

    return read_word(name, content)


def _open(name: str, content: bytes) -> Article:
    from clinicpress.drafting.opendocument.reader import read_opendocument

    return read_opendocument(name, content)


def _page(name: str, content: bytes, folder: Path) -> Article:
    from clinicpress.drafting.web.reader import read_page

    return read_page(name, content, folder)


def _single(name: str, content: bytes) -> Article:
    from clinicpress.drafting.web.reader import read_single

    return read_single(name, content)


def _decoded(name: str, content: bytes) -> tuple[str, list[str]]:
    """Return the text of a file, and a note where its encoding had to be guessed."""
    notes: list[str] = []
    try:
        if content.startswith((b"\xff\xfe", b"\xfe\xff")):
            text = content.decode("utf-16")
        elif b"\0" in content or content.startswith(_NOT_TEXT):
            raise InputProblems.one(Place(name), "this is not a text", SAVE_AS)
        else:
            text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        try:
            text = content.decode("cp1252")
        except UnicodeDecodeError as error:
            message = f"this is not text in UTF-8, UTF-16 or Windows-1252 (byte {error.start})"
            raise InputProblems.one(Place(name), message, SAVE_AS) from None
        notes = ["the article was read as Windows-1252, for it is not UTF-8: look at its quotes, dashes and accents"]
    for end in ("\r\n", "\r", "\x85", "\u2028", "\u2029", "\x0b"):
        text = text.replace(end, "\n")
    text = text.replace("\f", "\n\n")
    if problems := control_characters(name, text):
        raise InputProblems(problems)
    return text, notes

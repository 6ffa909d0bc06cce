"""Pages that a browser saved as a single file (MHTML, RFC 2557): the page, and the pictures that came with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from email import message_from_bytes
from email.errors import MessageError
from email.message import Message

from clinicpress.ground.problems import InputProblems, Place

MAX_PARTS = 2_000
MAX_BOUNDARIES = 20
"""So many parts may hold others; browsers write one."""


@dataclass(frozen=True)
class Saved:
    """A page, where it was saved from, and its pictures by their addresses."""

    content: bytes
    address: str = ""
    pictures: Mapping[str, bytes] = field(default_factory=dict)


def unpacked(name: str, content: bytes) -> Saved:
    """Take a single file apart; raises InputProblems where no page is in it."""
    hint = "save the page in the browser as “Webpage, complete”"
    if content.lower().count(b"boundary=") > MAX_BOUNDARIES:
        raise InputProblems.one(Place(name), "this is not a page that a browser saved", hint)
    try:
        parts = [part for part in message_from_bytes(content).walk() if not part.is_multipart()]
    except (MessageError, ValueError, LookupError) as error:
        raise InputProblems.one(Place(name), "this is not a page that a browser saved", hint) from error
    page = next((part for part in parts if part.get_content_type() == "text/html"), None)
    if page is None or len(parts) > MAX_PARTS:
        raise InputProblems.one(Place(name), "no web page is in this file", hint)
    pictures: dict[str, bytes] = {}
    for part in parts:
        if part.get_content_maintype() == "image":
            for key in (_said(part, "Content-Location"), f"cid:{_said(part, 'Content-ID').strip('<>')}"):
                pictures.setdefault(key, _payload(part))
    address = _said(page, "Content-Location")
    return Saved(_payload(page), address if address.startswith(("http:", "https:")) else "", pictures)


def _said(part: Message, header: str) -> str:
    return "".join(str(part.get(header, "")).split())


def _payload(part: Message) -> bytes:
    found = part.get_payload(decode=True)
    return found if isinstance(found, bytes) else b""

"""The addresses of a web page: where it was saved from, and where its links lead."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, quote, unquote, urldefrag, urljoin, urlsplit

_SAVED = re.compile(r"\s*saved from url=\([0-9]+\)(\S+)\s*")
_ENDS = re.compile(r"[\s()<>\"\[\]\\^`{|}]")
"""What no address holds, or would end a link of ours."""
_BY_WAY_OF = re.compile(
    r"https?://(?:www\.google\.[a-z.]+/url|[\w.-]+\.safelinks\.protection\.outlook\.com/|l\.facebook\.com/l\.php)\?(.*)"
)
"""Where programs lead first, to watch who follows a link."""


def saved_from(comment: str) -> str:
    """Return the address in the comment that browsers write above a page; empty where there is none."""
    match = _SAVED.fullmatch(comment)
    return match[1] if match and match[1].lower().startswith(("http:", "https:")) else ""


def joined(base: str, address: str) -> str:
    """Return where an address in a page leads in the end (RFC 3986, 5.2); one that cannot be joined stays as it is."""
    if by_way_of := _BY_WAY_OF.match(address.strip()):
        held = parse_qs(by_way_of[1])
        address = next((held[key][0] for key in ("q", "url", "u") if key in held), address)
    try:
        whole = urljoin(base, address.strip())
    except ValueError:
        whole = address.strip()
    return _ENDS.sub(lambda sign: quote(sign[0], safe=""), whole)


def place_in(page: str, address: str) -> str:
    """Return the name of the place in the same page that an address leads to; empty where it leads elsewhere."""
    try:
        whole, name = urldefrag(address)
    except ValueError:
        return ""
    return unquote(name) if name and whole in {"", page, urldefrag(page)[0]} else ""


def is_on_disk(address: str) -> bool:
    """Tell whether an address may be that of a file beside the page."""
    try:
        return urlsplit(address).scheme.lower() in {"", "file"} and not address.startswith("//")
    except ValueError:
        return False


def file_name(address: str) -> str:
    """Return the name of the file that an address ends in."""
    return unquote(re.split(r"[?#]", address)[0]).rpartition("/")[2]


def path_of(address: str) -> str:
    """Return the path of a file beside the page, as the disk knows it."""
    return unquote(re.split(r"[?#]", address)[0])

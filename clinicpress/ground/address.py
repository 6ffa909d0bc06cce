"""Web addresses as links hold them: ASCII only, whatever script they were typed in."""

from __future__ import annotations

import re
import unicodedata

_PARTS = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*://(?:[^/?#@]*@)?|mailto:[^@?]*@)([^/?#:]+)(.*)", re.DOTALL)


def ascii_address(address: str) -> str:
    """Write an address as a link action needs it (ISO 32000-1, 12.6.4.7: 7-bit ASCII).

    The host is written by RFC 3492 (punycode) in lower case, all else by RFC 3986, 2.1 (percent signs).
    """
    if address.isascii() and " " not in address:
        return address
    parts = _PARTS.fullmatch(address)
    if parts is None:
        return _escaped(address)
    return _escaped(parts[1]) + _host(parts[2]) + _escaped(parts[3])


def _host(name: str) -> str:
    labels = unicodedata.normalize("NFKC", name).lower().replace("\u3002", ".").split(".")
    return ".".join(label if label.isascii() else f"xn--{label.encode('punycode').decode('ascii')}" for label in labels)


def _escaped(text: str) -> str:
    return "".join(
        char if char.isascii() and char != " " else "".join(f"%{byte:02X}" for byte in char.encode()) for char in text
    )

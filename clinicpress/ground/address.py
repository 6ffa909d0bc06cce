"""Web addresses as links and QR codes hold them: ASCII only, whatever script they were typed in."""

from __future__ import annotations

import ipaddress
import re
from functools import lru_cache
from urllib.parse import unquote

MOST_CODED = 280
"""The most bytes of an address in a QR code: the modules of a larger one would be less than a point wide."""

_PARTS = re.compile(
    r"(?P<before>[A-Za-z][A-Za-z0-9+.-]*://(?:[^/?#]*@)?|mailto:[^@?]*@)"
    r"(?P<host>\[[^\]/?#]*\]|[^/?#:,\[]*)(?P<after>.*)",
    re.DOTALL,
)
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:(?=.)", re.DOTALL)
_PLAIN = re.compile(r"[!#-$&-;=?-\[\]_a-z~]*")
"""What is written as it is: signs that may stand in an address, and no percent signs."""
_LABEL = re.compile(r"(?!-)[A-Za-z0-9_-]{1,63}(?<!-)")
_PORT = re.compile(r"(?::[0-9]*)?(?:[/?#].*)?", re.DOTALL)
_WITH_HOST = frozenset({"http", "https", "ftp"})
"""Schemes whose addresses name a host."""
_NEVER = re.compile(r'[^!-~]|["<>\\^`{|}]')
"""Signs that stand in no address as they are (RFC 3986, 2)."""


@lru_cache(maxsize=64)
def ascii_address(address: str) -> str:
    """Write an address as a link action needs it (ISO 32000-1, 12.6.4.7: 7-bit ASCII).

    The host is written by UTS 46 and RFC 5891 (punycode) in lower case, all else by RFC 3986, 2.1 (percent
    signs). What is ASCII already stays as it is.
    """
    if _PLAIN.fullmatch(address):
        return address
    parts = _PARTS.fullmatch(address)
    if parts is None:
        return _escaped(address)
    return _escaped(parts["before"]) + _host(parts["host"]) + _escaped(parts["after"])


def fault_of(address: str) -> str:
    """Say why an address is none that a link can hold; nothing where it is one."""
    if not address.isascii():
        return "it is not written in ASCII"
    if any(char <= " " or char == "\x7f" for char in address):
        return "there is a space or a control character in it"
    if _SCHEME.match(address) is None:
        return "it does not begin with https:// or the like"
    parts, scheme = _PARTS.fullmatch(address), address.partition(":")[0].lower()
    if parts is None:
        return "it names no host" if scheme in _WITH_HOST else ""
    host = parts["host"]
    if not host:
        return "" if scheme == "file" else "it names no host"
    if not _is_host(host) or (scheme != "mailto" and not _PORT.fullmatch(parts["after"])):
        return f"“{host}” is not the name of a host"
    return ""


def _is_host(host: str) -> bool:
    """Tell whether a host is an IPv6 address in brackets, or labels of ASCII letters, digits and hyphens (RFC 1123).

    Underscores are no part of these, but browsers follow them.
    """
    if host.startswith("["):
        try:
            return ipaddress.IPv6Address(host[1:-1]).scope_id is None
        except ValueError:
            return False
    return len(host) <= 254 and all(map(_LABEL.fullmatch, host.removesuffix(".").split(".")))


def _host(name: str) -> str:
    if name.isascii():
        spelled = unquote(name, errors="strict") if _is_percented(name) else name
        if spelled.isascii():
            return name
        name = spelled
    import idna

    try:
        name = idna.uts46_remap(name, std3_rules=False, transitional=False)
    except idna.IDNAError:
        name = name.lower()
    return ".".join(map(_label, name.split(".")))


def _label(label: str) -> str:
    """Write a label of a host; what the rules do not know, such as a picture, as browsers write it."""
    import idna

    if label.isascii():
        return label
    try:
        return idna.alabel(label).decode("ascii")
    except idna.IDNAError:
        return f"xn--{label.encode('punycode').decode('ascii')}"


def _is_percented(name: str) -> bool:
    """Tell whether a host is typed with the percent signs of UTF-8."""
    try:
        return unquote(name, errors="strict") != name
    except UnicodeDecodeError:
        return False


def _escaped(text: str) -> str:
    return _NEVER.sub(lambda found: "".join([f"%{byte:02X}" for byte in found[0].encode()]), text)

"""Addresses: what may stand behind “To:”, and why something else may not.

Only what every mail server takes is accepted: one address of the plain kind (RFC 5321, 4.1.2), its
domain in ASCII (RFC 5891). What is told of a wrong one never quotes it: whatever is told may end in a log.
"""

from __future__ import annotations

import re

from clinicpress.ground.problems import UsageError

MOST = 254
"""The most characters of an address (RFC 5321, 4.5.3.1.3, without the angle brackets)."""
MOST_BEFORE = 64
"""The most characters before the @ (RFC 5321, 4.5.3.1.1)."""
MOST_HOST = 253

_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufe0f\ufeff\ud800-\udfff]")
_ATOM = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+")
_LABEL = re.compile(r"(?!-)[a-z0-9-]{1,63}(?<!-)")


class NotAnAddress(UsageError):
    """Raised for what is no e-mail address that can be written to; says why in words for people, without quoting it."""


def checked(text: str) -> str:
    """Return an address as mail servers take it; raises NotAnAddress for anything else.

    Spaces around it, as they come along when it is copied, are left out.
    """
    text = text.strip(" \u00a0")
    if why := _fault_of(text):
        raise NotAnAddress(why)
    before, _, host = text.partition("@")
    domain = _ascii(host)
    if why := _fault_of_host(domain):
        raise NotAnAddress(why)
    address = f"{before}@{domain}"
    if len(address) > MOST:
        raise NotAnAddress(f"this e-mail address is too long: an address has at most {MOST} characters")
    return address


def _fault_of(text: str) -> str:
    """Say what is wrong with an address but for its domain; nothing where all is well."""
    before, at, host = text.partition("@")
    if not text:
        return "there is no e-mail address: write one like name@clinic.example"
    if "\r" in text or "\n" in text:
        return "an e-mail address is one line: this has several"
    if _UNSEEN.search(text):
        return "there is a character in this e-mail address that nobody can see: type the address anew"
    if re.search(r"[,;]", text) or text.count("@") > 1:
        return "write one e-mail address only: each person gets a message of their own"
    if re.search(r'[<>"()\[\]\\]|^mailto:', text, re.IGNORECASE):
        return "write the e-mail address alone, without a name, quotes or brackets: name@clinic.example"
    if any(char.isspace() for char in text):
        return "there is a space in this e-mail address"
    if not at:
        return "this e-mail address has no @: write one like name@clinic.example"
    if not before or not host:
        return "something is missing before or behind the @: write an address like name@clinic.example"
    if not before.isascii():
        return (
            "before the @ there is a letter such as “é” or “ü”, which many mail servers refuse: "
            "make the draft without an address, and write it in your e-mail program"
        )
    if len(before) > MOST_BEFORE:
        return f"before the @ there are too many characters: at most {MOST_BEFORE} can stand there"
    if not all(map(_ATOM.fullmatch, before.split("."))):
        return "check what stands before the @: dots and signs cannot stand like this in an e-mail address"
    return ""


def _ascii(host: str) -> str:
    """Write a domain in ASCII, by UTS 46 and RFC 5891; nothing where that cannot be."""
    if host.isascii():
        return host.lower()
    import idna

    try:
        return idna.encode(host, uts46=True, std3_rules=True).decode("ascii")
    except UnicodeError:
        return ""


def _fault_of_host(host: str) -> str:
    """Say what is wrong with a domain in ASCII; nothing where all is well."""
    labels = host.split(".")
    if len(labels) == 1 and host:
        return "the end of this e-mail address is missing: behind the @ stands something like clinic.example"
    if len(host) > MOST_HOST or not all(map(_LABEL.fullmatch, labels)) or not re.search("[a-z]", labels[-1]):
        return "check what stands behind the @: it is not the name of a mail server, like clinic.example"
    return ""

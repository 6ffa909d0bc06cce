"""Admission: under which addresses the front desk is served, and who may come in.

On the machine itself, whoever is there may come in, but only by the machine's own names: a web page from
elsewhere can give itself an address here, and its name gives it away. Beyond the machine, one needs the token
that was printed when the desk was opened; a browser that has shown it once keeps it in a cookie.
"""

from __future__ import annotations

import hmac
import ipaddress
import secrets
import socket
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

LOOPBACK = ("127.0.0.1", "localhost", "[::1]")
USUAL_PORTS = {"http": 80, "https": 443}
MOST_TOKEN = 200
"""The most characters of what is compared with the token."""


@dataclass(frozen=True)
class Admission:
    """Who may come in."""

    hosts: frozenset[str]
    """The hosts that a request may name, in small letters, with their ports where they are not the usual ones."""
    port: int
    address: str = ""
    """Where people reach the desk through another server; without a slash at its end. Empty where there is none."""
    token: str = ""
    """What one must know to come in; empty where nobody must."""

    @classmethod
    def to(cls, host: str, bound: str, port: int, address: str = "") -> Admission:
        """Admit those who name the host that is served, or this machine.

        `bound` is the address at which is listened: beyond the machine itself, a token is needed.
        """
        beyond = not is_loopback(bound)
        names = [host, *LOOPBACK, *(own_names() if beyond else ())]
        given = [f"{each}:{port}" for each in _written(names)]
        given += _written(names) if port == USUAL_PORTS["http"] else []
        given += [_host_of(address)] if address else []
        return cls(frozenset(given), port, address, secrets.token_urlsafe(24) if beyond else "")

    @property
    def cookie(self) -> str:
        """The name of the cookie with the token: desks at several ports of a machine share their cookies."""
        return f"desk-{self.port}"

    def base(self, host: str, reached: str) -> str:
        """Return the address of the desk for who names a host, without a slash at its end; empty for strangers.

        `reached` is the address at which the request came in: as a number, that is always this machine's.
        """
        if host not in self.hosts and host != f"{_numbered(reached)}:{self.port}":
            return ""
        return self.address if self.address and host == _host_of(self.address) else f"http://{host}"

    def knows(self, token: str) -> bool:
        """Compare something with the token, in a time that tells nothing."""
        return hmac.compare_digest(token[:MOST_TOKEN].encode("utf-8", "replace"), self.token.encode())


def is_loopback(bound: str) -> bool:
    """Tell whether only this machine can reach an address that is listened at."""
    return ipaddress.ip_address(bound.partition("%")[0]).is_loopback


def own_names() -> list[str]:
    """List the names that this machine has for others."""
    name = socket.gethostname().lower()
    short = name.partition(".")[0]
    return list(dict.fromkeys([name, short, f"{short}.local"]))


def own_address() -> str:
    """Return the address by which others on the network reach this machine, or its name where none is known."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asking:
        try:
            # Nothing is sent: the system only says which of its addresses it would send from.
            asking.connect(("192.0.2.1", 9))
            return str(asking.getsockname()[0])
        except OSError:
            return own_names()[0]


def _written(hosts: Iterable[str]) -> list[str]:
    return [f"[{host}]" if ":" in host and not host.startswith("[") else host.lower() for host in hosts]


def _numbered(reached: str) -> str:
    plain = reached.partition("%")[0].removeprefix("::ffff:")
    return f"[{plain}]" if ":" in plain else plain


def _host_of(address: str) -> str:
    """Return the host as browsers write it: small, and without the usual port."""
    parts = urlsplit(address)
    host = _written([parts.hostname or ""])[0]
    return host if parts.port in (None, USUAL_PORTS.get(parts.scheme)) else f"{host}:{parts.port}"

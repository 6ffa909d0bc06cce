"""The post: a letter is handed to the clinic's mail server, once, over an encrypted connection.

What became of it is sent, not sent, or not known. Nothing is tried again: a patient who gets a letter
twice, and a doctor who thinks that it went, are both worse than a sentence. The address is in nothing
that is told from here, and no error of the libraries, which may hold it, leaves this module.
"""

from __future__ import annotations

import re
import secrets
import smtplib
import ssl
from collections import OrderedDict
from contextlib import suppress
from dataclasses import dataclass
from email.utils import formatdate
from threading import Lock
from typing import Any

from clinicpress.mailing.addresses import checked
from clinicpress.mailing.letter import Letter, as_sent
from clinicpress.mailing.settings import Settings
from clinicpress.mailing.wire import Wire, WireInTls

CHUNK = 32_768
"""So many bytes are handed over at a time, each within the time for an answer."""
MOST_TOKENS = 10_000
"""So many tokens are remembered; of older ones it is no longer known that they are good."""
ASK = "Ask whoever looks after your e-mail."
TAKEN = (250, 251)
"""Answers by which a server takes a recipient (RFC 5321, 4.3.2)."""


@dataclass(frozen=True)
class Sent:
    """The mail server has taken the letter, and will deliver it."""

    told = "Sent: the mail server has taken the message."
    sent = True


@dataclass(frozen=True)
class NotSent:
    """The letter was not sent, for sure."""

    why: str
    """In words for the person who wanted to send it."""
    sent = False

    @property
    def told(self) -> str:
        """What became of it, in words."""
        return f"Not sent. {self.why}"


@dataclass(frozen=True)
class MaybeSent:
    """The letter was handed over, and nobody knows whether it is on its way."""

    why: str
    """In words for the person who wanted to send it."""
    sent = False

    @property
    def told(self) -> str:
        """What became of it, and what to do."""
        return f"It may have been sent. {self.why} Ask the patient whether it came before you send it again."


Outcome = Sent | NotSent | MaybeSent


class _Refused(Exception):
    """Raised where the server says no, or cannot be trusted; holds words for people, and no address."""


def send(letter: Letter, to: str, settings: Settings) -> Outcome:
    """Hand a letter to the mail server, once; raises NotAnAddress for a `to` that is none.

    It waits for the network: once the server is found, at most `settings.whole` seconds.
    """
    to = checked(to)
    domain = settings.sender.partition("@")[2]
    content = as_sent(letter, to, settings.sender, formatdate(), f"{secrets.token_hex(16)}@{domain}")
    errand = _Errand(settings)
    try:
        errand.run(domain, to, content)
    except _Refused as refusal:
        return NotSent(str(refusal))
    except KeyboardInterrupt:
        return errand.ended("It was stopped.")
    except (OSError, smtplib.SMTPException, ValueError) as error:
        return errand.ended(errand.why(error))
    finally:
        errand.hang_up()
    return Sent()


class _Errand:
    """One conversation with a mail server, and how far it came."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.wire: Wire | None = None
        self.handed = False
        """Whether it was asked to take the letter itself: from then on it may be on its way."""

    def run(self, domain: str, to: str, content: bytes) -> None:
        """Do all of it; raises _Refused where the server says no."""
        wire = self._connected(domain)
        self._sign_in(wire)
        self._address(wire, to, len(content))
        self._hand_over(wire, content)
        with suppress(OSError, smtplib.SMTPException):
            wire.putcmd("QUIT")

    def hang_up(self) -> None:
        """End the connection, if there is one."""
        if self.wire is not None:
            self.wire.close()

    def ended(self, why: str) -> NotSent | MaybeSent:
        """Say what became of the letter where the conversation broke off."""
        return MaybeSent(why) if self.handed else NotSent(why)

    # The steps, in their order ---------------------------------------------------------------------

    def _connected(self, domain: str) -> Wire:
        """Connect and encrypt; the certificate is that of the host, and somebody known stands for it."""
        settings, context = self.settings, ssl.create_default_context()
        where: dict[str, Any] = {
            "host": settings.host,
            "port": settings.port,
            # Its own name would tell the world what this computer is called.
            "local_hostname": domain,
            "timeout": settings.wait,
        }
        if settings.security == "tls":
            wire: Wire = WireInTls(settings.whole, **where, context=context)
        else:
            wire = Wire(settings.whole, **where)
        self.wire = wire
        if settings.security == "starttls":
            wire.ehlo()
            if not wire.has_extn("starttls"):
                raise _Refused(
                    f"The mail server {settings.host} offers no encrypted connection (STARTTLS), "
                    f"and without one nothing is sent. {ASK}"
                )
            wire.starttls(context=context)
        code, said = wire.ehlo()
        if code != 250:
            raise _no("The mail server does not want to talk to this computer", code, said)
        return wire

    def _sign_in(self, wire: Wire) -> None:
        """Say who we are, once: a server may lock an account after some wrong passwords."""
        user, password = self.settings.user, self.settings.password
        if not user:
            return
        offered = wire.esmtp_features.get("auth", "").upper().split()
        way = next((way for way in ("PLAIN", "LOGIN") if way in offered), "")
        if not way:
            raise _Refused(f"The mail server takes no user name and password in a way that is known here. {ASK}")
        answers = iter([f"\0{user}\0{password}"] if way == "PLAIN" else [user, password])
        try:
            wire.auth(way, lambda challenge=None: next(answers, ""))
        except smtplib.SMTPAuthenticationError as error:
            code, said = error.smtp_code, error.smtp_error
        else:
            return
        raise _no("The mail server did not accept the user name and the password of your settings", code, said)

    def _address(self, wire: Wire, to: str, size: int) -> None:
        """Say who sends, and to whom."""
        code, said = wire.mail(self.settings.sender, [f"size={size}"] if wire.has_extn("size") else [])
        if code == 552:
            raise _no("The mail server finds this message too large", code, said)
        if code != 250:
            raise _no("The mail server does not let you send from the address in your settings", code, said)
        code, said = wire.rcpt(to)
        if code // 100 == 4:
            raise _no("The mail server cannot take a message for this address just now: try again later", code, said)
        if code not in TAKEN:
            raise _no("The mail server does not accept this address: check how it is spelled", code, said)

    def _hand_over(self, wire: Wire, content: bytes) -> None:
        code, said = wire.docmd("DATA")
        if code != 354:
            raise _no("The mail server does not take the message", code, said)
        self.handed = True
        whole = re.sub(rb"(?m)^\.", b"..", content) + b".\r\n"
        for at in range(0, len(whole), CHUNK):
            wire.send(whole[at : at + CHUNK])
        wire.wait_for(self.settings.whole)
        code, said = wire.getreply()
        if code // 100 in (4, 5):
            raise _no("The mail server looked at the message and refused it", code, said)
        if code != 250:
            raise smtplib.SMTPException("no answer that could be understood")

    # What went wrong -------------------------------------------------------------------------------

    def why(self, error: Exception) -> str:
        """Say in words for people why a conversation broke off."""
        host, port = self.settings.host, self.settings.port
        late = isinstance(error, TimeoutError) or isinstance(error.__context__, TimeoutError)
        if late or (self.wire is not None and self.wire.is_late):
            return "The mail server took too long to answer."
        if self.handed:
            return "The connection to the mail server broke while it took the message."
        if isinstance(error, ssl.SSLCertVerificationError):
            return (
                f"The mail server could not prove that it is {host}: its certificate is not trusted here, and "
                f"nothing was told to it. {ASK}"
            )
        if isinstance(error, ssl.SSLError):
            return f"No encrypted connection to {host} came about: “security” or “port” may be wrong. {ASK}"
        if isinstance(error, smtplib.SMTPResponseException):
            return str(_no("The mail server refused", error.smtp_code, error.smtp_error))
        if self.wire is not None or isinstance(error, smtplib.SMTPException):
            return "The connection to the mail server broke before it took the message."
        return f"No mail server answers at {host}, port {port}: is this computer online, and are both right?"


def _no(what: str, code: int, said: bytes | str) -> _Refused:
    """Tell that the server refused: what, and its numbers for whoever looks after it; its words may hold an address."""
    text = said if isinstance(said, str) else said.decode("latin-1")
    more = re.match(r"[245]\.[0-9]{1,3}\.[0-9]{1,3}\b", text)
    return _Refused(f"{what} (it says {' '.join(filter(None, [str(code), more and more[0]]))}).")


class Once:
    """Tokens that are good for one time, so that a second click sends nothing.

    They are forgotten with the process. Several threads may share one.
    """

    def __init__(self) -> None:
        self._good: OrderedDict[str, None] = OrderedDict()
        self._lock = Lock()

    def issue(self) -> str:
        """Return a new token, which nobody can guess."""
        token = secrets.token_urlsafe(18)
        with self._lock:
            self._good[token] = None
            if len(self._good) > MOST_TOKENS:
                self._good.popitem(last=False)
        return token

    def spend(self, token: str) -> bool:
        """Tell whether a token is good, which it is only once."""
        with self._lock:
            if token not in self._good:
                return False
            del self._good[token]
            return True

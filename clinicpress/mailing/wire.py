"""The wire to a mail server: a connection that ends in time, whatever the server does.

The libraries bound each wait for some bytes; a server that sends one byte at a time could hold us for
ever. Nothing is kept of what is said, and nothing is logged.
"""

from __future__ import annotations

import smtplib
import socket
from contextlib import suppress
from threading import Event, Thread
from typing import Any

AGAIN = 0.05
"""Seconds until a connection that is over its time is cut once more: it may have been changing into TLS."""


class Wire(smtplib.SMTP):
    """A connection to a mail server; the options are those of `smtplib.SMTP`.

    Raises OSError and SMTPException as that does.
    """

    def __init__(self, whole: float, **options: Any) -> None:
        self._ended = Event()
        self.is_late = False
        """Whether it was cut because all of it took more than `whole` seconds."""
        Thread(target=self._watch, args=(whole,), daemon=True).start()
        try:
            super().__init__(**options)
        except BaseException as error:
            self.close()
            if self.is_late and isinstance(error, Exception):
                raise TimeoutError from error
            raise

    def wait_for(self, seconds: float) -> None:
        """Wait so long for the next answer."""
        if self.sock is not None:
            self.sock.settimeout(seconds)

    def close(self) -> None:
        """End the connection."""
        self._ended.set()
        super().close()

    def _watch(self, whole: float) -> None:
        if self._ended.wait(whole):
            return
        self.is_late = True
        while not self._ended.wait(AGAIN):
            if self.sock is not None:
                # Not by the method of a socket in TLS, after which it would go on in the clear.
                with suppress(OSError):
                    socket.socket.shutdown(self.sock, socket.SHUT_RDWR)


class WireInTls(Wire, smtplib.SMTP_SSL):
    """A connection that is encrypted from its first byte; the options are those of `smtplib.SMTP_SSL`."""

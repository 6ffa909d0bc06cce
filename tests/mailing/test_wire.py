"""The wire: what a server does, it ends in time, and a connection that ended is not cut again."""

from __future__ import annotations

import smtplib
import ssl
import threading

import pytest

from clinicpress.mailing.wire import Wire, WireInTls
from tests.mailing.servers import DRIP, DROP, HOST, Script, scripted_server


@pytest.mark.parametrize("at", ["EHLO", "MAIL"])
def test_an_answer_without_end_is_cut_off(at: str) -> None:
    with scripted_server(Script({at: DRIP}), None) as port:
        wire = Wire(0.4, host=HOST, port=port, timeout=5.0, local_hostname="clinic.example")
        with pytest.raises(smtplib.SMTPServerDisconnected):
            while True:
                wire.docmd(at)
        assert wire.is_late
        wire.close()


def test_a_greeting_without_end_is_too_late() -> None:
    with scripted_server(Script({"": DRIP}), None) as port, pytest.raises(TimeoutError):
        Wire(0.4, host=HOST, port=port, timeout=5.0, local_hostname="clinic.example")


def test_what_drops_is_not_late() -> None:
    with scripted_server(Script({"": DROP}), None) as port, pytest.raises(smtplib.SMTPServerDisconnected):
        Wire(30, host=HOST, port=port, timeout=5.0, local_hostname="clinic.example")


@pytest.mark.usefixtures("trusted")
def test_nobody_watches_over_a_connection_that_ended(certified: ssl.SSLContext) -> None:
    before = threading.active_count()
    with scripted_server(Script({}), certified) as port:
        wire = WireInTls(
            30, host=HOST, port=port, timeout=5.0, local_hostname="clinic.example", context=ssl.create_default_context()
        )
        wire.wait_for(4)
        assert wire.ehlo()[0] == 250 and not wire.is_late
        wire.close()
        wire.wait_for(4)
    for thread in threading.enumerate():
        if thread.daemon:
            thread.join(5)
    assert threading.active_count() == before

"""What the tests of mailing share: certificates, a letter, settings for a server on this computer."""

from __future__ import annotations

import ssl
from collections.abc import Callable
from pathlib import Path

import pytest
import trustme

from clinicpress.mailing.letter import Enclosure, Letter
from clinicpress.mailing.settings import Settings
from tests.mailing.servers import HOST, PASSWORD, USER

TO = "jane.doe@patient.example"
"""Whom the tests write to: what must be found nowhere afterwards."""


@pytest.fixture(scope="session")
def authority() -> trustme.CA:
    """Who stands for the certificates of the tests' servers."""
    return trustme.CA()


@pytest.fixture(scope="session")
def certified(authority: trustme.CA) -> ssl.SSLContext:
    """The certificate of a server on this computer."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(HOST).configure_cert(context)
    return context


@pytest.fixture
def trusted(authority: trustme.CA, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Let this computer trust the certificates of the tests' servers."""
    file = tmp_path / "authority.pem"
    authority.cert_pem.write_to_path(str(file))
    monkeypatch.setenv("SSL_CERT_FILE", str(file))
    return file


@pytest.fixture
def letter() -> Letter:
    """A letter with something like a PDF."""
    pdf = b"%PDF-1.7\r\n." + bytes(range(256)) * 400
    text, page = "Breathing\n\n.A dot first\n", "<p>Breathing</p>\n<p>.A dot first</p>"
    return Letter("Information from Clinic", text, page, "en", "Clinic “One”", Enclosure(pdf, "Breathing.pdf"))


@pytest.fixture
def settings() -> Callable[..., Settings]:
    """Make settings for a server at a port of this computer, who is given little time."""

    def made(port: int, **more: object) -> Settings:
        known = {"security": "tls", "user": USER, "password": PASSWORD, "wait": 5.0, "whole": 20.0, **more}
        return Settings(HOST, port, "desk@clinic.example", **known)  # type: ignore[arg-type]

    return made

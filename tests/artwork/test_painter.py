"""The painter: messages come through whole, and it starts without anything of ours."""

from __future__ import annotations

import io
import subprocess
import sys

import pytest

from clinicpress.artwork.painter import receive, send
from tests.conftest import ROOT


@pytest.mark.parametrize("parts", [[], [b""], [b"one", b"", b"\0" * 70_000]])
def test_a_message_comes_as_it_was_sent(parts: list[bytes]) -> None:
    stream = io.BytesIO()
    send(stream, parts)
    send(stream, [b"next"])
    stream.seek(0)
    assert receive(stream) == parts
    assert receive(stream) == [b"next"]


def test_a_message_that_breaks_off_is_none() -> None:
    stream = io.BytesIO()
    send(stream, [b"words"])
    with pytest.raises(EOFError):
        receive(io.BytesIO(stream.getvalue()[:-1]))


def test_it_starts_with_little_and_ends_with_its_input() -> None:
    code = "import sys, clinicpress.artwork.painter; print([n for n in sys.modules if n.startswith('clinicpress')])"
    told = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "['clinicpress', 'clinicpress.artwork', 'clinicpress.artwork.painter']"
    request = io.BytesIO()
    send(request, [])
    ended = subprocess.run(
        [sys.executable, "-m", "clinicpress.artwork.painter"], input=request.getvalue(), cwd=ROOT, capture_output=True
    )
    assert (ended.returncode, receive(io.BytesIO(ended.stdout))) == (0, [])

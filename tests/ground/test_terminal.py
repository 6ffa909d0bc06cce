"""The streams that people read: what they lack is said with other signs, and nothing that is said acts."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

SPEAK = """
import sys
from clinicpress.ground.terminal import Speaking
with Speaking():
    print({said!r})
    {then}
"""


def spoken(said: str, then: str = "pass", encoding: str = "utf-8", out: int = subprocess.PIPE) -> tuple[int, str, str]:
    command = [sys.executable, "-c", SPEAK.format(said=said, then=then)]
    ended = subprocess.run(command, stdout=out, stderr=subprocess.PIPE, env={"PYTHONIOENCODING": encoding}, check=False)
    return ended.returncode, (ended.stdout or b"").decode(encoding), ended.stderr.decode(encoding)


@pytest.mark.parametrize(
    ("encoding", "printed"),
    [
        ("utf-8", "“a” – 2 × b → c … ж"),
        ("ascii", '"a" - 2 x b -> c ... \\u0436'),
        ("latin-1", '"a" - 2 × b -> c ... \\u0436'),
    ],
)
def test_signs_that_an_encoding_lacks_are_said_otherwise(encoding: str, printed: str) -> None:
    assert spoken("“a” – 2 × b → c … ж", encoding=encoding) == (0, f"{printed}\n", "")


def test_control_codes_are_shown() -> None:
    assert spoken("a\x1b[2J\tb\x9b\x7f\x00") == (0, "a\\u001b[2J\tb\\u009b\\u007f\\u0000\n", "")


@pytest.mark.parametrize(("then", "status"), [("pass", 1), ("sys.exit(0)", 1), ("sys.exit(70)", 70)])
def test_what_cannot_be_written_is_told_and_hides_no_other_status(then: str, status: int) -> None:
    with Path("/dev/full").open("wb") as full:
        assert spoken("a", then, out=full.fileno()) == (
            status,
            "",
            "error: what there is to say cannot be written: No space left on device\n",
        )

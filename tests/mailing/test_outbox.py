"""The outbox: drafts with the PDF of the build beside them; and the whole program, searched for an address."""

from __future__ import annotations

import os
import ssl
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from clinicpress.ground.problems import InputProblems, UsageError
from clinicpress.mailing.letter import Letter
from clinicpress.mailing.outbox import prepared, write_draft
from tests.conftest import ROOT, Finished
from tests.folders import write
from tests.mailing.conftest import TO
from tests.mailing.reading import in_python
from tests.mailing.servers import BODY, DROP, HOST, PASSWORD, USER, Mailbox, Script, real_server, scripted_server

NAME = "Breathing at home - handout - Test Clinic One"
EN = "brochures/breathing/en.yaml"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder, and a person in it."""
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


def test_a_draft_holds_the_bytes_of_the_build(press: Callable[..., Finished], workspace: Path, here: Path) -> None:
    assert press("build").status == 0
    built = (workspace / "build/one/en/standard/breathing-handout.pdf").read_bytes()
    done = press("email", "breathing", "--clinic", "one", "--to", TO, "--workspace", str(workspace))
    assert (done.status, done.err) == (0, "")
    assert done.out.startswith(f"Draft: {NAME}.eml\nPDF:   {NAME}.pdf\nOpen the draft")
    assert sorted(path.name for path in here.iterdir()) == [f"{NAME}.eml", f"{NAME}.pdf"]
    draft = (here / f"{NAME}.eml").read_bytes()
    read = in_python(draft)
    assert (read.pdf, read.file, read.headers["to"]) == (built, f"{NAME}.pdf", TO)
    assert (here / f"{NAME}.pdf").read_bytes() == built
    assert press("email", "breathing", "--clinic", "one", "--to", TO, "--workspace", str(workspace)).status == 0
    assert (here / f"{NAME}.eml").read_bytes() == draft


def test_a_draft_goes_where_it_is_wanted(press: Callable[..., Finished], workspace: Path, here: Path) -> None:
    words = ["breathing", "--clinic", "house", "--workspace", str(workspace), "--out", "new/folder/leaflet.EML"]
    assert press("email", *words).status == 0
    made = [path.relative_to(here).as_posix() for path in here.rglob("*")]
    assert sorted(made) == ["new", "new/folder", "new/folder/Breathing at home - handout.pdf", "new/folder/leaflet.EML"]
    assert "to" not in in_python((here / "new/folder/leaflet.EML").read_bytes()).headers


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["breating", "--clinic", "one"], "there is no brochure “breating”; did you mean “breathing”?"),
        (["breathing"], "Missing option '--clinic'"),
        (["breathing", "--clinic", "one", "--to", "a@b"], "the end of this e-mail address is missing"),
        (["breathing", "--clinic", "one", "--out", "x.pdf"], "a draft is an e-mail: call it x.eml, not “x.pdf”"),
        (["breathing", "--clinic", "one", "--out", "folder/"], "a draft is an e-mail: call it folder.eml"),
        (["breathing", "--clinic", "one", "--send"], "--send needs to know whom to write to"),
        (["breathing", "--clinic", "one", "--send", "--to", TO, "--out", "x.eml"], "leave --out away"),
        (["breathing", "--clinic", "one", "--send", "--to", f"{TO}\nBcc: x@y.example"], "is one line"),
    ],
    ids=lambda words: " ".join(words),
)  # fmt: skip
def test_wrong_words_write_nothing(
    words: list[str], told: str, press: Callable[..., Finished], workspace: Path, here: Path
) -> None:
    done = press("email", *words, "--workspace", str(workspace))
    assert (done.status, done.out) == (2, "")
    assert told in done.err and "jane" not in done.err
    assert list(here.iterdir()) == []


def test_a_handout_with_problems_is_not_mailed(
    press: Callable[..., Finished], workspace: Path, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(workspace, {EN: (workspace / EN).read_text(encoding="utf-8").replace("[guide]", "[gide]")})
    for words in (["--out", "x.eml"], ["--send", "--to", TO]):
        monkeypatch.setenv("CLINICPRESS_SMTP_HOST", HOST)
        monkeypatch.setenv("CLINICPRESS_SMTP_FROM", "desk@clinic.example")
        done = press("email", "breathing", "--clinic", "one", "--workspace", str(workspace), *words)
        assert done.status == 1
        assert done.err.startswith(f"{EN}:5:11: error: unknown source “gide”\n  hint: did you mean “guide”?")
    assert list(here.iterdir()) == []


def test_what_cannot_be_written_leaves_nothing_behind(letter: Letter, here: Path) -> None:
    (here / "Breathing.pdf").mkdir()
    with pytest.raises(InputProblems, match=r"Breathing\.pdf:1:1: error: the file cannot be written"):
        write_draft(letter, "x.eml")
    assert [path.name for path in here.rglob("*")] == ["Breathing.pdf"]
    with pytest.raises(UsageError):
        write_draft(letter, "")


def test_no_name_is_asked_for_twice(workspace: Path) -> None:
    made = prepared(workspace, slug="breathing", clinic="one")
    assert (made.to, made.enclosure.file) == ("", f"{NAME}.pdf")


# The whole program ---------------------------------------------------------------------------------


@pytest.fixture
def whole(workspace: Path, here: Path, trusted: Path) -> Callable[..., Finished]:
    """Run the program in a process of its own, whose home and scratch folders are below the tests'."""

    def run(port: int, *words: str) -> Finished:
        settings = {"HOST": HOST, "PORT": str(port), "SECURITY": "tls", "USER": USER, "PASSWORD": PASSWORD}
        own = {f"CLINICPRESS_SMTP_{key}": value for key, value in settings.items()}
        environment: Mapping[str, str] = {
            **os.environ, **own, "CLINICPRESS_SMTP_FROM": "desk@clinic.example", "SSL_CERT_FILE": str(trusted),
            "HOME": str(here), "TMPDIR": str(here), "XDG_CACHE_HOME": str(here), "PYTHONDONTWRITEBYTECODE": "1",
        }  # fmt: skip
        command = [sys.executable, str(ROOT / "generate.py"), "email", "breathing", "--clinic", "one"]
        command += ["--workspace", str(workspace), "--to", TO, *words]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120)
        return Finished(done.returncode, done.stdout, done.stderr)

    return run


def holding_the_address(folder: Path) -> list[str]:
    """List the files in a folder that hold the address, in any way that it may be written."""
    parts = (b"jane.doe", b"jane=2Edoe", b"amFuZS5kb2U", b"phbmUuZG9l", b"qYW5lLmRvZ")
    files = [path for path in folder.rglob("*") if path.is_file()]
    return [path.name for path in files if any(part in path.read_bytes() for part in parts)]


def test_sent_is_0_and_no_trace_is_left(
    whole: Callable[..., Finished], certified: ssl.SSLContext, tmp_path: Path
) -> None:
    box = Mailbox()
    with real_server(box, certified, implicit=True) as port:
        done = whole(port, "--send")
    assert done == Finished(0, "Sent: the mail server has taken the message.\n", "")
    assert [envelope.rcpt_tos for envelope in box.taken] == [[TO]]
    assert holding_the_address(tmp_path) == []


@pytest.mark.parametrize(
    ("answers", "told"),
    [
        ({"RCPT": f"550 5.1.1 <{TO}>: unknown"}, "Not sent. The mail server does not accept this address"),
        ({BODY: DROP}, "It may have been sent. The connection to the mail server broke while it took the message."),
    ],
    ids=["not sent", "may have been sent"],
)
def test_what_was_not_sent_is_1_and_no_trace_is_left(
    answers: dict[str, str], told: str, whole: Callable[..., Finished], certified: ssl.SSLContext, tmp_path: Path
) -> None:
    script = Script(answers)
    with scripted_server(script, certified) as port:
        done = whole(port, "--send")
    assert (done.status, done.out, script.calls) == (1, "", 1)
    assert done.err.startswith(told)
    assert "jane" not in done.err
    assert holding_the_address(tmp_path) == []


def test_only_the_draft_holds_the_address(whole: Callable[..., Finished], tmp_path: Path) -> None:
    done = whole(1, "--out", "draft.eml")
    assert (done.status, "jane" in done.out + done.err) == (0, False)
    assert holding_the_address(tmp_path) == ["draft.eml"]

"""Opening the front desk from a terminal."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import ROOT, Finished
from tests.desks import opened
from tests.frontdesk.raw import place


def test_a_folder_that_is_no_workspace_is_told(press: Callable[..., Finished], tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Dear", encoding="utf-8")
    ended = press("serve", "--workspace", str(tmp_path))
    assert ended.status == 1
    assert "editions.yaml:1:1: error: this folder is no workspace: it has no editions.yaml" in ended.err


@pytest.mark.parametrize("options", [["--host", "0.0.0.0"], ["--address", "https://desk.example.org"]])
def test_an_empty_folder_is_not_shown_to_others(
    press: Callable[..., Finished], tmp_path: Path, options: list[str]
) -> None:
    (tmp_path / "new").mkdir()
    ended = press("serve", "--workspace", str(tmp_path / "new"), *options)
    assert ended.status == 1
    assert "this folder is empty" in ended.err


@pytest.mark.parametrize("address", ["desk.example.org", "ftp://a.test", "https://a.test/desk", "https://u@a.test"])
def test_an_address_that_is_none_is_told(press: Callable[..., Finished], workspace: Path, address: str) -> None:
    ended = press("serve", "--workspace", str(workspace), "--address", address)
    assert ended.status == 2
    assert "https://desk.example.org" in ended.err


def test_what_is_missing_is_told_with_how_to_install_it(workspace: Path, tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text("import sys\nsys.modules['starlette'] = None\n", encoding="utf-8")
    ended = subprocess.run(
        [sys.executable, str(ROOT / "generate.py"), "serve", "--workspace", str(workspace)],
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert ended.returncode == 2
    assert 'pip install "clinicpress[web]"' in ended.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="a script stands for the browser")
def test_the_browser_is_opened_when_the_desk_answers_and_at_one_that_is_open_already(
    workspace: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = tmp_path / "asked"
    os.mkfifo(log)
    browser = tmp_path / "bin/xdg-open"
    browser.parent.mkdir()
    browser.write_text(f'#!/bin/sh\n"{sys.executable}" -c "$ASK" "$1" > {log}\n', encoding="utf-8")
    browser.chmod(0o755)
    monkeypatch.setenv("PATH", f"{browser.parent}:{os.environ['PATH']}")
    ask = "import sys, urllib.request as r; print(sys.argv[1], r.urlopen(sys.argv[1]).status)"
    monkeypatch.setenv("ASK", ask)
    with opened(workspace, "--open") as desk:
        assert log.read_text(encoding="utf-8") == f"{desk.address}/ 200\n"
        again = subprocess.Popen(
            [sys.executable, str(ROOT / "generate.py"), "serve", "--open", "--port", str(place(desk)[1])],
            cwd=workspace,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert log.read_text(encoding="utf-8") == f"{desk.address}/ 200\n"
        assert again.communicate(timeout=60)[0] == f"The front desk of this folder is open already: {desk.address}/\n"
        assert again.returncode == 0


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")
def test_an_empty_folder_is_asked_for_at_the_terminal_too(tmp_path: Path) -> None:
    import pty

    ours, theirs = pty.openpty()
    (tmp_path / "new").mkdir()
    with subprocess.Popen(
        [sys.executable, str(ROOT / "generate.py"), "serve", "--port", "0"],
        cwd=tmp_path / "new",
        stdin=theirs,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            assert process.stdout is not None
            assert process.stdout.readline().startswith("The front desk is open: ")
            os.write(ours, b"y\n")
            assert "A workspace was made." in process.stdout.readline()
            assert (tmp_path / "new/editions.yaml").is_file()
        finally:
            process.terminate()
            assert process.wait(30) == 0
            os.close(ours)
            os.close(theirs)

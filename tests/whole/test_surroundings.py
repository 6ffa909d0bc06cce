"""Odd surroundings: streams that lead nowhere, pipes for files, closed folders, links, names that are no text."""

from __future__ import annotations

import ctypes
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from clinicpress.ground.problems import refusals_told
from tests.conftest import ROOT, WORKSPACE, Finished
from tests.folders import EXAMPLE, Bench, call, write
from tests.pixels import png

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="needs /dev and links")
COMMAND = [sys.executable, str(ROOT / "generate.py")]
LINKS_OUT = "a link leads out of the workspace here"
Press = Callable[..., Finished]
ODD = os.fsdecode(b"odd-\xff")
"""A name that is no UTF-8."""


def is_told(finished: Finished, *said: str) -> None:
    """Check that something is told in plain words, as a problem of the input or as wrong usage."""
    assert finished.status in (1, 2), finished
    assert ": error: " in finished.err or finished.err.startswith("error: ")
    assert "Traceback" not in finished.err
    assert [words for words in said if words not in finished.err] == []


# Streams -------------------------------------------------------------------------------------------


def shell(line: str, folder: Path, **more: str) -> Finished:
    """Run a line of shell in which $press stands for the command line."""
    environment = {**os.environ, "press": " ".join(COMMAND), **more}
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", line], cwd=folder, env=environment, capture_output=True, timeout=60
    )
    return Finished(done.returncode, done.stdout.decode(), done.stderr.decode())


@pytest.mark.parametrize("closed", [">&-", "2>&-", ">&- 2>&- <&-"])
def test_closed_streams_make_no_noise_and_no_other_files(closed: str, workspace: Path) -> None:
    done = shell(f"$press build {closed}", workspace)
    assert (done.status, done.err) == (0, "")
    made = sorted((workspace / "build").rglob("*.pdf"))
    assert len(made) == 2
    assert all(path.read_bytes().startswith(b"%PDF") for path in made)


def test_nobody_listens(workspace: Path) -> None:
    assert shell("$press schema | true", workspace) == Finished(0, "", "")


def test_a_full_disk_behind_the_output_is_told(workspace: Path) -> None:
    full = shell("$press build >/dev/full", workspace)
    assert (full.status, full.err) == (
        1,
        "error: what there is to say cannot be written: No space left on device\n",
    )
    assert len(list((workspace / "build").rglob("*.pdf"))) == 2
    assert shell("$press nonsense 2>/dev/full", workspace).status == 2


@pytest.mark.parametrize("encoding", ["ascii", "latin-1"])
def test_a_terminal_that_lacks_our_signs(encoding: str, workspace: Path) -> None:
    (workspace / "clinics/one.yaml").write_text("name: Klinik Őr\n", encoding="utf-8")
    line = "$press list; $press list --json | $python -c 'import json, sys; print(ascii(json.load(sys.stdin)))'"
    told = shell(line, workspace, PYTHONIOENCODING=encoding, python=sys.executable)
    assert (told.status, told.err) == (0, "")
    assert "Klinik \\u0150r" in told.out
    assert "'Klinik \\u0150r'" in told.out
    told = shell("$press check nobody", workspace, PYTHONIOENCODING=encoding)
    assert (told.status, told.err) == (2, 'error: there is no brochure "nobody"; known here: breathing\n')


def test_control_codes_are_shown_and_not_obeyed(workspace: Path) -> None:
    told = shell("$press build --edition $'a\\e[31mb\\x9bc'", workspace)
    assert (told.status, told.err) == (2, "error: there is no edition “a\\u001b[31mb\\udc9bc”; known here: standard\n")


# What stands in a file's place -----------------------------------------------------------------------


@pytest.mark.parametrize("what", ["pipe", "device", "huge"])
@pytest.mark.parametrize(
    "words",
    [
        ("preflight", "it.pdf"),
        ("compare", "it.pdf", "it.pdf"),
        ("compare", "it.yaml", "it.yaml"),
        ("new", "rest", "--from", "it.txt"),
        ("new", "rest", "--from", "it.docx"),
    ],
    ids=" ".join,
)
def test_no_command_waits_for_a_pipe_or_reads_a_device(
    what: str, words: tuple[str, ...], press: Press, workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(workspace)
    for name in {word for word in words if word.startswith("it.")}:
        if what == "pipe":
            os.mkfifo(name)
        elif what == "device":
            Path(name).symlink_to("/dev/zero")
        else:
            with Path(name).open("wb") as file:
                file.truncate(2**40)
    is_told(press(*words))


@pytest.mark.parametrize("name", ["brochures/breathing/en.yaml", "editions.yaml", "clinics/one.yaml"])
def test_a_pipe_in_the_workspace(name: str, press: Press, workspace: Path) -> None:
    (workspace / name).unlink()
    os.mkfifo(workspace / name)
    is_told(press("build"), f"{name}:1:1: error: “{name}” is not a file")


@pytest.mark.parametrize(
    "name", ["manifest.json", ".clinicpress/state.txt", ".clinicpress/lock", "one/en/standard/breathing-handout.pdf"]
)
def test_a_pipe_in_the_output_folder_is_replaced(name: str, press: Press, workspace: Path) -> None:
    (workspace / "build" / name).parent.mkdir(parents=True)
    os.mkfifo(workspace / "build" / name)
    assert press("build").status == 0
    assert len([path for path in (workspace / "build").rglob("*.pdf") if path.is_file()]) == 2


# What may not be looked into -------------------------------------------------------------------------


def give_up_power() -> None:
    """Obey the permissions of files, even as root."""
    for capability in (1, 2):  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH
        ctypes.CDLL(None).prctl(24, capability, 0, 0, 0)  # PR_CAPBSET_DROP; fails for who has no such power


@pytest.mark.parametrize(
    ("closed", "words", "told"),
    [
        ("clinics", ["build"], "clinics:1:1: error: this folder cannot be read: Permission denied"),
        ("brochures", ["list"], "brochures:1:1: error: this folder cannot be read: Permission denied"),
        ("brochures/breathing", ["check"], "brochures/breathing:1:1: error: this folder cannot be read"),
        ("templates", ["build"], "templates/locales:1:1: error: this folder cannot be read"),
        ("fonts", ["build"], "“fonts/catalog.yaml” cannot be read: Permission denied"),
        ("brochures", ["new", "rest"], "brochures/rest/en.yaml:1:1: error: this cannot be used: Permission denied"),
        ("build/one", ["compare", "build", "build"], "build/one:1:1: error: this cannot be used: Permission denied"),
        ("build/.clinicpress", ["build"], "the file cannot be written: Permission denied"),
    ],
)
def test_what_may_not_be_read_is_told(closed: str, words: list[str], told: str, workspace: Path) -> None:
    (workspace / closed).mkdir(parents=True, exist_ok=True)
    (workspace / closed).chmod(0)
    try:
        done = subprocess.run(
            [*COMMAND, *words], cwd=workspace, preexec_fn=give_up_power, capture_output=True, text=True, timeout=60
        )
    finally:
        (workspace / closed).chmod(0o755)
    is_told(Finished(done.returncode, done.stdout, done.stderr), told)


def test_only_what_the_system_refuses_about_a_file_is_the_inputs_fault() -> None:
    with pytest.raises(OSError, match="no room"), refusals_told():
        raise OSError("no room")


# Names -----------------------------------------------------------------------------------------------


def test_folders_whose_names_are_no_text(press: Press, workspace: Path) -> None:
    assert press("build").status == 0
    folder = workspace.rename(workspace.with_name(ODD))
    told = shell("$press build --out $odd && $press build --out $odd && $press compare build $odd", folder, odd=ODD)
    assert (told.status, told.err) == (0, "")
    assert "odd-\\udcff/one/en/standard/breathing-handout.pdf" in told.out
    assert "Nothing to make: 2 files" in told.out and "No differences." in told.out


@pytest.mark.parametrize("name", [f"brochures/{ODD}/en.yaml", f"brochures/breathing/{ODD}.yaml", f"clinics/{ODD}.yaml"])
def test_files_whose_names_are_no_text_are_told_of(name: str, workspace: Path) -> None:
    write(workspace, {name: WORKSPACE["clinics/house.yaml" if "clinics" in name else "brochures/breathing/en.yaml"]})
    done = shell("$press build", workspace)
    is_told(done, name.replace("\udcff", "\\udcff") + ":")
    assert len(list((workspace / "build").rglob("*.pdf"))) == 2


def test_an_article_whose_name_is_no_text(press: Press, desk: Path) -> None:
    (desk / f"{ODD}.txt").write_text("Rest\n\nLie down.\n", encoding="utf-8")
    assert press("new", "rest", "--workspace", str(desk), "--from", str(desk / f"{ODD}.txt")).status == 0
    assert "“odd-\ufffd.txt”" in (desk / "brochures/rest/en.yaml").read_text(encoding="utf-8")


LONG = "n" * 256


@pytest.mark.parametrize(
    "words",
    [
        ("new", LONG),
        ("new", "--workspace", LONG),
        ("new", "rest", "--from", f"{LONG}.md"),
        ("preflight", f"{LONG}.pdf"),
        ("compare", f"{LONG}.pdf", f"{LONG}.pdf"),
        ("build", "--out", LONG),
        ("build", "--out", f"{LONG}/b"),
    ],
    ids=lambda words: words[0],
)
def test_names_that_are_too_long(
    words: tuple[str, ...], press: Press, workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(workspace)
    done = press(*words)
    assert done.status in (1, 2)
    assert "rror: " in done.err and "Traceback" not in done.err


# Links -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("words", [("build",), ("build", "--prune"), ("build", "--force")], ids=" ".join)
def test_an_output_folder_that_leads_to_itself(words: tuple[str, ...], press: Press, workspace: Path) -> None:
    (workspace / "build").symlink_to("build")
    is_told(press(*words), "the file cannot be written: Too many levels of symbolic links")


@pytest.mark.parametrize("link", ["brochures/rest/figures", "brochures/rest", "brochures", "brochures/sources.yaml"])
def test_a_draft_is_never_written_through_a_link(link: str, press: Press, desk: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    if (desk / link).exists():
        (desk / link).rename(outside / "there")
    (desk / link).parent.mkdir(parents=True, exist_ok=True)
    (desk / link).symlink_to(outside / "there" if (outside / "there").exists() else outside)
    before = sorted(outside.rglob("*"))
    (tmp_path / "i.png").write_bytes(png(60, 60))
    article = tmp_path / "article.md"
    article.write_text("# Rest\n\nLie down.\n\n![Bed](i.png)\n\nSource: Doe J. A book. 2020.\n", encoding="utf-8")
    is_told(press("new", "rest", "--workspace", str(desk), "--from", str(article)), LINKS_OUT)
    assert sorted(outside.rglob("*")) == before


def test_a_folder_in_the_place_of_a_picture(press: Press, desk: Path, tmp_path: Path) -> None:
    (desk / "brochures/rest/figures/i.png").mkdir(parents=True)
    (tmp_path / "i.png").write_bytes(png(60, 60))
    article = tmp_path / "article.md"
    article.write_text("# Rest\n\nLie down.\n\n![Bed](i.png)\n", encoding="utf-8")
    done = press("new", "rest", "--workspace", str(desk), "--from", str(article))
    is_told(done, "brochures/rest/figures/i.png:1:1: error: another picture, or a folder, has this name already")
    assert not (desk / "brochures/rest/en.yaml").exists()


def test_prune_follows_no_link(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bench = Bench(tmp_path / "workspace", tmp_path, call)
    write(bench.root, EXAMPLE)
    assert bench.build() == 0
    (bench.out / "two").rename(tmp_path / "elsewhere")
    (bench.out / "two").symlink_to(tmp_path / "elsewhere")
    (bench.root / "clinics/two.yaml").unlink()
    assert bench.build("--prune") == 0
    assert "two/en/large/breathing-handout.pdf: no job makes it any more, but" in capsys.readouterr().err
    assert len(list((tmp_path / "elsewhere").rglob("*.pdf"))) == 4


def test_a_folder_that_is_gone(tmp_path: Path) -> None:
    done = shell("mkdir gone; cd gone; rmdir ../gone; $press list", tmp_path)
    assert (done.status, done.err) == (2, "error: the folder that you are in is gone: go into another one\n")

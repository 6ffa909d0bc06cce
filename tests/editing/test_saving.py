"""A text gets into its file whole, and never over somebody else's; no other file is ever written."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest

from clinicpress.editing.saving import Conflict, Opened, WithProblems, create, editable, open_file, save
from clinicpress.ground.problems import InputProblems
from tests.conftest import WORKSPACE

EN = "brochures/breathing/en.yaml"


@pytest.fixture
def opened(workspace: Path) -> Opened:
    return open_file(workspace, EN)


def on_disk(workspace: Path) -> dict[str, bytes]:
    return {str(path.relative_to(workspace)): path.read_bytes() for path in workspace.rglob("*") if path.is_file()}


def test_brochures_clinics_sources_and_editions_can_be_edited(workspace: Path) -> None:
    assert editable(workspace) == [
        EN,
        "clinics/house.yaml",
        "clinics/one.yaml",
        "brochures/sources.yaml",
        "editions.yaml",
    ]


def test_a_text_is_saved_and_nothing_else_changes(workspace: Path, opened: Opened) -> None:
    before = on_disk(workspace)
    text = opened.text.replace("at home", "at work — 🩺")
    saved = save(workspace, EN, text, opened.digest)
    assert on_disk(workspace) == {**before, EN: text.encode()}
    assert open_file(workspace, EN).digest == saved.digest
    assert saved.problems == ()


def test_line_ends_and_marks_are_those_of_the_text(workspace: Path) -> None:
    content = ("\ufeff" + WORKSPACE[EN].replace("\n", "\r\n")).encode()
    (workspace / EN).write_bytes(content)
    opened = open_file(workspace, EN)
    assert opened.text.encode() == content
    save(workspace, EN, opened.text.replace("at home", "at work"), opened.digest)
    assert (workspace / EN).read_bytes() == content.replace(b"at home", b"at work")


@pytest.mark.skipif(os.name == "nt", reason="modes are those of Unix")
def test_who_may_read_a_file_stays_so(workspace: Path, opened: Opened) -> None:
    (workspace / EN).chmod(0o640)
    save(workspace, EN, opened.text + "# more\n", opened.digest)
    assert (workspace / EN).stat().st_mode & 0o777 == 0o640


def test_what_somebody_else_saved_meanwhile_stays(workspace: Path, opened: Opened) -> None:
    theirs = opened.text.replace("at home", "at sea")
    (workspace / EN).write_text(theirs, encoding="utf-8")
    with pytest.raises(Conflict, match="somebody else") as told:
        save(workspace, EN, opened.text.replace("at home", "at work"), opened.digest)
    assert told.value.theirs.text == theirs
    assert (workspace / EN).read_text(encoding="utf-8") == theirs
    # With what they have as what one saw, it is saved.
    save(workspace, EN, opened.text, told.value.theirs.digest)
    assert (workspace / EN).read_text(encoding="utf-8") == opened.text


def test_the_same_text_is_saved_by_both(workspace: Path, opened: Opened) -> None:
    mine = opened.text + "# the same\n"
    save(workspace, EN, mine, opened.digest)
    stamp = (workspace / EN).stat().st_mtime_ns
    save(workspace, EN, mine, opened.digest)
    assert (workspace / EN).stat().st_mtime_ns == stamp


def test_of_many_who_save_at_once_one_does(workspace: Path, opened: Opened) -> None:
    ended: list[str] = []

    def try_to_save(number: int) -> None:
        try:
            save(workspace, EN, f"{opened.text}# {number}\n", opened.digest)
            ended.append("saved")
        except Conflict:
            ended.append("refused")

    threads = [threading.Thread(target=try_to_save, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(ended) == ["refused"] * 7 + ["saved"]


def test_problems_are_saved_only_where_one_says_so(workspace: Path, opened: Opened) -> None:
    wrong = opened.text.replace("title: Breathing at home", 'title: ""')
    with pytest.raises(WithProblems, match="this text is empty"):
        save(workspace, EN, wrong, opened.digest)
    assert (workspace / EN).read_text(encoding="utf-8") == opened.text
    saved = save(workspace, EN, wrong, opened.digest, despite_problems=True)
    assert [problem.message for problem in saved.problems] == ["this text is empty"]
    assert (workspace / EN).read_text(encoding="utf-8") == wrong


@pytest.mark.parametrize(
    "text", ["title: [", "title: a\ntitle: b\n", "title: a\x07\n", "", "title: \ud800\n", "# " + "é" * 1_500_000]
)
def test_what_cannot_be_read_is_never_saved(workspace: Path, opened: Opened, text: str) -> None:
    with pytest.raises(InputProblems):
        save(workspace, EN, text, opened.digest, despite_problems=True)
    assert (workspace / EN).read_text(encoding="utf-8") == opened.text


@pytest.mark.parametrize(
    "name",
    [
        "", ".", "/etc/passwd", "../outside.yaml", "brochures/../editions.yaml", "brochures//breathing/en.yaml",
        "brochures/breathing/EN.yaml", "./editions.yaml", "editions.yaml\0", "clinics/two.yaml", "clinics\\one.yaml",
        "templates/themes/calm.yaml", "brochures/breathing/figures/a.yaml", "clinics/linked.yaml",
        "clinics/folder.yaml", "brochures/_hidden/en.yaml", "brochures/away/en.yaml",
    ],
)  # fmt: skip
def test_other_names_are_refused(workspace: Path, tmp_path: Path, name: str) -> None:
    outside = tmp_path / "outside.yaml"
    outside.write_text("name: A\n", encoding="utf-8")
    (workspace / "clinics/linked.yaml").symlink_to(outside)
    (workspace / "clinics/folder.yaml").mkdir()
    (workspace / "brochures/_hidden").mkdir()
    (workspace / "brochures/_hidden/en.yaml").write_text("a: b\n", encoding="utf-8")
    (tmp_path / "en.yaml").write_text("a: b\n", encoding="utf-8")
    (workspace / "brochures/away").symlink_to(tmp_path, target_is_directory=True)
    for refused in (lambda: open_file(workspace, name), lambda: save(workspace, name, "name: B\n", "")):
        with pytest.raises(InputProblems, match="no such file to edit"):
            refused()
    assert outside.read_text(encoding="utf-8") == "name: A\n"


def test_a_link_within_the_workspace_stays_one(workspace: Path) -> None:
    (workspace / "clinics/alias.yaml").symlink_to("one.yaml")
    opened = open_file(workspace, "clinics/alias.yaml")
    save(workspace, "clinics/alias.yaml", opened.text + "fax: (555) 555-0109\n", opened.digest)
    assert (workspace / "clinics/alias.yaml").is_symlink()
    assert "fax" in (workspace / "clinics/one.yaml").read_text(encoding="utf-8")


def test_other_encodings_are_told(workspace: Path) -> None:
    (workspace / EN).write_bytes("title: Über\n".encode("latin-1"))
    with pytest.raises(InputProblems, match="not saved as UTF-8"):
        open_file(workspace, EN)


def test_a_disk_that_takes_nothing_is_told(workspace: Path, opened: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(InputProblems, match="No space left"):
        save(workspace, EN, opened.text + "# more\n", opened.digest)
    monkeypatch.undo()
    assert (workspace / EN).read_text(encoding="utf-8") == opened.text
    assert [path.name for path in workspace.iterdir() if path.name.startswith(".")] == []


def test_nothing_that_is_there_is_begun_again(workspace: Path) -> None:
    with pytest.raises(InputProblems, match="already"):
        create(workspace, "clinics/one.yaml", "name: B\n")
    assert create(workspace, "clinics/two.yaml", "name: B\n").problems == ()
    assert "clinics/two.yaml" in editable(workspace)

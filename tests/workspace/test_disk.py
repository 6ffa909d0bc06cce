"""A folder as a workspace: links, what ships with the program, and what is remembered of what was read."""

from __future__ import annotations

import hashlib
import os
import time
from pathlib import Path
from typing import Any

import pytest

from clinicpress.ground import stamps
from clinicpress.workspace.disk import SHIPPED, Disk, on_disk
from clinicpress.workspace.snapshot import Snapshot
from clinicpress.workspace.workspace import Unread
from tests.folders import write

ICON = "templates/icons/lungs.svg"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A folder with one clinic, and a secret beside it."""
    (tmp_path / "secret.yaml").write_bytes(b"name: Secret\n")
    (tmp_path / "workspace/clinics").mkdir(parents=True)
    (tmp_path / "workspace/clinics/One.yaml").write_bytes(b"name: One\n")
    return tmp_path / "workspace"


def why_not(root: Path, name: str) -> tuple[str, str]:
    """Return why a file cannot be read, and what may help."""
    with pytest.raises(Unread) as told:
        Disk(root).content(name, 1_000)
    return told.value.message, told.value.hint


def test_an_own_file_wins_over_the_one_that_ships(root: Path) -> None:
    assert Disk(root).content(ICON, 100_000) == (SHIPPED / ICON).read_bytes()
    (root / ICON).parent.mkdir(parents=True)
    (root / ICON).write_bytes(b"<svg/>")
    assert Disk(root).content(ICON, 100_000) == b"<svg/>"


def test_nothing_but_templates_and_fonts_ships(root: Path) -> None:
    assert (SHIPPED / "editions.yaml").exists()
    assert not Disk(root).has("editions.yaml")
    assert why_not(root, "editions.yaml")[0] == "this folder is no workspace: it has no editions.yaml"


def test_a_link_is_followed_inside_the_folder_only(root: Path) -> None:
    links = {"in.yaml": "One.yaml", "out.yaml": root.parent / "secret.yaml", "circle.yaml": "circle.yaml"}
    for name, target in links.items():
        (root / "clinics" / name).symlink_to(target)
    (root / "brochures").symlink_to(root.parent)
    disk = Disk(root)
    assert disk.content("clinics/in.yaml", 1_000) == b"name: One\n"
    assert [disk.has(f"clinics/{name}") for name in links] == [True, False, False]
    assert not disk.has("brochures/secret.yaml")
    for name in ("clinics/out.yaml", "brochures/secret.yaml"):
        assert why_not(root, name) == (
            f"“{name}” is a link that leads out of the workspace",
            "copy the file into the workspace",
        )


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("clinics", ("“clinics” is not a file", "")),
        (
            "clinics/one.yaml",
            (
                "there is no file “clinics/one.yaml”, but one whose capital letters differ: “One.yaml”",
                "write “One.yaml”",
            ),
        ),
        ("clinics/Ones.yaml", ("there is no file “clinics/Ones.yaml”", "did you mean “One.yaml”?")),
        ("fonts/own.ttf", ("there is no file “fonts/own.ttf”", "put the file there, or mend its name")),
        ("x" * 300, (f"there is no file “{'x' * 300}”", "put the file there, or mend its name")),
        ("clinics/\ud800.yaml", ("there is no file “clinics/\ud800.yaml”", "did you mean “One.yaml”?")),
    ],
)
def test_it_is_said_why_a_file_is_missing(root: Path, name: str, said: tuple[str, str]) -> None:
    assert not Disk(root).has(name)
    assert why_not(root, name) == said


def test_no_pipe_is_waited_for(root: Path) -> None:
    os.mkfifo(root / "clinics/pipe.yaml")
    disk = Disk(root)
    assert not disk.has("clinics/pipe.yaml")
    assert disk.digest("clinics/pipe.yaml") is None
    assert why_not(root, "clinics/pipe.yaml")[0] == "“clinics/pipe.yaml” is not a file"


def test_a_digest_is_of_what_was_read_and_not_of_what_came_later(root: Path) -> None:
    disk, name = Disk(root), "clinics/One.yaml"
    first = disk.content(name, 1_000)
    (root / name).write_bytes(b"name: Two\n")
    assert disk.digest(name) == hashlib.sha256(first).hexdigest()
    assert Disk(root).digest(name) == hashlib.sha256(b"name: Two\n").hexdigest()
    assert disk.content(name, 1_000) == b"name: Two\n"
    assert disk.digest(name) == Disk(root).digest(name)


def test_only_a_folder_is_on_the_disk(root: Path) -> None:
    disk = Disk(root)
    assert on_disk(disk) is disk
    with pytest.raises(TypeError, match="a folder is needed here, not Snapshot"):
        on_disk(Snapshot(disk))


def test_what_is_no_longer_as_it_was_asked_for_is_told_once(root: Path) -> None:
    disk = Disk(root)
    names = [f"clinics/{name}.yaml" for name in ("One", "kept", "gone", "new", "unread")]
    for name in (names[1], names[2]):
        (root / name).write_bytes(b"name: Kept\n")
    for name in names[:2]:
        disk.content(name, 1_000)
    assert [disk.has(name) for name in names[2:4]] == [True, False]
    with pytest.raises(Unread):
        disk.content(names[4], 1_000)
    assert disk.look_again() == set()
    (root / names[0]).write_bytes(b"name: Two\n")
    (root / names[2]).unlink()
    for name in names[3:]:
        (root / name).write_bytes(b"name: New\n")
    assert disk.look_again() == {names[0], *names[2:]}
    assert disk.digest(names[0]) == hashlib.sha256(b"name: Two\n").hexdigest()
    assert disk.look_again() == set()


def test_what_clinics_files_were_like_is_forgotten(root: Path) -> None:
    disk, names = Disk(root), ["clinics/One.yaml", "clinics/kept.yaml", "brochures/a.yaml"]
    for name in names:
        write(root, {name: "name: Before\n"})
        disk.content(name, 1_000)
    before = disk.digest(names[0])
    for name in names:
        write(root, {name: "name: Now\n"})
    disk.forget_clinics({names[1], "clinics/unknown.yaml"})
    now, *kept = map(disk.digest, names)
    assert now == hashlib.sha256(b"name: Now\n").hexdigest()
    assert kept == [before, before]


def test_a_file_of_the_same_size_that_was_written_just_now_is_read_again(root: Path) -> None:
    disk, file = Disk(root), root / "clinics/One.yaml"
    disk.digest("clinics/One.yaml")
    times = file.stat().st_mtime_ns
    for content in (b"name: Two\n", b"name: Six\n"):
        file.write_bytes(content)
        os.utime(file, ns=(times, times))
        assert disk.look_again() == {"clinics/One.yaml"}


def test_it_is_known_what_a_file_looked_like_before_it_was_read(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    name, other = "clinics/One.yaml", "clinics/none.yaml"
    os.utime(root / name, ns=(1, 1))
    young = Disk(root)
    young.content(name, 1_000)
    assert young.looked(name) == "", "it could be changed again without looking different"
    hurry, clock = hashlib.sha256, [time.time_ns()]

    def take_long(content: bytes) -> Any:
        clock.append(clock[0] + 10 * stamps.TOO_YOUNG)
        return hurry(content)

    with monkeypatch.context() as slow:
        slow.setattr(time, "time_ns", lambda: clock[-1])
        slow.setattr(hashlib, "sha256", take_long)
        young.content(name, 1_000)
    assert (young.looked(name), len(clock)) == ("", 2), "however long it takes to read it"
    monkeypatch.setattr(stamps, "TOO_YOUNG", 0)
    by_content, by_digest = Disk(root), Disk(root)
    by_content.content(name, 1_000)
    by_digest.digest(name)
    before = stamps.stamp(root / name)
    (root / name).write_bytes(b"name: Another\n")
    assert before != stamps.stamp(root / name)
    assert [disk.looked(name) for disk in (by_content, by_digest)] == [before, before]
    assert (by_digest.digest(other), by_digest.looked(other), by_digest.looked("clinics/unasked.yaml")) == (
        None,
        "",
        "",
    )
    by_content.forget_clinics(frozenset())
    assert by_content.looked(name) == ""

"""Freshness: what a build was asked for has a name, and the state of its files is written, read and compared."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from clinicpress.building.freshness import (
    END,
    INPUT,
    KEYS,
    OUTPUT,
    STATE,
    given,
    is_unchanged,
    key_of,
    key_of_build,
    key_of_words,
    nothing_to_make,
    read_state,
    state_line,
)
from clinicpress.ground.stamps import stamp


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    """Two files, one that was read and one that was made."""
    found = [tmp_path / "read.yaml", tmp_path / "made.pdf"]
    for file in found:
        file.write_bytes(b"x")
    return found


def keep(folder: Path, files: list[Path], key: str = "key", end: str = END) -> None:
    """Write a state as a build does: the first file was read, the others were made."""
    kinds = [INPUT, *[OUTPUT] * (len(files) - 1)]
    lines = [state_line(kind, str(file), stamp(file)) for kind, file in zip(kinds, files, strict=True)]
    (folder / STATE).write_bytes(os.fsencode(key) + b"".join(lines) + f"\n{end}".encode())


def test_the_files_of_a_state_are_read_as_they_were_written(tmp_path: Path, files: list[Path]) -> None:
    odd = tmp_path / "a\ttab \udcff ü.pdf"
    keep(tmp_path, [*files, odd])
    assert list(read_state(tmp_path)) == [
        ("", "key", ""),
        (INPUT, str(files[0]), stamp(files[0])),
        (OUTPUT, str(files[1]), stamp(files[1])),
        (OUTPUT, str(odd), ""),
    ]
    assert is_unchanged(tmp_path, "key") == 2


def test_one_of_several_keys_is_enough(tmp_path: Path, files: list[Path]) -> None:
    keep(tmp_path, files, f"one{KEYS}other")
    assert [is_unchanged(tmp_path, key) for key in ("one", "other", f"one{KEYS}other", "on", "")] == [1, 1, None, None,
                                                                                                     None]  # fmt: skip


def test_another_copy_of_the_program_has_another_key(monkeypatch: pytest.MonkeyPatch) -> None:
    here = key_of("build")
    monkeypatch.setattr("clinicpress.building.freshness.__file__", "/another/clinicpress/building/freshness.py")
    assert key_of("build") != here


@pytest.mark.parametrize("number", [0, 1])
@pytest.mark.parametrize("how", ["gone", "longer", "touched", "replaced"])
def test_any_change_of_a_file_shows(how: str, number: int, tmp_path: Path, files: list[Path]) -> None:
    keep(tmp_path, files)
    file = files[number]
    if how == "gone":
        file.unlink()
    elif how == "longer":
        file.write_bytes(b"xx")
    elif how == "touched":
        os.utime(file, ns=(1, 1))
    else:
        other = tmp_path / "other"
        other.write_bytes(b"x")
        os.utime(other, ns=(file.stat().st_atime_ns, file.stat().st_mtime_ns))
        other.rename(file)
    assert is_unchanged(tmp_path, "key") is None


def test_a_file_that_was_missed_and_came_shows(tmp_path: Path, files: list[Path]) -> None:
    missed = tmp_path / "own.yaml"
    keep(tmp_path, [missed, *files])
    assert is_unchanged(tmp_path, "key") == 2
    missed.write_bytes(b"")
    assert is_unchanged(tmp_path, "key") is None


@pytest.mark.parametrize("end", ["", "that is", f"{END}\n"], ids=repr)
def test_half_a_state_is_none(end: str, tmp_path: Path, files: list[Path]) -> None:
    keep(tmp_path, files, end=end)
    assert is_unchanged(tmp_path, "key") is None


def test_without_a_state_nothing_is_known(tmp_path: Path) -> None:
    assert is_unchanged(tmp_path / "nowhere", "key") is None
    (tmp_path / STATE).write_bytes(b"")
    assert is_unchanged(tmp_path, "key") is None
    (tmp_path / STATE).unlink()
    (tmp_path / STATE).mkdir()
    assert (is_unchanged(tmp_path, "key"), list(read_state(tmp_path))) == (None, [])


def test_the_key_of_a_build_tells_apart_what_makes_other_files(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "w")
    none = ((), (), (), (), ())
    key = key_of_build(tmp_path / "w", tmp_path / "o", *none)
    assert key == key_of_build(tmp_path / "link", f"{tmp_path}/o/", [], [], [], [], [])
    others = [
        key_of_build(tmp_path / "w2", tmp_path / "o", *none),
        key_of_build(tmp_path / "w", tmp_path / "o2", *none),
        *(
            key_of_build(tmp_path / "w", tmp_path / "o", *none[:number], ["a"], *none[number + 1 :])
            for number in range(5)
        ),
    ]
    assert len({key, *others}) == 8
    assert sys.version in key_of() and KEYS not in key_of("a\tb")


@pytest.mark.parametrize(
    ("words", "same"),
    [
        (["build", "--jobs", "3"], True),
        (["build", "--jobs=3"], True),
        (["--jobs", "3", "build"], True),
        (["build", "--out", "build"], False),
        (["build", "breathing"], False),
        (["build", "--clinic", "one"], False),
    ],
)
def test_the_key_of_words_tells_apart_all_words_but_the_number_of_processes(words: list[str], same: bool) -> None:
    assert (key_of_words(words) == key_of_words(["build"])) == same


def test_the_key_of_words_is_of_the_folders_that_they_mean(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    here = key_of_words(["build"])
    monkeypatch.chdir(tmp_path)
    assert key_of_words(["build"]) != here


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ([], "build"),
        (["x", "--out", "a"], "a"),
        (["x", "--out=a"], "a"),
        (["x", "--out", "a", "--out=b"], "b"),
        (["x", "--out=a", "--out", "b"], "b"),
        (["x", "--outer", "a"], "build"),
        (["x", "--out"], "build"),
    ],
)
def test_the_last_value_of_an_option_counts(words: list[str], found: str) -> None:
    assert given(words, "--out", "build") == found


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (0, "Nothing to make: 0 files are as they should be."),
        (1, "Nothing to make: 1 file is as they should be."),
        (12345, "Nothing to make: 12,345 files are as they should be."),
    ],
)
def test_how_it_is_said(count: int, said: str) -> None:
    assert nothing_to_make(count) == said


def test_it_loads_nothing_that_takes_time() -> None:
    code = "import sys; b = set(sys.modules); import clinicpress.building.freshness; print(*set(sys.modules) - b)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    ours = {name for name in loaded if name.startswith("clinicpress")}
    assert ours == {
        "clinicpress", "clinicpress.building", "clinicpress.building.freshness",
        "clinicpress.ground", "clinicpress.ground.stamps",
    }  # fmt: skip
    assert not set(loaded) & {"pathlib", "dataclasses", "typing", "json", "re", "click", "pydantic"}

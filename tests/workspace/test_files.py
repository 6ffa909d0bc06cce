"""Drafts of files are taken away when nobody writes them any more."""

from __future__ import annotations

import hashlib
import os
import threading
from io import FileIO
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from clinicpress.ground.stamps import stamp
from clinicpress.workspace import files
from clinicpress.workspace.files import (
    clear_drafts,
    content_and_stamp,
    digest_and_stamp,
    read_lines,
    write_whole,
)

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer


@pytest.mark.parametrize("content", [b"0123456789" * 9, [b"0123456789"] * 9], ids=["whole", "in parts"])
def test_a_disk_that_takes_less_at_once_gets_all_of_a_file(
    content: bytes | list[bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Stingy(FileIO):
        def write(self, part: ReadableBuffer, /) -> int:
            return super().write(bytes(part)[:7])

    monkeypatch.setattr(files, "open", lambda path, mode, *_: Stingy(path, mode), raising=False)
    write_whole(tmp_path / "new" / "file", content, tmp_path / "drafts")
    assert (tmp_path / "new" / "file").read_bytes() == b"0123456789" * 9
    assert list((tmp_path / "drafts").iterdir()) == []


def test_the_drafts_of_a_dead_process_go_even_while_it_is_being_buried(tmp_path: Path) -> None:
    def bury(dead: int, begun: threading.Event, later: int) -> None:
        begun.wait()
        for _ in range(later):
            tmp_path.stat()
        os.waitpid(dead, 0)

    for turn in range(200):
        dead = os.posix_spawn("/bin/true", ["true"], {})
        os.waitid(os.P_PID, dead, os.WEXITED | os.WNOWAIT)
        for number in range(10):
            (tmp_path / f"{dead}-{number}-handout.pdf").touch()
        begun = threading.Event()
        burial = threading.Thread(target=bury, args=(dead, begun, turn % 20))
        burial.start()
        begun.set()
        clear_drafts(tmp_path)
        burial.join()
        assert list(tmp_path.iterdir()) == []


def test_lines_are_read_one_by_one_of_a_file_that_is_not_too_big(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes(b"one\r\n\ntwo \x85 and more")
    assert list(read_lines(file, 100)) == [b"one\r\n", b"\n", b"two \x85 and more"]
    with pytest.raises(OSError, match="is too big"):
        next(read_lines(file, 10))
    with pytest.raises(OSError, match="is a pipe or a device"):
        next(read_lines("/dev/null", 10))


@pytest.mark.parametrize("grows", [False, True])
def test_a_file_is_read_to_its_end_even_while_it_grows(
    grows: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes(b"12345")
    before = stamp(file)
    rightly = os.fstat

    def looked_at(number: int) -> os.stat_result:
        status = rightly(number)
        if grows:
            file.write_bytes(b"1234567890")
        return status

    monkeypatch.setattr(os, "fstat", looked_at)
    content = b"1234567890" if grows else b"12345"
    assert content_and_stamp(file, 10) == (content, before)
    file.write_bytes(b"12345")
    assert digest_and_stamp(file)[0] == hashlib.sha256(content).hexdigest()
    assert digest_and_stamp(tmp_path / "none") == (None, "")

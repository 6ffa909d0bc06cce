"""The preflight: everything of ours passes, and commands and folders say what and where."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pikepdf import Name, Pdf

from clinicpress.content.edition import Job
from clinicpress.inspection.preflight import inspect_file
from tests.conftest import Finished
from tests.inspection.damage import HANDOUT, SOURCE, SUMMARY, annotation, answers, broken, drop, gone, line, put


def test_everything_of_ours_passes_without_a_warning(printed: dict[Job, bytes], tmp_path: Path) -> None:
    assert len(printed) == 16
    file = tmp_path / "one.pdf"
    for job, content in printed.items():
        file.write_bytes(content)
        found = answers(inspect_file(file))
        assert found.pop("unchanged") == "cannot tell"
        assert set(found.values()) == {"passed"}, (job, found)


# In its folder, and on the command line ------------------------------------------------------------


def test_a_file_changed_after_the_build_is_noticed(
    press: Callable[..., Finished], workspace: Path, tmp_path: Path
) -> None:
    assert press("build").status == 0
    file = workspace / "build" / "one" / "en" / "standard" / "breathing-handout.pdf"
    assert answers(inspect_file(file))["unchanged"] == "passed"
    file.write_bytes(broken(file.read_bytes(), lambda pdf: None))
    changed = answers(inspect_file(file))
    assert changed.pop("unchanged") == "failed"
    assert set(changed.values()) == {"passed"}
    done = press("preflight", str(file))
    assert done.status == 1
    assert done.err == f"{file}:1:1: error: the file was changed after it was built: build it again\n"


def test_the_command_line_says_what_and_where(
    press: Callable[..., Finished], printed: dict[Job, bytes], tmp_path: Path
) -> None:
    good, bad, none = tmp_path / "good.pdf", tmp_path / "bad.pdf", tmp_path / "none.pdf"
    good.write_bytes(printed[SUMMARY])
    bad.write_bytes(broken(printed[SUMMARY], line(1, SOURCE, gone)))
    passed = press("preflight", str(good))
    assert (passed.status, passed.err) == (0, "")
    assert "passed       Does every page name the source?" in passed.out
    done = press("preflight", str(good), str(bad), str(none))
    assert done.status == 1
    assert f"{good}: passed; 1 page\n" in done.out
    assert re.search(rf"{bad}: FAILED, \d of 25 checks; 1 page", done.out)
    assert f"{bad}:1:1: error: page 1: the page does not say “Source: Consensus Guidelines" in done.err
    assert f"{none}:1:1: error: there is no such file\n" in done.err
    assert press("preflight").status == 2


def test_many_files_are_answered_in_the_order_in_which_they_were_named(
    press: Callable[..., Finished], printed: dict[Job, bytes], tmp_path: Path
) -> None:
    names = [str(tmp_path / name) for name in ("d.pdf", "a.pdf", "none.pdf", "c.pdf", "a.pdf", "b.pdf")]
    for name, job in zip(names, [HANDOUT, SUMMARY, None, SUMMARY, SUMMARY, SUMMARY], strict=True):
        if job is not None:
            Path(name).write_bytes(printed[job])
    done = press("preflight", "--json", *names)
    assert done.status == 1
    assert [file["file"] for file in json.loads(done.out)["files"]] == names


@pytest.mark.parametrize(("key", "of"), [("/UserUnit", lambda pdf: pdf.pages[3].obj), ("/F", annotation)])
def test_values_of_a_wrong_kind_are_no_fault(
    key: str, of: Callable[[Pdf], Any], printed: dict[Job, bytes], tmp_path: Path
) -> None:
    file = tmp_path / "file.pdf"
    file.write_bytes(broken(printed[HANDOUT], put(key, Name.Foo, of)))
    assert len(inspect_file(file).rows) == 25


def test_a_folder_is_told_from_a_file(press: Callable[..., Finished], tmp_path: Path) -> None:
    done = press("preflight", str(tmp_path))
    assert done.status == 1
    assert done.err.startswith(f"{tmp_path}:1:1: error: this is a folder, not a PDF\n  hint: name the files in it")


def test_text_that_goes_on_elsewhere_is_told_without_a_page(
    press: Callable[..., Finished], printed: dict[Job, bytes], tmp_path: Path
) -> None:
    file = tmp_path / "file.pdf"
    file.write_bytes(broken(printed[HANDOUT], lambda pdf: pdf.pages.__delitem__(slice(1, 5))))
    done = press("preflight", str(file))
    assert "texts are missing after" in done.err
    assert "page 0" not in done.out + done.err


def test_json_holds_every_answer(press: Callable[..., Finished], printed: dict[Job, bytes], tmp_path: Path) -> None:
    bad = tmp_path / "bad.pdf"
    bad.write_bytes(broken(printed[SUMMARY], drop("/Lang")))
    done = press("preflight", "--json", str(bad), str(tmp_path / "none.pdf"))
    said = json.loads(done.out)
    assert (done.status, done.err) == (1, "")
    one, none = said["files"]
    assert (one["passed"], one["pages"], none["passed"], none["checks"]) == (False, 1, False, [])
    [check] = [check for check in one["checks"] if check["id"] == "language"]
    assert check["result"] == "failed"
    assert [found["page"] for found in check["found"]] == [None]
    assert {problem["file"] for problem in said["problems"]} == {str(bad), str(tmp_path / "none.pdf")}

"""What is printed: problems, tables and JSON, each as people or machines can use it."""

from __future__ import annotations

import io
import json
import sys

import pytest

from clinicpress.ground.problems import Place, Problem
from clinicpress.ground.report import ALIKE, plain, print_json, report, report_fault, table


def said_of(count: int, capsys: pytest.CaptureFixture[str], line: int = 1) -> list[str]:
    report(Problem(Place(f"{number}.pdf", line), "this is damaged") for number in range(count))
    return capsys.readouterr().err.splitlines()


def test_the_same_of_many_files_is_said_once(capsys: pytest.CaptureFixture[str]) -> None:
    assert said_of(ALIKE, capsys) == [f"{number}.pdf:1:1: error: this is damaged" for number in range(ALIKE)]
    assert said_of(ALIKE + 1, capsys) == [
        "0.pdf:1:1: error: this is damaged",
        f"  … and the same of {ALIKE} more files",
    ]


def test_the_same_of_many_lines_is_said_of_each(capsys: pytest.CaptureFixture[str]) -> None:
    assert len(said_of(ALIKE + 1, capsys, line=2)) == ALIKE + 1


def test_a_fault_asks_for_a_report(capsys: pytest.CaptureFixture[str]) -> None:
    report_fault("Traceback …")
    said = capsys.readouterr().err
    assert said.startswith("Traceback …\nThis is a fault of clinicpress ")
    assert "not of your files" in said


def test_problems_as_json_hold_all_that_is_known() -> None:
    assert plain([Problem(Place("a.yaml", 2, 5), "wrong", "mend it", "warning")]) == [
        {"file": "a.yaml", "line": 2, "column": 5, "severity": "warning", "message": "wrong", "hint": "mend it"}
    ]


@pytest.mark.parametrize(("encoding", "shown"), [("utf-8", "“é”"), ("latin-1", "\\u201c\\u00e9\\u201d")])
def test_json_can_be_printed_in_every_encoding(encoding: str, shown: str, monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.TextIOWrapper(io.BytesIO(), encoding)
    monkeypatch.setattr(sys, "stdout", stream)
    print_json({"said": "“é”"})
    stream.flush()
    said = stream.buffer.getvalue().decode(encoding)  # type: ignore[attr-defined]
    assert shown in said
    assert json.loads(said) == {"said": "“é”"}


def test_a_table_has_its_figures_right_and_no_spaces_at_the_ends() -> None:
    rows = [["handout", "9", "a"], ["one", "120", "bc"]]
    assert table(["layout", "pages", "name"], rows).splitlines() == [
        "layout   pages  name",
        "-------  -----  ----",
        "handout      9  a",
        "one        120  bc",
    ]

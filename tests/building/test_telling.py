"""What is told of a build, word for word, and on which stream."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from clinicpress.building.account import Account, Fault, File, State
from clinicpress.building.plan import Pruned
from clinicpress.building.telling import MOST_NAMED, MOST_ROWS, tell, tell_faults, tell_round
from clinicpress.building.watch import Round
from clinicpress.content.edition import Job
from clinicpress.ground.problems import Place, Problem, warning

LINE = json.dumps({"pages": 3, "bytes": 2048})
Capture = pytest.CaptureFixture[str]


def files(count: int, state: State, clinic: str = "c") -> tuple[File, ...]:
    why = [] if state == "kept" else ["it is new"]
    jobs = [Job(f"{clinic}{number:02}", "en", "standard", "sleep", "handout") for number in range(count)]
    return tuple(File(job, state, why, "" if state == "not made" else LINE, 0.25) for job in jobs)


def said(account: Account, capsys: Capture, explain: bool = False) -> tuple[list[str], list[str]]:
    tell(account, explain)
    printed = capsys.readouterr()
    return printed.out.splitlines(), printed.err.splitlines()


def test_few_files_are_listed(capsys: Capture) -> None:
    assert said(Account("out", files(1, "made")), capsys) == (
        [
            "file                                   pages  size    time",
            "-------------------------------------  -----  ----  ------",
            "out/c00/en/standard/sleep-handout.pdf      3  2 KB  0.25 s",
        ],
        [],
    )


def test_of_many_only_the_number_is_told(capsys: Capture) -> None:
    listed, _ = said(Account("out", files(MOST_ROWS, "made")), capsys)
    assert len(listed) == MOST_ROWS + 2
    assert said(Account("out", files(MOST_ROWS + 1, "made")), capsys) == (["41 made, 0 as they should be."], [])


@pytest.mark.parametrize(
    ("account", "out", "err"),
    [
        (Account("out", ()), ["Nothing to make: no job matches."], []),
        (Account("out", files(1, "kept")), ["Nothing to make: 1 file is as they should be."], []),
        (Account("out", files(1234, "kept")), ["Nothing to make: 1,234 files are as they should be."], []),
        (
            Account("out", files(2, "not made")),
            [],
            ["0 made, 2 not made because of the problems above; their last PDFs were left as they were."],
        ),
        (
            Account("out", files(1, "kept"), strays=("a.pdf", "b.pdf", "c.pdf", "d.pdf")),
            ["Nothing to make: 1 file is as they should be."],
            ["No job makes 4 of the files any more (out/a.pdf, out/b.pdf, out/c.pdf, …): --prune removes them."],
        ),
        (
            Account("out", files(1, "kept"), strays=("b.pdf",), pruned=Pruned(("a.pdf",), ("b.pdf",), ("b.pdf",), ())),
            ["Nothing to make: 1 file is as they should be.", "removed out/a.pdf: no job makes it any more"],
            ["left out/b.pdf: no job makes it any more, but somebody changed it, or it lies behind a link"],
        ),
    ],
    ids=["no job", "one file", "many files", "not made", "strays", "pruned"],
)
def test_what_was_made_and_what_was_not(account: Account, out: list[str], err: list[str], capsys: Capture) -> None:
    assert said(account, capsys) == (out, err)


def test_problems_come_first_and_in_the_order_of_their_places(capsys: Capture) -> None:
    problems = (Problem(Place("b.yaml"), "wrong", "mend it"),)
    account = Account("out", files(1, "not made"), problems, (warning(Place("a.yaml", 2, 3), "odd"),))
    _, err = said(account, capsys)
    assert err[:3] == ["a.yaml:2:3: warning: odd", "b.yaml:1:1: error: wrong", "  hint: mend it"]
    assert err[3].startswith("0 made, 1 not made because of the problems above")


def test_each_file_is_explained_where_that_is_asked_for(capsys: Capture) -> None:
    account = Account("out", (*files(1, "made", "a"), *files(1, "kept", "b"), *files(1, "not made", "c")))
    out, _ = said(account, capsys, explain=True)
    assert out == [
        "out/a00/en/standard/sleep-handout.pdf  made: it is new",
        "out/b00/en/standard/sleep-handout.pdf  as it was: nothing changed",
        "out/c00/en/standard/sleep-handout.pdf  not made: it is new",
        "1 made, 1 as they should be.",
    ]


def test_a_fault_names_the_first_of_the_files_that_met_with_it(capsys: Capture) -> None:
    tell_faults([Fault("Traceback: x\n", tuple(f"{number}.pdf" for number in range(MOST_NAMED + 2)))])
    err = capsys.readouterr().err
    assert err.startswith("while making 0.pdf, 1.pdf, ")
    assert ", 39.pdf, and 2 more:\nTraceback: x\n" in err
    assert "This is a fault of clinicpress" in err


def test_a_round_of_a_watch(capsys: Capture, tmp_path: Path) -> None:
    account = Account("out", files(1, "kept"), strays=("a.pdf",))
    told = Round(account, (Problem(Place("b.yaml"), "wrong"),), other_strays=True, seconds=0.256)
    last = f"Done in 0.26 s; watching {tmp_path}, Ctrl-C ends it\n"
    tell_round(told, tmp_path)
    printed = capsys.readouterr()
    assert printed.err == (
        "b.yaml:1:1: error: wrong\nNo job makes 1 of the files any more (out/a.pdf): --prune removes them.\n"
    )
    assert printed.out == f"Nothing to make: 1 file is as they should be.\n{last}"
    tell_round(replace(told, told=(), other_strays=False, mended=True), tmp_path)
    printed = capsys.readouterr()
    assert printed.err == ""
    assert printed.out == f"Nothing to make: 1 file is as they should be.\nAll problems are mended.\n{last}"
    tell_round(Round(refusal="there is no brochure “sleep”", seconds=0.256), tmp_path)
    assert capsys.readouterr() == (last, "error: there is no brochure “sleep”\n")

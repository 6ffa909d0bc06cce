"""The command line: words become the arguments of library calls, facts become print, and ends become statuses."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import click
import pytest

from clinicpress import __version__
from clinicpress.building.build import build
from clinicpress.cli import main, run
from clinicpress.content.edition import Wanted
from clinicpress.content.listing import list_all
from clinicpress.ground.problems import InputProblems, Place, UsageError
from clinicpress.press.press import Press as Printer
from clinicpress.press.press import Pressed
from tests.conftest import Finished
from tests.folders import write

Press = Callable[..., Finished]


def test_json_is_the_facts_of_the_library(press: Press, workspace: Path) -> None:
    write(workspace, {"clinics/two.yaml": "name: [Two]\n"})
    first = json.loads(press("build", "--json").out)
    again = press("build", "--json")
    account = build(workspace, workspace / "build")
    assert json.loads(again.out) == account.facts()
    assert (again.status, again.err) == (1, "")
    told = [(file["file"], file["pages"], file["bytes"], file["made"]) for file in first["files"]]
    assert told == [(account.where(f.job.path), f.pages, f.size, True) for f in account.of("kept")]
    listed = press("list", "--json")
    assert (listed.status, json.loads(listed.out)) == (1, json.loads(json.dumps(list_all(workspace).facts())))


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ([], Wanted()),
        (["breathing"], Wanted(slugs=["breathing"])),
        (["--name", "{slug}"], Wanted(name="{slug}")),
        (["--clinic", "one"], Wanted(clinics=["one"])),
        (["--clinic", "one", "--clinic=house"], Wanted(clinics=["one", "house"])),
        (["--edition", "standard", "--layout", "handout", "--language", "en"],
         Wanted(editions=["standard"], layouts=["handout"], languages=["en"])),
    ],
    ids=str,
)  # fmt: skip
def test_words_choose_what_is_wanted(words: list[str], wanted: Wanted, press: Press, workspace: Path) -> None:
    assert press("build", *words).status == 0
    account = build(workspace, workspace / "build", wanted)
    assert account.files and [file.state for file in account.files] == ["kept"] * len(account.files)
    made = sorted(path.relative_to(workspace / "build").as_posix() for path in (workspace / "build").rglob("*.pdf"))
    assert [name for name in made if "/.clinicpress" not in f"/{name}"] == [file.job.path for file in account.files]


def test_a_fault_of_ours_ends_with_70_however_it_is_told(
    press: Press, workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def wrongly(self: Printer, job: object) -> Pressed:
        raise ZeroDivisionError("ours")

    monkeypatch.setattr(Printer, "print", wrongly)
    for words in (["build"], ["build", "--json"], ["check"], ["check", "--json"]):
        done = press(*words)
        assert done.status == 70
        assert done.err.count("ZeroDivisionError: ours") == 1
        assert "This is a fault of clinicpress" in done.err
    assert json.loads(press("build", "--json").out)["files"] == []


def test_strict_makes_warnings_count(press: Press) -> None:
    day = ("--today", "2026-11-28")
    lenient, strict = press("check", *day), press("check", "--strict", *day)
    assert (lenient.status, strict.status, lenient.err) == (0, 1, strict.err)
    assert "warning: " in strict.err
    assert strict.out == lenient.out.rstrip(".\n") + "; with --strict, warnings count as errors.\n"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["build", "--watch", "--json"], "--watch does not go together with"),
        (["compare", "a.pdf", "b.pdf", "--report", "x.pdf"], "the report is a web page: call it x.html"),
        (["schema", "brochur"], "there is no kind of file called “brochur”; did you mean “brochure”?"),
        (["new"], "name the brochure: new SLUG"),
        (["check", "--today", "tomorrow"], "--today"),
        (["preflight"], "Missing argument"),
        (["pres"], "No such command"),
    ],
    ids=" ".join,
)
def test_wrong_words_end_with_2(words: list[str], told: str, press: Press) -> None:
    done = press(*words)
    assert (done.status, done.out, told in done.err) == (2, "", True)


@pytest.mark.parametrize(
    ("argument", "python", "called"),
    [
        ("generate.py", "{here}/.venv/bin/python", ".venv/bin/python generate.py"),
        ("../press/generate.py", "/usr/bin/python3", "python ../press/generate.py"),
        ("/usr/bin/clinicpress", "/usr/bin/python3", "clinicpress"),
    ],
    ids=str,
)
def test_the_next_command_is_told_as_this_one_was_called(
    argument: str, python: str, called: str, press: Press, workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.argv", [argument])
    monkeypatch.setattr("sys.executable", python.format(here=workspace))
    monkeypatch.chdir(workspace)
    assert press("new", "sleep").out.splitlines()[-1] == f"Next: {called} check sleep"


# Ends ---------------------------------------------------------------------------------------------


def ends_with(error: BaseException, capsys: pytest.CaptureFixture[str]) -> tuple[object, str]:
    """Run a command that raises; returns the status and what was told."""

    @click.command()
    def command() -> None:
        raise error

    with pytest.raises(SystemExit) as leaving:
        run(command, [])
    printed = capsys.readouterr()
    assert printed.out == ""
    return leaving.value.code, printed.err


@pytest.mark.parametrize(
    ("error", "status", "told"),
    [
        (InputProblems.one(Place("a.yaml", 2, 3), "wrong", "mend it"), 1,
         "a.yaml:2:3: error: wrong\n  hint: mend it\n"),
        (PermissionError(13, "Permission denied", "a.yaml"), 1,
         "a.yaml:1:1: error: this cannot be used: Permission denied\n"
         "  hint: check its name, its permissions and where its links lead\n"),
        (UsageError("no such thing"), 2, "error: no such thing\n"),
        (KeyboardInterrupt(), 130, "\nstopped\n"),
        (click.Abort(), 130, "stopped\n"),
    ],
    ids=lambda value: type(value).__name__,
)  # fmt: skip
def test_each_end_has_its_status(
    error: BaseException, status: int, told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert ends_with(error, capsys) == (status, told)


def test_what_nobody_foresaw_is_a_fault_of_ours(capsys: pytest.CaptureFixture[str]) -> None:
    status, told = ends_with(RuntimeError("unforeseen"), capsys)
    assert status == 70
    assert "RuntimeError: unforeseen" in told and "Please report it" in told


def test_every_command_says_what_it_does(capsys: pytest.CaptureFixture[str]) -> None:
    assert sorted(main.commands) == [
        "build",
        "check",
        "compare",
        "email",
        "list",
        "new",
        "preflight",
        "print",
        "schema",
        "serve",
    ]
    for name in main.commands:
        run(arguments=[name, "-h"])
        said = " ".join(capsys.readouterr().out.split())
        assert said.startswith(f"Usage: clinicpress {name} ")
        assert " ".join(str(main.commands[name].help).split()) in said
    run(arguments=["--version"])
    assert __version__ in capsys.readouterr().out

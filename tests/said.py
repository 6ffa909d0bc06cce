"""What a command said is wrong: problems as they are printed, and as a file announces them in comments."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

from tests.conftest import Finished

_EXPECTED = r"# SEVERITY (?:\+(\d+):)?(\d+): (.+?)(?: \| hint: (.+?))?(?=\s*(?:#\})?\s*(?:$|\{?# SEVERITY ))"
_PRINTED = r"(?P<file>[^:\n]+):(?P<line>\d+):(?P<column>\d+): SEVERITY: (?P<message>.+)(?:\n  hint: (?P<hint>.+))?"


class Said(NamedTuple):
    """A problem as it was printed, or as a case expects it."""

    file: str
    line: int
    column: int
    message: str
    hint: str


def expected(text: str, file: str, severity: str = "error") -> list[Said]:
    """Read the problems that a case announces in its comments."""
    found = []
    pattern = re.compile(_EXPECTED.replace("SEVERITY", severity))
    for number, line in enumerate(text.split("\n"), 1):
        for match in pattern.finditer(line):
            below, column, message, hint = match.groups()
            found.append(Said(file, number + int(below or 0), int(column), message, hint or ""))
    return sorted(found)


def printed(text: str, severity: str = "error") -> list[Said]:
    """Read the problems that the command line printed."""
    return [
        Said(m["file"], int(m["line"]), int(m["column"]), m["message"], m["hint"] or "")
        for m in re.finditer(_PRINTED.replace("SEVERITY", severity), text)
    ]


def errors(finished: Finished) -> list[str]:
    """Return the errors that a command printed, with their hints, as they stand there."""
    return [match[0] for match in re.finditer(_PRINTED.replace("SEVERITY", "error"), finished.err)]


def pdfs(workspace: Path) -> list[str]:
    """List what was built."""
    return sorted(str(path.relative_to(workspace / "build")) for path in workspace.glob("build/**/*.pdf"))


def one_problem(finished: Finished, workspace: Path) -> Said:
    """Return the only problem of a build that wrote nothing."""
    said = printed(finished.err)
    assert len(said) == 1, finished.err
    assert finished.status == 1
    assert "Traceback" not in finished.err
    assert str(workspace) not in finished.err
    assert pdfs(workspace) == []
    return said[0]

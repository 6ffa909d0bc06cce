"""What is asked of a workspace is noted, and nothing else is."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from clinicpress.workspace.disk import Disk
from clinicpress.workspace.noted import Noted
from clinicpress.workspace.workspace import Workspace

ONE, TWO = "clinics/one.yaml", "clinics/two.yaml"


@pytest.mark.parametrize(
    ("ask", "noted"),
    [
        (lambda files: files.has(ONE), {ONE}),
        (lambda files: files.has(TWO), {TWO}),
        (lambda files: files.has("../one.yaml"), set()),
        (lambda files: files.content(ONE, 1_000), {ONE}),
        (lambda files: files.read_yaml(ONE), {ONE}),
        (lambda files: files.spelled("clinics/zürich.yaml"), {"clinics/zürich.yaml"}),
        (lambda files: files.spelled(TWO), set()),
        (lambda files: files.note([ONE, TWO]), {ONE, TWO}),
        (lambda files: files.note(name for name in (ONE, TWO)), {ONE, TWO}),
        (lambda files: files.digest(ONE), set()),
        (lambda files: files.names("clinics", ".yaml"), set()),
        (lambda files: files.folders("clinics"), set()),
        (lambda files: files.files_below("clinics"), set()),
        (lambda files: files.unnoted().has(ONE), set()),
    ],
)
def test_what_is_looked_for_is_noted_here_and_further_out(
    ask: Callable[[Workspace], object], noted: set[str], workspace: Path
) -> None:
    outer: set[str] = set()
    inner: set[str] = set()
    around = Noted(Disk(workspace), outer)
    ask(Noted(around, inner))
    assert inner == outer == noted
    around.has("editions.yaml")
    assert inner == noted
    assert outer == noted | {"editions.yaml"}


def test_the_disk_itself_notes_nothing(workspace: Path) -> None:
    disk = Disk(workspace)
    disk.note([ONE])
    assert disk.unnoted() is disk
    assert Noted(Noted(disk, set()), set()).unnoted() is disk

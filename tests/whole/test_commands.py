"""Building as people do it: same bytes every time, whole files, what the tables say."""

from __future__ import annotations

import fcntl
import json
import os
import re
import struct
import subprocess
import sys
import termios
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from clinicpress.content.catalog import Catalog
from clinicpress.content.edition import Job
from clinicpress.drawing.canvas import PressCanvas
from clinicpress.drawing.tagging import Element, MarkedContent
from clinicpress.ground.faults import FaultyProof
from clinicpress.typesetting import page
from clinicpress.workspace.disk import Disk
from tests.conftest import ROOT, Finished
from tests.printing import print_job
from tests.reading import read_pages

PDFS = ["handout.pdf", "summary.pdf"]
SAMPLER = ROOT / "tests" / "workspaces" / "sampler"


def build(out: Path, cwd: Path, *, jobs: int, seed: str) -> dict[str, bytes]:
    subprocess.run(
        [sys.executable, ROOT / "generate.py", "build", "--workspace", ROOT, "--out", out, "--jobs", str(jobs)],
        cwd=cwd,
        env={**os.environ, "PYTHONHASHSEED": seed},
        check=True,
        capture_output=True,
    )
    shown = [path for path in sorted(out.rglob("*")) if path.is_file() and ".clinicpress" not in path.parts]
    return {str(path.relative_to(out)): path.read_bytes() for path in shown}


def test_two_builds_in_other_processes_and_folders_give_the_same_bytes(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    one = build(tmp_path / "one", ROOT, jobs=1, seed="1")
    two = build(tmp_path / "deeper" / "two", tmp_path / "elsewhere", jobs=2, seed="2")
    assert sorted(set(one) - {"manifest.json"}) == [
        f"{clinic}/en/{edition}/{slug}-{file}"
        for clinic in ("house", "sample")
        for edition, files in (("large-print", PDFS[:1]), ("standard", [PDFS[0], "page.html", PDFS[1], "trifold.pdf"]))
        for slug in ("iv-ketamine-fibromyalgia", "ketamine-pain-relief")
        for file in files
    ]
    assert one == two


def test_build_lists_what_it_made(press: Callable[..., Finished], workspace: Path) -> None:
    done = press("build", "--json")
    files = json.loads(done.out)["files"]
    assert [Path(f["file"]).relative_to(workspace / "build").as_posix() for f in files] == [
        "house/en/standard/breathing-handout.pdf",
        "one/en/standard/breathing-handout.pdf",
    ]
    for made in files:
        content = Path(made["file"]).read_bytes()
        assert (len(content), len(read_pages(content))) == (made["bytes"], made["pages"])


def test_filters_choose_jobs(press: Callable[..., Finished], workspace: Path) -> None:
    done = press("build", "breathing", "--clinic", "one", "--edition", "standard", "--layout", "handout")
    assert done.status == 0
    assert sorted(p.name for p in (workspace / "build").iterdir()) == [".clinicpress", "manifest.json", "one"]


def test_excluded_jobs_are_not_made(press: Callable[..., Finished], workspace: Path) -> None:
    with (workspace / "editions.yaml").open("a", encoding="utf-8") as file:
        file.write("matrix: {exclude: [{clinic: house, layout: handout}]}\n")
    jobs = json.loads(press("list", "--json").out)["jobs"]
    assert [job["clinic"] for job in jobs] == ["one"]


def test_check_writes_nothing(press: Callable[..., Finished], workspace: Path) -> None:
    assert press("check").status == 0
    assert not (workspace / "build").exists()


def test_check_shows_review_notes_and_strict_makes_them_errors(press: Callable[..., Finished], workspace: Path) -> None:
    brochure = workspace / "brochures" / "breathing" / "en.yaml"
    brochure.write_text(brochure.read_text(encoding="utf-8") + "review_notes: [Settle this.]\n", encoding="utf-8")
    relaxed, strict = press("check"), press("check", "--strict")
    assert "warning: review note: Settle this." in relaxed.err
    assert (relaxed.status, strict.status) == (0, 1)


def test_the_proof_notices_a_missing_footer(monkeypatch: pytest.MonkeyPatch) -> None:
    """Break the stamp on one page: the document must not leave the press."""
    whole = page.FooterPlan.stamp

    def forgetful(self: page.FooterPlan, canvas: PressCanvas, number: int, pages: int) -> None:
        if number != 2:
            whole(self, canvas, number, pages)

    monkeypatch.setattr(page.FooterPlan, "stamp", forgetful)
    with pytest.raises(FaultyProof, match="footer of page 2"):
        print_job(Catalog(Disk(SAMPLER)), Job("plum", "en", "standard", "every-block", "handout"))


def test_the_proof_notices_a_lost_word() -> None:
    paragraph = Element("P", text="Take one tablet a day")
    paragraph.say("Take one ", MarkedContent(0, 1))
    paragraph.say("a day", MarkedContent(1, 0))
    assert "Take one a day" in paragraph.faults()[0]
    paragraph = Element("P", text="Take one tablet a day")
    paragraph.say("Take one tab", MarkedContent(0, 1))
    paragraph.say("let a day", MarkedContent(1, 0))
    assert not paragraph.faults()


def test_progress_is_for_terminals_only(press: Callable[..., Finished]) -> None:
    assert "Printing" not in press("build").err


def test_on_a_terminal_a_bar_shows_counts_rate_and_time_left(workspace: Path) -> None:
    ours, theirs = os.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 100, 0, 0))
    command = [sys.executable, str(ROOT / "generate.py"), "build", "--workspace", str(workspace)]
    with subprocess.Popen([*command, "--out", str(workspace / "build")], stdout=subprocess.DEVNULL, stderr=theirs):
        os.close(theirs)
        shown = b""
        with suppress(OSError):  # the end of a terminal is an error
            while part := os.read(ours, 10_000):
                shown += part
    os.close(ours)
    said = shown.decode("utf-8")
    assert re.search(r"Printing: +\d+%.* \d/2 \[\d\d:\d\d<.*(files/s|s/ files)\]", said), said

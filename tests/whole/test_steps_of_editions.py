"""An edition that asks the print shop for something is built again when it asks for something else, and it alone."""

from __future__ import annotations

import pytest

from tests.folders import Bench, plates, shown
from tests.whole.changes import about

pytestmark = pytest.mark.usefixtures("old_enough")


def large(bench: Bench) -> set[str]:
    return set(filter(about("/large/"), shown(bench.out)))


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_what_is_asked_decides_about_that_editions_files_alone(
    jobs: str, bench: Bench, capsys: pytest.CaptureFixture[str]
) -> None:
    """From the same plates, in whatever order and by whatever process: as a clean build makes them."""
    before, made_with = shown(bench.out), plates(bench.out)
    bench.edit("editions.yaml", ("layouts: [handout]}", "layouts: [handout], for: grey}"))
    assert bench.rebuild("--jobs", jobs) == large(bench)
    grey = shown(bench.out)
    bench.edit("editions.yaml", ("for: grey}", "as: booklet, sheet: tabloid}"))
    capsys.readouterr()
    assert bench.rebuild("--jobs", jobs, "--explain") == large(bench)
    assert "made: as: None, now booklet; sheet: None, now tabloid; for: grey, now None" in capsys.readouterr().out
    booklets = shown(bench.out)
    assert all(before[name] != grey[name] != booklets[name] != before[name] for name in large(bench))
    assert bench.rebuild() == set()
    assert plates(bench.out) == made_with
    bench.edit("editions.yaml", (", as: booklet, sheet: tabloid}", "}"))
    assert bench.rebuild() == large(bench)
    assert shown(bench.out) == before

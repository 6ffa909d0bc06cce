"""The bench: a file that ends its process costs a problem that names it, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from clinicpress.comparison.bench import Bench
from clinicpress.ground.problems import InputProblems
from tests.conftest import TESTS

TYPST = TESTS / "foreign" / "typst.pdf"


def test_the_bench_goes_on_after_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    bad = tmp_path / "bad.pdf"
    bad.write_bytes(b"%PDF-1.7\nno more")
    with Bench() as bench:
        with pytest.raises(InputProblems) as told:
            bench.compare(bad, bad)
        assert {problem.place.file for problem in told.value.problems} == {str(bad)}
        assert bench.compare(TYPST, TYPST).same
        kind, content = bench.paint("typst.pdf", TYPST.read_bytes(), 1, 30)
        assert (kind, content[:4]) == ("image/png", b"\x89PNG")


def test_a_page_that_is_not_there_is_a_problem_of_its_file() -> None:
    with Bench() as bench, pytest.raises(InputProblems, match=r"a\.pdf.*painted \(page 99\)"):
        bench.paint("a.pdf", TYPST.read_bytes(), 99, 30)

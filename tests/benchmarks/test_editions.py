"""What is held against the goals, and what docs/performance.md says of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from builds import pdfs
from editions import TUNED, Scale, judge
from growth import growth, written
from performance_page import page

SCALE = Scale(2_000, {100: 1, 2_000: 3}, {"typst": 20, "weasyprint": 6}, 100_000)


def _side(ms: float) -> dict[str, Any]:
    facts = {"cpu_ms": ms, "warm_ms": ms, "first_ms": 60, "peak_mb": 80, "bytes": 50_000}
    return {"ms": ms, "seconds": ms * 2, **facts}


def _round(ready: float, empty: float, tuned: float, two: float) -> dict[str, Any]:
    return {"ready": _side(ready), "empty": _side(empty), TUNED: _side(tuned), "two_cores": _side(two)}


ROUNDS = [_round(0.8, 1.0, 8.4, 0.4), _round(0.7, 0.9, 7.7, 0.4), _round(0.9, 1.1, 8.1, 0.5)]
AGAIN = {
    "editions": 2_000,
    "unchanged": {"seconds": [0.03, 0.031, 0.029], "written": 0},
    "one_changed": {"seconds": 0.5, "own": 2, "others": 0},
}
BUILT = {"seconds": 2.0, "ms": 1.0, "parent_mb": 50.0, "worker_mb": 60.0}
MANY = {
    "jobs": 2,
    "on_disk": False,
    "few": {"editions": 2_000, **BUILT},
    "many": {"editions": 100_000, **BUILT, "worker_mb": 66.6},
}


def _judged(many: dict[str, Any] | None) -> list[dict[str, Any]]:
    return [goal.facts() for goal in judge(SCALE, ROUNDS, AGAIN, many)]


def _result(**changed: Any) -> dict[str, Any]:
    return {
        "machine": {"python": "3.13", "system": "Linux", "cores": 2},
        "versions": {"clinicpress": "1"},
        "scale": {"goal": 2_000, "few": SCALE.few},
        "rounds": {"100": ROUNDS[:1], "2000": ROUNDS},
        "few": [{"typst": _side(36.0), "weasyprint": _side(170.0)}],
        "again": AGAIN,
        "many": MANY,
        "goals": _judged(MANY),
        "differences": [],
        **changed,
    }


def test_the_tuned_peer_is_held_against_ours_whole_process_to_whole_process() -> None:
    found = {goal["name"]: goal for goal in _judged(MANY)}
    ready = found["time of “Typst, tuned” over ours, 2,000 editions, plates ready"]
    assert (ready["limit"], round(ready["value"], 2), ready["met"]) == (10, 10.5, True)
    empty = found["time of “Typst, tuned” over ours, 2,000 editions, empty cache"]
    assert (empty["limit"], round(empty["value"], 2), empty["met"]) == (8, 8.4, True)


def test_memory_is_not_measured_without_very_many_editions() -> None:
    assert [goal["met"] for goal in _judged(None)] == [True, True, True, True, True, None, None]
    assert growth(MANY, "parent_mb") == 0
    assert [goal["met"] for goal in _judged(MANY)][-2:] == [True, False]


def test_the_page_begins_with_all_sizes_beside_the_tuned_peer() -> None:
    said = page(_result())
    headline = said.partition("\n## ")[0]
    assert "| 100 | 0.80 | 1.00 | 8.40 | 10.5 | 8.4 | 1 |" in headline
    assert "| 2,000 | 0.80 (0.70–0.90) | 1.00 (0.90–1.10) | 8.10 (7.70–8.40) |" in headline
    assert "naive" not in headline
    assert "| 100,000 | 2.0 | 1.00 | 50 | 67 |" in said
    assert "For each edition more that is 0.0 KB in the parent and 0.1 KB in a worker." in said


def test_the_page_says_where_pdfs_differ_and_what_was_not_measured() -> None:
    said = page(_result(differences=["page 1"], many=None))
    assert "**The PDFs differ, so the ratios do not count:**\n\n- page 1" in said
    assert "`--many` does that" in said


def test_only_finished_pdfs_are_counted(tmp_path: Path) -> None:
    for name in ("clinic/one.pdf", ".clinicpress/plates/two.pdf", "clinic/one.html"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    assert pdfs(tmp_path) == [tmp_path / "clinic/one.pdf"]


def test_what_was_written_or_is_gone_is_seen() -> None:
    before = {"a": (1, 1, 1), "b": (1, 1, 1), "c": (1, 1, 1)}
    assert written(before, {"a": (1, 1, 1), "b": (2, 1, 1), "d": (1, 1, 1)}) == {"b", "c", "d"}

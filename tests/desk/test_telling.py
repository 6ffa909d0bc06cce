"""What a check tells: first what must be settled, by brochure, then what would help, in the fewest words."""

from __future__ import annotations

from clinicpress.desk.check import Checked, Findings
from clinicpress.desk.telling import Part, overview, parts_of, scorecards
from clinicpress.ground.problems import Place, Problem, warning

A, B = "brochures/a/en.yaml", "brochures/b/en.yaml"


def findings(to_settle: list[Problem], would_help: list[Problem]) -> Findings:
    looked_at = [("a", "en"), ("b", "en")]
    return Findings(sorted(to_settle), sorted(would_help), [Checked("a", "en")], looked_at, whole=True)


def test_what_must_be_settled_stands_before_what_would_help_and_errors_before_notes() -> None:
    note, wrong = warning(Place(A, 1), "note"), Problem(Place(A, 9), "wrong")
    hard, other = warning(Place(A, 2), "hard"), Problem(Place(B, 1), "wrong, too")
    picture, clinic = warning(Place("brochures/a/x.png"), "coarse"), Problem(Place("clinics/one.yaml"), "no name")
    source = Problem(Place("brochures/sources.yaml", 3), "no value")
    told = list(parts_of(findings([note, wrong, other, picture, clinic, source], [hard])))
    assert told == [
        Part("To settle in a:", [wrong, note, picture]),
        Part("To settle in b:", [other]),
        Part("To settle in sources.yaml:", [source]),
        Part("To settle in clinics:", [clinic]),
        Part("What would help in a:", [hard]),
    ]
    assert list(parts_of(findings([], []))) == []


def test_a_hint_stands_once_behind_all_that_it_is_for() -> None:
    said = [
        warning(Place(A, 1), "one", "explain it"),
        warning(Place(A, 2), "two", "split it"),
        warning(Place(A, 3), "three", "explain it"),
        warning(Place(B, 4), "four", "explain it"),
        warning(Place(B, 5), "five"),
    ]
    told = [[(p.message, p.hint) for p in part.problems] for part in parts_of(findings([], said))]
    assert told == [
        [("one", ""), ("three", "explain it"), ("two", "split it")],
        [("four", "explain it"), ("five", "")],
    ]
    settle = [warning(Place(A, line), "note", "settle it") for line in (1, 2)]
    assert [part.problems for part in parts_of(findings(settle, []))] == [settle]


def test_the_overview_counts_what_there_is_to_do_in_each_brochure() -> None:
    found = findings([Problem(Place(A, 1), "x"), Problem(Place(A, 2), "y")], [warning(Place(B, 1), "z")])
    assert [line.split() for line in overview(found).splitlines()[2:4]] == [
        ["a", "en", "2", "0", "–", "–"],
        ["b", "en", "0", "1", "–", "–"],
    ]
    assert overview(found).splitlines()[4:] == ["", "Not scored, for want of a formula: en."]
    assert overview(Findings([], [], [], [], whole=True)) == ""


def test_of_what_was_not_scored_the_reason_is_told() -> None:
    table, reason = scorecards(findings([], []))
    assert table.splitlines()[2].split()[:3] == ["a", "en", "–"]
    assert reason == "a (en): not scored: no editorial rules for en"

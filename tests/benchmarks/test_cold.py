"""What is said of single commands: nothing counts where two handouts do not say the same."""

from __future__ import annotations

from typing import Any

from cold import BARE, CHECK, HELP, OURS, PEER, READY, judge, same, section
from content import LINES, SLUGS, read_handout
from sentences import missing_sentences, sentences

ROUND = {OURS: 240.0, PEER: 600.0, READY: 150.0, CHECK: 500.0, HELP: 40.0, BARE: 20.0}


def _result(missing: list[str]) -> dict[str, Any]:
    made = {"pages": 4, "bytes": 42_000, "missing": []}
    return {
        "versions": {"clinicpress": "1"},
        "machine": {"python": "3.13", "system": "Linux", "cores": 2},
        "rounds": [ROUND, ROUND],
        "made": {OURS: {**made, "missing": missing}, PEER: made},
        "goals": [goal.facts() for goal in judge([ROUND])],
    }


def test_one_handout_is_held_against_the_peer_and_the_rest_against_a_bare_python() -> None:
    assert [goal.value for goal in judge([ROUND])] == [0.4, 7.5, 25, 2]
    assert all(goal.met for goal in judge([ROUND]))


def test_handouts_that_do_not_say_the_same_are_told() -> None:
    assert same(_result([]))
    assert "do not say the same" not in section(_result([]))
    assert not same(_result(["a sentence"]))
    assert "  - missing: a sentence\n" in section(_result(["a sentence"]))


def test_a_page_whose_lines_for_questions_are_left_out_misses_nothing() -> None:
    for slug in SLUGS:
        handout = read_handout(slug)
        said = [*sentences([handout.brochure[key] for key in ("title", "at_a_glance", "sections")])]
        said += [handout.labels[name] for name in ("at_a_glance", "glance_note", "about")]
        said += [part for source in handout.sources for part in (source.full, source.url)]
        said += [handout.cited, handout.noted, handout.folio(1, 1)]
        asked = handout.labels["my_questions"]
        assert missing_sentences(slug, [" ".join(said)]) == ([asked] if LINES[slug] else [])
        assert missing_sentences(slug, [" ".join([*said, asked])]) == []

"""What must be settled before a brochure goes out: dates that do not fit, quotes that are none."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from clinicpress.content.catalog import Catalog
from clinicpress.desk.review import SOON, quote_problems, review_problems, source_dates, unread_locales
from clinicpress.workspace.disk import Disk
from tests.brochures import with_sections
from tests.conftest import ROOT
from tests.folders import write

TODAY = dt.date(2026, 11, 28)
BREATHING = "brochures/breathing/en.yaml"


def told(workspace: Path, *lines: str) -> list[str]:
    """Return what is said of a reviewed brochure with some more lines."""
    file = workspace / BREATHING
    reviewed = "".join(f"{line}\n" for line in ("reviewer: Doe", *lines))
    file.write_text(file.read_text(encoding="utf-8") + reviewed, encoding="utf-8")
    catalog = Catalog(Disk(workspace))
    brochure = catalog.brochure("breathing", "en")
    return [problem.message for problem in review_problems(catalog, "breathing", "en", brochure, TODAY)]


@pytest.mark.parametrize(
    ("reviewed", "due", "said"),
    [
        ("2026-11-20", "2028-11-20", []),
        ("2026-11-20", str(TODAY + SOON + dt.timedelta(1)), []),
        ("2026-11-20", str(TODAY + SOON), [f"this brochure must be reviewed by {TODAY + SOON}: 60 days are left"]),
        ("2026-11-20", "2026-11-29", ["this brochure must be reviewed by 2026-11-29: 1 day is left"]),
        ("2026-11-20", "2026-11-28", ["this brochure must be reviewed by 2026-11-28: that is today"]),
        ("2026-11-20", "2026-11-27", ["this brochure had to be reviewed by 2026-11-27: that is 1 day ago"]),
        (
            "2026-11-20",
            "2026-11-22",
            [
                "the next review is due on 2026-11-22, which is not after the brochure was published, 2026-11-22",
                "this brochure had to be reviewed by 2026-11-22: that is 6 days ago",
            ],
        ),
        (
            "2026-11-29",
            "2028-11-20",
            ["this brochure was reviewed on 2026-11-29: that day has not come"],
        ),
        (
            "2026-11-28",
            "2026-11-28",
            [
                "the next review is due on 2026-11-28, which is not after the last one, 2026-11-28",
                "this brochure must be reviewed by 2026-11-28: that is today",
            ],
        ),
    ],
)
def test_dates_are_held_against_each_other_and_the_day(
    reviewed: str, due: str, said: list[str], workspace: Path
) -> None:
    assert told(workspace, f"reviewed: {reviewed}", f"review_due: {due}") == said


def test_what_is_missing_is_told_at_once(workspace: Path) -> None:
    assert told(workspace) == ["this brochure has no day of a clinical review, no day of next review"]


def test_a_source_that_was_looked_up_tomorrow(workspace: Path) -> None:
    file = workspace / "brochures/sources.yaml"
    text = file.read_text(encoding="utf-8").replace("  short: A guide", "  accessed: 2026-11-29\n  short: A guide", 1)
    file.write_text(text, encoding="utf-8")
    problems = source_dates(Catalog(Disk(workspace)), TODAY)
    assert [(problem.place.line, problem.message) for problem in problems] == [
        (2, "the source “guide” was looked up on 2026-11-29: that day has not come")
    ]


@pytest.mark.parametrize(
    ("pull", "is_quote"),
    [("You rest well", True), ("you REST well.", True), ("You rest", True), ("You rest badly", False)],
)
def test_a_pull_is_the_sections_own_sentence(pull: str, is_quote: bool) -> None:
    brochure = with_sections(
        "- id: a\n  heading: Rest\n  body: [{paragraph: You **rest** well.}]\n  summary: [a]\n"
        f"  aside: {{pull: {pull}}}\n"
    )
    assert [problem.message for problem in quote_problems(brochure)] == (
        [] if is_quote else ["the pull point does not stand in its section word for word"]
    )


def test_a_heading_with_nothing_under_it_is_told() -> None:
    brochure = with_sections(
        "- {id: a, heading: Alone}\n"
        "- id: b\n  heading: Above\n  sections: [{id: c, heading: C, body: [{paragraph: D}]}]"
    )
    told = [problem for problem in quote_problems(brochure) if "heading" in problem.message]
    assert [(problem.message, problem.place.line) for problem in told] == [
        ("no text stands under the heading “Alone”", 7)
    ]


def test_a_locale_that_nobody_has_read_is_told_once(workspace: Path) -> None:
    locale = (ROOT / "templates/locales/en.yaml").read_text(encoding="utf-8")
    unread = locale.replace("language: en\n", "language: es\nreviewed: no\n")
    write(workspace, {"templates/locales/es.yaml": unread})
    (problem,) = unread_locales(Catalog(Disk(workspace)), ["en", "es", "en", "es", "sw"])
    assert (problem.place.file, problem.place.line) == ("templates/locales/es.yaml", 4)
    assert problem.message == "nobody who speaks “es” has read the words of its locale yet"

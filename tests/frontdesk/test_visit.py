"""What addresses and cookies tell of a visit."""

from __future__ import annotations

import pytest

from clinicpress.content.edition import Job
from clinicpress.frontdesk.visit import MOST_IN_BASKET, Visit, item, starred

JOB = Job("one", "en", "standard", "breathing", "handout")


def test_a_job_is_laid_into_the_basket_and_taken_out_again() -> None:
    visit = Visit("one", True, "en")
    full = visit.toggled(JOB)
    assert full.holds(JOB) and full.basket == ("breathing.en.standard.handout",)
    assert full.toggled(JOB) == visit


def test_all_of_a_visit_stands_in_its_addresses() -> None:
    visit = Visit("one", True, "", ("a.en.standard.handout", "b & c"))
    assert visit.to("/", q="é") == "/?q=%C3%A9&clinic=one&language=all&h=a.en.standard.handout&h=b+%26+c"
    assert visit.of("en").to("/") == "/?clinic=one&language=en&h=a.en.standard.handout&h=b+%26+c"


def test_a_basket_holds_each_thing_once_and_not_without_end() -> None:
    visit = Visit("one", True, "en").holding(["a", "b", "a", *map(str, range(1000))])
    assert visit.basket[:3] == ("a", "b", "0")
    assert len(visit.basket) == MOST_IN_BASKET


def test_the_clinic_is_no_part_of_what_lies_in_a_basket() -> None:
    assert item(JOB) == item(Job("two", "en", "standard", "breathing", "handout"))


@pytest.mark.parametrize("slug", ["plain", "with|bar; and=more", "ünusual"])
def test_favourites_are_kept_by_any_name(slug: str) -> None:
    kept = starred(Visit("one", True, "en", (), ("other",)), slug)
    assert kept.split("|")[1] == "other" and kept.isascii() and ";" not in kept
    assert starred(Visit("one", True, "en", (), (slug, "other")), slug) == "other"
